import type { LabProgram, PartyProgram } from '../../plan/plan.ts';
import { distributionOf } from '../run/distributionOf.ts';
import { constantName, PRICE, rateName, revenueShares, servedName, yearEnds } from './financingNeeds.ts';
import type { RequiredRevenue } from './financingSchema.ts';
import type { FinancingRun } from './partyFlows.ts';

/**
 * The revenue at which operating cash and committed money would have paid all that fell due.
 *
 * Definition: R′ = R + gap/k, k = margin before compute − shares of revenue in force; with compute bought for it,
 * k − p/s, s = revenue that one unit of inference serves, p the price at the end of the year.
 * Units: money a year. Assumes: further revenue costs no further staff and no tax; a cap on a share of revenue does not bind.
 * Verified by: financing.test.ts (a book by hand).
 */
export function requiredRevenue(
  run: FinancingRun,
  party: PartyProgram,
  lab: LabProgram | undefined,
  revenue: readonly Float64Array[],
  gap: readonly Float64Array[],
): RequiredRevenue[] {
  if (lab === undefined) return [];
  const { plan, values } = run;
  const margin = values(constantName(party.id, 'margin'));
  const shares = revenueShares(plan, party.account);
  return yearEnds(plan).map(({ year, quarter }, i) => {
    const keeps = margin.slice();
    for (const term of shares) {
      if (quarter < term.from || quarter > term.until) continue;
      const rate = values(rateName(party.id, term.ref));
      for (let l = 0; l < keeps.length; l++) keeps[l] = keeps[l]! - rate[l]!;
    }
    const served = values(servedName(party.id, quarter));
    const price = plan.hasMarket ? values(`${PRICE}.${quarter}`) : new Float64Array(run.paths);
    const [now, missing] = [revenue[i]!, gap[i]!];
    const after = keeps.map((k, l) => k - price[l]! / served[l]!);
    const reached = (per: Float64Array): Float64Array =>
      now.map((r, l) => r + missing[l]! / per[l]!).filter((_, l) => per[l]! > LEAST_KEPT);
    const [alone, bought] = [reached(keeps), reached(after)];
    return {
      year,
      revenue: distributionOf(now),
      required: alone.length === 0 ? null : distributionOf(alone),
      required_with_compute: bought.length === 0 ? null : distributionOf(bought),
      paying_paths: run.paths === 0 ? 0 : bought.length / run.paths,
    };
  });
}

/** Of a unit of revenue, what must be left for a revenue to be told that would close a gap. */
const LEAST_KEPT = 0.02;
