import { describe, expect, it } from 'vitest';
import { accepted, answered, GOLDEN, nameOf } from '../../scripts/golden.mjs';
import { change, held, leaves, moved, printed } from '../../scripts/goldenTree.mjs';

const MOST_TOLD = 10;
const MOST_BYTES = 400_000;

describe('the answers on the shipped books', () => {
  it.each(GOLDEN.map((golden) => [nameOf(golden), golden] as const))('%s are those that were accepted', (_, golden) => {
    // `npm run golden` tells what moved; `npm run golden -- --accept` takes it, with a line in the changelog.
    const now = answered(golden);
    expect(leaves(now).size).toBeGreaterThan(10);
    expect(printed(now).length).toBeLessThan(MOST_BYTES);
    expect(moved(accepted(golden), now).slice(0, MOST_TOLD)).toEqual([]);
  });

  it('are each held once', () => {
    expect(new Set(GOLDEN.map(nameOf)).size).toBe(GOLDEN.length);
  });
});

const spread = { mean: 1, sd: 2, standard_error: 3, p5: 4, p25: 5, p50: 6, p75: 7, p95: 8 };

describe('the held form', () => {
  it('keeps nine digits of every number, the words that are ids, and nothing that is only said', () => {
    expect(held([1e-13, -1e-13])).toEqual([0, 0]);
    expect(held({ a: 1 / 3, b: 123456789012, notice: 'words', kind: 'loan', none: null, is: true })).toEqual({
      a: 0.333333333,
      b: 123456789000,
      kind: 'loan',
      none: null,
      is: true,
    });
  });

  it('has the items of a list under year, quarter or ids, and tells equal ones apart', () => {
    const list = [
      { year: 2026, ...spread },
      { quarter: '2026-Q1', price: 5 },
      { from: 'a', to: 'b', amount: 1, of: 2 },
      { from: 'a', to: 'b', amount: 3, of: 4 },
      { x: 1, y: 2 },
    ];
    expect(held(list)).toEqual({
      '2026': [1, 2, 3, 4, 5, 6, 7, 8],
      '2026-Q1': 5,
      'a/b': { amount: 1, of: 2 },
      'a/b#2': { amount: 3, of: 4 },
      '#1': { x: 1, y: 2 },
    });
  });

  it('is read back as it was written', () => {
    const tree = held({ rows: Array.from({ length: 40 }, (_, year) => ({ year, ...spread })), empty: [], one: [1, 2] });
    expect(JSON.parse(printed(tree))).toEqual(tree);
    expect(printed(tree).split('\n').length).toBeGreaterThan(40);
  });
});

describe('what moved', () => {
  it('is told by its path, the parts of a distribution by name', () => {
    const before = { rows: held([{ year: 2026, ...spread }]), gone: 1 };
    const now = { rows: held([{ year: 2026, ...spread, p50: 9 }]), come: 2 };
    expect(moved(before, now)).toEqual([
      { path: 'rows.2026.p50', before: 6, now: 9 },
      { path: 'gone', before: 1, now: undefined },
      { path: 'come', before: undefined, now: 2 },
    ]);
    expect(moved(before, before)).toEqual([]);
  });

  it('is told with how much', () => {
    expect(change(200, 201).words).toBe('+0.50 %');
    expect(change(-200, -201).words).toBe('-0.50 %');
    expect(change(1, 1.000001).words).toBe('+1.0e-4 %');
    expect(change(0, 1).words).toBe('from nothing');
    expect(change('a', 'b').words).toBe('other');
    expect(change(2, 1).size).toBeGreaterThan(change(2, 1.9).size);
  });
});
