import type { LabProgram, PartyProgram } from '../../plan/plan.ts';
import { distributionOf } from '../run/distributionOf.ts';
import { constantName, PRICE, type RunYear, servedName, sharedName } from './financingNeeds.ts';
import type { RequiredRevenue } from './financingSchema.ts';
import type { FinancingRun, PartyFlows } from './partyFlows.ts';

/** What a year brought on every path, and what was missing. */
interface YearToPay {
  readonly year: RunYear;
  readonly revenue: Float64Array;
  readonly gap: Float64Array;
}

/**
 * The revenue at which operating cash and committed money would have paid all that fell due.
 *
 * Definition: R′ = R + gap/k, k = margin before compute − what shares of revenue take in the last quarter of the year; with
 * compute bought for it, k − p/s, s = revenue that one unit of inference serves, p the price, both of that quarter; over paths
 * on which the party has not failed before the year, and on which k is above 2 %.
 * Units: money over the quarters of the year. Assumes: further revenue costs no further staff and no tax, and reaches no cap
 * on a share of revenue that is not reached. Verified by: financing.test.ts (a lab by hand).
 */
export function requiredRevenue(
  run: FinancingRun,
  party: PartyProgram,
  lab: LabProgram | undefined,
  { lasts, revenue: quarterly }: PartyFlows,
  years: readonly YearToPay[],
): RequiredRevenue[] {
  if (lab === undefined) return [];
  const { plan, values } = run;
  const margin = values(constantName(party.id, 'margin'));
  return years.map(({ year: { year, first, quarter }, revenue, gap }) => {
    const shared = values(`${sharedName(party.id)}.${quarter}`);
    const last = quarterly[quarter]!;
    const keeps = margin.map((m, l) => m - (last[l]! > 0 ? shared[l]! / last[l]! : 0));
    const served = values(servedName(party.id, quarter));
    const price = plan.hasMarket ? values(`${PRICE}.${quarter}`) : new Float64Array(run.paths);
    const after = keeps.map((k, l) => k - price[l]! / served[l]!);
    const standing = (_: number, l: number): boolean => lasts[l]! > first;
    const reached = (per: Float64Array): Float64Array =>
      revenue.map((r, l) => r + gap[l]! / per[l]!).filter((r, l) => standing(r, l) && per[l]! > LEAST_KEPT);
    const [now, alone, bought] = [revenue.filter(standing), reached(keeps), reached(after)];
    return {
      year,
      revenue: now.length === 0 ? null : distributionOf(now),
      required: alone.length === 0 ? null : distributionOf(alone),
      required_with_compute: bought.length === 0 ? null : distributionOf(bought),
      paying_paths: now.length === 0 ? 0 : bought.length / now.length,
    };
  });
}

/** Of a unit of revenue, what must be left for a revenue to be told that would close a gap. */
const LEAST_KEPT = 0.02;
