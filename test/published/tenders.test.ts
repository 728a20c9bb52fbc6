import { describe, expect, it } from 'vitest';
import {
  forcedPrice,
  offersAt,
  type SecondaryMarket,
  shareWilling,
} from '../../src/mechanisms/secondary/secondaryMarket.ts';
import {
  bidsShownBy,
  elasticityShownBy,
  reservationSdShownBy,
  type Tender,
} from '../../src/mechanisms/secondary/tenderCalibration.ts';
import { primaryRaised } from '../../src/questions/financing/primaryRaised.ts';
import { secondarySale } from '../../src/questions/financing/secondarySale.ts';
import { bookFolder } from '../bookFolder.ts';

/** OpenAI, October 2025: up to 10.3B authorised, 6.6B sold, at 500B (CNBC); 10B of new shares in the year before. */
const OPENAI: Tender = { sold: 6.6, authorised: 10.3, ratio: 1, value: 500, primary: 10 };
/** Uber and SoftBank, December 2017: some 18 % at 48 against 68.5B, 1.25B of new shares beside (Wall Street Journal, Axios). */
const UBER: Tender = { sold: 0.18 * 48, authorised: 0.2 * 48, ratio: 48 / 68.5, value: 68.5, primary: 1.25 };
const MEDIAN = 0.8;

const bids = bidsShownBy(OPENAI);
const sd = reservationSdShownBy(OPENAI, MEDIAN);
const marketOf = (value: number, primary: number, elasticity: number): SecondaryMarket => ({
  value,
  bids: bids * value,
  primary,
  elasticity,
  reservationMedian: MEDIAN,
  reservationSd: sd,
});

describe('calibrated on OpenAI’s sale of October 2025', () => {
  it('the market reproduces it: what was offered and what was bid at the last price are the 6.6B that were sold', () => {
    const market = marketOf(500, 10, 3);
    expect(offersAt(market, 10.3 / 500, 1)).toBeCloseTo(6.6, 9);
    expect(forcedPrice(market, 6.6 / 500)).toBeCloseTo(1, 9);
    expect(shareWilling(market, 1)).toBeCloseTo(0.641, 3);
  });

  it('the shipped book holds what that sale shows inside its ranges, and on that day new shares of 10B', () => {
    const book = bookFolder('ai-buildout', { asOf: '2025-10-02' });
    const { secondary } = secondarySale(book, 'openai', 1, []);
    expect(primaryRaised(book, 'openai')).toBeCloseTo(10e9, -6);
    expect(secondary.bids / secondary.last_value).toBeCloseTo(bids, 2);
    expect(secondary.reservation_sd).toBeCloseTo(sd, 1);
    expect(secondary.absorbed_at_last_price / 1e9).toBeGreaterThan(5.5);
    expect(secondary.absorbed_at_last_price / 1e9).toBeLessThan(7.5);
  });
});

describe('checked on sales that it was not calibrated on', () => {
  it('Uber’s −30 % lies at the edge: a sale of 18 % goes at 31 % less at an elasticity of 4, at 46 % less at 2', () => {
    const discount = (elasticity: number): number => 1 - forcedPrice(marketOf(68.5, 1.25, elasticity), 0.18);
    const paid = 1 - UBER.ratio;
    expect(Math.abs(discount(4) - paid)).toBeLessThan(0.015);
    expect(discount(3) - paid).toBeLessThan(0.08);
    expect(discount(2) - paid).toBeGreaterThan(0.1);
    const shown = elasticityShownBy(UBER, bids);
    expect(shown).toBeGreaterThan(3.9);
    expect(shown).toBeLessThan(4.3);
    expect(discount(shown)).toBeCloseTo(paid, 9);
  });

  it('Facebook’s staff sale of 2009 it does not explain: so small a sale would have cleared without a discount', () => {
    // 100M at 6.5B against 10B two months before, 200M of new shares beside: −35 %, on common against preferred shares.
    const market = { ...marketOf(10_000, 200, 3), bids: Math.max(bids * 10_000, 200) };
    expect(forcedPrice(market, 100 / 6_500)).toBeGreaterThan(0.9);
  });
});
