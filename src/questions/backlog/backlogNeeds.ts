import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { Needs } from '../run/runNeeds.ts';

/** A seller and one of its customers in a plan, with the contracts between them. */
export interface Pair {
  readonly seller: string;
  readonly customer: string;
  /** Places among the plan's terms. */
  readonly terms: readonly number[];
}

const SOLD = new Set(['capacity', 'supply', 'lease']);

/** Who sells to whom under purchase contracts, in the order of the plan. */
export function pairsOf(plan: Plan): Pair[] {
  const pairs = new Map<string, { seller: string; customer: string; terms: number[] }>();
  for (const [i, term] of plan.terms.entries()) {
    if (!SOLD.has(term.kind) || term.debtor < 0 || term.creditor < 0) continue;
    const seller = plan.accounts[term.creditor]!;
    const customer = plan.accounts[term.debtor]!;
    if (seller.isWorld || customer.isWorld) continue;
    const key = `${seller.id}.${customer.id}`;
    const pair = pairs.get(key) ?? { seller: seller.id, customer: customer.id, terms: [] };
    pair.terms.push(i);
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}

export const paidName = ({ seller, customer }: Pair): string => `backlog.paid.${seller}.${customer}`;
export const valueName = ({ seller, customer }: Pair): string => `backlog.value.${seller}.${customer}`;
export const usedName = ({ seller, customer }: Pair): string => `backlog.used.${seller}.${customer}`;
export const deliveredName = ({ seller, customer }: Pair): string => `backlog.delivered.${seller}.${customer}`;
export const unitCostName = (seller: string): string => `backlog.unit_cost.${seller}`;

/**
 * What the bridge reads of every path: payments of each customer by quarter and priced by the kernel, the capacity
 * delivered for them, what a unit costs to build, defaults.
 */
export function backlogNeeds(plan: Plan): Needs {
  const recorded: Recorded[] = [];
  const pairs = pairsOf(plan);
  for (const pair of pairs) {
    const terms = pair.terms.map((i) => plan.terms[i]!);
    const columns = terms.map((t) => t.rows.payment!);
    const capacity = terms.filter((t) => t.kind === 'capacity').map((t) => t.columns.delivered!);
    recorded.push({ name: paidName(pair), columns, every: 'quarter' });
    recorded.push({ name: valueName(pair), columns, every: 'run', isDiscounted: true });
    if (capacity.length === 0) continue;
    recorded.push({ name: usedName(pair), columns: capacity, every: 'run', isDiscounted: true });
    recorded.push({ name: deliveredName(pair), columns: capacity, every: 'quarter' });
  }
  for (const owner of plan.owners) {
    const { id, isWorld } = plan.accounts[owner.account]!;
    if (isWorld || !pairs.some((p) => p.seller === id)) continue;
    const columns = [owner.columns.chips!, owner.columns.shell!];
    recorded.push({ name: unitCostName(id), columns, every: 'horizon' });
  }
  const names = recorded.flatMap(({ name, every }) =>
    every === 'quarter' ? Array.from({ length: plan.quarters }, (_, q) => `${name}.${q}`) : [name],
  );
  const customers = [...new Set(pairs.map((p) => p.customer))].map((id) => `${id}.default`);
  return { exact: [...names, ...customers], told: [], standAlone: [], recorded };
}
