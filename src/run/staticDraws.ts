import { normalCdf } from '../base/normal.ts';
import { fillNormals, fillUniforms, STATIC_QUARTER, type StreamKey, streamKey } from '../base/random.ts';
import type { CorrelatedScores } from '../plan/correlatedScores.ts';

/**
 * Writes the draws of an input, uniform or standard normal, which is drawn once a vector: path p takes the draw of vector
 * ⌊p / noisePaths⌋.
 *
 * Nested paths tell what an input does from what chance does: the paths of a vector share every input and differ in all
 * else. With one noise path a vector, each path is a vector of its own.
 * Verified by: nestedPaths.test.ts, against single draws.
 */
export function fillStatic(
  fill: typeof fillUniforms | typeof fillNormals,
  target: Float64Array,
  offset: number,
  lanes: number,
  key: StreamKey,
  firstPath: number,
  noisePaths: number,
): void {
  if (noisePaths === 1) {
    fill(target, offset, lanes, key, firstPath, STATIC_QUARTER);
    return;
  }
  const first = Math.floor(firstPath / noisePaths);
  const vectors = Math.floor((firstPath + lanes - 1) / noisePaths) - first + 1;
  const drawn = new Float64Array(vectors);
  fill(drawn, 0, vectors, key, first, STATIC_QUARTER);
  for (let lane = 0; lane < lanes; lane++)
    target[offset + lane] = drawn[Math.floor((firstPath + lane) / noisePaths) - first] as number;
}

/**
 * The uniform draws behind an input on paths 0 … count − 1, whoever asks: a run, or a question that runs nothing.
 *
 * Definition: u of the stream (seed, path of the input); of a correlated one Φ(Σ_c L_rc z_c), z_c the normal draws of the
 * streams of the inputs it is correlated with, L the Cholesky factor.
 * Verified by: staticDraws.test.ts (rank correlations as the book states; the bits of the run).
 */
export function inputUniforms(
  scores: CorrelatedScores | null,
  seed: number,
  path: string,
  count: number,
  noisePaths = 1,
): Float64Array {
  const made = new Float64Array(count);
  const row = scores?.paths.indexOf(path) ?? -1;
  if (scores === null || row < 0) {
    fillStatic(fillUniforms, made, 0, count, streamKey(seed, path), 0, noisePaths);
    return made;
  }
  const { paths, cholesky } = scores;
  const score = new Float64Array(count);
  for (let c = 0; c <= row; c++) {
    fillStatic(fillNormals, score, 0, count, streamKey(seed, paths[c] as string), 0, noisePaths);
    const weight = cholesky[row * paths.length + c] as number;
    for (let p = 0; p < count; p++) made[p] = (made[p] as number) + weight * (score[p] as number);
  }
  for (let p = 0; p < count; p++) made[p] = normalCdf(made[p] as number);
  return made;
}
