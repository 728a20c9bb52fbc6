import type { PartyRescue, RescueResult } from '../questions/rescue/rescueSchema.ts';
import { NO_FIGURE, printCountOf, printMoney, printNumber, printPercent, printProbability } from './number.ts';

type Named = (id: string) => string;

/** Parties with their figures: the one asked about first. */
export function aboutFirst({ about, parties }: RescueResult): [string, PartyRescue][] {
  const all = Object.entries(parties);
  return [...all.filter(([id]) => id === about?.party), ...all.filter(([id]) => id !== about?.party)];
}

/** The answer in words, a few sentences for each party, the one asked about first. */
export function rescueSentences(result: RescueResult, currency: string): string[] {
  const parties = aboutFirst(result);
  if (parties.length === 0)
    return ['No party of this book is marked `rescue: true`: nobody is asked to carry another. Name one with --fail.'];
  return parties.map(([, party]) => partySentence(party, currency));
}

function partySentence(party: PartyRescue, currency: string): string {
  const { name, need, p_rescued_given_distress: rescued, index } = party;
  if (need === null || rescued === null) return `${name} lacks nothing on any path: ${distressWords(party)}.`;
  const money = (x: number): string => printMoney(x, currency);
  const times = (x: number | null): string => printNumber(x, { digits: 2 });
  const ofPayers = party.index_of_payers ?? 0;
  const payersLose =
    ofPayers > 0
      ? `, and those who may be asked to pay ${times(ofPayers)} times`
      : '; nobody who may be asked to pay would lose anything';
  const verdict = `${name} (${distressWords(party)}) lacks ${money(need.mean)} on average; its failure would cost all others of the book ${money(party.loss_of_all)}, ${times(index)} times what it lacks${payersLose}.`;
  const ways = `They would carry it in ${chance(rescued.all, party)} of distress, in ${chance(rescued.without_largest, party)} without the largest payer, and in ${chance(rescued.one_alone, party)} somebody would alone.`;
  return `${verdict} ${ways}`;
}

/** On what the figures of a party stand. */
export function distressWords({ distress }: PartyRescue): string {
  return distress.kind === 'forced'
    ? `made to fail in ${distress.quarter}, ${printCountOf(distress.paths, 'path', 'paths')}`
    : `${printCountOf(distress.paths, 'path', 'paths')} of distress, median ${distress.quarter}`;
}

/** Who is needed. */
export function payersWords({ coalition, pivotal }: PartyRescue, names: Named): string {
  const who = listed(coalition.parties, names);
  if (who === '') return 'Nobody would offer anything.';
  if (!coalition.is_enough) return `All who would offer anything (${who}) are enough on no path.`;
  const first = pivotal[0];
  const key = first === undefined || first.probability < 0.5 ? '' : ` Without ${names(first.party)} it mostly fails.`;
  return `Where offers suffice, ${fewestWords(coalition.size)} would be enough, by mean offers ${who}.${key}`;
}

function fewestWords(size: PartyRescue['coalition']['size']): string {
  const whole = (x: number): string => printNumber(x, { digits: 2 });
  if (size === null) return 'these';
  const range = size.p5 === size.p95 ? '' : ` (${whole(size.p5)} to ${whole(size.p95)})`;
  return `${printCountOf(size.p50, 'payer', 'payers')}${range}`;
}

const NAMED = 4;

function listed(ids: readonly string[], names: Named): string {
  const more = ids.length - NAMED;
  const named = ids.slice(0, more > 1 ? NAMED : ids.length).map(names);
  return more > 1 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** How many may refuse, where offers suffice. */
export function holdoutWords({ holdouts_survived: { mean, at_least }, shares_over: over }: PartyRescue): string {
  if (mean === null || over === null) return NO_FIGURE;
  const one = at_least.find((a) => a.holdouts === 1)?.probability ?? 0;
  return `${printNumber(mean, { digits: 2 })} on average; one in ${chanceOn(one, over.paths)}`;
}

/** On what the shares of the need stand. */
export function sharesWords({ shares_over: over, distress }: PartyRescue, currency: string): string {
  if (over === null) return 'Offers suffice on no path: nobody has a share.';
  return `Shares are of the ${printMoney(over.need, currency)} that it lacks on average on the ${over.paths} of ${distress.paths} paths on which offers suffice: means over these, not over all as the losses are.`;
}

/** A probability of distress paths, in print. */
export function chance(probability: number | null, { distress }: PartyRescue): string {
  return chanceOn(probability, distress.paths);
}

/** A probability counted on a few paths: where all agree, three in so many may still be otherwise. */
export function chanceOn(probability: number | null, paths: number): string {
  if (probability === null || paths === 0) return NO_FIGURE;
  if (probability === 1) return `over ${printPercent(Math.max(0, 1 - 3 / paths), { digits: 2 })}`;
  return printProbability(probability, paths);
}
