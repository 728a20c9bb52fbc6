import type { RunColumns } from '../../run/runColumns.ts';
import { meanWithError } from '../run/distributionOf.ts';
import type { Holding } from './holding.ts';
import type { PositionResult } from './positionSchema.ts';
import type { ThroughWeb } from './throughWeb.ts';

/** Parties of which it is told what is lost where they fail. */
const TOLD_PARTIES = 8;
/** Failures under which the mean of what is lost beside them is mostly chance. */
const LEAST_FAILURES = 10;

/**
 * What all holdings together lose on the paths on which a party fails, and the reader's limits against it.
 *
 * Definition: E[loss | the party fails within the run]; direct use of a limit = holdings on the same party or term less
 * protection on it; through the
 * web what holdings on others are paid with by that party in the end (throughWeb.ts).
 * Assumes: the party of a limit on a term is the one that owes under it.
 */
export function limitsOf(
  run: RunColumns,
  holdings: readonly Holding[],
  loss: Float64Array,
  through: ThroughWeb,
): Pick<PositionResult, 'by_party' | 'limits'> {
  const ifFails = new Map(run.plan.parties.map(({ id }) => [id, lossWhere(run, id, loss)]));
  const limits = holdings.filter((h) => h.kind === 'limit');
  return {
    by_party: [...ifFails]
      .flatMap(([party, found]) =>
        found === null || found.loss_if_it_fails <= 0 || found.fails_on < LEAST_FAILURES ? [] : [{ party, ...found }],
      )
      .sort((a, b) => b.loss_if_it_fails - a.loss_if_it_fails)
      .slice(0, TOLD_PARTIES),
    limits: Object.fromEntries(
      limits.map(({ id, on, party, term, amount }) => {
        const used = holdings
          .filter((h) => h.kind !== 'limit' && (term === null ? h.party === party : h.term === term))
          .reduce((sum, h) => sum + (h.kind === 'cds' ? -h.amount : h.amount), 0);
        const ifLost = ifFails.get(party)?.loss_if_it_fails ?? null;
        const looked = term === null ? through(holdings, party) : 0;
        return [
          id,
          {
            on,
            amount,
            used,
            through_web: looked,
            loss_if_it_fails: ifLost,
            is_exceeded: used > amount,
            is_exceeded_through_web: used + looked > amount || (ifLost !== null && ifLost > amount),
          },
        ];
      }),
    ),
  };
}

function lossWhere(run: RunColumns, party: string, loss: Float64Array) {
  const failed = run.values(`${party}.default`);
  const some = loss.filter((_, p) => failed[p]! > 0);
  if (some.length === 0) return null;
  const { mean, standard_error } = meanWithError(some);
  return { fails_on: some.length, loss_if_it_fails: mean, standard_error };
}
