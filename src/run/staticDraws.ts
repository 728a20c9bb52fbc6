import { fillNormals, fillUniforms, STATIC_QUARTER, type StreamKey } from '../base/random.ts';

type Fill = typeof fillUniforms;

/**
 * Writes the uniform draws of an input, which is drawn once a vector: path p takes the draw of vector ⌊p / noisePaths⌋.
 *
 * Nested paths tell what an input does from what chance does: the paths of a vector share every input and differ in all
 * else. With one noise path a vector, each path is a vector of its own.
 * Verified by: nestedPaths.test.ts, against single draws.
 */
export function fillInputUniforms(
  target: Float64Array,
  offset: number,
  lanes: number,
  key: StreamKey,
  firstPath: number,
  noisePaths: number,
): void {
  fillByVector(fillUniforms, target, offset, lanes, key, firstPath, noisePaths);
}

/** Writes the standard normal draws of an input, one a vector. */
export function fillInputNormals(
  target: Float64Array,
  offset: number,
  lanes: number,
  key: StreamKey,
  firstPath: number,
  noisePaths: number,
): void {
  fillByVector(fillNormals, target, offset, lanes, key, firstPath, noisePaths);
}

function fillByVector(
  fill: Fill,
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
