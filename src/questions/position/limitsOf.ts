import type { RunColumns } from '../../run/runColumns.ts';
import { meanWithError } from '../run/distributionOf.ts';
import type { Holding } from './holding.ts';
import type { PositionResult } from './positionSchema.ts';

/** Parties of which it is told what is lost where they fail. */
const TOLD_PARTIES = 8;

/**
 * What all holdings together lose on the paths on which a party fails, and the reader's limits against it.
 *
 * Definition: E[loss | the party fails within the run]; direct use of a limit = holdings on the same party or term.
 * Assumes: the party of a limit on a term is the one that owes under it.
 */
export function limitsOf(
  run: RunColumns,
  holdings: readonly Holding[],
  loss: Float64Array,
): Pick<PositionResult, 'by_party' | 'limits'> {
  const ifFails = new Map(run.plan.parties.map(({ id }) => [id, lossWhere(run, id, loss)]));
  const limits = holdings.filter((h) => h.kind === 'limit');
  return {
    by_party: [...ifFails]
      .flatMap(([party, found]) => (found === null || found.loss_if_it_fails <= 0 ? [] : [{ party, ...found }]))
      .sort((a, b) => b.loss_if_it_fails - a.loss_if_it_fails)
      .slice(0, TOLD_PARTIES),
    limits: Object.fromEntries(
      limits.map(({ id, on, party, term, amount }) => {
        const used = holdings
          .filter((h) => h.kind !== 'limit' && (term === null ? h.party === party : h.term === term))
          .reduce((sum, h) => sum + h.amount, 0);
        const through = ifFails.get(party)?.loss_if_it_fails ?? null;
        return [
          id,
          {
            on,
            amount,
            used,
            loss_if_it_fails: through,
            is_exceeded: used > amount,
            is_exceeded_through_web: through === null ? null : through > amount,
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
