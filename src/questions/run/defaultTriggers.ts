import { DEFAULT_CAUSES } from '../../run/phases/clear.ts';
import type { RunColumns } from '../../run/runColumns.ts';

export interface DefaultTrigger {
  readonly cause: string;
  /** Share of the party's defaults that it set off. */
  readonly share: number;
}

/** What set off a party's first defaults within so many quarters: shares of those defaults, the commonest first. */
export function defaultTriggers(run: RunColumns, party: string, quarters: number): DefaultTrigger[] {
  const defaults = run.values(`${party}.default`);
  const causes = run.values(`${party}.cause`);
  const counts = new Int32Array(DEFAULT_CAUSES.length);
  let total = 0;
  for (let p = 0; p < run.paths; p++) {
    if (!(defaults[p]! > 0 && defaults[p]! <= quarters)) continue;
    total += 1;
    const code = causes[p]! - 1;
    if (code >= 0 && code < counts.length) counts[code]! += 1;
  }
  return DEFAULT_CAUSES.map((cause, i) => ({ cause, count: counts[i]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ cause, count }) => ({ cause, share: count / total }));
}

/** Paths on which the party defaulted within so many quarters. */
export function defaultCount(run: RunColumns, party: string, quarters: number): number {
  let count = 0;
  for (const at of run.values(`${party}.default`)) if (at > 0 && at <= quarters) count += 1;
  return count;
}
