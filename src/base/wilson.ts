const Z_95 = 1.959963984540054;

/**
 * The 95 % interval of a probability of which n independent paths showed so many successes.
 *
 * Never empty or outside [0, 1]; with no successes the upper end is near 3.84/n, with no paths it is [0, 1].
 *
 * Source: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209–212.
 */
export function wilsonInterval(successes: number, n: number): { readonly low: number; readonly high: number } {
  if (!(n > 0)) return { low: 0, high: 1 };
  const share = successes / n;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}
