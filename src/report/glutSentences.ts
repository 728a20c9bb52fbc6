import type { GlutResult } from '../questions/glut/glutSchema.ts';
import { printMoney, printNumber, printPercent, printProbability } from './number.ts';

/** What the worlds say about gluts, in a few sentences: how likely, what is induced, whom it pays, what would have to be flexible. */
export function glutSentences(result: GlutResult, currency: string, paths: number): string[] {
  const { about } = result;
  if (about === null && result.p_glut === null)
    return ['This book has no market, so that nothing can be said about a glut.'];
  if (about === null)
    return [
      `A glut of ${result.good ?? 'capacity'} comes on ${printProbability(result.p_glut, paths)} of paths.${spellOf(result)}`,
      'No lab of this book buys from the market, so that there are no commitments to be scaled or believed.',
    ];
  return [
    likelihood(result, about.name, paths),
    induced(result, about.name),
    benefit(result, about.name, currency, paths),
    flexible(result, about.name, currency),
    buyer(result, about.name, currency),
  ].filter((sentence) => sentence !== null);
}

function likelihood(result: GlutResult, name: string, paths: number): string {
  const none = result.worlds.find((w) => w.scale === 0);
  const most = [...result.worlds].reverse().find((w) => w.world !== 'not_believed' && w.scale > 1);
  const not = result.worlds.find((w) => w.world === 'not_believed');
  const p = (x: number | null | undefined): string => printProbability(x ?? null, paths);
  const others = [
    none === undefined ? null : `${p(none.p_glut)} without ${name}’s commitments`,
    most === undefined ? null : `${p(most.p_glut)} were they ${most.scale} times as large`,
    not === undefined ? null : `${p(not.p_glut)} if no builder believed what labs announce`,
  ].filter((text) => text !== null);
  return `A glut of ${result.good ?? 'capacity'} comes on ${p(result.p_glut)} of paths; on ${others.join(', ')}.${spellOf(result)}`;
}

function spellOf({ depth, length }: GlutResult): string {
  if (depth === null || length === null) return '';
  return ` Where it comes, the price lies ${printPercent(depth.mean)} under long-run cost for ${printNumber(length.mean, { digits: 2 })} quarters on average.`;
}

/** Less capacity induced by a unit announced is next to nothing. */
const LEAST_TOLD = 1e-3;

function induced(result: GlutResult, name: string): string | null {
  const { held_per_announced_unit: held, induced_per_announced_unit: more } = result;
  const error = result.induced_per_announced_unit_standard_error ?? 0;
  if (held === null || more === null) return null;
  const unit = result.capacity_unit ?? 'unit';
  const most = result.by_year.reduce<GlutResult['by_year'][number] | null>(
    (a, b) => (a === null || b.induced_in_others > a.induced_in_others ? b : a),
    null,
  );
  const others =
    more === 0 || most === null
      ? 'others build nothing on top because they believe it'
      : Math.abs(more) < Math.max(2 * error, LEAST_TOLD)
        ? 'others build next to nothing on top because they believe it'
        : `others build ${printNumber(more, { digits: 2 })} on top because they believe it, ${printNumber(most.induced_in_others, { digits: 2 })} ${unit} on average in ${most.year}, when it is most`;
  return `Of each ${unit} that labs announce, ${printNumber(held, { digits: 2 })} are brought by their own contracts and equipment, and ${others}. Without ${name}’s commitments there would be up to ${printNumber(largestAdded(result), { digits: 2 })} ${unit} less on average.`;
}

function largestAdded({ by_year }: GlutResult): number {
  return by_year.reduce((most, row) => Math.max(most, row.added_by_commitments), 0);
}

function benefit(result: GlutResult, name: string, currency: string, paths: number): string | null {
  const signed = result.net_benefit.find((b) => b.scale === 1);
  const best = result.best_scale;
  if (signed === undefined || best === null) return null;
  const near = result.near_best_scales.filter((scale) => scale !== best);
  const told = near.length === 0 ? '' : ` (within its error: ${near.map(sizeWords).join(', ')})`;
  const what = best === 1 ? 'the size as signed' : best === 0 ? 'none' : `${best} times what is signed`;
  return `Over none at all, the commitments as signed ${gains(signed, currency)} ${name} by the horizon in cash, and pay on ${printProbability(signed.positive, paths)} of paths. Of the sizes run, ${what} is best${told}.`;
}

const sizeWords = (scale: number): string => (scale === 1 ? 'as signed' : scale === 0 ? 'none' : `${scale} times`);

/** Money that is brought or cost, with its standard error. */
function gains({ mean, standard_error: error }: { mean: number; standard_error: number }, currency: string): string {
  if (mean === 0) return 'bring nothing to';
  const unsure = Math.abs(mean) < 2 * error ? ', not told from nothing,' : '';
  return `${mean < 0 ? 'take' : 'bring'} ${amount(Math.abs(mean), error, currency)}${unsure} ${mean < 0 ? 'from' : 'to'}`;
}

function amount(mean: number, error: number, currency: string): string {
  return `${printMoney(mean, currency, { standardError: error })} ± ${printMoney(error, currency, { digits: 2 })}`;
}

function flexible(result: GlutResult, name: string, currency: string): string | null {
  const found = result.break_even?.overbuilding;
  const value = result.about === null ? undefined : result.parties[result.about.party]?.value_of_credibility;
  const error =
    result.about === null ? null : (result.parties[result.about.party]?.value_of_credibility_standard_error ?? null);
  if (found === undefined || value === undefined || value === null || error === null) return null;
  const share = printPercent(result.flexible_share?.mean ?? null);
  const needed =
    found.is === 'always'
      ? 'it pays whatever of it is flexible'
      : found.is === 'never'
        ? 'it would not pay even if all of its contracts could be repriced'
        : found.is === 'until'
          ? `it would no longer pay from ${printPercent(found.flexible_share)} on`
          : `it would pay from ${printPercent(found.flexible_share)} on${found.by_reopening === null ? ', if contracts were indexed; reopening them would not do' : ''}`;
  const subject = 'That others build because labs are believed';
  if (value === 0) return `${subject} changes nothing for ${name}. ${share} of what it runs on is flexible in price.`;
  const unsure = Math.abs(value) < 2 * error ? ', not told from nothing' : '';
  const effect = `${value < 0 ? 'costs' : 'brings'} ${name} ${amount(Math.abs(value), error, currency)}${unsure}`;
  return `${subject} ${effect}: ${share} of what it runs on is flexible in price, and ${needed}.`;
}

function buyer(result: GlutResult, name: string, currency: string): string | null {
  const most = result.largest_buyer;
  if (most === null) return null;
  const paid = `${printMoney(most.amount, currency)} at today’s value, ${printPercent(most.share)} of what all parties pay for ${result.good ?? 'what is traded'}, equipment and sites`;
  return most.is_about
    ? `${name} is also who buys most: ${paid}.`
    : `Who buys most is ${most.name}, not ${name}: ${paid}.`;
}
