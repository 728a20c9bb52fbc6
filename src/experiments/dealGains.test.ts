import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { smallBook } from '../../test/engineBook.ts';
import { exp } from '../base/elementary.ts';
import type { Book } from '../book/book.ts';
import type { DealGains } from '../questions/gains/dealGain.ts';
import { dealGains } from './dealGains.ts';
import { inProcessRunner } from './runner.ts';

async function gainsOf(book: Book, paths: number): Promise<DealGains> {
  const runner = inProcessRunner();
  const gains = await dealGains({ book, diagnostics: [], openRunner: async () => runner, paths, seed: 3 });
  return gains!;
}

const parties = {
  vendor: {
    name: 'Vendor',
    kind: 'chipmaker',
    cash: '10B',
    operations: { revenue: '1B', growth: 0, margin: 0.3, web_margin: 0.5, tax: 0 },
  },
  buyer: { name: 'Buyer', kind: 'other', cash: '30B', operations: { revenue: '1B', growth: 0, margin: 0.3, tax: 0 } },
};

describe('what a deal brings', () => {
  it('is by hand: a sure sale brings its margin, priced by the kernel, and costs the buyer its price less what still stands', async () => {
    const book = smallBook({
      parties,
      deals: {
        order: {
          between: ['buyer', 'vendor'],
          date: '2025-12-01',
          status: 'signed',
          terms: {
            chips: {
              type: 'supply',
              buyer: 'buyer',
              seller: 'vendor',
              total: '8B',
              start: '2026-01-01',
              years: 2,
              own: true,
            },
          },
        },
      },
    });
    const { deals } = await gainsOf(book, 500);
    let present = 0;
    let kept = 0;
    for (let q = 1; q <= 8; q++) {
      present += exp((-0.04 * q) / 4) * 1e9;
      // What it built stands at cost less a 24th a quarter.
      kept += 1e9 - kept / 24;
    }
    const { vendor, buyer } = deals.order!.byParty;
    expect(vendor!.standard_error).toBeGreaterThan(0);
    expect(Math.abs(vendor!.gain - present / 2)).toBeLessThan(3 * vendor!.standard_error);
    expect(Math.abs(buyer!.gain + present - exp(-0.08) * kept)).toBeLessThan(3 * buyer!.standard_error);
    expect(deals.order!.joint.gain).toBeCloseTo(vendor!.gain + buyer!.gain, 0);
  });

  it('adds up to nothing over both sides of a loan that is repaid, within the run or after it', async () => {
    const loan = (maturity: string): object => ({
      between: ['vendor', 'buyer'],
      date: '2025-12-30',
      status: 'signed',
      terms: {
        money: {
          type: 'loan',
          lender: 'vendor',
          borrower: 'buyer',
          principal: '4B',
          rate: 0.06,
          maturity,
          draws: { all: { share: 1, date: '2026-03-31' } },
        },
      },
    });
    for (const maturity of ['2027-03-31', '2029-03-31']) {
      const { deals } = await gainsOf(smallBook({ parties, deals: { loan: loan(maturity) } }), 64);
      const { vendor, buyer } = deals.loan!.byParty;
      expect(Math.abs(vendor!.gain)).toBeGreaterThan(1e6);
      expect(vendor!.gain + buyer!.gain).toBeCloseTo(0, 0);
    }
  });

  it('leaves a loan that was drawn by the day of the book where it is, and strikes out what was still to be drawn', async () => {
    const loan = (draws: object): object => ({
      between: ['vendor', 'buyer'],
      date: '2025-06-30',
      status: 'signed',
      terms: {
        money: {
          type: 'loan',
          lender: 'vendor',
          borrower: 'buyer',
          principal: '4B',
          rate: 0.12,
          maturity: '2027-03-31',
          draws,
        },
      },
    });
    const later = { share: 0.5, date: '2026-03-31' };
    const gain = async (draws: object): Promise<number> => {
      const { deals } = await gainsOf(smallBook({ parties, deals: { loan: loan(draws) } }), 64);
      return deals.loan!.byParty.vendor!.gain;
    };
    expect(await gain({ all: { share: 1, date: '2025-09-30' } })).toBe(0);
    const half = await gain({ past: { share: 0.5, date: '2025-09-30' }, later });
    expect(Math.abs(half)).toBeGreaterThan(1e7);
    expect(half).toBeCloseTo(await gain({ later }), -3);
  });

  it('takes from an issuer what its granted shares were worth, and gives the holder the shares', async () => {
    const gains = await gainsOf(bookFolder('small/penny-warrant'), 128);
    const [warrant] = gains.granted;
    expect(warrant!.term.kind).toBe('warrant');
    const mean = warrant!.worth.reduce((sum, x) => sum + x, 0) / 128;
    // 100M shares at 150 dollars in all; later tranches may never vest.
    expect(mean).toBeGreaterThan(1e9);
    expect(mean).toBeLessThan(15e9);
    expect(warrant!.paid.every((paid, l) => paid <= warrant!.worth[l]! * 0.001)).toBe(true);
    const { chipmaker, lab } = gains.deals.order!.byParty;
    expect(chipmaker!.standard_error).toBeGreaterThan(0);
    expect(lab!.gain).not.toBe(0);
  });

  it('is computed once for all who ask about the same', async () => {
    const runner = inProcessRunner();
    const asking = {
      book: bookFolder('small/two-party'),
      diagnostics: [],
      openRunner: async () => runner,
      paths: 8,
      seed: 3,
    };
    expect(dealGains(asking)).toBe(dealGains(asking));
    const first = await dealGains(asking);
    const again = await dealGains({ ...asking });
    expect(again!.deals).toEqual(first!.deals);
  });
});
