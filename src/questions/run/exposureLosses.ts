import type { Exposure, ExposureKind } from '../show/exposures.ts';
import { type ClaimLoss, claimLosses } from './claimLosses.ts';
import { meanOf } from './distributionOf.ts';
import { mapColumn } from './pathColumns.ts';
import type { World } from './world.ts';

export interface ExposureLoss {
  readonly holder: string;
  readonly counterparty: string;
  readonly kind: ExposureKind;
  readonly of: string;
  readonly amount: number;
  readonly headline: number;
  /** Null where the run keeps nothing that would tell. */
  readonly expected_loss: number | null;
}

/**
 * What each holder stands to lose by a counterparty, largest binding amount first, with the loss the run expects.
 *
 * Definition, undiscounted, over the run: contract and loan: what the claim did not recover from the debtor's estate;
 * guarantee: what was called on it; stake: today's amount × P(the issuer defaults), whose old shares are then cancelled.
 * Assumes: a stake loses nothing else: falls in price are market risk and stand under the parties' market value.
 * Verified by: answerRun.test.ts, by counting on a tiny book.
 */
export function exposureLosses(world: World): ExposureLoss[] {
  const kept = new Set(world.run.names);
  const claims = new Map(claimLosses(world).map((claim) => [claim.ref, claim]));
  return world.show.exposures
    .map((e): ExposureLoss => ({ ...e, expected_loss: lossOf(world, kept, claims, e) }))
    .sort((a, b) => b.amount - a.amount || b.headline - a.headline);
}

function lossOf(
  world: World,
  kept: ReadonlySet<string>,
  claims: ReadonlyMap<string, ClaimLoss>,
  exposure: Exposure,
): number | null {
  const { run } = world;
  const { kind, of, counterparty, amount } = exposure;
  if (kind === 'contract' || kind === 'loan') {
    const claim = claims.get(of);
    return claim === undefined ? null : meanOf(claim.values());
  }
  if (kind === 'guarantee')
    return kept.has(`guarantee.${of}.called`) ? meanOf(run.values(`guarantee.${of}.called`)) : null;
  if (kind === 'stake' && kept.has(`${counterparty}.default`)) {
    return amount * meanOf(mapColumn(run.values(`${counterparty}.default`), (at) => (at > 0 ? 1 : 0)));
  }
  return null;
}
