import type { YearlyColumns } from '../plan/plan.ts';

/** Writes the value of a yearly quantity in a quarter, lane by lane. */
export function yearlyValue(
  data: Float64Array,
  width: number,
  yearly: YearlyColumns,
  quarter: number,
  target: Float64Array,
): void {
  const a = yearly.a[quarter] * width;
  const b = yearly.b[quarter] * width;
  const t = yearly.t[quarter];
  if (a === b || t === 0) for (let l = 0; l < width; l++) target[l] = data[a + l];
  else for (let l = 0; l < width; l++) target[l] = (1 - t) * data[a + l] + t * data[b + l];
}
