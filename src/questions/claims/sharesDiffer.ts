import type { Passes } from './passShare.ts';

/** Standard errors by which two counts of the same vectors must differ. */
const SIGNIFICANCE = 3;

/**
 * Whether a claim passes more often in one world than in another, on the same draws, by more than chance.
 *
 * Definition: b vectors on which the share of passes is greater, c on which it is less; they differ where |b − c| ≥ 3·√(b + c),
 * so on nine vectors at least. Vectors on which both agree tell nothing, however many they are.
 * Assumes: vectors independent of each other. Source: Q. McNemar (1947), Psychometrika 12, 153–157.
 * Verified by: sharesDiffer.test.ts (the rate of false alarms; a difference that unpaired counts do not show).
 */
export function sharesDiffer(one: Passes, other: Passes): boolean {
  let [more, less] = [0, 0];
  for (let v = 0; v < Math.min(one.counted.length, other.counted.length); v++) {
    const [n, m] = [one.counted[v] as number, other.counted[v] as number];
    if (n === 0 || m === 0) continue;
    const difference = (other.passed[v] as number) / m - (one.passed[v] as number) / n;
    if (difference > 0) more += 1;
    if (difference < 0) less += 1;
  }
  return more + less > 0 && Math.abs(more - less) >= SIGNIFICANCE * Math.sqrt(more + less);
}
