import { coprimeModuli, fromRemainders } from './coprimeModuli.ts';
import { commonDivisor, fractionText, ratioOf } from './exactRatio.ts';

/** A rule that a coalition must meet: its weights, whole numbers by player, reach the quota. */
export interface VotingRule {
  readonly quota: number;
  readonly weights: readonly number[];
}

/** The power of one player in a simple game. */
export interface VotingPower {
  readonly shapleyShubik: number;
  readonly shapleyShubikExact: string;
  /** Share of all swings; sums to 1 over the players. */
  readonly banzhaf: number;
  readonly banzhafExact: string;
  /** Share of the coalitions of the others that the player turns: the Penrose measure. */
  readonly banzhafAbsolute: number;
  readonly banzhafAbsoluteExact: string;
  /** Coalitions of the others that lose, and win with the player. */
  readonly swings: bigint;
  /** Whether nothing passes without the player. */
  readonly hasVeto: boolean;
}

/** Additions beyond which a game is not counted: about half a minute. */
const MOST_ADDITIONS = 2e10;
const MOST_CELLS = 6e7;

/** How coalitions are laid out: a cell for each weight under each rule and each size, the first rule outermost. */
interface Layout {
  readonly players: number;
  readonly cells: number;
  readonly strides: readonly number[];
  readonly extents: readonly number[];
  readonly quotas: readonly number[];
  /** By player: weights by rule, and how many cells further it moves a coalition. */
  readonly weights: readonly (readonly number[])[];
  readonly steps: readonly number[];
}

/**
 * Shapley–Shubik and Banzhaf indices of a game in which a coalition wins if it meets every rule.
 *
 * Definition: coalitions are counted by weight and size with the generating function Π(1 + x^w·y); a player's swings are read
 * off the quotient by its own factor. Shapley–Shubik = Σ_s swings_s·s!(n−1−s)!/n!, Banzhaf = swings / all swings,
 * absolute = swings / 2^(n−1).
 * Units: weights and quotas are whole numbers. Assumes: 0 ≤ weights.
 * Cost: (players + distinct players) × cells × (players/51 + 1) additions; cells = players × quota with one rule, else
 * players × the product of all weights. Counts are exact: remainders modulo several numbers below 2⁵².
 * Source: Mann and Shapley (1962), RAND RM-3158; Brams and Affuso (1976), Theory and Decision 7; Penrose (1946).
 * Verified by: votingPower.test.ts (published games; all coalitions and all orders; laws; 300 voters).
 */
export function votingPower(rules: readonly VotingRule[], players: number): VotingPower[] {
  const layout = layOut(rules, players);
  const classOf = new Map<string, number>();
  const classes = layout.weights.map((own) => {
    const key = own.join(' ');
    const known = classOf.get(key) ?? classOf.size;
    classOf.set(key, known);
    return known;
  });
  const members = [...classOf.values()].map((c) => classes.indexOf(c));
  const additions = layout.cells * (players + members.length) * (players / 51 + 1);
  if (additions > MOST_ADDITIONS || layout.cells > MOST_CELLS)
    throw new RangeError('the game is too large to count: fewer players, smaller weights or fewer rules are needed');
  const moduli = coprimeModuli(players);
  const remainders = moduli.map((modulus) => swingsModulo(layout, members, modulus));
  const bySize = members.map((_, c) =>
    Array.from({ length: players }, (_unused, size) =>
      fromRemainders(
        remainders.map((r) => r[c]![size]!),
        moduli,
      ),
    ),
  );
  return indicesOf(bySize, classes, players, layout);
}

function layOut(rules: readonly VotingRule[], players: number): Layout {
  const reduced = rules.map(({ quota, weights }) => {
    const divisor = Number(weights.reduce((d, w) => commonDivisor(d, BigInt(w)), 0n)) || 1;
    return { quota: Math.ceil(quota / divisor), weights: weights.map((w) => w / divisor) };
  });
  const extents = reduced.map(({ quota, weights }) => {
    const total = weights.reduce((sum, w) => sum + w, 0);
    return reduced.length === 1 ? Math.max(1, Math.min(quota, total + 1)) : total + 1;
  });
  const strides: number[] = [];
  let stride = players + 1;
  for (let r = reduced.length - 1; r >= 0; r--) {
    strides[r] = stride;
    stride *= extents[r]!;
  }
  const weights = Array.from({ length: players }, (_, i) => reduced.map((rule) => rule.weights[i]!));
  return {
    players,
    cells: stride,
    strides,
    extents,
    quotas: reduced.map((rule) => rule.quota),
    weights,
    steps: weights.map((own) => own.reduce((sum, w, r) => sum + w * strides[r]!, 1)),
  };
}

/** Swings of one member of each class by size of the coalition that it joins, modulo one number. */
function swingsModulo(layout: Layout, members: readonly number[], modulus: number): number[][] {
  const counts = new Float64Array(layout.cells);
  counts[0] = 1;
  for (const step of layout.steps) {
    for (let cell = layout.cells - 1; cell >= step; cell--) {
      const sum = counts[cell]! + counts[cell - step]!;
      counts[cell] = sum >= modulus ? sum - modulus : sum;
    }
  }
  const without = new Float64Array(layout.cells);
  return members.map((member) => {
    const step = layout.steps[member]!;
    for (let cell = 0; cell < layout.cells; cell++) {
      const rest = counts[cell]! - (cell >= step ? without[cell - step]! : 0);
      without[cell] = rest < 0 ? rest + modulus : rest;
    }
    return turnedBy(layout, layout.weights[member]!, without, modulus);
  });
}

/** Coalitions without a player that lose and win with it, by size. */
function turnedBy(layout: Layout, own: readonly number[], without: Float64Array, modulus: number): number[] {
  const { players, strides, extents, quotas } = layout;
  const bySize = new Array<number>(players).fill(0);
  for (let start = 0; start < layout.cells; start += players + 1) {
    let losesAlone = false;
    let winsTogether = true;
    for (let r = 0; r < strides.length; r++) {
      const weight = Math.floor(start / strides[r]!) % extents[r]!;
      if (weight < quotas[r]!) losesAlone = true;
      if (weight + own[r]! < quotas[r]!) winsTogether = false;
    }
    if (!losesAlone || !winsTogether) continue;
    for (let size = 0; size < players; size++) {
      const sum = bySize[size]! + without[start + size]!;
      bySize[size] = sum >= modulus ? sum - modulus : sum;
    }
  }
  return bySize;
}

function indicesOf(
  bySize: readonly (readonly bigint[])[],
  classes: readonly number[],
  players: number,
  layout: Layout,
): VotingPower[] {
  const factorials = [1n];
  for (let k = 1; k <= players; k++) factorials.push(factorials[k - 1]! * BigInt(k));
  const swingsOf = bySize.map((counts) => counts.reduce((sum, c) => sum + c, 0n));
  const all = classes.reduce((sum, c) => sum + swingsOf[c]!, 0n);
  const coalitions = 1n << BigInt(Math.max(0, players - 1));
  const totals = layout.quotas.map((_, r) => layout.weights.reduce((sum, own) => sum + own[r]!, 0));
  const powers = bySize.map((counts, c) => {
    const orders = counts.reduce((sum, n, s) => sum + n * factorials[s]! * factorials[players - 1 - s]!, 0n);
    const swings = swingsOf[c]!;
    const own = layout.weights[classes.indexOf(c)]!;
    return {
      shapleyShubik: ratioOf(orders, factorials[players]!),
      shapleyShubikExact: fractionText(orders, factorials[players]!),
      banzhaf: all === 0n ? 0 : ratioOf(swings, all),
      banzhafExact: all === 0n ? '0' : fractionText(swings, all),
      banzhafAbsolute: ratioOf(swings, coalitions),
      banzhafAbsoluteExact: fractionText(swings, coalitions),
      swings,
      hasVeto: totals.some((total, r) => total - own[r]! < layout.quotas[r]!),
    };
  });
  return classes.map((c) => powers[c]!);
}
