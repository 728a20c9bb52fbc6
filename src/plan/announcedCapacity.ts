import { deliveredYears, deliveryShape } from '../terms/capacity/capacity.ts';
import { arrivalShape } from '../terms/supply/supply.ts';
import { quarterIndex } from './inputTable.ts';
import type { MarketProgram } from './plan.ts';
import type { PlanContext } from './planContext.ts';

/** Headline capacity of a lab's deals by quarter, firm part included, net of what another deal delivers (definitions D2). */
export function announcedCapacity(context: PlanContext, lab: string, market: MarketProgram): Float64Array {
  const announced = new Float64Array(context.quarters);
  for (const deal of Object.values(context.content.deals ?? {})) {
    if (deal.status === 'lapsed' || deal.status === 'terminated') continue;
    const own = 1 - deliveredElsewhere(context, deal.delivered_through);
    for (const term of Object.values(deal.terms)) {
      if (term.type !== 'capacity' && term.type !== 'supply') continue;
      if (term.buyer !== lab || (term.type === 'supply' && term.own !== true)) continue;
      const start = quarterIndex(term.start, context.firstQuarter);
      const length = Math.max(1, Math.round(4 * context.inputs.central(term.years, 5)));
      const ramp = Math.round(context.inputs.central(term.ramp, 0));
      if (term.type === 'supply') {
        const arrivals = arrivalShape(start, ramp, length, context.quarters);
        let sum = 0;
        for (let q = 0; q < context.quarters; q++) {
          sum += arrivals[q];
          announced[q] += own * sum * context.inputs.central(term.amount, 0);
        }
        continue;
      }
      const shape = deliveryShape(start, ramp, length, context.quarters);
      const amount = capacityOf(context, term, deliveredYears(ramp, length) * market.priceUnits);
      for (let q = 0; q < context.quarters; q++) announced[q] += own * shape[q] * amount;
    }
  }
  return announced;
}

type CapacityLike = {
  amount?: Parameters<PlanContext['inputs']['central']>[0];
  price?: Parameters<PlanContext['inputs']['central']>[0];
  total?: Parameters<PlanContext['inputs']['central']>[0];
};

function capacityOf(context: PlanContext, term: CapacityLike, served: number): number {
  if (term.amount !== undefined) return context.inputs.central(term.amount, 0);
  const reference = context.inputs.central(context.content.market?.reference_price, 1);
  return context.inputs.central(term.total, 0) / (context.inputs.central(term.price, reference) * served);
}

/** Share of a deal's headline that another deal delivers. */
export function deliveredElsewhere(context: PlanContext, through: unknown): number {
  if (through === undefined) return 0;
  if (typeof through === 'string') return 1;
  const shares = Object.values(through as Record<string, Parameters<PlanContext['inputs']['central']>[0]>);
  return Math.min(
    1,
    shares.reduce((sum, q) => sum + context.inputs.central(q, 0), 0),
  );
}
