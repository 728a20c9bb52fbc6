import { InvariantError } from '../base/invariant.ts';
import { printQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import type { PathEvent } from '../questions/path/pathSchema.ts';
import type { Block, TraceEvent } from '../run/block.ts';
import { tracePath } from '../run/simulate.ts';

/** Money raised in a quarter that is told, as a share of the party's value: less is daily business. */
const TOLD_SHARE = 0.01;

/** What happened on a path, up to the end or up to where an invariant broke. */
export interface PathStory {
  readonly events: readonly PathEvent[];
  readonly broken: InvariantError | null;
}

/** What happened on one path, told in order; the same bits as in the run that the path belongs to. */
export function storyOfPath(plan: Plan, seed: number, path: number, rescues = true): PathStory {
  const story: PathEvent[] = [];
  const seen: TraceEvent[] = [];
  let log: readonly TraceEvent[] = [];
  const observe = (block: Block, quarter: number): void => {
    log = block.log ?? [];
    const at = printQuarter(plan.firstQuarter + quarter);
    story.push(...milestonesOf(plan, block, quarter, at), ...raisedIn(plan, block, at));
    for (const event of log.slice(seen.length))
      story.push({ quarter: at, kind: event.kind, party: event.party, amount: event.amount, text: event.text });
    seen.splice(0, seen.length, ...log);
    if (plan.hasMarket) story.push(marketOf(plan, block, at));
  };
  try {
    tracePath(plan, seed, path, rescues, observe);
    return { events: story, broken: null };
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    return { events: story, broken: error };
  }
}

function milestonesOf(plan: Plan, block: Block, quarter: number, at: string): PathEvent[] {
  return plan.milestones
    .filter((m) => block.data[m.column] === quarter)
    .map((m) => ({ quarter: at, kind: 'milestone', party: null, amount: null, text: m.id }));
}

function raisedIn(plan: Plan, block: Block, at: string): PathEvent[] {
  return plan.parties.flatMap((party): PathEvent[] => {
    const value = Math.max(0, block.data[party.columns.value as number] as number);
    const equity = block.data[party.rows.equity as number] as number;
    const debt = party.debt.reduce((sum, d) => sum + (block.data[d.draw] as number), 0);
    const told = (kind: string, amount: number): PathEvent[] =>
      amount > TOLD_SHARE * value ? [{ quarter: at, kind, party: party.id, amount, text: '' }] : [];
    return [...told('raised-debt', debt), ...told('raised-equity', equity)];
  });
}

function marketOf(plan: Plan, block: Block, at: string): PathEvent {
  const { price, longRunCost } = plan.market.columns;
  const now = block.data[price as number] as number;
  const ratio = now / (block.data[longRunCost as number] as number);
  return { quarter: at, kind: 'market', party: null, amount: now, text: String(Math.round(ratio * 100) / 100) };
}
