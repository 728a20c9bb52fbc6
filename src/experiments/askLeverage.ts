import type { Patch, Plan } from '../plan/plan.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { dealColumns } from '../questions/gains/dealColumns.ts';
import { type DealGains, dealGain } from '../questions/gains/dealGain.ts';
import { gainColumns, wealthOf } from '../questions/gains/gainColumns.ts';
import { grantColumns, grantedShares } from '../questions/gains/grantedShares.ts';
import { leverage } from '../questions/leverage/leverage.ts';
import type { LeverageResult } from '../questions/leverage/leverageSchema.ts';
import type { Asking } from './asking.ts';
import { dealGains } from './dealGains.ts';
import { recordWorlds } from './recordWorlds.ts';

/** Buyer's weight in the predicted bargain where nobody says: halves, as in Nash (1950). */
const EQUAL_WEIGHT = 0.5;

/** What `leverage` is asked besides the book. */
export interface LeverageOptions {
  readonly buyerWeight?: number;
}

/** What each side of each deal gained, and what it takes to explain the terms; from paired runs. */
export async function askLeverage(asking: Asking, options: LeverageOptions = {}): Promise<Answer<LeverageResult>> {
  const { book, diagnostics, seed } = asking;
  const gains = await dealGains(asking);
  const announced = gains === null ? null : await announcedGains(asking, gains);
  if (gains === null || announced === null)
    return failedAnswer('leverage', 'run.interrupted', 'interrupted before all deals were run');
  const finding = leverage({ book, gains, announced, buyerWeight: options.buyerWeight ?? EQUAL_WEIGHT, byLead: null });
  return answerOf(book, finding, diagnostics, { seed, paths: gains.paths, scenarios: [] });
}

/** Equipment deals in worlds in which they are performed as announced; the worlds without them are known already. */
async function announcedGains(asking: Asking, gains: DealGains): Promise<Record<string, DealGains> | null> {
  const { plan } = gains;
  const deals = Object.keys(gains.deals).filter((deal) =>
    plan.terms.some((t) => t.deal === deal && t.kind === 'supply' && plan.accounts[t.creditor]?.isWorld === false),
  );
  const recorded = [...gainColumns(plan), ...grantColumns(plan), ...dealColumns(plan)];
  const read = await recordWorlds(
    deals.map((deal) => ({ id: deal, plan: asAnnounced(plan, deal), recorded })),
    asking,
  );
  if (read === null) return null;
  const all: Record<string, DealGains> = {};
  for (const [i, deal] of deals.entries()) {
    const base = read[i];
    const without = gains.without[deal];
    if (base === undefined || without === undefined) continue;
    const granted = grantedShares(plan, base);
    const gain = dealGain(plan, deal, wealthOf(plan, base), wealthOf(plan, without), granted);
    all[deal] = { deals: { [deal]: gain }, plan, base, without: { [deal]: without }, granted, paths: gains.paths };
  }
  return all;
}

/** The plan in which what is not binding of a deal is performed in full. */
function asAnnounced(plan: Plan, deal: string): Plan {
  const performance = plan.columnNames.indexOf(`deals.${deal}.performance`);
  if (performance < 0) return plan;
  const patch: Patch = { quarter: 0, column: performance, operation: 'set', value: 1 };
  return { ...plan, patches: [...plan.patches, patch] };
}
