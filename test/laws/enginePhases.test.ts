import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { planBook } from '../../src/plan/planBook.ts';
import type { Block } from '../../src/run/block.ts';
import { forecastScratch } from '../../src/run/forecast.ts';
import { PHASE_COLUMNS } from '../../src/run/phaseColumns.ts';
import { PHASES, simulateBlock } from '../../src/run/simulate.ts';
import { bookFolder } from '../bookFolder.ts';
import { smallPlan } from '../engineBook.ts';

/** Whether a column's name fits a pattern. */
function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return name === pattern;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

const SMALL_BOOKS = [
  'guarantee-chain',
  'vendor-loan',
  'loop',
  'project-vehicle',
  'penny-warrant',
  'backstop',
  'take-or-pay-in-a-glut',
];

/** Columns that a phase declares, as flags by column. */
function declared(plan: Plan, patterns: readonly string[]): Uint8Array {
  return Uint8Array.from(plan.columnNames, (name) => (patterns.some((p) => fitsPattern(name, p)) ? 1 : 0));
}

const columnsOf = (name: string) => PHASES.find((p) => p.name === name)!.columns;
const isSame = (a: number, b: number): boolean => Object.is(a, b) || a === b;

/**
 * Runs a phase twice from one state: once as it is, once with everything that it does not declare spoilt by NaN.
 * Gives the columns that it wrote without saying so, and those that came out otherwise because it read something undeclared.
 */
function undeclaredUse(plan: Plan, block: Block, quarter: number, name: string, run: (typeof PHASES)[number]['run']) {
  const { width } = block;
  const writes = declared(plan, columnsOf(name).writes);
  const reads = declared(plan, columnsOf(name).reads);
  const before = block.data.slice();
  run(plan, block, quarter);
  const clean = block.data.slice();
  block.data.set(before);
  for (let c = 0; c < writes.length; c++) {
    if (writes[c] === 0 && reads[c] === 0) block.data.fill(Number.NaN, c * width, (c + 1) * width);
  }
  run(plan, block, quarter);
  const written = new Set<string>();
  const spoilt = new Set<string>();
  for (let c = 0; c < writes.length; c++) {
    for (let l = c * width; l < (c + 1) * width; l++) {
      if (writes[c] === 0 && !isSame(clean[l]!, before[l]!)) written.add(plan.columnNames[c]!);
      if (writes[c] === 1 && !isSame(block.data[l]!, clean[l]!)) spoilt.add(plan.columnNames[c]!);
      if (writes[c] === 0 && reads[c] === 0 && !Number.isNaN(block.data[l]!)) written.add(plan.columnNames[c]!);
    }
  }
  block.data.set(clean);
  return { phase: name, quarter, written: [...written], spoilt: [...spoilt].slice(0, 10) };
}

/** Scratch that one phase left is no way to tell another something. */
function spoilScratch(plan: Plan, block: Block): void {
  for (const scratch of block.scratch) scratch.fill(Number.NaN);
  const { flat, cash, out, into, contracted } = forecastScratch(plan, block.width);
  for (const arrays of [flat, cash, out, into, contracted]) for (const array of arrays) array.fill(Number.NaN);
}

function findings(plan: Plan, lanes: number, quarters: readonly number[]): unknown[] {
  const found: unknown[] = [];
  const phases = PHASES.map(({ name, run, columns }) => ({
    name,
    columns,
    run: (planned: Plan, block: Block, quarter: number) => {
      spoilScratch(planned, block);
      if (!quarters.includes(quarter)) return run(planned, block, quarter);
      const use = undeclaredUse(planned, block, quarter, name, run);
      if (use.written.length > 0 || use.spoilt.length > 0) found.push(use);
    },
  }));
  simulateBlock(plan, { seed: 1, firstPath: 0, lanes }, undefined, phases);
  return found;
}

describe('what phases declare', () => {
  it('every phase has its line, and no line is without a phase', () => {
    expect(Object.keys(PHASE_COLUMNS)).toEqual(PHASES.map((p) => p.name));
  });

  for (const asOf of ['2025-11-30', '2026-06-30']) {
    it(`is all that they read and write on the shipped book as of ${asOf}`, () => {
      const plan = planBook(bookFolder('ai-buildout', { asOf }));
      expect(findings(plan, 16, [0, 3, 11, 19, 26])).toEqual([]);
    });
  }

  for (const name of SMALL_BOOKS) {
    it(`is all that they read and write on ${name}`, () => {
      const plan = planBook(bookFolder(`small/${name}`));
      expect(findings(plan, 64, [0, 1, 6, 12])).toEqual([]);
    });
  }

  it('a pattern that fits no column of any book is out of date', () => {
    const loan = {
      type: 'loan',
      lender: 'world-bank',
      borrower: 'vehicle',
      principal: 9,
      rate: 0.1,
      maturity: '2027-12-31',
    };
    const rare = smallPlan({
      parties: { vehicle: { name: 'Vehicle', kind: 'vehicle' }, parent: { name: 'Parent', kind: 'other' } },
      deals: {
        site: {
          between: ['vehicle', 'parent'],
          date: '2025-10-15',
          status: 'signed',
          terms: {
            loan: {
              ...loan,
              recourse: { to: 'parent', up_to: 5 },
              covenants: { cash: { measure: 'minimum_cash', threshold: 1 } },
            },
            warrant: {
              type: 'warrant',
              issuer: 'vehicle',
              holder: 'parent',
              shares: 1,
              strike: 1,
              expiry: '2027-12-31',
              change_of_control: 'vests',
            },
          },
        },
      },
    });
    const books = ['ai-buildout', ...SMALL_BOOKS.map((name) => `small/${name}`)];
    const names = [rare, ...books.map((book) => planBook(bookFolder(book)))].flatMap((plan) => plan.columnNames);
    const stale = Object.entries(PHASE_COLUMNS).flatMap(([phase, { reads, writes }]) =>
      [...reads, ...writes]
        .filter((pattern) => !names.some((n) => fitsPattern(n, pattern)))
        .map((p) => `${phase}: ${p}`),
    );
    expect(stale).toEqual([]);
  });

  it('an undeclared read and an undeclared write are found: planted', () => {
    const plan = planBook(bookFolder('small/vendor-loan'));
    const core = plan.parties[0]!.columns.core!;
    const appetite = plan.market.columns.appetite!;
    let seen: ReturnType<typeof undeclaredUse> | null = null;
    const phases = PHASES.map(({ name, run, columns }) => ({
      name,
      columns,
      run: (planned: Plan, block: Block, quarter: number) => {
        const nosy = (p: Plan, b: Block, q: number): void => {
          run(p, b, q);
          b.data[p.market.columns.price! * b.width]! += 0 * b.data[appetite * b.width]!;
          b.data[core * b.width]! += 1;
        };
        if (name === 'priceCompute' && quarter === 1) seen = undeclaredUse(planned, block, quarter, name, nosy);
        else run(planned, block, quarter);
      },
    }));
    simulateBlock(plan, { seed: 1, firstPath: 0, lanes: 1 }, undefined, phases);
    expect(seen).toMatchObject({ written: [plan.columnNames[core]], spoilt: ['market:price'] });
  });
});
