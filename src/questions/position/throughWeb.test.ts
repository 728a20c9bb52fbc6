import { describe, expect, it } from 'vitest';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { askPosition } from '../../experiments/askPosition.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import type { PositionResult } from './positionSchema.ts';

/** A tenant with its own customers pays rent of 40 a year to an owner who sells 60 a year to others; a shop that sells to nobody here. */
const BOOK = `
book: {format: 1, title: Rent, as_of: 2025-12-31, currency: USD, horizon: {end: 2027-Q4}, source: example, said_by: modeller, rescue: false}
sources: {example: {title: An example, publisher: Nobody, date: 2025-12-31, grade: D, note: invented}}
parties:
  tenant:
    {name: Tenant, kind: other, cash: 0, operations: {revenue: 100, growth: 0%, margin: 100%, capex: 0%, tax: 0%}, source: example, said_by: modeller, note: invented}
  owner:
    {name: Owner, kind: other, cash: 10, operations: {revenue: 60, growth: 0%, margin: 50%, capex: 0%, tax: 0%}, source: example, said_by: modeller, note: invented}
  shop:
    {name: Shop, kind: other, cash: 10, operations: {revenue: 20, growth: 0%, margin: 50%, capex: 0%, tax: 0%}, source: example, said_by: modeller, note: invented}
deals:
  rent:
    {between: [tenant, owner], date: 2025-12-01, status: signed, firm: 100%, source: example, said_by: press, note: invented, terms: {
      lease: {type: lease, lessor: owner, lessee: tenant, asset_value: 200, payment: 40, start: 2026-01-01, years: 5}}}
`;

async function resultOf(mine: string): Promise<PositionResult> {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK }], {
    overlays: [{ name: 'mine.yaml', text: mine }],
  });
  if (book === null) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const asking = { book: book as Book, diagnostics: [], openRunner: async () => inProcessRunner(), paths: 4, seed: 1 };
  const { result, error } = await askPosition(asking);
  if (result === null) throw new Error(error?.message);
  return result;
}

describe('a limit looked through to who pays in the end', () => {
  it('counts the part of what is held on others that its party’s money pays, beside what is held on it', async () => {
    const { limits } = await resultOf(`mine:
  owner: {kind: loan, on: owner, amount: 10}
  shop: {kind: bond, on: shop, amount: 5}
  tenant: {kind: bond, on: tenant, amount: 1}
  swap: {kind: cds, on: owner, amount: 3}
  most: {kind: limit, on: tenant, amount: 4.5}
  none: {kind: limit, on: shop, amount: 5}
`);
    // Of the owner's 100 a year 40 come from the tenant.
    expect(limits.most!.used).toBe(1);
    expect(limits.most!.through_web).toBeCloseTo(10 * 0.4, 9);
    expect(limits.most).toMatchObject({ is_exceeded: false, is_exceeded_through_web: true });
    expect(limits.none).toMatchObject({ used: 5, through_web: 0, is_exceeded: false, is_exceeded_through_web: false });
  });
});
