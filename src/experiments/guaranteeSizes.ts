import type { Patch, Plan } from '../plan/plan.ts';
import { type DealGains, dealGainByPath } from '../questions/gains/dealGain.ts';
import { gainColumns, netOf, wealthOf } from '../questions/gains/gainColumns.ts';
import type { SizedGuarantee } from '../questions/leverage/guaranteesInTalks.ts';
import { AS_DRAWN } from '../run/patches.ts';
import type { Recorded } from '../run/recorded.ts';
import { asAnnounced } from './asAnnounced.ts';
import type { Asking } from './asking.ts';
import { recordWorlds } from './recordWorlds.ts';

/** Sizes at which a guarantee is run, as multiples of what the book writes. */
const SIZES = [0.5, 1, 2, 4] as const;

/**
 * What guarantees of loans in a deal that does not bind bring their guarantors at several sizes of the loan, performed as
 * announced, over the world without the deal; null after an interruption.
 *
 * Cost: four runs a deal. Verified by: leverage.test.ts (the gain at the size written is that of the deal as announced).
 */
export async function guaranteeSizes(
  asking: Asking,
  gains: DealGains,
): Promise<Readonly<Record<string, readonly SizedGuarantee[]>> | null> {
  const { plan } = gains;
  const wanted = Object.keys(gains.deals).flatMap((deal) => {
    const guarantor = guarantorOf(plan, deal);
    return guarantor === null ? [] : SIZES.map((size) => ({ deal, guarantor, size }));
  });
  const read = await recordWorlds(
    wanted.map(({ deal, guarantor, size }) => ({
      id: `${deal} at ${size}`,
      plan: sized(asAnnounced(plan, deal), deal, size),
      recorded: [...gainColumns(plan, new Set([guarantor])), callsOf(plan, deal, guarantor)],
    })),
    asking,
  );
  if (read === null) return null;
  const all: Record<string, SizedGuarantee[]> = {};
  for (const [w, { deal, guarantor, size }] of wanted.entries()) {
    const [there, struck] = [read[w], gains.without[deal]];
    if (there === undefined || struck === undefined) continue;
    const only = new Set([guarantor]);
    const { byParty } = dealGainByPath(plan, deal, wealthOf(plan, there, only), wealthOf(plan, struck, only), []);
    const change = byParty.get(guarantor);
    if (change !== undefined) all[deal] = [...(all[deal] ?? []), { size, change, calls: there(CALLS) }];
  }
  return all;
}

const CALLS = 'gains.calls';

/** What a guarantor receives less what it pays under its guarantees of a deal: fees and recoveries less calls. */
function callsOf(plan: Plan, deal: string, guarantor: string): Recorded {
  const guarantees = new Set(plan.terms.filter((t) => t.deal === deal && t.kind === 'guarantee').map((t) => t.ref));
  const rows = plan.rows.filter((row) => guarantees.has(row.ref));
  const account = plan.parties.find((p) => p.id === guarantor)?.account ?? -1;
  return { name: CALLS, ...netOf(rows, account), every: 'run', isDiscounted: true };
}

/** The party that guarantees a loan of the same deal; null where nobody does. */
function guarantorOf(plan: Plan, deal: string): string | null {
  const own = plan.terms.filter((term) => term.deal === deal);
  const guarantee = own.find((term) => term.kind === 'guarantee');
  const isParty = plan.parties.find((p) => p.account === guarantee?.debtor);
  return isParty === undefined || !own.some((term) => term.kind === 'loan') ? null : isParty.id;
}

/** The plan in which the loans of a deal are larger or smaller than written. */
function sized(plan: Plan, deal: string, size: number): Plan {
  const patches = plan.terms
    .filter((term) => term.deal === deal && term.kind === 'loan')
    .map(
      (term): Patch => ({
        quarter: AS_DRAWN,
        column: term.columns.principal ?? -1,
        operation: 'multiply',
        value: size,
      }),
    );
  return { ...plan, patches: [...plan.patches, ...patches] };
}
