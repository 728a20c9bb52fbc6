import type { Answer } from '../../questions/answer.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney, printPercent } from '../number.ts';
import { measureName } from './driverLines.ts';
import { heading, type Page } from './ink.ts';
import { type Cell, cut, printTable } from './table.ts';

interface Difference {
  readonly difference: number;
  readonly standard_error: number;
}

const PARTIES = 3;
/** Differences under so many standard errors are not told apart from none. */
const SIGNIFICANCE = 2;

/** Each scenario against the base, path by path: the measures, and whose default it makes likelier or less likely. */
export function comparisonLines(answer: Answer, result: RunResult, page: Page): string[] {
  const scenarios = Object.entries(result.comparison);
  if (scenarios.length === 0) return [];
  const currency = answer.currency ?? 'USD';
  const names = Object.keys(result.measures).filter((name) => !name.endsWith('_interval'));
  const rows = scenarios.map(([id, tree]): Cell[] => [
    { text: id, style: page.ink.bold },
    ...names.map((name) => change(at(tree, ['measures', name]), name === 'lab_default', currency)),
  ]);
  const movers = scenarios.flatMap(([id, tree]) => moverLine(result, id, tree, page));
  return [
    heading(page, 'Against the book as it stands', 'mean difference on the same path ± standard error'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        ...names.map((name) => ({ title: measureName(name), align: 'right' as const, drops: true })),
      ],
      rows,
    ),
    ...movers,
  ];
}

function change(d: Difference | null, isProbability: boolean, currency: string): Cell {
  if (d === null) return '';
  const precision = { standardError: d.standard_error, digits: 2 };
  const print = (x: number): string =>
    isProbability ? points(x, d.standard_error) : printMoney(x, currency, precision);
  return `${d.difference > 0 ? '+' : ''}${print(d.difference)} ± ${isProbability ? points(d.standard_error) : printMoney(d.standard_error, currency, { digits: 1 })}`;
}

function points(fraction: number, standardError?: number): string {
  return printPercent(fraction, standardError === undefined ? { digits: 1 } : { standardError, digits: 2 }).replace(
    ' %',
    ' pt',
  );
}

/** The parties whose default probability moves most. */
function moverLine(result: RunResult, id: string, tree: unknown, page: Page): string[] {
  const moved = Object.keys(result.parties)
    .flatMap((party) => {
      const d = at(tree, ['parties', party, 'default_probability']);
      return d === null || Math.abs(d.difference) <= SIGNIFICANCE * d.standard_error ? [] : [{ party, d }];
    })
    .sort((a, b) => Math.abs(b.d.difference) - Math.abs(a.d.difference))
    .slice(0, PARTIES)
    .map(
      ({ party, d }) =>
        `${result.names[party] ?? party} ${d.difference > 0 ? '+' : ''}${points(d.difference, d.standard_error)}`,
    );
  return moved.length === 0
    ? []
    : [page.ink.dim(cut(`${id}: P(default within 5 years) ${moved.join(', ')}`, page.width))];
}

function at(tree: unknown, path: readonly string[]): Difference | null {
  let value = tree;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'object' && value !== null && 'difference' in value ? (value as Difference) : null;
}
