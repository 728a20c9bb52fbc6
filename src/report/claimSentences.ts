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

/** The figure with its 5–95 % range. */
export function figureText({ figure, range, unit }: ToldClaim, currency: string): string {
  if (figure === null || range === null) return NO_FIGURE;
  const [low, mid, high] = [range.p5, figure, range.p95].map((x) => printInUnit(x, unit, currency));
  return low === high ? (mid ?? '') : `${mid} (${low} to ${high})`;
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

/** What moves a claim, the strongest first; where nothing stands out from chance, so much is said. */
export function driversText({ drivers }: ToldClaim): string {
  return drivers.length === 0
    ? 'no input stands out from chance'
    : drivers
        .map(({ input, rank_correlation }) => `${inputText(input)} ${rank_correlation > 0 ? '+' : '−'}`)
        .join(', ');
}
