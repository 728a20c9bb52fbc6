/**
 * Means of groups, drawn towards the mean of all so far that they spread as much as what they estimate, not as much as their noise makes them.
 *
 * Definition: with V groups of n values, x̄_v the means, S² their variance, W the mean variance within groups,
 * λ = max(0, S² − W/n) / S² and estimate_v = x̄ + √λ·(x̄_v − x̄). Means alone spread too widely, posterior means
 * x̄ + λ·(x̄_v − x̄) too little, so that a share of groups beyond a threshold would lean towards one half or away from it.
 * Units: those of the values. Assumes: groups of one size, as noisy as each other on average. With one value a group noise
 * cannot be told from spread, and the values stand.
 * Cost: one pass.
 * Source: T. A. Louis (1984), Journal of the American Statistical Association 79, 393–398; M. Ghosh (1992), same journal 87,
 * 533–540.
 * Verified by: spreadTrueMeans.test.ts (spread and shares of planted means, by hand, limits).
 */
export function spreadTrueMeans(values: Float64Array, perGroup: number): Float64Array {
  const groups = Math.floor(values.length / perGroup);
  const means = new Float64Array(groups);
  let within = 0;
  for (let v = 0; v < groups; v++) {
    const group = values.subarray(v * perGroup, (v + 1) * perGroup);
    means[v] = meanOf(group);
    within += varianceOf(group) / groups;
  }
  const spread = varianceOf(means);
  if (!(spread > 0)) return means;
  const kept = Math.sqrt(Math.max(0, spread - within / perGroup) / spread);
  const mean = meanOf(means);
  return means.map((x) => mean + kept * (x - mean));
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
