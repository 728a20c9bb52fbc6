import { isForkApart } from '../questions/rescue/rescueFork.ts';
import type { PartyRescue, RescueResult } from '../questions/rescue/rescueSchema.ts';
import { NO_FIGURE, printCountOf, printMoney, printNumber, printPercent, printProbability } from './number.ts';

/** Losses that differ by less than this part are told once. */
const SAME = 0.005;
/** Paths below which no share of them is told, and below which it is told as a count. */
const TOO_FEW = 10;
const COUNTED = 100;

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
  if (need === null || rescued === null)
    return `${name} lacks nothing on any path (${distressWords(party)}): nobody is needed to carry it.`;
  const money = (x: number): string => printMoney(x, currency);
  const times = (x: number | null): string => printNumber(x, { digits: 2 });
  const ofPayers = party.index_of_payers ?? 0;
  const payersLose =
    ofPayers > 0
      ? `, and those who may be asked to pay ${times(ofPayers)} times`
      : '; nobody who may be asked to pay would lose anything';
  const cost =
    party.loss_of_all === 0
      ? nothingWords(party)
      : `its failure would cost all others of the book ${money(party.loss_of_all)}, ${times(index)} times what it lacks${payersLose}`;
  const verdict = `${name} (${distressWords(party)}) lacks ${money(need.mean)} on average; ${cost}${forkWords(party, currency)}.`;
  const ways =
    rescued.all === 0
      ? `Offers suffice on none of these paths (${chance(0, party)}).`
      : `They would carry it ${chanceIn(rescued.all, party.distress.paths)}${party.distress.paths < COUNTED ? '' : ' of these'} paths, ${chanceIn(rescued.without_largest, party.distress.paths)} without the largest payer, and ${chanceIn(rescued.one_alone, party.distress.paths)} somebody would alone${goodWords(party)}.`;
  return [verdict, ways, seenWords(party), keptWords(party, currency)].filter((sentence) => sentence !== '').join(' ');
}

/** What it means that the closed form is nothing. */
function nothingWords({ recovery }: PartyRescue): string {
  const paid =
    recovery === null ? '' : ` and the estate paying ${printPercent(recovery, { digits: 2 })} of what is claimed`;
  return `by the closed form its failure would cost the others of the book nothing on the day, capacity let again${paid}`;
}

/** What the fork says of all who may be asked, where it is another figure than the closed form. */
function forkWords({ fork_of_payers: fork, loss_of_all: lost }: PartyRescue, currency: string): string {
  if (fork === null || (lost > 0 && !isForkApart(fork))) return '';
  const told = moneyWithError(fork.fork, fork.standard_error, currency);
  const beside = lost > 0 ? ` against ${printMoney(fork.closed_form, currency)} by the closed form` : '';
  return `; by the fork those who may be asked lose ${told} at today’s value${beside}`;
}

/** A mean with its standard error: `$22.7B ± $4.1B`. */
export function moneyWithError(mean: number, error: number, currency: string): string {
  return `${printMoney(mean, currency, { standardError: error })} ± ${printMoney(error, currency, { digits: 2 })}`;
}

/** How often it also holds. */
function goodWords({ p_rescued_given_distress: rescued, distress }: PartyRescue): string {
  const good = rescued?.for_good ?? null;
  return good === null ? '' : `; for good, without another failure in the run, ${chanceIn(good, distress.paths)}`;
}

/** Of a party that is made to fail: what the paths say on which it fails by itself. */
function seenWords({ as_seen: seen, distress }: PartyRescue): string {
  if (distress.kind === 'seen') return '';
  if (seen === null) return 'By itself it comes to no distress.';
  if (seen.paths < TOO_FEW)
    return `By itself it comes to distress on ${printCountOf(seen.paths, 'path', 'paths')}, too few to tell.`;
  return `On the ${seen.paths} paths on which it comes to distress by itself they would carry it ${chanceIn(seen.all, seen.paths)}, without the largest payer ${chanceIn(seen.without_largest, seen.paths)}${seen.for_good === null ? '' : `, for good ${chanceIn(seen.for_good, seen.paths)}`}.`;
}

/** What is left of it if the estate gives old owners what it has beyond all claims; nothing where it has no more. */
function keptWords(party: PartyRescue, currency: string): string {
  const { if_owners_keep_rest: kept, loss_of_all: lost } = party;
  if (kept === null || party.feasible === 0 || kept.loss_of_all > (1 - SAME) * lost) return '';
  return `Old shares count as lost whole; if their owners kept what the estate has beyond all claims, all would lose ${printMoney(kept.loss_of_all, currency)}, and partners would carry it ${chanceIn(kept.all, party.distress.paths)}, without the largest ${chanceIn(kept.without_largest, party.distress.paths)}.`;
}

/** On what the figures of a party stand. */
export function distressWords({ distress }: PartyRescue): string {
  return distress.kind === 'forced'
    ? `made to fail in ${distress.quarter}, ${printCountOf(distress.paths, 'path', 'paths')}`
    : `${printCountOf(distress.paths, 'path', 'paths')} of distress, median ${distress.quarter}`;
}

/** What a party lacks: its median, and where nine of ten paths lie. */
export function needWords({ need }: PartyRescue, currency: string): string {
  if (need === null) return NO_FIGURE;
  const [low, middle, high] = [need.p5, need.p50, need.p95].map((x) => printMoney(x, currency));
  return `median ${middle}, ${low} to ${high} in nine of ten`;
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
  const whole = (x: number): string => printNumber(x, { digits: x < 9.5 ? 1 : 2 });
  if (size === null) return 'these';
  return size.p5 === size.p95
    ? printCountOf(size.p5, 'payer', 'payers')
    : `${whole(size.p5)} to ${whole(size.p95)} payers`;
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
  return `${printNumber(mean, { digits: 2 })} on average; one ${chanceIn(one, over.paths)}`;
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

/** A probability counted on a few paths: below a hundred the count itself; where all agree, three in so many may still be otherwise. */
export function chanceOn(probability: number | null, paths: number): string {
  if (probability === null || paths === 0) return NO_FIGURE;
  if (paths < COUNTED) return `${Math.round(probability * paths)} of ${paths}`;
  if (probability === 1) return `over ${printPercent(Math.max(0, 1 - 3 / paths), { digits: 2 })}`;
  return printProbability(probability, paths);
}

/** The same with its preposition: on 9 of 16, in 48 %. */
export function chanceIn(probability: number | null, paths: number): string {
  return `${paths < COUNTED ? 'on' : 'in'} ${chanceOn(probability, paths)}`;
}
