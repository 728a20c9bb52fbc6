import type { Book } from '../../book/book.ts';
import type { LeverageResult } from './leverageSchema.ts';
import type { GuaranteeCost } from './tradeOff.ts';

/** Exclusion losses, in the book's currency, at which the curve is told. */
const LOSSES = [1e9, 5e9, 10e9, 20e9, 50e9, 100e9] as const;

/**
 * What guarantee would be rational for whoever fears to be left out, where talks or a draft name no amount: a curve, not a figure.
 *
 * Definition: a guarantor that loses X if left out may guarantee up to X/c of debt, c what a unit of it costs to guarantee.
 * Units: money. Verified by: leverage.test.ts (guarantee × cost is the loss).
 */
export function guaranteesInTalks(
  book: Book,
  deals: LeverageResult['deals'],
  costOf: (party: string) => GuaranteeCost,
): LeverageResult['guarantees_in_talks'] {
  return Object.entries(book.content.deals ?? {}).flatMap(([id, deal]) =>
    Object.values(deal.terms).flatMap((term) => {
      if (term.type !== 'guarantee' || deals[id] === undefined) return [];
      const debtor = deal.between.find(
        (party) => party !== term.guarantor && book.content.parties[party] !== undefined,
      );
      if (debtor === undefined || book.content.parties[term.guarantor] === undefined) return [];
      const cost = costOf(debtor);
      const unit = cost.merton ?? 0;
      return [
        {
          deal: id,
          guarantor: term.guarantor,
          debtor,
          cost_per_unit: cost.merton,
          cost_per_unit_in_run: cost.run,
          curve: LOSSES.map((loss) => ({
            exclusion_loss: loss,
            rational_guarantee: unit > 0 ? loss / unit : null,
          })),
        },
      ];
    }),
  );
}
