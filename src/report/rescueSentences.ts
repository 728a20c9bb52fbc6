import type { PartyRescue, RescueResult } from '../questions/rescue/rescueSchema.ts';
import { NO_FIGURE, printCountOf, printMoney, printNumber, printPercent, printProbability } from './number.ts';

type Named = (id: string) => string;

/** The answer in words, a few sentences for each party asked about. */
export function rescueSentences(result: RescueResult, currency: string): string[] {
  const parties = Object.values(result.parties);
  if (parties.length === 0)
    return ['No party of this book is marked `rescue: true`: nobody is asked to carry another. Name one with --fail.'];
  return parties.map((party) => partySentence(party, currency));
}

function partySentence(party: PartyRescue, currency: string): string {
  const { name, need, p_rescued_given_distress: rescued, index } = party;
  if (need === null || rescued === null) return `${name} lacks nothing on any path: ${distressWords(party)}.`;
  const money = (x: number): string => printMoney(x, currency);
  const verdict = `${name} (${distressWords(party)}) lacks ${money(need.mean)} on average; its failure would cost partners ${money(party.loss_of_all)}, ${printNumber(index, { digits: 2 })} times what it lacks.`;
  const chance = `They would carry it in ${printPercent(rescued.all)} of distress, in ${printPercent(rescued.without_largest)} without the largest payer, and in ${printPercent(rescued.one_alone)} somebody would alone.`;
  return `${verdict} ${chance}`;
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
  if (!coalition.is_enough) return `On average all who would offer anything (${who}) are not enough.`;
  const first = pivotal[0];
  const key = first === undefined || first.probability < 0.5 ? '' : ` Without ${names(first.party)} it mostly fails.`;
  return `On average ${who} would be enough.${key}`;
}

const NAMED = 4;

function listed(ids: readonly string[], names: Named): string {
  const more = ids.length - NAMED;
  const named = ids.slice(0, more > 1 ? NAMED : ids.length).map(names);
  return more > 1 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** How many may refuse. */
export function holdoutWords({ holdouts_survived: { mean, at_least } }: PartyRescue): string {
  if (mean === null) return NO_FIGURE;
  const one = at_least.find((a) => a.holdouts === 1)?.probability ?? 0;
  return `${printNumber(mean, { digits: 2 })} on average; one in ${printPercent(one)}`;
}

/** A probability of distress paths, in print. */
export function chance(probability: number | null, { distress }: PartyRescue): string {
  if (probability === null) return NO_FIGURE;
  // Where all agree, three in so many paths may still be otherwise.
  if (probability === 1) return `over ${printPercent(Math.max(0, 1 - 3 / distress.paths), { digits: 2 })}`;
  return printProbability(probability, distress.paths);
}
