import { beforeAll, describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { reportInput } from '../../../test/reportInput.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { markupOf } from '../html/escape.ts';
import { STYLE } from '../html/style.ts';
import { printMoney } from '../number.ts';
import { commitmentsByBuyer, commitmentsByYear } from './commitmentBars.ts';
import { defaultDots } from './defaultDots.ts';
import { drawFigure } from './drawFigure.ts';
import { driverTornados } from './driverTornados.ts';
import { exposureBars } from './exposureBars.ts';
import { type FigureSpec, type LinesFigure, TONES } from './figureSpec.ts';
import { figureTable } from './figureTable.ts';
import { fundingGapBars } from './fundingGapBars.ts';
import { holderLossBars } from './holderLossBars.ts';
import { inputWords } from './inputWords.ts';
import { mapOfWeb } from './mapOfWeb.ts';
import { marketFans } from './marketFans.ts';
import { partyFans } from './partyFans.ts';

const PATHS = 64;
let show: ShowResult;
let run: RunResult;
let specs: FigureSpec[];

beforeAll(async () => {
  const book = bookFolder('ai-buildout');
  const input = await reportInput(book, PATHS);
  show = input.show.result!;
  run = input.run.result!;
  specs = [
    mapOfWeb(show, 'USD'),
    commitmentsByYear(show, run, book.asOf, 'USD'),
    commitmentsByBuyer(show, run, 'USD'),
    fundingGapBars(run, 'USD'),
    ...marketFans(book, run.market, 'USD'),
    ...partyFans(run, 'cash', 'USD'),
    ...partyFans(run, 'debt', 'USD'),
    defaultDots(run, PATHS),
    exposureBars(show, run.exposures, 'USD'),
    holderLossBars(run, 'USD'),
    ...driverTornados(run, 'USD'),
  ];
});

describe('figures of the shipped book', () => {
  it('are plain data: they survive being written and read', () => {
    for (const spec of specs) expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
    expect(new Set(specs.map((s) => s.id)).size).toBe(specs.length);
    expect(new Set(specs.map((s) => s.kind))).toEqual(new Set(['map', 'bars', 'lines', 'dots', 'tornado']));
  });

  it('are drawn the same every time, without a place that is no number', () => {
    for (const spec of specs) {
      for (const width of [900, 350]) {
        const drawn = markupOf(drawFigure(spec, width));
        expect(drawn).not.toMatch(/NaN|Infinity|undefined|null/);
        expect(drawn).toContain('role="img"');
        expect(drawn).toBe(markupOf(drawFigure(spec, width)));
      }
    }
  });

  it('stand in tables as wide as their headings', () => {
    for (const spec of specs) {
      const { columns, rows } = figureTable(spec);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('show the figures of the answers, not others', () => {
    const bars = commitmentsByBuyer(show, run, 'USD');
    const openai = bars.categories.indexOf('OpenAI');
    expect(bars.layers.map((l) => l.values[openai])).toEqual([
      run.commitments.by_buyer.openai!.headline,
      run.commitments.by_buyer.openai!.net,
      run.commitments.by_buyer.openai!.firm,
    ]);
    const [, price] = figureTable(specs.find((s) => s.id === 'market-price')!).rows[0]!;
    expect(price).toBe(printMoney(run.market.price[0]!.p50, 'USD'));
    const fan = specs.find((s) => s.id === 'market-price') as LinesFigure;
    expect(fan.lines.find((l) => l.label.startsWith('long-run cost'))).toMatchObject({
      values: run.market.long_run_cost.map((row) => row.p50),
      isDashed: true,
    });
  });

  it('draw every promise of a standing deal on the map', () => {
    const map = mapOfWeb(show, 'USD');
    const oracle = map.promises.filter((p) => p.from === 'openai' && p.to === 'oracle');
    const arrow = map.links.find((l) => l.from === 'openai' && l.to === 'oracle' && l.kind === 'purchase')!;
    expect(oracle.reduce((all, p) => all + p.amount, 0)).toBeCloseTo(arrow.amount, 0);
    expect(map.promises.some((p) => p.deal === show.deals['openai-nvidia-guarantee']?.title)).toBe(false);
  });
});

describe('a drawing', () => {
  it('has a colour for every tone of every mark, or it would be black on black', () => {
    for (const mark of ['fill', 'line', 'band', 'ring'])
      for (const tone of TONES)
        expect(STYLE, `${mark}-${tone}`).toMatch(new RegExp(`\\.${mark}-${tone}\\{[^}]*var\\(`));
  });

  const attack = '"/><script>alert(1)</script>';
  const hostile: FigureSpec[] = [
    {
      kind: 'map',
      id: 'm',
      title: attack,
      subtitle: attack,
      description: attack,
      unit: { is: 'money', currency: 'USD' },
      nodes: ['a', 'b'].map((id) => ({ id, label: attack, size: 1, group: attack, isOutside: false })),
      links: [{ from: 'a', to: 'b', kind: 'purchase', amount: 1, words: attack }],
      promises: [],
    },
    {
      kind: 'bars',
      id: 'b',
      title: attack,
      subtitle: attack,
      description: attack,
      unit: { is: 'quantity', name: attack },
      stands: false,
      categories: [attack],
      layers: [{ label: attack, tone: 'accent', values: [1] }],
      points: null,
    },
  ];

  it.each(hostile.map((spec) => [spec.kind, spec] as const))('of a %s holds hostile text as text', (_, spec) => {
    const drawn = markupOf(drawFigure(spec, 1040));
    expect(drawn).not.toContain('<script');
    expect(drawn).toContain('&lt;');
  });
});

it('a path of the book is told in words', () => {
  const names = { names: { openai: 'OpenAI' }, deal_titles: { 'a-b': 'A buys from B' } };
  expect(inputWords(names, 'parties.openai.demand.growth.2026')).toBe('OpenAI: demand, growth, 2026');
  expect(inputWords(names, 'deals.a-b.terms.capacity.price')).toBe('A buys from B: capacity, price');
  expect(inputWords(names, 'market.speed_limit')).toBe('Market: speed limit');
  expect(inputWords(names, 'channels.x.debt_share')).toBe('Channel: x, debt share');
});
