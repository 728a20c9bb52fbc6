import type { Book } from '../../book/book.ts';
import {
  bidsAt,
  clearingPrice,
  forcedPrice,
  offersAt,
  type SecondaryMarket,
} from '../../mechanisms/secondary/secondaryMarket.ts';
import { figureOf } from '../figure.ts';
import { quantilesAt } from '../run/distributionOf.ts';
import { drawnInputs, type Reader } from '../settlement/drawInputs.ts';
import type { PartyFinancing, SecondaryPrice, SecondarySale } from './financingSchema.ts';
import { primaryRaised } from './primaryRaised.ts';
import { pathOf, secondaryInputs } from './secondaryInputs.ts';
import { soldInTenders } from './soldInTenders.ts';

/** Shares of all shares whose holders want out, that are always told. */
export const SELLING_SHARES: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 1];

const DRAWS = 200;
const GRID = 40;
const LOWEST_RATIO = 0.2;

/** What holders of a party's shares could sell, and what the answer rests on. */
export interface SecondaryAnswer {
  readonly secondary: PartyFinancing['secondary'];
  readonly sell: SecondarySale[];
  /** Paths of the inputs that it rests on. */
  readonly inputs: readonly string[];
}

/**
 * The price at which a share of a private party's holders could really sell.
 *
 * Definition: secondaryMarket.ts with M = value of the last round and bids D₁ = max(bids × M, primary): a market that took
 * so many new shares at the last price bid as much. Bids for old shares are those of one sale: what tenders of the year have
 * sold is told beside (soldInTenders.ts) and not taken off, bidders come again. Central values, with the 5–95 % range over draws of the inputs.
 * Units: ratios to the last price, money. Verified by: financing.test.ts, test/published/tenders.test.ts.
 */
export function secondarySale(book: Book, party: string, seed: number, shares: readonly number[]): SecondaryAnswer {
  const written = secondaryInputs(book, party);
  const valuation = book.content.parties[party]?.private?.valuation;
  const primary = primaryRaised(book, party);
  const at = (read: Reader): SecondaryMarket => {
    const value = read(valuation, 0);
    return {
      value,
      bids: Math.max(read(written.bids, 0) * value, primary),
      primary,
      elasticity: read(written.elasticity, 0),
      reservationMedian: read(written.reservation_median, 1),
      reservationSd: read(written.reservation_sd, 0),
    };
  };
  const inputs = drawnInputs(book, seed, DRAWS, at);
  const market = at(inputs.central);
  const drawn = Array.from({ length: DRAWS }, (_, i) => at(inputs.drawn(i)));
  const bidsWritten = book.content.parties[party]?.private?.secondary?.bids;
  return {
    secondary: {
      last_value: market.value,
      bids: market.bids,
      primary,
      sold_in_tenders: soldInTenders(book, party),
      absorbed_at_last_price: bidsAt(market, 1),
      absorbed_share: market.value > 0 ? Math.min(1, bidsAt(market, 1) / market.value) : 0,
      elasticity: market.elasticity,
      reservation_median: market.reservationMedian,
      reservation_sd: market.reservationSd,
      grade: figureOf(bidsWritten, book.asOf) === null ? 'D' : book.gradeFor(pathOf(party, 'bids')),
      curves: curvesOf(market),
    },
    sell: shares.map((share) => saleOf(market, drawn, share)),
    inputs: inputs.uncertain.map(({ path }) => path),
  };
}

function saleOf(market: SecondaryMarket, drawn: readonly SecondaryMarket[], share: number): SecondarySale {
  const must = forcedPrice(market, share);
  const may = clearingPrice(market, share);
  return {
    share,
    must: priceOf(
      market,
      must,
      share,
      drawn.map((m) => forcedPrice(m, share)),
    ),
    may: priceOf(
      market,
      may.ratio,
      share * may.soldPart,
      drawn.map((m) => clearingPrice(m, share).ratio),
    ),
  };
}

function priceOf(market: SecondaryMarket, ratio: number, sold: number, drawn: readonly number[]): SecondaryPrice {
  const [low, high] = quantilesAt(
    Float64Array.from(drawn, (x) => 1 - x),
    [0.05, 0.95],
  ) as [number, number];
  return {
    ratio,
    value: ratio * market.value,
    discount: 1 - ratio,
    discount_interval: [low, high],
    sold,
    proceeds: sold * ratio * market.value,
  };
}

function curvesOf(market: SecondaryMarket): PartyFinancing['secondary']['curves'] {
  const ratio = Array.from({ length: GRID + 1 }, (_, i) => LOWEST_RATIO + ((1 - LOWEST_RATIO) * i) / GRID);
  return {
    ratio,
    bids: ratio.map((x) => bidsAt(market, x)),
    all_may: ratio.map((x) => offersAt(market, 1, x)),
    tenth_must: ratio.map((x) => 0.1 * market.value * x),
  };
}
