import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/root.mjs';
import { parseInterval, parseScalar } from '../../src/base/quantityText.ts';

type Tree = Record<string, unknown>;
interface Row {
  readonly fact: string;
  readonly what: string;
  readonly amount: string;
  readonly unit: string;
  readonly place: string;
  readonly reason: string;
}

const folder = join(root, 'books', 'ai-buildout');
const COLUMNS = ['fact', 'what', 'amount', 'unit', 'place', 'reason'];
const BILLION = 1e9;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function writtenBook(): Tree {
  const book: Tree = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const sections: unknown = parse(readFileSync(join(folder, file), 'utf8'));
    if (!isTree(sections)) continue;
    for (const [section, entries] of Object.entries(sections)) {
      const there = book[section];
      book[section] = isTree(there) && isTree(entries) ? { ...there, ...entries } : entries;
    }
  }
  return book;
}

/** Fields of a line of CSV; quotes may hold commas and doubled quotes. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g))
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return fields;
}

function rowsOf(text: string): Row[] {
  const [head, ...lines] = text.trimEnd().split('\n').map(fieldsOf);
  if (head?.join() !== COLUMNS.join()) throw new Error(`the columns are ${head?.join()}`);
  return lines.map((fields) => {
    if (fields.length !== COLUMNS.length) throw new Error(`${fields.length} fields in: ${fields.join()}`);
    return Object.fromEntries(COLUMNS.map((column, i) => [column, fields[i]])) as unknown as Row;
  });
}

function at(book: Tree, path: string): unknown {
  let value: unknown = book;
  for (const key of path.split('.')) value = isTree(value) ? value[key] : undefined;
  return value;
}

/** Whether what the book writes at a place can be this amount: one of its statements equals it or spans it. */
function states(written: unknown, amount: number): boolean {
  if (typeof written === 'number') return Math.abs(written - amount) <= 0.005 * Math.abs(amount);
  if (typeof written === 'string') {
    if (written.includes(' to ')) {
      const interval = parseInterval(written);
      return interval.ok && interval.low <= amount && amount <= interval.high;
    }
    const scalar = parseScalar(written, {});
    return scalar.ok && states(scalar.value, amount);
  }
  if (!isTree(written)) return false;
  if ('value' in written) return states(written.value, amount);
  return Object.entries(written).some(([key, inner]) => /^\d{4}-\d{2}-\d{2}$/.test(key) && states(inner, amount));
}

/** Every note in a part of the book; a text is a note itself. */
function notesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'note' || isTree(inner) ? notesIn(inner) : []));
}

/** Whether a note in a place, or in the mapping around it, names this amount (to half a per cent). */
function mentions(book: Tree, place: string, amount: number, text: string): boolean {
  const around = at(book, place.split('.').slice(0, -1).join('.'));
  const notes = [...notesIn(at(book, place)), ...(isTree(around) ? notesIn(around.note) : [])];
  const suffix = /[KMBT]$/.exec(text)?.[0] ?? '';
  return notes.some((note) =>
    (note.match(/\d+(\.\d+)?[KMBT]?/g) ?? []).some((found) => {
      const read = parseScalar(/[KMBT]$/.test(found) ? found : `${found}${suffix}`, {});
      return read.ok && states(read.value, Math.abs(amount));
    }),
  );
}

function faultsOf(book: Tree, rows: readonly Row[]): string[] {
  return rows.flatMap(({ fact, what, amount, unit, place, reason }) => {
    const name = `${fact} (${what})`;
    if ((amount === '') !== (unit === '')) return [`${name}: an amount and its unit go together`];
    const scalar = parseScalar(amount, {});
    if (place === '') return reason === '' ? [`${name}: neither a place nor a reason`] : [];
    const written = at(book, place);
    if (written === undefined) return [`${name}: the book has no ${place}`];
    if (amount === '' || (reason !== '' && !/told in the notes?/i.test(reason))) return [];
    if (!scalar.ok) return [`${name}: ${amount} is no amount`];
    return states(written, scalar.value) || mentions(book, place, scalar.value, amount)
      ? []
      : [`${name}: ${place} does not say ${amount}`];
  });
}

function uncoveredDeals(book: Tree, rows: readonly Row[]): string[] {
  const covered = new Set(rows.map(({ place }) => place.split('.').slice(0, 2).join('.')));
  return Object.keys(isTree(book.deals) ? book.deals : {}).filter((deal) => !covered.has(`deals.${deal}`));
}

const book = writtenBook();
const rows = readdirSync(folder)
  .filter((name) => /^coverage.*\.csv$/.test(name))
  .flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8')));

describe('the coverage of the facts by the shipped book', () => {
  it('gives every fact a place that says its amount, or a reason', () => {
    expect(faultsOf(book, rows)).toEqual([]);
  });

  it('knows a fact for every deal of the book', () => {
    expect(uncoveredDeals(book, rows)).toEqual([]);
  });

  it('holds facts of a billion or more', () => {
    const large = rows.filter(({ amount }) => {
      const read = parseScalar(amount, {});
      return read.ok && Math.abs(read.value) >= BILLION;
    });
    expect(large.length).toBeGreaterThan(150);
  });

  it('would notice a fact without a home, a wrong amount and a deal without a fact', () => {
    const row = (place: string, amount: string, reason = ''): Row => ({
      fact: 'x',
      what: 'y',
      amount,
      unit: amount === '' ? '' : 'USD',
      place,
      reason,
    });
    const small = {
      deals: {
        one: { terms: { cloud: { total: { '2025-01-01': { value: '10B to 20B' } } } } },
        two: { note: 'about 2.0B in all' },
      },
    };
    expect(faultsOf(small, [row('', '1B')])).toEqual(['x (y): neither a place nor a reason']);
    expect(faultsOf(small, [row('deals.three', '1B')])).toEqual(['x (y): the book has no deals.three']);
    expect(faultsOf(small, [row('deals.one.terms.cloud.total', '15B')])).toEqual([]);
    expect(faultsOf(small, [row('deals.one.terms.cloud.total', '25B')])).toHaveLength(1);
    expect(faultsOf(small, [row('deals.one.terms.cloud.total', '25B', 'beyond the contract')])).toEqual([]);
    expect(faultsOf(small, [row('deals.two', '2B')])).toEqual([]);
    expect(faultsOf(small, [row('deals.two', '3B')])).toHaveLength(1);
    expect(uncoveredDeals(small, [row('deals.one.terms.cloud', '')])).toEqual(['two']);
  });
});
