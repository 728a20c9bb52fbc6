import type { Answer } from '../../questions/answer.ts';
import type { GlutResult, GlutWorld } from '../../questions/glut/glutSchema.ts';
import { glutSentences } from '../glutSentences.ts';
import { movedMost, worldWords } from '../glutWords.ts';
import { printMoney, printNumber, printPercent, printProbability } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

const PARTIES = 8;

/** What `interlock glut` prints: how likely a glut is and what moves it, world by world, what it is worth to the lab and to others. */
export function glutScreen(answer: Answer<GlutResult>, page: Page): string {
  const result = answer.result as GlutResult;
  const currency = answer.currency ?? 'USD';
  const paths = answer.paths ?? 0;
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}${answer.paths === null ? '' : `, ${answer.paths} paths a world`}`)}`,
      ...glutSentences(result, currency, paths).flatMap((text) => wrap(text, page.width)),
    ],
    result.worlds.length === 0 ? [] : worldsTable(result, currency, paths, page),
    result.about === null ? [] : partiesTable(result, result.about.name, currency, page),
    result.worlds.length === 0
      ? []
      : [
          page.ink.dim(
            cut(
              'glut: price under 80 % of long-run cost four quarters in a row. Worlds share their draws; an effect,',
              page.width,
            ),
          ),
          page.ink.dim(cut('nobody’s intention, is told. docs/models/glut.md', page.width)),
        ],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function worldsTable(result: GlutResult, currency: string, paths: number, page: Page): string[] {
  const name = result.about?.name;
  return [
    name === undefined
      ? heading(page, `The market for ${result.good ?? 'capacity'}`)
      : heading(page, 'World by world', `on the same draws; net benefit: ${name}’s cash over none`),
    ...printTable(
      page,
      [
        { title: 'commitments', gives: true },
        { title: 'glut', align: 'right' },
        { title: 'under cost', align: 'right' },
        { title: 'depth', align: 'right' },
        { title: 'quarters', align: 'right' },
        { title: 'price/cost at end', align: 'right', drops: true },
        ...(name === undefined ? [] : BENEFIT_COLUMNS),
      ],
      result.worlds.map((w): Cell[] => [
        w.world === 'as_signed' ? { text: worldWords(w), style: page.ink.bold } : worldWords(w),
        printProbability(w.p_glut, paths),
        printProbability(w.p_glut_at_long_run_cost, paths),
        printPercent(w.depth?.mean ?? null),
        printNumber(w.length?.mean ?? null, { digits: 2 }),
        lastRatio(w),
        ...(name === undefined ? [] : benefitCells(result, w, currency)),
      ]),
    ),
  ];
}

const BENEFIT_COLUMNS = [
  { title: 'net benefit', align: 'right' },
  { title: '±', align: 'right' },
  { title: 'with horizon', align: 'right', drops: true },
] as const;

function benefitCells(result: GlutResult, { world, scale }: GlutWorld, currency: string): string[] {
  const b = world === 'not_believed' || scale === 0 ? undefined : result.net_benefit.find((x) => x.scale === scale);
  if (b === undefined) return ['', '', ''];
  const money = (x: number, standardError: number): string => printMoney(x, currency, { standardError });
  return [
    money(b.mean, b.standard_error),
    printMoney(b.standard_error, currency, { digits: 2 }),
    money(b.with_horizon.mean, b.with_horizon.standard_error),
  ];
}

const lastRatio = (w: GlutWorld): string => printNumber(w.price_to_cost.at(-1)?.p50 ?? null, { digits: 2 });

function partiesTable(result: GlutResult, name: string, currency: string, page: Page): string[] {
  const rows = movedMost(result, PARTIES);
  if (rows.length === 0) return [];
  const told = (d: { mean: number; standard_error: number }): string =>
    d.mean === 0
      ? printMoney(0, currency)
      : `${printMoney(d.mean, currency, { standardError: d.standard_error })} ± ${printMoney(d.standard_error, currency, { digits: 1 })}`;
  return [
    heading(page, 'Who gains and who loses', 'today’s value, the horizon counted; ± standard error'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: `from ${name}’s commitments`, align: 'right' },
        { title: 'from labs being believed', align: 'right' },
      ],
      rows.map((p): Cell[] => [p.name, told(p.change_in_value.commitments), told(p.change_in_value.credibility)]),
    ),
  ];
}
