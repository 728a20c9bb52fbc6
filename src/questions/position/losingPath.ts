import { printQuarter } from '../../base/quarter.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { PathEvent } from '../path/pathSchema.ts';
import { quantilesAt } from '../run/distributionOf.ts';
import type { Holding } from './holding.ts';
import type { PathLosses } from './holdingLosses.ts';
import type { PositionResult } from './positionSchema.ts';

/** Events of everybody that are told beside those of the parties held. */
const TOLD_OF_ALL: ReadonlySet<string> = new Set(['default', 'rescued', 'estate-opened', 'renegotiated']);
/** Share of a price over long-run cost at which the market is worth a line. */
const CHEAP = 0.8;

/**
 * A bad path told quarter by quarter: the one whose loss is the smallest that at most one path in a hundred exceeds.
 *
 * Definition: among the paths that lose something, the loss at the 99 % quantile of all paths or next above it; the first of equals.
 */
export function losingPath(
  run: RunColumns,
  parts: readonly { readonly holding: Holding; readonly lost: PathLosses }[],
  loss: Float64Array,
  story: (path: number) => readonly PathEvent[],
): PositionResult['losing_path'] {
  const [quantile] = quantilesAt(loss, [0.99]) as [number];
  let chosen = -1;
  for (let p = 0; p < loss.length; p++) {
    if (!(loss[p]! > 0) || loss[p]! < quantile) continue;
    if (chosen < 0 || loss[p]! < loss[chosen]!) chosen = p;
  }
  if (chosen < 0) return null;
  const held = new Set(parts.map(({ holding }) => holding.party));
  const losses = parts
    .filter(({ lost }) => lost.loss[chosen]! > 0)
    .map(({ holding, lost }) => ({
      quarter: printQuarter(run.plan.firstQuarter + lost.quarter[chosen]! - 1),
      kind: 'loss',
      party: holding.party,
      amount: lost.loss[chosen]!,
      text: holding.id,
    }));
  const last = losses
    .map(({ quarter }) => quarter)
    .sort()
    .at(-1)!;
  const told = story(chosen).filter((event) => event.quarter <= last && isTold(event, held));
  const events = inOrder([...withoutRepeats(told), ...losses]);
  const worse = loss.filter((x) => x > loss[chosen]!).length;
  return { path: chosen, loss: loss[chosen]!, exceeded_on: worse / loss.length, events };
}

function isTold(event: PathEvent, held: ReadonlySet<string>): boolean {
  if (event.kind === 'market') return Number(event.text) < CHEAP;
  if (event.party === null) return false;
  return TOLD_OF_ALL.has(event.kind) || (held.has(event.party) && event.kind !== 'milestone');
}

/** A market that stays cheap is told where it becomes so. */
function withoutRepeats(events: readonly PathEvent[]): PathEvent[] {
  const quarters = [...new Set(events.filter((e) => e.kind === 'market').map((e) => e.quarter))];
  return events.filter((e) => e.kind !== 'market' || e.quarter === quarters[0]);
}

function inOrder(events: readonly PathEvent[]): PathEvent[] {
  return [...events].sort((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : 0));
}
