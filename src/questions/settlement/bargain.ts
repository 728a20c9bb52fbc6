import type { Settlement } from '../../book/schema/settlement.ts';
import { kalaiSmorodinsky } from '../../mechanisms/bargaining/kalaiSmorodinsky.ts';
import { impliedWeights, nashSplit } from '../../mechanisms/bargaining/nashSplit.ts';
import { shapleyValue } from '../../mechanisms/bargaining/shapleyValue.ts';
import type { Reader } from './drawInputs.ts';

/** One bargain in numbers, arrays by side in the order of the book. */
export interface Bargain {
  readonly value: number;
  /** What is left of the value without an agreement. */
  readonly valueWithout: number;
  /** Net worth of what was agreed besides the split, by side. */
  readonly terms: readonly number[];
  readonly before: readonly number[];
  readonly disagreement: readonly number[];
  /** What each side got: its share of the value and its terms. */
  readonly signed: readonly number[];
  readonly weights: readonly number[];
  readonly caps: readonly number[] | null;
  /** Value and terms of all sides together. */
  readonly total: number;
  readonly surplus: number;
  /** Nash bargains, null where there is nothing to agree on. */
  readonly bargained: readonly number[] | null;
  readonly predicted: readonly number[] | null;
  /** Null where they cannot differ from the equal Nash bargain: without caps, without coalitions. */
  readonly kalaiSmorodinsky: readonly number[] | null;
  readonly shapley: readonly number[] | null;
  readonly impliedWeights: readonly number[] | null;
}

/**
 * The bargain of a settlement at given inputs.
 *
 * Definition: without an agreement V₀ = V·Π(1 − pₖ·partₖ) − Σ pₖ·amountₖ; dᵢ = max(beforeᵢ·V₀, outsideᵢ). With it side i
 * has xᵢ = signedᵢ·V + tᵢ, tᵢ the terms beside the split. Bargained: Nash with equal weights over V + Σt; predicted: with
 * weights voiceᵢ/(cost of waiting)ᵢ, as in Rubinstein's limit of quick offers.
 * Units: money. Assumes: terms that existed before and stay are in nobody's gain.
 * Source: Nash (1950); Binmore, Rubinstein and Wolinsky (1986) for weights from patience; Kalai and Smorodinsky (1975).
 * Verified by: settlement.test.ts.
 */
export function bargainOf(settlement: Settlement, read: Reader): Bargain {
  const ids = Object.keys(settlement.sides);
  const sides = Object.values(settlement.sides);
  const value = read(settlement.value, 0);
  const valueWithout = withoutAgreement(settlement, value, read);
  const terms = termsOf(settlement, ids, read);
  const before = sides.map((s) => read(s.before, 0));
  const disagreement = sides.map((s, i) => Math.max(before[i]! * valueWithout, read(s.outside, 0)));
  const signed = sides.map((s, i) => read(s.signed, 0) * value + terms[i]!);
  const weights = sides.map((s) => read(s.voice, 1) / Math.max(1e-6, read(s.cost_of_waiting, 0.1)));
  const hasCaps = sides.some((s) => s.cap !== undefined);
  const caps = hasCaps ? sides.map((s) => (s.cap === undefined ? Infinity : read(s.cap, Infinity))) : null;
  const total = value + terms.reduce((sum, t) => sum + t, 0);
  const surplus = total - disagreement.reduce((sum, d) => sum + d, 0);
  const problem = { total, disagreement, ...(caps === null ? {} : { caps }) };
  return {
    value,
    valueWithout,
    terms,
    before,
    disagreement,
    signed,
    weights,
    caps,
    total,
    surplus,
    bargained: nashSplit(problem),
    predicted: nashSplit({ ...problem, weights }),
    kalaiSmorodinsky: caps === null ? null : kalaiSmorodinsky(problem),
    shapley: shapleyOf(settlement, ids, disagreement, total, read),
    impliedWeights: surplus > 0 ? impliedWeights(total, disagreement, signed) : null,
  };
}

function withoutAgreement(settlement: Settlement, value: number, read: Reader): number {
  let left = value;
  for (const loss of Object.values(settlement.losses ?? {})) {
    const probability = read(loss.probability, 1);
    left *= 1 - probability * read(loss.part, 0);
    left -= probability * read(loss.amount, 0);
  }
  return Math.max(0, left);
}

function termsOf(settlement: Settlement, ids: readonly string[], read: Reader): number[] {
  const terms = ids.map(() => 0);
  for (const term of Object.values(settlement.side_terms ?? {})) {
    if (term.kept === true) continue;
    const amount = read(term.amount, 0);
    const [to, from] = [ids.indexOf(term.to), term.from === undefined ? -1 : ids.indexOf(term.from)];
    if (to >= 0) terms[to]! += amount;
    if (from >= 0) terms[from]! -= amount;
  }
  return terms;
}

/** Over coalitions that can act without the others; a coalition of which nothing is said has what its members have alone. */
function shapleyOf(
  settlement: Settlement,
  ids: readonly string[],
  disagreement: readonly number[],
  total: number,
  read: Reader,
): number[] | null {
  const { coalitions } = settlement;
  if (coalitions === undefined || coalitions.length === 0) return null;
  const worth = new Float64Array(1 << ids.length);
  for (let s = 1; s < worth.length; s++)
    for (const [i, d] of disagreement.entries()) if ((s & (1 << i)) !== 0) worth[s]! += d;
  for (const { of, worth: amount } of coalitions) {
    const mask = of.reduce((bits, id) => bits | (ids.includes(id) ? 1 << ids.indexOf(id) : 0), 0);
    worth[mask] = Math.max(worth[mask]!, read(amount, 0));
  }
  worth[worth.length - 1] = total;
  return shapleyValue(ids.length, worth);
}

/** A point of the set of disagreements that explain a split with equal weights. */
export interface Explanation {
  /** Part of the value that would be lost without an agreement. */
  readonly lost: number;
  /** Share of what is left that each side would need to have had. */
  readonly before: readonly number[];
}

/**
 * The disagreement points under which equal weights give the signed split: a line.
 *
 * Definition: xᵢ = dᵢ + S/n for all i, so dᵢ = xᵢ − S/n, S the surplus from 0 to n·min xᵢ; told as the part of the value
 * lost without an agreement, ℓ = S/total, and the shares dᵢ/(total − S) that the sides would have had of the rest.
 * Units: fractions. Verified by: settlement.test.ts (bargaining from every point gives the signed split).
 */
export function explanations({ signed, total }: Bargain, points = 11): Explanation[] {
  const n = signed.length;
  const all = signed.reduce((sum, x) => sum + x, 0);
  const least = Math.min(...signed);
  if (!(total > 0) || !(all > 0) || least < 0) return [];
  const most = Math.min(n * least, 0.95 * all);
  return Array.from({ length: points }, (_, k) => {
    const surplus = (most * k) / (points - 1);
    return { lost: surplus / all, before: signed.map((x) => (x - surplus / n) / (all - surplus)) };
  });
}
