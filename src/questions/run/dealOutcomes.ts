import { claimLosses } from './claimLosses.ts';
import { mapColumn, sumOf } from './pathColumns.ts';
import { figure, group, quantity, type Sample, type SampleGroup } from './sample.ts';
import { plus, type World } from './world.ts';

/**
 * What becomes of each deal: what is paid of what it promises, and what its creditors lose.
 *
 * Definition: `expected_paid` = paid to date + goods, services, loans and equity paid in the run; `performed` = that as a
 * share of what the terms come to in all, null where no sum is known; `loss` = what claims under the deal did not recover from
 * the estates of those who failed or from guarantors, undiscounted.
 * Assumes: payments after the horizon are not counted, so a deal that runs on is performed only in part.
 * Verified by: answerRun.test.ts, against the central case's payments.
 */
export function dealOutcomes(world: World): SampleGroup {
  const { run, show } = world;
  const claims = claimLosses(world);
  return Object.fromEntries(
    Object.entries(show.deals).map(([id, deal]): [string, Sample] => {
      const paid = (): Float64Array => plus(run.values(`deal.${id}.paid`), deal.paid);
      const promised = deal.purchases.headline + deal.finance.headline;
      const own = claims.filter((claim) => claim.ref.startsWith(`${id}.`));
      const loss = (): Float64Array =>
        sumOf(
          own.map((claim) => claim.values()),
          run.paths,
        );
      return [
        id,
        group({
          headline: figure(deal.headline),
          expected_paid: quantity(paid),
          performed: promised > 0 ? quantity(() => mapColumn(paid(), (x) => x / promised)) : figure(null),
          loss: quantity(loss),
        }),
      ];
    }),
  );
}
