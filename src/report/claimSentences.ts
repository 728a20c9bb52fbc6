import { printShare, shareDigits } from '../base/printShare.ts';
import type { ToldClaim, ToldFlip } from '../questions/claims/claimsSchema.ts';
import { NO_FIGURE, printMoney, printNumber, printPercent } from './number.ts';

/** A figure in its unit, as an answer measures it. */
export function printInUnit(value: number | null, unit: string | null, currency: string): string {
  if (value === null) return NO_FIGURE;
  if (unit?.startsWith('currency') === true) return printMoney(value, currency);
  if (unit?.startsWith('fraction') === true || unit === 'probability') return printPercent(value);
  return printNumber(value);
}

/** What a claim says up to its first colon or comma that ends a thought, to stand in a list. */
export function claimTitle({ says }: Pick<ToldClaim, 'says'>): string {
  const [head = says] = says.split(/[:;]|\. /);
  return head.replace(/\.$/, '');
}

/** The id of a claim as words. */
export function claimWords({ id }: Pick<ToldClaim, 'id'>): string {
  return id.replace(/-/g, ' ');
}

/** `69 % (62 to 75 %)`: the share of simulated worlds with its interval. */
export function shareText({ probability, probability_interval: interval }: ToldClaim): string {
  if (probability === null || interval === null) return NO_FIGURE;
  return `${printShare(probability)} (${shareDigits(interval[0])} to ${printShare(interval[1])})`;
}

/** The figure with its 5–95 % range, and what it is where the book has a name for it. */
export function figureText(claim: ToldClaim, currency: string): string {
  const { figure, range, unit } = claim;
  if (figure === null || range === null) return NO_FIGURE;
  const [low, mid, high] = [range.p5, figure, range.p95].map((x) => printInUnit(x, unit, currency));
  const name = decidingName(claim);
  return `${name === null ? '' : `${name} `}${low === high ? mid : `${mid} (${low} to ${high})`}`;
}

/** The book's name for the figure that the claim hangs on. */
function decidingName({ measure, measures }: ToldClaim): string | null {
  return measures.find(({ path }) => path === measure)?.name ?? null;
}

/** A measure by the book's name for it, or by its path. */
export function measureWords({ name, path }: Pick<ToldClaim['measures'][number], 'name' | 'path'>): string {
  return name ?? path;
}

/** What a test compares with, in the unit of the figure: `< $0`, `> 50 %`. */
export function testText(
  { test, unit }: Pick<ToldClaim['measures'][number], 'test' | 'unit'>,
  currency: string,
): string {
  const [, sign = '', bound = ''] = /^(<=|>=|<|>|=|≤|≥)\s*(-?[\d.]+)$/.exec(test) ?? [];
  if (sign === '') return test;
  const words = sign === '<=' ? '≤' : sign === '>=' ? '≥' : sign;
  return `${words} ${printInUnit(Number(bound), unit, currency)}`;
}

/** An input by the end of its path, with the id it belongs to. */
export function inputText(path: string): string {
  const [section = '', id = '', ...rest] = path.split('.');
  const words = [...(section === 'market' || rest.length === 0 ? [section] : []), id, ...rest];
  return words.filter((word) => word !== 'terms').join(' ');
}

/** Where a claim turns, beside what stands now. */
export function flipText(flip: ToldFlip, currency: string): string {
  const { at, now, unit, reason, kind, interval, is_within_error: isWithin } = flip;
  const print = (value: number): string => printInUnit(value, unit, currency);
  const today = `now ${print(now)}`;
  if (at === null) return `${reason ?? 'no turn is known'} (${today})`;
  const error = interval === null ? '' : `, give or take: ${print(interval[0])} to ${print(interval[1])}`;
  const within = isWithin ? ', within that error' : '';
  return `turns at ${print(at)}${error} (${today}${within}${kind === 'exact' ? '' : ', conditional'})`;
}

/** How much of what moves a claim is assumed; where nothing can be told to move it, of what could; empty where nobody can say. */
export function assumedText({ grade_d_share: share, grade_d_basis: basis }: ToldClaim): string {
  if (share === null) return '';
  const of = basis === 'none stands out' ? 'of the inputs that could move it are' : 'of what moves it is';
  return `${printShare(share)} ${of} assumed (grade D)`;
}

/** What moves a claim, the strongest first; where nothing stands out from chance, so much is said. */
export function driversText({ drivers }: ToldClaim): string {
  const signed = (some: ToldClaim['drivers']): string =>
    some.map(({ input, rank_correlation: rank }) => `${inputText(input)} ${rank > 0 ? '+' : '−'}`).join(', ');
  const beyond = drivers.filter((driver) => driver.is_beyond_chance);
  if (beyond.length > 0) return signed(beyond);
  return `no input stands out from chance${drivers.length === 0 ? '' : ` (strongest: ${signed(drivers.slice(0, 1))})`}`;
}
