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
    const when = m.when;
    if (when?.delivered !== undefined) {
      const term = terms.find((t) => t.ref === when.delivered?.term);
      if (term === undefined) return { ...base, kind: 'never' };
      const isShare = when.delivered.share !== undefined;
      const threshold = isShare
        ? context.inputs.input(when.delivered.share, `${path}.when.delivered.share`, 'fraction', 1)
        : context.inputs.input(when.delivered.amount, `${path}.when.delivered.amount`, 'capacity', 0);
      const watch = term.kind === 'supply' && isShare ? term.columns.share : term.columns.delivered;
      return {
        ...base,
        kind: 'delivered',
        watch,
        per: isShare && term.kind !== 'supply' ? term.columns.amount : -1,
        threshold,
      };
    }
    const level = when?.value_above ?? when?.price_above ?? when?.revenue_above;
    if (when === undefined || level === undefined) return { ...base, kind: 'never' };
    const account = accountOf(context, level.party);
    const amount = 'price' in level ? level.price : level.amount;
    const threshold = context.inputs.input(amount, `${path}.when`, 'currency', 0);
    if (when.revenue_above !== undefined) {
      return { ...base, kind: 'revenue', watch: accountColumn(context, account, 'revenue'), threshold };
    }
    const per = when.price_above === undefined ? -1 : accountColumn(context, account, 'shares', 'shares', 1e9);
    return {
      ...base,
      kind: when.price_above === undefined ? 'value' : 'price',
      watch: accountColumn(context, account, 'value'),
      per,
      threshold,
    };
  });
}
