import type { Plan } from '../plan/plan.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { dealColumns } from '../questions/gains/dealColumns.ts';
import { type DealGains, dealGain } from '../questions/gains/dealGain.ts';
import { gainColumns, wealthOf } from '../questions/gains/gainColumns.ts';
import { grantColumns, grantedShares } from '../questions/gains/grantedShares.ts';
import { leadPoint } from '../questions/leverage/leadPoint.ts';
import { leverage } from '../questions/leverage/leverage.ts';
import type { LeverageResult } from '../questions/leverage/leverageSchema.ts';
import { platformDeal } from '../questions/leverage/platformDeal.ts';
import type { Solve } from '../questions/leverage/solveTerm.ts';
import { asAnnounced } from './asAnnounced.ts';
import type { Asking } from './asking.ts';
import { dealAs } from './dealAs.ts';
import { dealGains, planWithout } from './dealGains.ts';
import { guaranteeSizes } from './guaranteeSizes.ts';
import { planWithLead } from './leadWorlds.ts';
import { otherWorlds } from './otherWorlds.ts';
import { recordWorlds } from './recordWorlds.ts';

/** Buyer's weight in the predicted bargain where nobody says: halves, as in Nash (1950). */
const EQUAL_WEIGHT = 0.5;

/** What `leverage` is asked besides the book. */
export interface LeverageOptions {
  readonly buyerWeight?: number;
  /** The deal that `leads`, `as` and `solve` are about. */
  readonly deal?: string | undefined;
  /** Shares of paths on which the buyer is to lead. */
  readonly leads?: readonly number[] | undefined;
  /** Another lab in the buyer's place. */
  readonly as?: string | undefined;
  readonly solve?: Solve | undefined;
}

/** What each side of each deal gained, and what it takes to explain the terms; from paired runs. */
export async function askLeverage(asked: Asking, options: LeverageOptions = {}): Promise<Answer<LeverageResult>> {
  const { deal, as } = options;
  const changed =
    as === undefined || deal === undefined ? { book: asked.book, diagnostics: [] } : dealAs(asked.book, deal, as);
  if (changed.book === null)
    return failedAnswer(
      'leverage',
      'leverage.cannot-stand-in',
      `the deal cannot be priced for ${as}`,
      changed.diagnostics,
    );
  const asking = { ...asked, book: changed.book };
  const gains = await dealGains(asking, as === undefined || deal === undefined ? null : [deal]);
  const announced = gains === null ? null : await announcedGains(asking, gains);
  const others = gains === null ? null : await otherWorlds(asking, gains);
  const sizes = gains === null ? null : await guaranteeSizes(asking, gains);
  const byLead = gains === null ? null : await leadGains(asking, gains, options);
  if (gains === null || announced === null || others === null || sizes === null || byLead === 'interrupted')
    return failedAnswer('leverage', 'run.interrupted', 'interrupted before all deals were run');
  const finding = leverage({
    book: asking.book,
    gains,
    announced,
    others,
    sizes,
    buyerWeight: options.buyerWeight ?? EQUAL_WEIGHT,
    byLead,
    solve: options.solve ?? null,
  });
  return answerOf(asking.book, finding, asked.diagnostics, { seed: asked.seed, paths: gains.paths, scenarios: [] });
}

/** Equipment and guarantees in worlds in which they are performed as announced; the worlds without are known already. */
async function announcedGains(asking: Asking, gains: DealGains): Promise<Record<string, DealGains> | null> {
  const { plan } = gains;
  const deals = Object.keys(gains.deals).filter((deal) =>
    plan.terms.some(
      (t) =>
        t.deal === deal &&
        ((t.kind === 'supply' && plan.accounts[t.creditor]?.isWorld === false) || t.kind === 'guarantee'),
    ),
  );
  // A deal asked about alone is held against what its signers sell the lab, too.
  const platforms = deals.flatMap((deal) =>
    Object.keys(gains.deals[deal]?.byParty ?? {}).flatMap((id) => platformDeal(asking.book, plan, deal, id) ?? []),
  );
  const run = [...new Set([...deals, ...platforms])];
  const recorded = allColumns(plan);
  const read = await recordWorlds(
    run.map((deal) => ({ id: deal, plan: asAnnounced(plan, deal), recorded })),
    asking,
  );
  if (read === null) return null;
  const all: Record<string, DealGains> = {};
  for (const [i, deal] of run.entries()) {
    const base = read[i];
    const without = gains.without[deal];
    if (base === undefined) continue;
    all[deal] =
      without === undefined
        ? { deals: {}, plan, base, without: {}, granted: [], paths: gains.paths }
        : gainsFrom(plan, deal, base, without);
  }
  return all;
}

function allColumns(plan: Plan) {
  return [...gainColumns(plan), ...grantColumns(plan), ...dealColumns(plan)];
}

/** The gains of one deal from two worlds. */
function gainsFrom(plan: Plan, deal: string, base: DealGains['base'], without: DealGains['base']): DealGains {
  const granted = grantedShares(plan, base);
  const gain = dealGain(plan, deal, wealthOf(plan, base), wealthOf(plan, without), granted);
  const paths = base('gains.level.price').length;
  return { deals: { [deal]: gain }, plan, base, without: { [deal]: without }, granted, paths };
}

/** One deal in worlds in which its buyer leads as often as asked; null where nobody asks. */
async function leadGains(
  asking: Asking,
  gains: DealGains,
  { deal, leads, as, buyerWeight }: LeverageOptions,
): Promise<LeverageResult['by_lead'] | 'interrupted'> {
  if (deal === undefined || leads === undefined) return null;
  const lab =
    as ??
    gains.plan.labs
      .map(({ account }) => gains.plan.accounts[account]?.id ?? '')
      .find((id) => asking.book.content.deals?.[deal]?.between.includes(id));
  if (lab === undefined || gains.plan.labs.length < 2) return null;
  const worlds = leads.flatMap((lead) => {
    const plan = planWithLead(gains, lab, lead);
    return [
      { id: `${lead}`, plan, recorded: allColumns(plan) },
      { id: `${lead}-without`, plan: planWithout(plan, deal), recorded: gainColumns(plan) },
    ];
  });
  const read = await recordWorlds(worlds, asking);
  if (read === null) return 'interrupted';
  const points = leads.flatMap((asked, i) => {
    const [base, without] = [read[2 * i], read[2 * i + 1]];
    if (base === undefined || without === undefined) return [];
    const shifted = gainsFrom(gains.plan, deal, base, without);
    return leadPoint(asking.book, shifted, { deal, lab, asked, buyerWeight: buyerWeight ?? EQUAL_WEIGHT });
  });
  return { deal, lab, points };
}
