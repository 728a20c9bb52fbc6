import { describe, expect, it } from 'vitest';
import { findOutcomes, findTexts } from '../../src/cli/bookTexts.ts';
import { askBacktest } from '../../src/experiments/askBacktest.ts';
import { inProcessRunner } from '../../src/experiments/runner.ts';
import { type BookText, readBook, readOutcomes, reportHtml } from '../../src/index.ts';
import { planBook } from '../../src/plan/planBook.ts';
import { textOf } from '../docs/page.ts';
import { reportInput } from '../reportInput.ts';

const ROOM = 8 * 1024 * 1024;
const { texts } = findTexts('polysilicon', ROOM);

/** Outcomes as the pages tell them: day, spot price in dollars a kilogram, and what New Energy Finance had for it. */
const SPOT: readonly (readonly [string, number, number])[] = [
  ['2009-03-15', Math.sqrt(100 * 130), 116],
  ['2009-05-31', 65, 116],
  ['2009-12-31', Math.sqrt(50 * 60), 116],
  ['2010-03-31', 52.5, 101],
  ['2010-08-15', 56.1, 101],
  ['2011-03-31', 80, 88],
  ['2011-06-30', 50, 88],
  ['2011-07-25', Math.sqrt(50 * 53), 88],
  ['2011-11-15', 33, 88],
  ['2011-12-31', Math.sqrt(28 * 30), 88],
  ['2012-03-31', 30, 77],
  ['2012-06-20', Math.sqrt(22 * 25), 77],
  ['2012-12-31', Math.sqrt(15 * 16), 77],
];

/** The book with one text changed. */
const changed = (file: string, from: string, to: string): BookText[] =>
  texts.map(({ name, text }) => {
    if (name === file) expect(text).toContain(from);
    return { name, text: name === file ? text.replace(from, to) : text };
  });

const codesOf = (planted: readonly BookText[]): string[] => readBook(planted).diagnostics.map((d) => d.code);

describe('the book of polysilicon', () => {
  it('is frozen: nothing learned later stands in it, and no default', () => {
    const { book, diagnostics } = readBook(texts, { isFrozen: true });
    expect(diagnostics).toEqual([]);
    expect(book?.asOf).toBe('2008-09-01');
    expect(book?.content.book.frozen).toBe(true);
  });

  it('is read without its outcomes, and cannot be read with them', () => {
    expect(texts.map((t) => t.name)).not.toContain('outcomes.yaml');
    const outcomes = findOutcomes('polysilicon', ROOM)!;
    expect(codesOf([...texts, { name: 'outcomes.yaml', text: outcomes.text }])).toContain('book.unknown-section');
  });

  it.each([
    ['a dated value', 'parties.yaml', 'cash: "0.2B to 0.8B"', 'cash: {2008-06-30: 0.5B, 2009-03-31: 0.2B}'],
    ['a day on which it was known', 'market.yaml', 'note: "Nothing known; silicon', 'known: 2008-09-02, note: "x'],
    ['a source', 'head.yaml', 'date: 2008-02-27', 'date: 2009-02-27'],
    [
      'an amendment',
      'deals.yaml',
      '    terms:\n      wafers:',
      '    amendments: {cut: {date: 2009-02-28, source: modeller}}\n    terms:\n      wafers:',
    ],
    ['a deal', 'deals.yaml', 'date: 2007-10-31', 'date: 2009-01-09'],
  ])('fails when %s of a later day is planted', (_, file, from, to) => {
    expect(codesOf(changed(file, from, to))).toContain('book.learned-later');
  });

  it.each([
    ['the share that survives a renegotiation', 'deals.yaml', /^ +renegotiation_pass: .*\n/m],
    ['the persistence of growth', 'market.yaml', /^ +growth_persistence: .*\n/m],
    ['the lead', 'market.yaml', /^ +lead: .*\n/m],
    ['the life of equipment', 'market.yaml', /^ +chip_life: .*\n/m],
  ])('fails when %s is left at its default', (_, file, line) => {
    const planted = texts.map(({ name, text }) => ({ name, text: name === file ? text.replace(line, '') : text }));
    expect(codesOf(planted)).toContain('book.default-stands');
  });

  it('fails when a calibrated figure names no input, and when an assumption does not say what it was set from', () => {
    const ofPrices = 'source: [shortfall-2005, spot-2008, price-2004, modeller]\n    note: >-\n      Calibrated';
    const onNothing = changed('market.yaml', ofPrices, ofPrices.replace('shortfall-2005, spot-2008, price-2004, ', ''));
    expect(codesOf(onNothing)).toContain('book.set-from-nothing');
    const onLater = changed('market.yaml', ofPrices, ofPrices.replace('spot-2008', 'later'));
    const later = '  later: {title: A later page, publisher: Press, date: 2011-09-27, grade: B}\n';
    expect(codesOf(onLater.map((t) => (t.name === 'head.yaml' ? { ...t, text: t.text + later } : t)))).toContain(
      'book.learned-later',
    );
    const silent = changed('deals.yaml', ', note: "Not published."}', '}');
    expect(codesOf(silent)).toContain('book.set-from-nothing');
  });

  it('has no outcome in its plan: all that a run knows of a path of an outcome comes from the book', () => {
    const { book } = readBook(texts);
    const plan = JSON.stringify(planBook(book!));
    const { text } = findOutcomes('polysilicon', ROOM)!;
    const ids = [...text.matchAll(/^ {2}([a-z][\w-]+):/gm)]
      .map((m) => m[1]!)
      .filter((id) => !texts.some((t) => t.text.includes(id)));
    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => plan.includes(`"${id}"`))).toEqual([]);
  });
});

describe('its report', () => {
  it('names what is traded, in the unit of the book, and nothing that is not', async () => {
    const { book } = readBook(texts);
    const page = reportHtml(await reportInput(book!, 16));
    expect(page).toContain('The market for polysilicon');
    expect(page).toContain('USD per kg');
    expect(page).not.toMatch(/\bcompute\b|\bGPU\b|a year-year/i);
  }, 60_000);
});

describe('its backtest', async () => {
  const { book } = readBook(texts);
  const outcomes = readOutcomes(findOutcomes('polysilicon', ROOM)!);
  const answer = await askBacktest({
    book: book!,
    later: null,
    outcomes,
    diagnostics: [],
    openRunner: async () => inProcessRunner(),
    paths: 1000,
    seed: 1,
  });
  const result = answer.result!;
  const nef = result.forecasts['nef-2008']!;

  it('scores the forecast made on the day of the book as a hand does', () => {
    const error = SPOT.reduce((sum, [, spot, forecast]) => sum + Math.abs(spot - forecast), 0) / SPOT.length;
    expect(nef.n).toBe(SPOT.length);
    expect(nef.mean_error).toBeCloseTo(error, 9);
    const prices = result.facts.filter((f) => f.path === 'market.price');
    expect(prices.map((f) => f.date)).toEqual(SPOT.map(([day]) => day));
    for (const [i, [, spot]] of SPOT.entries()) expect(prices[i]!.observed).toBeCloseTo(spot, 9);
  });

  it('starts from the spot price of mid-2008, 400 to 475 dollars', () => {
    const first = result.facts.find((f) => f.path === 'market.price')!;
    expect(first.last_known).toBe(437.5);
    expect(first.predicted.p95).toBeGreaterThan(437.5);
  });

  it('does not beat that forecast, and beats only that nothing changes, as the page says', () => {
    expect(nef.mean_error_model).toBeGreaterThan(nef.mean_error);
    expect(nef.mean_crps_model).toBeGreaterThan(nef.mean_error);
    expect(result.skill_no_change).toBeGreaterThan(0);
    const page = textOf('docs/models/backtest.md');
    const within = result.facts.filter((f) => f.within_90).length;
    expect(page).toContain(`${within} of ${result.n} outcomes that have a range are within it`);
    const { n, mean_brier } = result.yes_no;
    const brier = result.facts.filter((f) => f.within_90 === null).map((f) => (f.predicted.mean - f.observed) ** 2);
    expect(brier).toHaveLength(n);
    expect(mean_brier).toBeCloseTo(brier.reduce((sum, x) => sum + x, 0) / n, 12);
    expect(page).toContain(`Brier score is ${mean_brier!.toFixed(2)}. That is worse`);
    expect(page).toContain(`${nef.mean_error.toFixed(1)} dollars a kilogram`);
    expect(page).toContain(`median was ${nef.mean_error_model.toFixed(0)} from it`);
    expect(page).toContain(`distribution is ${nef.mean_crps_model.toFixed(0)}.`);
  });

  it('leaves nothing out that it could score', () => {
    expect(result.unscored).toEqual([]);
    expect(result.n + result.yes_no.n).toBe(Object.keys(outcomes.outcomes!.outcomes).length);
  });
});
