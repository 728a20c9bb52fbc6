import { type Distribution, quantileOf } from './distribution.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantityOfNormal, type ScoreDistribution, scoreParameters, truncationScores } from './scoreDistribution.ts';

const SCORES: ReadonlySet<string> = new Set([
  'normal',
  'lognormal',
  'interval-normal',
  'interval-lognormal',
  'interval-logit-normal',
]);

function isScore(d: Distribution): d is ScoreDistribution {
  return SCORES.has(d.kind);
}

/**
 * Writes the quantiles of a distribution at many uniforms to target[offset …], with the bits of `quantileOf`.
 *
 * What does not depend on the uniform is worked out once instead of once a path.
 * Verified by: fillQuantiles.test.ts, bit by bit against `quantileOf`.
 */
export function fillQuantiles(
  d: Distribution,
  uniforms: Float64Array,
  target: Float64Array,
  offset: number,
  count: number,
): void {
  if (!isScore(d) || !(scoreParameters(d).scale > 0)) {
    for (let i = 0; i < count; i++) target[offset + i] = quantileOf(d, uniforms[i]!);
    return;
  }
  const { location, scale } = scoreParameters(d);
  const kind = d.kind;
  if (d.truncation === undefined) {
    for (let i = 0; i < count; i++)
      target[offset + i] = quantityOfNormal(kind, location + scale * normalQuantile(uniforms[i]!));
    return;
  }
  const { low, high } = truncationScores(d);
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = d.truncation;
  const isMirrored = low > 0;
  const near = isMirrored ? normalCdf(-low) : normalCdf(low);
  const far = isMirrored ? normalCdf(-high) : normalCdf(high);
  for (let i = 0; i < count; i++) {
    const u = uniforms[i]!;
    const z = isMirrored ? -normalQuantile(near - u * (near - far)) : normalQuantile(near + u * (far - near));
    const value = quantityOfNormal(kind, location + scale * z);
    target[offset + i] = Math.min(max, Math.max(min, value));
  }
}
