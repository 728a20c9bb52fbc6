import { log } from '../../base/elementary.ts';
import { explainedShare, explainedShares } from '../../mechanisms/regression/explainedShare.ts';

/** A deal with what its buyer and seller are, and how much passed to the buyer for a unit of money sold. */
export interface Positioned {
  readonly deal: string;
  readonly transfer_per_sales: number;
  /** Chance that the buyer leads all labs; nothing for what is no lab. */
  readonly lead: number;
  /** What the buyer buys in all deals. */
  readonly size: number;
  /** The seller's share of what is sold of the kind. */
  readonly vendor_share: number;
  /** Whether the seller, or somebody it guarantees, funds the buyer. */
  readonly is_funded: boolean;
}

export interface PositionShare {
  readonly deals: number;
  readonly explained: number | null;
  readonly by: {
    readonly lead: number;
    readonly size: number;
    readonly vendor_share: number;
    readonly funding: number;
  } | null;
  readonly residual: number | null;
  /** Share that four columns without meaning would explain of so many deals. */
  readonly by_chance: number | null;
}

const COLUMNS = 4;

/**
 * How much of the terms across deals the positions of buyer and seller explain; what is left may be skill, or noise.
 *
 * Definition: Shapley split of the R² of T/PV on the buyer's lead, the logarithm of its purchases, the seller's share and
 * who funds. By chance: columns/(deals − 1), the mean R² of columns that have nothing to do with it.
 * Units: fractions. Source: Shorrocks (2013). Verified by: leverage.test.ts; explainedShare.test.ts.
 */
export function positionShare(deals: readonly Positioned[]): PositionShare {
  const rows = deals.filter((d) => d.size > 0);
  if (rows.length < COLUMNS + 2)
    return { deals: rows.length, explained: null, by: null, residual: null, by_chance: null };
  const outcomes = rows.map((d) => d.transfer_per_sales);
  const columns = [
    rows.map((d) => d.lead),
    rows.map((d) => log(d.size)),
    rows.map((d) => d.vendor_share),
    rows.map((d) => (d.is_funded ? 1 : 0)),
  ];
  const [lead = 0, size = 0, vendor_share = 0, funding = 0] = explainedShares(outcomes, columns);
  const explained = explainedShare(outcomes, columns);
  return {
    deals: rows.length,
    explained,
    by: { lead, size, vendor_share, funding },
    residual: 1 - explained,
    by_chance: COLUMNS / (rows.length - 1),
  };
}
