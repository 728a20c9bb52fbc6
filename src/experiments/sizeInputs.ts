import type { Plan, PlanInput } from '../plan/plan.ts';
import type { TermProgram } from '../terms/term.ts';

/** Units of quantities that grow with the size of a deal; prices, shares of something and rates do not. */
const SIZES: ReadonlySet<string> = new Set(['currency', 'capacity', 'shares', 'currency a year', 'currency a quarter']);

/** The inputs of a term that grow with its size, where somebody wrote them. */
export function sizeInputs(plan: Plan, { deal, ref }: Pick<TermProgram, 'deal' | 'ref'>): PlanInput[] {
  const path = `deals.${deal}.terms.${ref.slice(deal.length + 1)}.`;
  return plan.inputs.filter((input) => input.path.startsWith(path) && SIZES.has(input.unit) && !input.isDefault);
}
