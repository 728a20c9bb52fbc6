import { wilsonInterval } from '../../base/wilson.ts';

/** On each vector, how many of its units (paths, or the vector itself) pass, and on how many the measure is defined. */
export interface Passes {
  readonly passed: Float64Array;
  readonly counted: Float64Array;
  /** Units of all vectors, defined or not; where left out, those that count. */
  readonly units?: number;
}

export type Verdict = 'holds' | 'fails' | 'depends';

/** In how many of the simulated worlds a claim holds, and what that amounts to. */
export interface PassShare {
  readonly verdict: Verdict;
  readonly probability: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly vectors: number;
  /** Units on which the measure is defined. */
  readonly counted: number;
  /** Of all units, the share on which the measure is defined. */
  readonly definedShare: number;
}

const HOLDS = 0.9;
const FAILS = 0.1;
const ERRORS = 2;

/**
 * The share of worlds in which a claim passes, with its error, and the verdict.
 *
 * Definition: p = Σ k/Σ n over vectors; s.e. = √(Σ (k − p·n)²·V/(V − 1))/Σ n, so that paths of one vector are not taken for
 * independent. Holds if p − 2 s.e. ≥ .9, fails if p + 2 s.e. ≤ .1, else depends; an error under that of as many single
 * worlds as there are vectors is taken for luck, and where all but less than one vector's worth agree the verdict rests on
 * Wilson's interval for the vectors. Interval told: Wilson's, 95 %, of k among n where each vector is one world, else for so many
 * independent worlds as have that error.
 * Source: W. G. Cochran (1977), Sampling Techniques, section 9A (ratio of clusters); E. B. Wilson (1927).
 * Verified by: passShare.test.ts. Null where the measure is defined nowhere.
 */
export function passShare({ passed, counted, units = 0 }: Passes): PassShare | null {
  let [k, n, vectors] = [0, 0, 0];
  for (let v = 0; v < counted.length; v++) {
    k += passed[v] as number;
    n += counted[v] as number;
    if ((counted[v] as number) > 0) vectors += 1;
  }
  if (n === 0) return null;
  const probability = k / n;
  let squares = 0;
  for (let v = 0; v < counted.length; v++) {
    const off = (passed[v] as number) - probability * (counted[v] as number);
    squares += off * off;
  }
  const standardError = vectors < 2 ? 0 : Math.sqrt((squares * vectors) / (vectors - 1)) / n;
  const isSplit = standardError > 0;
  const isSingle = n === vectors;
  const worlds = isSplit && !isSingle ? (probability * (1 - probability)) / (standardError * standardError) : vectors;
  const { low, high } = wilsonInterval(probability * worlds, worlds);
  const { least, most } = bounds(probability, standardError, vectors);
  return {
    verdict: least >= HOLDS ? 'holds' : most <= FAILS ? 'fails' : 'depends',
    probability,
    standardError,
    interval: [low, high],
    vectors,
    counted: n,
    definedShare: units > 0 ? n / units : 1,
  };
}

/** What the verdict is held against: never surer with a dissenting path than without it. */
function bounds(p: number, error: number, vectors: number): { least: number; most: number } {
  const agreeing = p * vectors;
  if (agreeing < 1 || agreeing > vectors - 1) {
    const { low, high } = wilsonInterval(agreeing, vectors);
    return { least: low, most: high };
  }
  const even = (agreeing + 0.5) / (vectors + 1);
  const off = ERRORS * Math.max(error, Math.sqrt((even * (1 - even)) / vectors));
  return { least: p - off, most: p + off };
}
