import type { PlainMatrix } from '../../book/plainMatrix.ts';
import { criticalEntry } from '../../mechanisms/feedback/criticalEntry.ts';
import { gainElasticities } from '../../mechanisms/feedback/gainElasticities.ts';
import { loopGain, multiplierMatrix } from '../../mechanisms/feedback/loopGain.ts';
import { simpleCycles } from '../../mechanisms/feedback/simpleCycles.ts';
import { turnNetwork } from '../../mechanisms/feedback/turnNetwork.ts';
import type { Finding, Remark } from '../answer.ts';
import type { MatrixLoopResult } from './loopSchema.ts';
import { LOOP_METHOD } from './loopWords.ts';
import { totalsAfter } from './totalsAfter.ts';
import { totalsInAll } from './totalsInAll.ts';

/** Rows that a next-generation matrix may have. */
export const MOST_MATRIX_ROWS = 100;

/** Circles that are told apart at most. */
const MOST_CYCLES = 1000;

/** Entries of which it is told where they would make the gain one: those that the gain answers to most. */
const MOST_THRESHOLDS = 500;

interface Entry {
  /** The party of whose unit it is, and the one that it reaches. */
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * The loop of a next-generation matrix that is given: what one turn brings, whether it feeds itself, and what would make it.
 *
 * Definition: the row is who is called forth, the column whose unit calls; gain, multiplier, circles, elasticities and
 * thresholds as for a book (loop.ts), each entry being one step. Entries under nothing count as nothing, and as damping.
 * Units: those at the row per unit at the column.
 * Cost: size⁴/3 for the multiplier; a circle costs the entries.
 * Verified by: plainLoop.test.ts (published matrices, inverses by hand, bracketing).
 */
export function plainLoop({ ids, values }: PlainMatrix): Finding<MatrixLoopResult> {
  const size = ids.length;
  const matrix = values.map((x) => Math.max(0, x));
  const gain = loopGain(matrix, size);
  const multiplier = multiplierMatrix(matrix, size);
  const entries = entriesOf(values, size);
  const network = turnNetwork(
    size,
    entries,
    ids.map((_, k) => k),
  );
  const elasticity = gainElasticities(
    network,
    Float64Array.from(entries, ({ weight }) => Math.max(0, weight)),
  );
  const gainOf = (cycle: readonly number[]): number => cycle.reduce((product, e) => product * entries[e]!.weight, 1);
  const cycles = simpleCycles(size, entries, MOST_CYCLES).map((cycle) => ({
    parties: cycle.map((e) => ids[entries[e]!.from]!),
    gain: gainOf(cycle),
  }));
  const columns = ids.map((_, j) => columnSum(matrix, size, j));
  const totals = totalsInAll(matrix, size);
  const ordered = entries
    .map((entry, e) => ({ ...entry, elasticity: elasticity[e]! }))
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.elasticity - a.elasticity);
  return {
    question: 'loop',
    result: {
      parties: [...ids],
      gain,
      multiplier: totals.includes('unbounded') ? 'unbounded' : Math.max(...totals.map(Number)),
      by_party: ids.map((party, j) => ({ party, in_a_turn: columns[j]!, in_all: totals[j]! })),
      multiplier_matrix: multiplier === null ? null : rowsOf(multiplier, size),
      next_generation: rowsOf(values, size),
      after_turns: totalsAfter(matrix, size),
      damping: cycles.reduce((sum, cycle) => sum + Math.min(0, cycle.gain), 0),
      cycles: cycles.sort((a, b) => b.gain - a.gain),
      elasticity: ordered
        .filter((entry) => entry.elasticity !== 0)
        .map(({ from, to, elasticity: of }) => ({ from: ids[from]!, to: ids[to]!, elasticity: of })),
      thresholds: ordered.slice(0, MOST_THRESHOLDS).map(({ from, to, weight }) => ({
        from: ids[from]!,
        to: ids[to]!,
        now: weight,
        at: criticalEntry(matrix, size, to, from, multiplier),
      })),
    },
    units: UNITS,
    method: LOOP_METHOD,
    limits: [
      'The matrix is taken as it stands: what it rests on, and how certain it is, it does not say.',
      'Everything is linear: nothing is capped, and each turn is like the one before.',
    ],
    restsOn: [],
    warnings: cycles.length < MOST_CYCLES ? [] : [moreCircles()],
  };
}

const UNITS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '/gain',
    '/multiplier',
    '/by_party/*/in_a_turn',
    '/by_party/*/in_all',
    '/multiplier_matrix/*/*',
    '/next_generation/*/*',
    '/after_turns/*/total',
    '/damping',
    '/cycles/*/gain',
    '/elasticity/*/elasticity',
    '/thresholds/*/now',
    '/thresholds/*/at',
  ].map((path) => [path, 'ratio']),
);

function moreCircles(): Remark {
  return {
    code: 'loop.more-circles',
    message: `there are more than ${MOST_CYCLES} circles, of which the first found are told; damping counts these alone`,
    help: 'The gain, the multiplier, elasticities and thresholds do not depend on it.',
    place: null,
  };
}

function entriesOf(values: Float64Array, size: number): Entry[] {
  const entries: Entry[] = [];
  for (let from = 0; from < size; from++)
    for (let to = 0; to < size; to++) {
      const weight = values[to * size + from]!;
      if (weight !== 0) entries.push({ from, to, weight });
    }
  return entries;
}

function columnSum(matrix: Float64Array, size: number, column: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += matrix[row * size + column]!;
  return sum;
}

function rowsOf(matrix: Float64Array, size: number): number[][] {
  return Array.from({ length: size }, (_, i) => [...matrix.subarray(i * size, (i + 1) * size)]);
}
