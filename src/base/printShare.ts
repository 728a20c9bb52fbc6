/**
 * A share that was counted, in whole percents: `66 %`; `under 1 %` and `over 99 %` beside them, so that `0 %` is said only of
 * none and `100 %` only of all.
 */
export function printShare(share: number): string {
  return `${shareDigits(share)} %`;
}

/** The same without the sign, for the first end of a range: `62` of `62 to 75 %`. */
export function shareDigits(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1';
  if (share > 0.99 && share < 1) return 'over 99';
  return String(Math.round(100 * share));
}
