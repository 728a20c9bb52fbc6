import type { TermProgram } from '../terms/term.ts';
import { quarterIndex } from './inputTable.ts';
import type { MilestoneProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

/** Things that may happen: on a day, in a window, or when something has reached a level. */
export function compileMilestones(context: PlanContext, terms: readonly TermProgram[]): MilestoneProgram[] {
  return Object.entries(context.content.milestones ?? {}).map(([id, m]): MilestoneProgram => {
    const column = context.columns.column(`milestone:${id}`, 'quarter', NEVER);
    const base = {
      id,
      column,
      watch: -1,
      per: -1,
      threshold: -1,
      earliest: NEVER,
      likely: NEVER,
      latest: NEVER,
      never: 0,
    };
    const index = (date: string): number => quarterIndex(date, context.firstQuarter);
    const path = `milestones.${id}`;
    if (m.date !== undefined) return { ...base, kind: 'date', earliest: index(m.date) };
    if (m.window !== undefined) {
      return {
        ...base,
        kind: 'window',
        earliest: index(m.window.earliest),
        likely: index(m.window.likely),
        latest: index(m.window.latest),
        never: context.inputs.central(m.window.never, 0),
      };
    }
    return watched(context, terms, base, m.when, path);
  });
}

type When = NonNullable<PlanContext['content']['milestones']>[string]['when'];

/** A milestone that happens when something has reached a level: deliveries, a value, a share price, revenue. */
function watched(
  context: PlanContext,
  terms: readonly TermProgram[],
  base: Omit<MilestoneProgram, 'kind'>,
  when: When,
  path: string,
): MilestoneProgram {
  const delivered = when?.delivered;
  if (delivered !== undefined) {
    const term = terms.find((t) => t.ref === delivered.term);
    if (term === undefined) return { ...base, kind: 'never' };
    const isShare = delivered.share !== undefined;
    const threshold = isShare
      ? context.inputs.input(delivered.share, `${path}.when.delivered.share`, 'fraction', 1)
      : context.inputs.input(delivered.amount, `${path}.when.delivered.amount`, 'capacity', 0);
    const isSupply = term.kind === 'supply';
    const watch = isSupply && isShare ? term.columns.share : term.columns.delivered;
    return { ...base, kind: 'delivered', watch, per: isShare && !isSupply ? term.columns.amount : -1, threshold };
  }
  const level = when?.value_above ?? when?.price_above ?? when?.revenue_above;
  if (when === undefined || level === undefined) return { ...base, kind: 'never' };
  const account = accountOf(context, level.party);
  const threshold = context.inputs.input('price' in level ? level.price : level.amount, `${path}.when`, 'currency', 0);
  if (when.revenue_above !== undefined) {
    return { ...base, kind: 'revenue', watch: accountColumn(context, account, 'revenue'), threshold };
  }
  const watch = accountColumn(context, account, 'value');
  if (when.price_above === undefined) return { ...base, kind: 'value', watch, threshold };
  return { ...base, kind: 'price', watch, per: accountColumn(context, account, 'shares', 'shares', 1e9), threshold };
}
