import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { askCircularity } from '../../experiments/askCircularity.ts';
import type { PartyCircularity } from './circularitySchema.ts';

async function partyOf(book: Book, id: string): Promise<PartyCircularity> {
  const openRunner = () => Promise.reject(new Error('the central case needs no runner'));
  const { result } = await askCircularity({ book, diagnostics: [], openRunner, paths: 1, seed: 1 });
  return result!.parties[id]!;
}

/** A vendor has put money into a shop, which buys for 40M a quarter over a year. */
function shopBook(put: number, others: number, date = '2025-06-30'): Book {
  const round = (investor: string, amount: number): object => ({
    between: [investor, 'shop'],
    date,
    status: 'completed',
    terms: { equity: { type: 'equity', investor, issuer: 'shop', amount: `${amount}M`, valuation: '1B' } },
  });
  return smallBook({
    parties: {
      vendor: { name: 'Vendor', kind: 'chipmaker', cash: '500M' },
      fund: { name: 'Fund', kind: 'investor', cash: '500M' },
      shop: { name: 'Shop', kind: 'other', cash: '200M' },
    },
    deals: {
      round: round('vendor', put),
      ...(others > 0 ? { other: round('fund', others) } : {}),
      chips: {
        between: ['shop', 'vendor'],
        date: '2025-12-01',
        status: 'signed',
        terms: {
          chips: { type: 'supply', buyer: 'shop', seller: 'vendor', total: '160M', start: '2026-01-01', years: 1 },
        },
      },
    },
  });
}

describe('what was put in before the run', () => {
  it('mixes with the other cash of who received it, and comes back as that is spent', async () => {
    const { financed_before, financed_out, with_past, high } = await partyOf(shopBook(100, 0), 'vendor');
    expect([financed_before, financed_out, high.amount]).toEqual([100e6, 0, 0]);
    expect(with_past!.tagged).toBeCloseTo(100e6, 0);
    // Half of 200M is tagged: half of the 160M that is spent comes back, at least 60M and at most all of it.
    expect(with_past!.pro_rata.amount).toBeCloseTo(80e6, 0);
    expect(with_past!.low.amount).toBeCloseTo(60e6, 0);
    expect(with_past!.high.amount).toBeCloseTo(100e6, 0);
  });

  it('is never more than the cash that is left, which all who put money in share evenly', async () => {
    const alone = await partyOf(shopBook(300, 0), 'vendor');
    expect(alone.with_past!.tagged).toBeCloseTo(200e6, 0);
    const shared = await partyOf(shopBook(300, 100), 'vendor');
    expect(shared.with_past!.tagged).toBeCloseTo(150e6, 0);
    expect(shared.with_past!.pro_rata.amount).toBeCloseTo(0.75 * 160e6, 0);
  });

  it('on the shipped book lies between what was traced and all that was put in', async () => {
    for (const asOf of ['2025-11-30', '2026-06-30']) {
      const book = bookFolder('ai-buildout', { asOf });
      const { financed_before, with_past, low, pro_rata, high, financed_out } = await partyOf(book, 'nvidia');
      if (with_past === null) continue;
      expect(with_past.tagged).toBeLessThanOrEqual(financed_before!);
      for (const [past, now] of [
        [with_past.pro_rata, pro_rata],
        [with_past.high, high],
      ] as const)
        expect(past.amount).toBeGreaterThanOrEqual(now.amount);
      expect(with_past.high.amount).toBeLessThanOrEqual(financed_out + with_past.tagged + 1);
      expect(with_past.low.amount).toBeGreaterThanOrEqual(low.amount - 1);
    }
  });
});
