import { describe, expect, it } from 'vitest';
import type { Book } from './book.ts';
import { tradedGood } from './tradedGood.ts';

const bookOf = (market: unknown): Book => ({ content: { market } }) as unknown as Book;

describe('the good that a market trades', () => {
  it('is compute per capacity-year unless the book says otherwise', () => {
    expect(tradedGood(bookOf({ unit: { capacity: 'GW', price: 'USD per GW-year' } }))).toEqual({
      good: 'compute',
      priceUnit: 'USD per GW-year',
      per: 'GW-year',
    });
  });

  it('is what the book names, priced in its own unit', () => {
    const silicon = { good: 'polysilicon', unit: { capacity: 'kt a year', price: 'USD per kg' } };
    expect(tradedGood(bookOf(silicon))).toMatchObject({ good: 'polysilicon', per: 'kg' });
    expect(tradedGood(bookOf({ unit: { capacity: 'kt', price: '$/kg' } }))?.per).toBe('kt-year');
  });

  it('is none without a market', () => {
    expect(tradedGood(bookOf(undefined))).toBeNull();
  });
});
