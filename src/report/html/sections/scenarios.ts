import type { RunResult } from '../../../questions/run/runSchema.ts';
import { partiesAtRisk } from '../../figures/defaultDots.ts';
import { scenarioLines } from '../../figures/scenarioLines.ts';
import { NO_FIGURE, printMoney, printNumber, printProbability } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** A paired difference as a comparison carries it. */
interface Difference {
  readonly difference: number;
  readonly standard_error: number;
}

interface Row {
  readonly cells: readonly [string, string, string, string];
  /** Told at once, not only among all the rest. */
  readonly isShown: boolean;
}

/** A difference of fewer standard errors than this may be chance. */
const CHANCE = 2;
/** Quarters ahead at which the market's price is told first. */
const AHEAD = 12;

/** Every scenario that was run against the book as it stands, path by path. */
export function scenarios(data: ReportData): Section | null {
  const { run } = data;
  const compared = Object.entries(run?.comparison ?? {});
  if (run === null || compared.length === 0) return null;
  return {
    id: 'scenarios',
    title: 'Scenarios compared',
    body: html`<p>Each scenario ran on the same draws as the book as it stands. Differences are means over the paths of scenario less base; after ± stands one standard error of that mean, and a difference within two of them may be chance.</p>
${paidLines(data, run, compared)}
${compared.map(([id, tree]) => scenario(data, run, id, tree))}`,
  };
}

function scenario(data: ReportData, run: RunResult, id: string, tree: unknown): Html {
  const says = data.book.content.scenarios?.[id]?.says;
  const rows = [
    ...paidRows(data, run, tree),
    ...gapRows(data, run, tree),
    ...priceRows(data, run, tree),
    ...defaultRows(data, run, tree),
  ];
  return html`<section aria-labelledby="scenario-${id}"><h3 id="scenario-${id}">${id}</h3>
${says === undefined ? null : html`<p>${says}</p>`}
${differences(
  `${id} against the book as it stands`,
  rows.filter((row) => row.isShown),
)}
<details class="data"><summary>Every measure<span class="quiet">: ${id}</span></summary>${differences(`${id}: every measure`, rows)}</details></section>
`;
}

function differences(caption: string, rows: readonly Row[]): Html {
  return table({
    caption,
    columns: [
      { title: 'Measure', isLong: true },
      { title: 'Book as it stands', isFigure: true },
      { title: 'Difference', isFigure: true },
      { title: '± one s.e.', isFigure: true },
    ],
    rows: rows.map((row) => row.cells),
    hidesCaption: true,
  });
}

function paidLines(data: ReportData, run: RunResult, compared: readonly (readonly [string, unknown])[]): Html | null {
  const years = run.commitments.by_year.filter(
    (row) => row.expected_paid !== null && row.year >= Number(data.asOf.slice(0, 4)),
  );
  if (years.length < 2) return null;
  const series = compared.map(([scenario, tree]) => ({
    scenario,
    differences: years.map(
      ({ year }) => differenceAt(tree, 'commitments', 'by_year', year, 'expected_paid')?.difference ?? null,
    ),
  }));
  return figureBlock(
    scenarioLines(
      years.map((row) => String(row.year)),
      series,
      data.currency,
    ),
  );
}

/** Goes down a comparison by keys, years and quarters; null where it does not lead to a difference. */
function differenceAt(tree: unknown, ...steps: readonly (string | number)[]): Difference | null {
  let at: unknown = tree;
  for (const step of steps) {
    if (Array.isArray(at)) {
      at = at.find((row: { year?: number; quarter?: string }) => row.year === step || row.quarter === step);
    } else at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  }
  const found = at as Partial<Difference> | null | undefined;
  return typeof found?.difference === 'number' && typeof found.standard_error === 'number'
    ? (found as Difference)
    : null;
}

function moneyRow(data: ReportData, name: string, base: number, d: Difference | null, isShown = false): Row[] {
  if (d === null) return [];
  const precision = { standardError: d.standard_error };
  const sign = d.difference > 0 ? '+' : '';
  return [
    {
      isShown,
      cells: [
        name,
        printMoney(base, data.currency),
        d.difference === 0 ? 'none' : `${sign}${printMoney(d.difference, data.currency, precision)}`,
        d.standard_error === 0 ? NO_FIGURE : printMoney(d.standard_error, data.currency, { digits: 2 }),
      ],
    },
  ];
}

function paidRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const { total, by_year } = run.commitments;
  const all =
    total.expected_paid === null
      ? []
      : moneyRow(
          data,
          'Paid of all commitments',
          total.expected_paid.mean,
          differenceAt(tree, 'commitments', 'total', 'expected_paid'),
          true,
        );
  const years = by_year.flatMap((row) =>
    row.expected_paid === null || row.year < Number(data.asOf.slice(0, 4))
      ? []
      : moneyRow(
          data,
          `Paid in ${row.year}`,
          row.expected_paid.mean,
          differenceAt(tree, 'commitments', 'by_year', row.year, 'expected_paid'),
        ),
  );
  return [...all, ...years];
}

function gapRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const widest = Math.max(...run.funding_gap.map((row) => row.labs.gap.mean));
  return run.funding_gap.flatMap((row) => {
    const d = differenceAt(tree, 'funding_gap', row.year, 'labs', 'gap');
    return moneyRow(data, `Labs’ funding gap in ${row.year}`, row.labs.gap.mean, d, row.labs.gap.mean === widest);
  });
}

function priceRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const { price } = run.market;
  const first = price[Math.min(AHEAD, price.length) - 1];
  return price.flatMap((row, i) => {
    if (row !== first && (!row.quarter.endsWith('Q4') || i === 0)) return [];
    const name = `Price of ${data.good} in ${row.quarter}, per ${data.per}`;
    return moneyRow(data, name, row.mean, differenceAt(tree, 'market', 'price', row.quarter), row === first);
  });
}

function defaultRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const risky = new Set(partiesAtRisk(run));
  return Object.keys(run.parties).flatMap((id): Row[] => {
    const d = differenceAt(tree, 'parties', id, 'default_probability');
    if (d === null || (!risky.has(id) && d.difference === 0)) return [];
    const points = printNumber(d.difference * 100, { standardError: d.standard_error * 100, digits: 2 });
    return [
      {
        isShown: Math.abs(d.difference) > CHANCE * d.standard_error,
        cells: [
          `${data.name(id)}: default within five years`,
          printProbability(run.parties[id]!.default_probability, data.paths),
          d.difference === 0 ? 'none' : `${d.difference > 0 ? '+' : ''}${points} points`,
          d.standard_error === 0 ? NO_FIGURE : `${printNumber(d.standard_error * 100, { digits: 2 })} points`,
        ],
      },
    ];
  });
}
