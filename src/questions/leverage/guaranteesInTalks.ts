import type { Book } from '../../book/book.ts';
import type { Term } from '../../terms/schema.ts';
import { figureOf } from '../figure.ts';
import { meanOf } from '../gains/dealGain.ts';
import type { LeverageResult } from './leverageSchema.ts';
import type { GuaranteeCost } from './tradeOff.ts';

/** What a guarantee brings its guarantor at one size, as a multiple of what the book writes. */
export interface SizedGuarantee {
  readonly size: number;
  /** Gain over the world without the deal, and of it fees and recoveries less calls, path by path. */
  readonly change: Float64Array;
  readonly calls: Float64Array;
}

type Talks = LeverageResult['guarantees_in_talks'][number];

/** Exclusion losses, in the book's currency, at which the curve is told. */
const LOSSES = [1e9, 5e9, 10e9, 20e9, 50e9, 100e9] as const;

/**
 * What guarantee would be rational for whoever fears to be left out, where talks or a draft name no amount: a curve, not a figure.
 *
 * Definition: a guarantor that loses X if left out may guarantee up to X/c of debt, c what a unit of it costs to guarantee. By
 * size: the guarantor's gain at multiples of the loan that the book assumes, performed as announced, without fear and with the exclusion
 * loss of `signers`. Where all have one sign, no published amount is needed to say which.
 * Units: money. Verified by: leverage.test.ts (guarantee × cost is the loss).
 */
export function guaranteesInTalks(
  book: Book,
  deals: LeverageResult['deals'],
  costOf: (party: string) => GuaranteeCost,
  sizes: Readonly<Record<string, readonly SizedGuarantee[]>>,
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
          ...bySize(book, id, term, deals[id]?.signers[term.guarantor]?.exclusion_loss ?? null, sizes[id] ?? []),
          curve: LOSSES.map((loss) => ({
            exclusion_loss: loss,
            rational_guarantee: unit > 0 ? loss / unit : null,
          })),
        },
      ];
    }),
  );
}

type GuaranteeTerm = Extract<Term, { type: 'guarantee' }>;

function bySize(
  book: Book,
  deal: string,
  term: GuaranteeTerm,
  exclusionLoss: number | null,
  sizes: readonly SizedGuarantee[],
): Pick<Talks, 'by_size' | 'gain_per_unit' | 'has_one_sign'> {
  const of = book.content.deals?.[deal]?.terms[term.of.split('.').at(-1) ?? ''];
  const principal = of?.type === 'loan' ? (figureOf(of.principal, book.asOf)?.value ?? null) : null;
  const cover = figureOf(term.cover, book.asOf)?.value ?? null;
  const whole = principal === null || cover === null ? null : principal * cover;
  const told = sizes.map(({ size, change, calls }) => {
    const { gain, standard_error } = meanOf(change);
    return {
      size,
      guaranteed: whole === null ? null : size * whole,
      gain,
      standard_error,
      calls: meanOf(calls).gain,
      gain_with_exclusion_loss: exclusionLoss === null ? null : gain + exclusionLoss,
    };
  });
  return {
    by_size: told,
    gain_per_unit: whole === null || sizes.length === 0 ? null : slopeOf(sizes, whole),
    has_one_sign: told.length === 0 ? null : new Set(told.map(({ gain }) => Math.sign(gain))).size === 1,
  };
}

/** Least squares through nothing guaranteed, nothing gained: Σ size·gain / (Σ size²·guaranteed at size 1), path by path. */
function slopeOf(sizes: readonly SizedGuarantee[], whole: number): NonNullable<Talks['gain_per_unit']> {
  const squares = sizes.reduce((sum, { size }) => sum + size * size, 0);
  const slopes = Float64Array.from(
    sizes[0]?.change ?? [],
    (_, l) => sizes.reduce((sum, { size, change }) => sum + size * (change[l] ?? 0), 0) / (squares * whole),
  );
  const { gain, standard_error } = meanOf(slopes);
  return { amount: gain, standard_error };
}
