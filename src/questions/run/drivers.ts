import type { DrawnInput } from '../../run/inputValues.ts';
import { measures } from './measures.ts';
import { type Ranking, rankingOf, rankOrder, spearman } from './ranking.ts';
import type { World } from './world.ts';

/** What moves one measure of the answer, and how far. */
export interface Driver {
  readonly measure: string;
  readonly input: string;
  readonly rank_correlation: number;
  /** Mean of the measure on the fifth of the paths on which the input is lowest, and highest. */
  readonly if_low: number;
  readonly if_high: number;
}

/** Drivers of each measure, and each input's part of what moves them all. */
export interface DriverFinding {
  readonly drivers: readonly Driver[];
  /** Share by path of the input; inputs whose part cannot be told from none are left out. */
  readonly shares: ReadonlyMap<string, number>;
}

/** Name under which the market's course over its first two years is told as a driver. */
export const MARKET_FACTOR = 'market.shocks';
const DRIVERS_A_MEASURE = 6;
/** A rank correlation under so many standard errors is taken for chance. */
const SIGNIFICANCE = 4;
/** Inputs are first looked at on so many paths, and with so many standard errors on all of them. */
const SCREENING_PATHS = 4096;
const SCREENING_SIGNIFICANCE = 2;

/** A figure by its name, one number a path. */
export interface Measure {
  readonly name: string;
  readonly values: Float64Array;
}

/** The measures as columns; one that does not vary has no drivers. */
function columnsOf(world: World): Measure[] {
  return Object.entries(measures(world))
    .flatMap(([name, sample]) =>
      sample.is === 'quantity' || sample.is === 'event' ? [{ name, values: sample.values() }] : [],
    )
    .filter(({ values }) => values.some((x) => x !== values[0]));
}

/** An input, or the market factor, as a column that ranks the paths as it does. */
interface Candidate {
  readonly path: string;
  readonly isInput: boolean;
  readonly draws: (count: number) => Float64Array;
}

/** An input, or the market factor, that goes with a measure. */
export interface Found {
  readonly candidate: Candidate;
  readonly correlation: number;
}

/**
 * What drives the outcome: the inputs whose ranks over the paths go with those of the measures.
 *
 * Definition: Spearman's rank correlation ρ over the paths between an input and a measure; if_low, if_high = mean of the
 * measure in the lowest and the highest fifth of the input. A deal's performance is ranked by what is its own; the market
 * factor that all performances share stands beside as an input of its own, without evidence. Share = mean over the
 * measures of (ρ² − 1/(n − 1)) ÷ its sum over the inputs, of the correlations beyond 4 standard errors 1/√(n − 1);
 * 1/(n − 1) is what chance gives.
 * Assumes: effects that rise or fall throughout; ρ² is no variance share where inputs act together.
 * Cost: a draw of 4,096 paths for each input; those beyond 2 standard errors there are drawn and ranked in full.
 * Source: C. Spearman (1904); as a measure of importance A. Saltelli et al. (2008), Global Sensitivity Analysis, ch. 1.
 * Verified by: answerRun.test.ts, against base/rankCorrelation and by brute force.
 */
export function driversOf(world: World): DriverFinding {
  const columns = columnsOf(world);
  const found = correlationsOf(world, columns);
  const n = world.run.paths;
  const drivers: Driver[] = [];
  const shares = new Map<string, number>();
  columns.forEach((measure, m) => {
    const beyond = found[m]!.sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
    for (const { candidate, correlation } of beyond.slice(0, DRIVERS_A_MEASURE)) {
      drivers.push({
        measure: measure.name,
        input: candidate.path,
        rank_correlation: correlation,
        ...fifths(candidate.draws(n), measure.values),
      });
    }
    for (const [path, share] of sharesOf(beyond, n)) shares.set(path, (shares.get(path) ?? 0) + share);
  });
  const sum = [...shares.values()].reduce((all, share) => all + share, 0);
  const ordered = [...shares].sort(([, a], [, b]) => b - a).map(([path, share]) => [path, share / sum] as const);
  return { drivers, shares: new Map(ordered) };
}

/** The inputs that go with each measure beyond chance. */
export function correlationsOf(world: World, columns: readonly Measure[]): Found[][] {
  const n = world.run.paths;
  const found = columns.map((): Found[] => []);
  if (n < 3) return found;
  const rankings = columns.map(({ values }) => rankingOf(values));
  const first = Math.min(n, SCREENING_PATHS);
  const screens = n === first ? rankings : columns.map(({ values }) => rankingOf(values.subarray(0, first)));
  const bound = SIGNIFICANCE / Math.sqrt(n - 1);
  for (const candidate of candidatesOf(world)) {
    const screened = screen(candidate.draws(first), screens, SCREENING_SIGNIFICANCE / Math.sqrt(first - 1));
    if (screened.length === 0) continue;
    const ranking = rankingOf(candidate.draws(n));
    for (const m of screened) {
      const correlation = spearman(ranking, rankings[m]!);
      if (correlation !== null && Math.abs(correlation) > bound) found[m]!.push({ candidate, correlation });
    }
  }
  return found;
}

/** Each input's part of what moves a measure; they add to one. */
export function sharesOf(found: readonly Found[], paths: number): Map<string, number> {
  const inputs = found.filter(({ candidate }) => candidate.isInput);
  const parts = inputs.map(({ correlation }) => Math.max(0, correlation * correlation - 1 / (paths - 1)));
  const whole = parts.reduce((all, part) => all + part, 0);
  return new Map(inputs.map(({ candidate }, i) => [candidate.path, parts[i]! / whole]));
}

/** The measures whose ranks go with the draws at all; the correlation of draws with ranks is close to that of ranks. */
function screen(draws: Float64Array, rankings: readonly Ranking[], bound: number): number[] {
  const n = draws.length;
  let [sum, square] = [0, 0];
  for (let i = 0; i < n; i++) {
    sum += draws[i]!;
    square += draws[i]! * draws[i]!;
  }
  const scale = Math.sqrt(square - (sum * sum) / n);
  return rankings.flatMap((ranking, m) => {
    let product = 0;
    for (let i = 0; i < n; i++) product += draws[i]! * ranking.centred[i]!;
    return Math.abs(product) > bound * scale * Math.sqrt(ranking.square) ? [m] : [];
  });
}

function candidatesOf(world: World): Candidate[] {
  const { inputs, run } = world;
  const isShared = run.plan.performance.length > 0;
  return [
    ...inputs.drawn.map(
      (input: DrawnInput): Candidate => ({ path: input.path, isInput: true, draws: (n) => inputs.ownDraws(input, n) }),
    ),
    ...(isShared
      ? [{ path: MARKET_FACTOR, isInput: false, draws: (n: number) => inputs.performanceFactor().subarray(0, n) }]
      : []),
  ];
}

function fifths(draws: Float64Array, measure: Float64Array): { if_low: number; if_high: number } {
  const order = rankOrder(draws);
  const size = Math.max(1, Math.floor(order.length / 5));
  let [low, high] = [0, 0];
  for (let i = 0; i < size; i++) {
    low += measure[order[i]!]!;
    high += measure[order[order.length - 1 - i]!]!;
  }
  return { if_low: low / size, if_high: high / size };
}
