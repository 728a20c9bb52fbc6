import { withoutDust } from '../run/pathColumns.ts';
import type { Holding } from './holding.ts';
import type { PathLosses } from './holdingLosses.ts';

/** What a holding loses with rescues, and on the same paths without. */
export interface HeldLosses {
  readonly holding: Holding;
  readonly lost: PathLosses;
  readonly alone: PathLosses;
}

/**
 * Holdings whose losses are those that protection leaves, on each path; protection itself is no longer among them.
 *
 * Definition: what protection on a party pays is set against the losses of the holdings on that party, in proportion to them; what is
 * then left of it, against all other losses in proportion. So the losses of a path sum to max(0, loss of all holdings together).
 * Units: money. Verified by: netOfProtection.test.ts (by hand; the law of the sum).
 */
export function netOfProtection(parts: readonly HeldLosses[]): HeldLosses[] {
  const held = parts.filter(({ holding }) => holding.kind !== 'cds');
  if (held.length === parts.length) return held;
  const lost = netted(parts, ({ lost: own }) => own);
  const alone = netted(parts, ({ alone: own }) => own);
  return held.map((part, i) => ({ holding: part.holding, lost: lost[i]!, alone: alone[i]! }));
}

function netted(parts: readonly HeldLosses[], of: (part: HeldLosses) => PathLosses): PathLosses[] {
  const held = parts.filter(({ holding }) => holding.kind !== 'cds');
  const losses = held.map((part) => of(part).loss.slice());
  const over = new Float64Array(losses[0]?.length ?? 0);
  for (const party of new Set(parts.map(({ holding }) => holding.party))) {
    const own = losses.filter((_, i) => held[i]!.holding.party === party);
    const paid = parts.filter(({ holding }) => holding.kind === 'cds' && holding.party === party);
    for (let p = 0; p < over.length; p++)
      over[p]! += setAgainst(
        own,
        paid.reduce((sum, part) => sum - of(part).loss[p]!, 0),
        p,
      );
  }
  for (let p = 0; p < over.length; p++) setAgainst(losses, over[p]!, p);
  return held.map((part, i) => ({ loss: withoutDust(losses[i]!), quarter: of(part).quarter }));
}

/** Takes what is paid off the losses of a path, in proportion; gives what is left of it. */
function setAgainst(losses: readonly Float64Array[], paid: number, path: number): number {
  if (paid <= 0) return 0;
  const all = losses.reduce((sum, loss) => sum + loss[path]!, 0);
  if (all <= 0) return paid;
  const left = Math.max(0, 1 - paid / all);
  for (const loss of losses) loss[path]! *= left;
  return Math.max(0, paid - all);
}
