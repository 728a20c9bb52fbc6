import { describe, expect, it } from 'vitest';
import { findTexts } from '../../src/cli/bookTexts.ts';
import { shippedFolder, shippedNames } from '../../src/cli/shippedBooks.ts';
import { bookChecks, readBook, reconcile, show } from '../../src/index.ts';

const ROOM = 8 * 1024 * 1024;

describe('the books that come with the package', () => {
  it('are there, each by its name and no other way', () => {
    expect(shippedNames()).toContain('ai-buildout');
    expect(shippedNames().length).toBeGreaterThanOrEqual(7);
    expect(shippedFolder('two-party')).toBe(shippedFolder('small/two-party'));
    for (const name of ['..', '../src', 'small', 'errors', 'two-party/..', '/etc', 'nothing']) {
      expect(shippedFolder(name), name).toBeNull();
    }
  });

  it.each(shippedNames())('%s can be read, and its own checks hold', (name) => {
    const { book, diagnostics } = readBook(findTexts(name, ROOM).texts);
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    const checks = bookChecks(book!, show(book!).result).result.checks;
    expect(Object.entries(checks).filter(([, c]) => c.status === 'failed')).toEqual([]);
  });

  it('ai-buildout reads on any day from September 2025 on, and an earlier one ends in one message that says so', () => {
    const { texts } = findTexts('ai-buildout', ROOM);
    const days = [9, 10, 11, 12].flatMap((month) =>
      [10, 15, 22, 30].map((day) => `2025-${month < 10 ? `0${month}` : month}-${day}`),
    );
    for (const asOf of [...days, '2026-01-31', '2026-03-04', '2026-06-30']) {
      const { book, diagnostics } = readBook(texts, { asOf });
      expect(
        diagnostics.filter((d) => d.severity === 'error'),
        asOf,
      ).toEqual([]);
      const checks = bookChecks(book!, show(book!).result).result.checks;
      expect(
        Object.entries(checks).filter(([, c]) => c.status === 'failed'),
        asOf,
      ).toEqual([]);
    }
    for (const asOf of ['2025-09-09', '2025-07-01', '2024-01-01']) {
      const errors = readBook(texts, { asOf }).diagnostics.filter((d) => d.severity === 'error');
      expect(
        errors.map((d) => d.code),
        asOf,
      ).toEqual(['book.not-yet-known']);
      expect(errors[0]!.message, asOf).toContain('this book can be read from 2025-09-10 on');
    }
  }, 60_000);

  it.each(shippedNames())('%s adds up: buyers, years and sellers to the same total', (name) => {
    const { book } = readBook(findTexts(name, ROOM).texts);
    const { result } = show(book!);
    const total = result.total.headline;
    const near = (sum: number): void => expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-9 * total);
    near(Object.values(result.commitments.by_buyer).reduce((all, b) => all + b.headline, 0));
    near(result.commitments.by_year.reduce((all, y) => all + y.headline, 0));
    near(Object.values(result.deals).reduce((all, d) => all + (d.counted ? d.purchases.headline : 0), 0));
    near(Object.values(result.evidence.by_grade).reduce((all, g) => all + g.headline, 0));
    for (const seller of Object.values(reconcile(book!).result.sellers)) {
      const explained = Object.values(seller.customers).reduce((all, c) => all + c.firm_unpaid, 0);
      expect(Math.abs(seller.backlog - explained - seller.unexplained)).toBeLessThanOrEqual(1e-9 * seller.backlog);
    }
  });
});
