/** Halvings of the range in which the variance of what the means estimate is sought. */
const HALVINGS = 60;

/**
 * Means of groups with their noise taken off: drawn towards the mean of all as far as each is noisy, and then spread as much as what they estimate.
 *
 * Definition: with V groups of n values, x̄_v the means, x̄ their mean, s_v² the variance of x̄_v from its own values, τ² the variance of what is
 * estimated, Σ (x̄_v − μ)²/(τ² + s_v²) = V − 1 with μ weighted by 1/(τ² + s_v²) (Paule, Mandel); e_v = (x̄_v − x̄)·τ²/(τ² + s_v²)
 * and estimate_v = x̄ + (e_v − ē)·τ/sd(e). Raw means spread too widely, the posterior means x̄ + e_v too little, so that the share of
 * groups beyond a threshold would lean towards one half, or away from it.
 * Units: those of the values. Assumes: groups of one size. With one value a group noise cannot be told from spread, and the values stand.
 * Cost: some sixty passes over the groups.
 * Source: R. C. Paule, J. Mandel (1982), Journal of Research of the National Bureau of Standards 87, 377–385; T. A. Louis (1984),
 * Journal of the American Statistical Association 79, 393–398; M. Ghosh (1992), same journal 87, 533–540.
 * Verified by: spreadTrueMeans.test.ts (spread and shares of planted means, some far noisier than others; by hand; limits).
 */
export function spreadTrueMeans(values: Float64Array, perGroup: number): Float64Array {
  const groups = Math.floor(values.length / perGroup);
  const means = new Float64Array(groups);
  const noise = new Float64Array(groups);
  for (let v = 0; v < groups; v++) {
    const group = values.subarray(v * perGroup, (v + 1) * perGroup);
    means[v] = meanOf(group);
    noise[v] = varianceOf(group) / perGroup;
  }
  if (groups < 2) return means;
  const mean = meanOf(means);
  const spread = trueSpread(means, noise);
  if (!(spread > 0)) return means.fill(mean);
  const drawn = means.map((x, v) => ((x - mean) * spread) / (spread + noise[v]!));
  const off = meanOf(drawn);
  const stretch = Math.sqrt(spread / varianceOf(drawn));
  return drawn.map((e) => mean + (e - off) * stretch);
}

/** τ² by bisection between nothing and the variance of the means, which it cannot exceed. */
function trueSpread(means: Float64Array, noise: Float64Array): number {
  let low = 0;
  let high = varianceOf(means);
  if (!(high > 0)) return 0;
  if (noise.every((s) => s > 0) && excess(means, noise, 0) <= 0) return 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (excess(means, noise, middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

/** By how much the weighted squares of the means exceed what they come to if they spread by so much and their noise. */
function excess(means: Float64Array, noise: Float64Array, spread: number): number {
  let [weights, sum] = [0, 0];
  for (let v = 0; v < means.length; v++) {
    const weight = 1 / (spread + noise[v]!);
    weights += weight;
    sum += weight * means[v]!;
  }
  const mean = sum / weights;
  return means.reduce((q, x, v) => q + ((x - mean) * (x - mean)) / (spread + noise[v]!), 1 - means.length);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

/** Sample variance; nothing of a single value. */
function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (values.length - 1);
}
