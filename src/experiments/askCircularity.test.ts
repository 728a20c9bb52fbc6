import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { planBook } from '../plan/planBook.ts';
import { circularityAnswerSchema } from '../questions/circularity/circularitySchema.ts';
import { circularityScreen } from '../report/terminal/circularityScreen.ts';
import { PLAIN_INK } from '../report/terminal/ink.ts';
import { centralCase } from '../run/centralCase.ts';
import { askCircularity, type CircularityOptions } from './askCircularity.ts';
import { inProcessRunner } from './runner.ts';
import { withoutFinance } from './withoutFinance.ts';

const book = bookFolder('small/vendor-loan');

function ask(paths: number, options: CircularityOptions = {}) {
  const openRunner = async () => inProcessRunner();
  return askCircularity({ book, diagnostics: [], openRunner, paths, seed: 5 }, options);
}

describe('a vendor that lends to its customer', () => {
  it('is answered on every path, the bounds round the even mixing, and repeats to the byte', async () => {
    const answer = await ask(40);
    expect(circularityAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
    expect(answer.paths).toBe(40);
    const { simulated } = answer.result!.parties.chipmaker!;
    expect(simulated!.bounded_paths).toBe(40);
    expect(simulated!.low.mean).toBeLessThanOrEqual(simulated!.pro_rata.mean);
    expect(simulated!.pro_rata.mean).toBeLessThanOrEqual(simulated!.high.mean);
    expect(simulated!.high.p95).toBeLessThanOrEqual(simulated!.financed_out.p95 + 1);
    expect(JSON.stringify(await ask(40))).toBe(JSON.stringify(answer));
  });
  it('causes purchases, as the same world without the loan tells', async () => {
    const { causal } = (await ask(40)).result!.parties.chipmaker!;
    expect(causal!.purchases.mean).toBeGreaterThan(0);
    expect(causal!.share).toBeCloseTo(1 - causal!.purchases_without.mean / causal!.purchases.mean, 12);
    expect(causal!.share! + 3 * causal!.standard_error!).toBeGreaterThanOrEqual(0);
  });
  it('without its finance lends nothing and sells under the same contract', () => {
    const plan = planBook(book);
    const paid = (of: typeof plan, role: string): number => {
      const { payments } = centralCase(of, true);
      return of.rows.reduce((sum, row, r) => {
        if (row.role !== role || row.deal === '') return sum;
        return sum + payments.subarray(r * of.quarters, (r + 1) * of.quarters).reduce((a, b) => a + b, 0);
      }, 0);
    };
    const without = withoutFinance(plan, 'chipmaker');
    expect(paid(plan, 'draw')).toBeGreaterThan(1e9);
    expect(paid(without, 'draw')).toBe(0);
    expect(paid(without, 'payment')).toBeGreaterThan(0);
    expect(withoutFinance(plan, 'neocloud').patches).toEqual(plan.patches);
  });
});

describe('what cannot be asked', () => {
  it.each([
    [{ asked: ['chipmakr'] }, 'circularity.unknown-party', 'did you mean chipmaker?'],
    [{ from: 'soon' }, 'circularity.no-window', 'as a quarter such as 2027-Q1'],
    [{ from: '2040' }, 'circularity.no-window', '2026-Q1 to 2030-Q4'],
  ])('%o is told', async (options, code, message) => {
    const { error, result } = await ask(1, options);
    expect(result).toBeNull();
    expect(error!.code).toBe(code);
    expect(error!.message).toContain(message);
  });
  it('a year is all its quarters', async () => {
    const { from, to, parties } = (await ask(1, { from: '2027', to: '2027' })).result!;
    expect([from, to]).toEqual(['2027-Q1', '2027-Q4']);
    const whole = (await ask(1)).result!.parties.chipmaker!;
    expect(parties.chipmaker!.pro_rata).toEqual(whole.by_year.find((y) => y.year === 2027)!.pro_rata);
  });
});

describe('every shipped book', () => {
  const days = ['2025-11-30', '2026-06-30'];
  const small = readdirSync('books/small', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [`small/${name}`, undefined, 8] as const);
  const cases = [...days.map((day) => ['ai-buildout', day, 1] as const), ...small];
  it.each(cases)(
    '%s at %s keeps to its schema and to one screen',
    async (name, asOf, paths) => {
      const shipped = bookFolder(name, asOf === undefined ? {} : { asOf });
      const openRunner = async () => inProcessRunner();
      const answer = await askCircularity({ book: shipped, diagnostics: [], openRunner, paths, seed: 1 });
      expect(circularityAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
      const lines = circularityScreen(answer, shipped.content.parties, { ink: PLAIN_INK, width: 100 }).split('\n');
      expect(lines.length).toBeLessThanOrEqual(46);
      expect(lines.filter((line) => [...line].length > 100 || line !== line.trimEnd())).toEqual([]);
    },
    60_000,
  );
});
