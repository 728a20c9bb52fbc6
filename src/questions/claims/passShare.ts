import { wilsonInterval } from '../../base/wilson.ts';

/** On each vector, how many of its units (paths, or the vector itself) pass, and on how many the measure is defined. */
export interface Passes {
  readonly passed: Float64Array;
  readonly counted: Float64Array;
}

export type Verdict = 'holds' | 'fails' | 'depends';

/** In how many of the simulated worlds a claim holds, and what that amounts to. */
export interface PassShare {
  readonly verdict: Verdict;
  readonly probability: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly vectors: number;
}

const HOLDS = 0.9;
const FAILS = 0.1;
const ERRORS = 2;

/**
 * The share of worlds in which a claim passes, with its error, and the verdict.
 *
 * Definition: p = Σ k/Σ n over vectors; s.e. = √(Σ (k − p·n)²·V/(V − 1))/Σ n, so that paths of one vector are not taken for
 * independent. Holds if p − 2 s.e. ≥ .9, fails if p + 2 s.e. ≤ .1, else depends. Interval: Wilson's, 95 %, for so many
 * independent worlds as have that error; where all agree, for as many as there are vectors, and the verdict rests on it.
 * Source: W. G. Cochran (1977), Sampling Techniques, section 9A (ratio of clusters); E. B. Wilson (1927).
 * Verified by: passShare.test.ts. Null where the measure is defined nowhere.
 */
export function passShare({ passed, counted }: Passes): PassShare | null {
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
  const worlds = isSplit ? (probability * (1 - probability)) / (standardError * standardError) : vectors;
  const { low, high } = wilsonInterval(probability * worlds, worlds);
  const [least, most] = isSplit
    ? [probability - ERRORS * standardError, probability + ERRORS * standardError]
    : [low, high];
  return {
    verdict: least >= HOLDS ? 'holds' : most <= FAILS ? 'fails' : 'depends',
    probability,
    standardError,
    interval: [low, high],
    vectors,
  };
}
