/** A count with thousands set apart by a thin gap that does not break: `10 000`. */
export function printCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}
