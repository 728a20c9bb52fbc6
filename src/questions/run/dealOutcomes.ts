import { mapColumn, sumOf } from './pathColumns.ts';
import { figure, group, quantity, type Sample, type SampleGroup } from './sample.ts';
import { plus, type World } from './world.ts';

/**
 * What becomes of each deal: what is paid of what it promises, and what its creditors lose.
 *
 * Definition: `expected_paid` = paid to date + goods, services, loans and equity paid in the run; `performed` = that as a
 * share of the headline, null where the headline is unknown; `loss` = what claims under the deal did not recover from
 * the estates of those who failed, undiscounted.
 * Assumes: payments after the horizon are not counted, so a deal that runs on is performed only in part.
 * Verified by: dealOutcomes.test.ts, against the central case's payments.
 */
export function dealOutcomes(world: World): SampleGroup {
  const { run, show } = world;
  const claims = run.plan.claims.map((claim) => run.plan.terms[claim.term]!);
  return Object.fromEntries(
    Object.entries(show.deals).map(([id, deal]): [string, Sample] => {
      const paid = (): Float64Array => plus(run.values(`deal.${id}.paid`), deal.paid);
      const refs = new Set(claims.filter((term) => term.deal === id).map((term) => term.ref));
      const loss = (): Float64Array =>
        sumOf(
          [...refs].map((ref) => run.values(`claim.${ref}.lost`)),
          run.paths,
        );
      return [
        id,
        group({
          headline: figure(deal.headline),
          expected_paid: quantity(paid),
          performed: deal.headline > 0 ? quantity(() => mapColumn(paid(), (x) => x / deal.headline)) : figure(null),
          loss: quantity(loss),
        }),
      ];
    }),
  );
}
