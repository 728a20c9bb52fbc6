import type { Diagnostic } from '../base/diagnostic.ts';
import { LIMITS } from './limits.ts';

/** Adds faults to a list, up to as many as are kept at all; no error is crowded out by warnings. */
export function collect(into: Diagnostic[], more: Iterable<Diagnostic>): void {
  for (const found of more) {
    const room = found.severity === 'error' ? 2 * LIMITS.collected : LIMITS.collected;
    if (into.length < room) into.push(found);
  }
}

/** Whether so many faults were found already that more need not be looked for. */
export function isFull(faults: readonly Diagnostic[]): boolean {
  return faults.length >= LIMITS.collected;
}
