import { expect, it } from 'vitest';
import { readBook } from '../../book/readBook.ts';
import { answerOf } from '../answer.ts';
import { show } from '../show/show.ts';
import { bookChecks, type ChecksResult } from './bookChecks.ts';
import { checkAnswerSchema } from './checkSchema.ts';

const BOOK = `
book: {format: 1, title: Checks, as_of: 2025-12-31, currency: USD, horizon: {end: 2033-Q4}}
sources: {filing: {title: Filing, publisher: Firm, date: 2025-01-01, grade: A}}
parties:
  lab: {name: Lab, kind: lab, source: filing, cash: 20B}
  cloud: {name: Cloud, kind: cloud, source: filing}
deals:
  big:
    between: [lab, cloud]
    date: 2025-06-30
    status: signed
    firm: 50%
    source: filing
    terms: {c: {type: capacity, buyer: lab, seller: cloud, total: 80B, amount: 2, start: 2026-Q1, years: 4}}
checks:
`;

function checks(text: string): ChecksResult['checks'] {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text: BOOK + text.replace(/^/gm, '  ') }]);
  if (book === null) throw new Error(diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'));
  const answer = answerOf(book, bookChecks(book, show(book).result), diagnostics);
  expect(checkAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
  return (answer.result as ChecksResult).checks;
}

it.each([
  ['at_least: 79B', 'passed'],
  ['at_least: 81B', 'failed'],
  ['at_most: 79B', 'failed'],
  ['equals: 80.7B', 'passed'],
  ['equals: 81B', 'failed'],
  ['equals: 81B, within: 2%', 'passed'],
  ['per: parties.lab.cash, equals: 4', 'passed'],
  ['per: parties.lab.debt, equals: 4', 'failed'],
  ['equals: 1, as_of: 2026-01-01', 'skipped'],
  ['equals: 1, until: 2025-12-31', 'skipped'],
  ['equals: 80B, as_of: 2025-12-31, until: 2026-01-01', 'passed'],
])('tests the headline: %s → %s', (bounds, status) => {
  expect(checks(`a: {says: so, source: filing, figure: parties.lab.commitments.headline, ${bounds}}`).a!.status).toBe(
    status,
  );
});

it('reads figures of terms and years, derived ones too, and says what it cannot find', () => {
  const found = checks(`price: {says: a, source: filing, figure: deals.big.terms.c.price, equals: 10B}
year: {says: b, source: filing, figure: commitments.by_year.2027.firm, equals: 10B}
book: {says: c, source: filing, figure: deals.big.terms.c.total, per: deals.big.terms.c.amount, equals: 40B}
none: {says: d, source: filing, figure: deals.big.nothing, equals: 1}`);
  expect(Object.values(found).map((c) => c.status)).toEqual(['passed', 'passed', 'passed', 'failed']);
  expect(found.none!.reason).toBe('there is no figure deals.big.nothing on 2025-12-31');
});
