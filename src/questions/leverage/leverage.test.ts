import { beforeAll, describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { askLeverage } from '../../experiments/askLeverage.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { touchShare } from '../../mechanisms/pricing/touchShare.ts';
import type { Answer } from '../answer.ts';
import { bargainOf, bestRival } from './bargain.ts';
import { type LeverageResult, leverageAnswerSchema } from './leverageSchema.ts';
import { type Positioned, positionShare } from './positionShare.ts';

type Options = Parameters<typeof askLeverage>[1];

async function ask(book: Book, paths: number, options: Options = {}): Promise<Answer<LeverageResult>> {
  const runner = inProcessRunner();
  return askLeverage({ book, diagnostics: [], openRunner: async () => runner, paths, seed: 2 }, options);
}

describe('an order paid for with a warrant', () => {
  const book = bookFolder('small/penny-warrant');
  let result: LeverageResult;
  beforeAll(async () => {
    const answer = await ask(book, 96);
    expect(leverageAnswerSchema.safeParse(answer).error).toBeUndefined();
    result = answer.result!;
  });

  it('gives the buyer what the warrant is worth, to the seller’s loss', () => {
    const { terms, business } = result.deals.order!;
    const { lab, chipmaker } = terms.warrant!.value;
    expect(lab!.amount).toBeCloseTo(-chipmaker!.amount, 0);
    expect(business!.transfer.mid).toBe(lab!.amount);
    expect(business!.discount.firm!.mid).toBeCloseTo(lab!.amount / business!.present_value.firm!, 12);
    // A quarter of the order binds.
    expect(business!.firm).toBeCloseTo(business!.headline / 4, 0);
  });

  it('shows the warrant in closed form at the price before, between its ends', () => {
    const { preview } = result.deals.order!.terms.warrant!;
    expect(preview!.price).toBe(150);
    // 25M shares each, diluted by a tenth: the first binds and has no hurdle; the others are delivered at .6·(1 − (x − ¼)/¾).
    const touched = [250, 400, 600].map((hurdle) =>
      touchShare({ spot: 150, hurdle, years: 5 + (2 + 25 / 30) / 12, rate: 0.04, volatility: 0.5 }),
    );
    const chance = [0.5, 0.75, 1].map((x) => 0.6 * (1 - (x - 0.25) / 0.75));
    const independent = touched.reduce((sum, p, i) => sum + p * chance[i]!, 1);
    expect(preview!.independent / ((25e6 * 150) / 1.1)).toBeCloseTo(independent, 2);
    expect(preview!.low).toBeLessThan(preview!.independent);
    expect(preview!.high).toBeGreaterThan(preview!.independent);
  });

  it('tells what signing was worth against the share that would have been sold anyway, falling all the way', () => {
    const {
      signer_gain_without_fear: gain,
      implied_exclusion_loss: implied,
      displaced,
    } = result.deals.order!.business!;
    const { curve } = implied;
    for (const [i, point] of curve.entries()) {
      if (i > 0) expect(point.gain).toBeLessThan(curve[i - 1]!.gain);
      expect(point.exclusion_loss).toBe(Math.max(0, -point.gain));
    }
    // The run's own share lies on the line.
    const [first, last] = [curve[0]!, curve.at(-1)!];
    expect(first.gain + displaced! * (last.gain - first.gain)).toBeCloseTo(gain.amount, 0);
  });

  it('has a range of transfers, the implied weight and the walk-aways in agreement', () => {
    const { gross, in_one_step, implied_weight, walk_away, transfer } = result.deals.order!.business!;
    const { chipmaker, lab } = result.deals.order!.gains;
    expect(in_one_step.gross.seller - transfer.mid).toBeCloseTo(chipmaker!.amount, 0);
    expect(in_one_step.gross.buyer + transfer.mid).toBeCloseTo(lab!.amount, 0);
    // Run again without the warrant the chip maker sells the same, but for what the lab can then afford.
    expect(Math.abs(gross.seller / in_one_step.gross.seller - 1)).toBeLessThan(0.05);
    expect(walk_away.range).toBeCloseTo(gross.seller + gross.buyer, 0);
    if (implied_weight !== null)
      expect(walk_away.buyer + implied_weight.buyer * walk_away.range).toBeCloseTo(transfer.mid, 0);
  });

  it('trades the transfer for others of the same value, and spreads the rebate over all sales', () => {
    const { trade_off, transfer, rebate } = result.deals.order!.business!;
    for (const { amount, value_per_unit } of trade_off)
      if (amount !== null) expect(amount * value_per_unit).toBeCloseTo(transfer.mid, 0);
    // All but the cent that a share costs.
    expect(Math.abs(trade_off[0]!.amount! / 100e6 - 1)).toBeLessThan(1e-3);
    expect(rebate.by_year.reduce((sum, year) => sum + year.reduction, 0)).toBeCloseTo(transfer.mid, -1);
  });

  it('solves for the warrant at which a side gains nothing: there its walk-away is what is given', async () => {
    for (const side of ['mine', 'theirs'] as const) {
      const answer = await ask(book, 96, { deal: 'order', solve: { deal: 'order', term: 'warrant', side } });
      const { solved, deals } = answer.result!;
      const { warrant } = deals.order!.terms;
      const party = side === 'mine' ? 'chipmaker' : 'lab';
      const changed = solved!.gain + (solved!.factor! - 1) * warrant!.value[party]!.amount;
      expect(changed).toBeCloseTo(0, 0);
      expect(solved!.solution).toBeCloseTo(100e6 * solved!.factor!, 3);
    }
  });
});

describe('what does not count', () => {
  const parties = {
    cloud: { name: 'Cloud', kind: 'cloud', cash: '30B', operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 } },
    buyer: { name: 'Buyer', kind: 'other', cash: '30B', operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 } },
  };
  const market = {
    capacity: 10,
    demand: 9,
    reference_price: '12B',
    growth: 0.1,
    running_cost: '1.5B',
    build: { chips: '25B', shell: '13B' },
  };
  const contract = (price: object, evidence: object): Book =>
    smallBook({
      end: '2028-Q4',
      parties,
      market,
      deals: {
        rent: {
          between: ['buyer', 'cloud'],
          date: '2025-12-01',
          status: 'signed',
          terms: {
            compute: {
              type: 'capacity',
              buyer: 'buyer',
              seller: 'cloud',
              amount: 0.1,
              start: '2026-01-01',
              years: 3,
              ...price,
              ...evidence,
            },
          },
        },
      },
    });

  it('is not a published one: its difference from long-run cost over what binds passes to the buyer', async () => {
    const { result } = await ask(contract({ price: '6B' }, { grade: 'A' }), 8);
    const { reference_price, transfer, present_value } = result!.deals.rent!.business!;
    expect(reference_price.concession).toBeCloseTo(present_value.firm! * (reference_price.reference! / 6e9 - 1), 0);
    expect(transfer.mid).toBe(reference_price.concession);
    expect(transfer.mid).toBeGreaterThan(0);
  });

  it('is a price that nobody published', async () => {
    const { result } = await ask(contract({ price: '6B' }, {}), 8);
    const { reference_price, transfer } = result!.deals.rent!.business!;
    expect(reference_price.reference).toBeGreaterThan(6e9);
    expect(reference_price.concession).toBeNull();
    expect(transfer.mid).toBe(0);
  });
});

describe('rivals', () => {
  it('threaten with what their own deals bring, scaled to the volume', () => {
    const deal = (seller: string, expected: number, s: number, b: number) => ({
      deal: seller,
      seller,
      buyer: 'lab',
      kind: 'supply',
      expected,
      gross: { seller: s, buyer: b },
    });
    const own = deal('a', 10, 4, 5);
    const rival = bestRival(own, [own, deal('b', 20, 4, 4), deal('c', 5, 1, 2)]);
    expect(rival).toEqual({ seller: 'c', gains: { seller: 2, buyer: 4 }, from: 'its own deals' });
    // Threat 2 + 4 − 5 = 1 over the halves' (4 − 5)/2.
    expect(bargainOf({ seller: 4, buyer: 5 }, 0, 0.5, rival).predicted).toMatchObject({ nash: -0.5, with_threat: 1 });
    expect(bestRival(own, [own])).toBeNull();
  });
});

describe('position', () => {
  const row = (lead: number, transfer: number): Positioned => ({
    deal: `d${lead}`,
    transfer_per_sales: transfer,
    lead,
    size: 1 + lead,
    vendor_share: 0.5,
    is_funded: false,
  });

  it('explains all where terms follow the lead, and says nothing of a handful of deals', () => {
    const rows = [0, 0.2, 0.3, 0.6, 0.8, 0.9, 1].map((lead) => row(lead, 2 * lead));
    const share = positionShare(rows);
    expect(share.explained).toBeCloseTo(1, 9);
    const { lead, size, vendor_share, funding } = share.by!;
    expect(lead + size + vendor_share + funding).toBeCloseTo(1, 9);
    expect(share.by_chance).toBeCloseTo(4 / 6, 12);
    expect(positionShare(rows.slice(0, 5)).explained).toBeNull();
  });
});
