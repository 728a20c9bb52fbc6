import type { DistributionSummary } from '../../base/quantiles.ts';
import { claimLosses } from './claimLosses.ts';
import { distributionOf, meanOf } from './distributionOf.ts';
import { mapColumn, sumOf, withoutDust } from './pathColumns.ts';
import { probabilityOf } from './sample.ts';
import type { World } from './world.ts';

const CLASS_NAMES: Readonly<Record<string, string>> = {
  'world-bank': 'bank',
  'world-private-credit': 'private_credit',
  'world-insurer': 'insurer',
  'world-bond-fund': 'bond_fund',
  'world-other': 'other',
};

export interface HolderLoss {
  readonly holder: string;
  /** A class of outside lenders, a party of the book, or another part of the outside world. */
  readonly kind: 'class' | 'party' | 'outside';
  readonly loss: DistributionSummary;
  readonly loss_probability: number;
  readonly loss_probability_interval: readonly [number, number];
  /** Whose defaults it comes from: shares of the expected loss, largest first. */
  readonly from: readonly { readonly party: string; readonly share: number }[];
}

interface Part {
  readonly holder: string;
  readonly debtor: string;
  readonly loss: Float64Array;
}

/**
 * Who bears what defaults cost, over the run: outside lenders by class, parties of the book, the rest of the world.
 *
 * Definition: debt outside the web: what the estate left unpaid × the class's share of the debt; claims under deals: what
 * the creditor did not recover, from the estate or a guarantor. Calls on guarantees are losses of the guarantor. Undiscounted; equity stands apart.
 * Assumes: a part under a cent on a path is dust of doubles, and counts as none (pathColumns.ts).
 * Verified by: answerRun.test.ts, footing with all that was lost.
 */
export function lossesByHolder(world: World): HolderLoss[] {
  const parts = [...outsideDebt(world), ...claims(world), ...guarantees(world)];
  const holders = [...new Set(parts.map((part) => part.holder))];
  return holders
    .map((holder) =>
      holderLoss(
        world,
        holder,
        parts.filter((part) => part.holder === holder),
      ),
    )
    .filter(({ loss }) => loss.mean > 0)
    .sort((a, b) => b.loss.mean - a.loss.mean);
}

function outsideDebt(world: World): Part[] {
  const { plan } = world.run;
  return plan.parties.flatMap((party) => {
    const lost = withoutDust(world.run.values(`${party.id}.outside_lost`));
    if (!lost.some((x) => x > 0)) return [];
    return party.debt.map(
      (d): Part => ({
        holder: plan.accounts[d.account]!.id,
        debtor: party.id,
        loss: mapColumn(lost, (x) => x * d.share),
      }),
    );
  });
}

function claims(world: World): Part[] {
  return claimLosses(world).map(
    (claim): Part => ({ holder: claim.creditor, debtor: claim.debtor, loss: claim.values() }),
  );
}

function guarantees(world: World): Part[] {
  const { plan, values } = world.run;
  return plan.terms
    .filter((term) => term.kind === 'guarantee')
    .map((term): Part => {
      const of = guaranteedDebtor(world, term.ref);
      return {
        holder: plan.accounts[term.debtor]!.id,
        debtor: of,
        loss: withoutDust(values(`guarantee.${term.ref}.called`)),
      };
    });
}

/** The party whose default calls the guarantee. */
function guaranteedDebtor(world: World, ref: string): string {
  return world.show.exposures.find((e) => e.of === ref && e.kind === 'guarantee')?.counterparty ?? ref;
}

function holderLoss(world: World, holder: string, parts: readonly Part[]): HolderLoss {
  const { plan, paths } = world.run;
  const total = sumOf(
    parts.map((part) => part.loss),
    paths,
  );
  const mean = meanOf(total);
  const debtors = [...new Set(parts.map((part) => part.debtor))];
  const from = debtors
    .map((party) => ({
      party,
      share: parts.reduce((all, part) => (part.debtor === party ? all + meanOf(part.loss) : all), 0) / mean,
    }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const { probability, interval } = probabilityOf(mapColumn(total, (x) => (x > 0 ? 1 : 0)));
  const name = CLASS_NAMES[holder];
  return {
    holder: name ?? holder,
    kind: name !== undefined ? 'class' : plan.parties.some((p) => p.id === holder) ? 'party' : 'outside',
    loss: distributionOf(total),
    loss_probability: probability,
    loss_probability_interval: interval,
    from: mean > 0 ? from : [],
  };
}
