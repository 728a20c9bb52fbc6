import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { soldInTenders } from './soldInTenders.ts';

describe('tenders of the shipped book', () => {
  it('counts as sold in tenders of a year those dated in it: 1.5B, 1B and 6.6B, the first of them for one year only', () => {
    const sold = (asOf: string): number => soldInTenders(bookFolder('ai-buildout', { asOf }), 'openai') / 1e9;
    expect(sold('2025-10-01')).toBeCloseTo(1.5 + 1, 9);
    expect(sold('2025-11-30')).toBeCloseTo(1.5 + 1 + 6.6, 9);
    expect(sold('2025-12-24')).toBeCloseTo(1 + 6.6, 9);
  });
});
