/**
 * Spreads an estate over seniority classes, class 1 first, pro rata inside a class.
 *
 * Definition: ρ_c = min(1, max(0, estate − Σ_{b<c} due_b) / due_c); a class in which nothing is due counts as paid.
 * Writes recovery[first … first + classCount − 1] and returns the largest change of what a class is paid, in money.
 * Source: Elsinger (2009), section 5; Eisenberg and Noe (2001) for one class.
 */
export function payByClass(
  estate: number,
  due: Float64Array,
  recovery: Float64Array,
  first: number,
  classCount: number,
): number {
  let left = Math.max(0, estate);
  let change = 0;
  for (let slot = first; slot < first + classCount; slot++) {
    const owed = due[slot]!;
    let paidFraction = 1;
    if (owed > left) {
      paidFraction = left / owed;
      left = 0;
    } else {
      left -= owed;
    }
    const difference = owed * Math.abs(paidFraction - recovery[slot]!);
    if (difference > change) change = difference;
    recovery[slot] = paidFraction;
  }
  return change;
}

/** The slot of the first class a defaulting party pays short, or −1 when all are paid. */
export function marginalSlot(due: Float64Array, recovery: Float64Array, first: number, classCount: number): number {
  for (let slot = first; slot < first + classCount; slot++) {
    if (due[slot]! > 0 && recovery[slot]! < 1) return slot;
  }
  return -1;
}
