import { describe, expect, it } from 'vitest';
import { readBook } from '../../book/readBook.ts';
import { answerOf } from '../answer.ts';
import { type ReconcileResult, reconcile } from './reconcile.ts';
import { reconcileAnswerSchema } from './reconcileSchema.ts';

const BOOK = `
book: {format: 1, title: Backlog, as_of: 2026-03-31, currency: USD, horizon: {end: 2033-Q4}}
sources: {filing: {title: Filing, publisher: Firm, date: 2025-01-01, grade: A}}
parties:
  lab: {name: Lab, kind: lab, source: filing, reported: {commitments: {2025-12-01: 120B}}}
  shop: {name: Shop, kind: other, source: filing}
  cloud:
    name: Cloud
    kind: cloud
    source: filing
    reported: {backlog: {2025-12-31: 100B}, backlog_share: {lab: 60%}}
deals:
  big:
    between: [lab, cloud]
    date: 2025-06-30
    status: signed
    firm: 50%
    source: filing
    terms: {c: {type: capacity, buyer: lab, seller: cloud, total: 80B, price: 10B, start: 2026-Q1, years: 4}}
  small:
    between: [shop, cloud]
    date: 2025-06-30
    status: signed
    source: filing
    terms: {c: {type: capacity, buyer: shop, seller: cloud, total: 10B, price: 10B, start: 2027-Q1, years: 2}}
  later:
    between: [lab, cloud]
    date: 2026-02-28
    status: signed
    source: filing
    terms: {c: {type: capacity, buyer: lab, seller: cloud, total: 30B, price: 10B, start: 2027-Q1, years: 3}}
  talk:
    between: [lab, cloud]
    date: 2025-06-30
    status: talks
    source: filing
    terms: {c: {type: capacity, buyer: lab, seller: cloud, total: 90B, price: 10B, start: 2027-Q1, years: 3}}
`;

function result(): ReconcileResult {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK }]);
  if (book === null) throw new Error(JSON.stringify(diagnostics));
  const answer = answerOf(book, reconcile(book), diagnostics);
  expect(reconcileAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
  return answer.result as ReconcileResult;
}

describe('a seller', () => {
  // big: 40B firm, of which one quarter of sixteen (2.5B) fell due before 2026-Q2; small: 10B
  it('is left with what no deal of the book explains', () => {
    const cloud = result().sellers.cloud!;
    expect(cloud.firm_unpaid).toBe(47.5e9);
    expect(cloud.unexplained).toBe(52.5e9);
    expect(cloud.unexplained_share).toBeCloseTo(0.525, 12);
  });
  it('is held against each customer, whose disclosed share leaves a gap', () => {
    const { customers } = result().sellers.cloud!;
    expect(customers.lab).toMatchObject({ disclosed: 60e9, firm_unpaid: 37.5e9, gap: 22.5e9 });
    expect(customers.shop).toMatchObject({ disclosed: null, gap: null, firm_unpaid: 10e9 });
  });
  it('cannot have in its backlog what was signed after the day it reports on, nor what is only in talks', () => {
    const cloud = result().sellers.cloud!;
    expect(cloud.signed_later).toEqual(['later']);
    expect(cloud.customers.lab!.deals.map((d) => d.deal)).toEqual(['big']);
  });
});

it('holds a buyer’s own figure against its deals', () => {
  expect(result().buyers.lab).toMatchObject({
    reported: 120e9,
    reported_date: '2025-12-01',
    headline: 110e9,
    gap_to_headline: 10e9,
    firm_unpaid: 67.5e9,
    gap_to_firm: 52.5e9,
  });
});
