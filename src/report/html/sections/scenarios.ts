import type { RunResult } from '../../../questions/run/runSchema.ts';
import { partiesAtRisk } from '../../figures/defaultDots.ts';
import { NO_FIGURE, printMoney, printNumber, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** A paired difference as a comparison carries it. */
interface Difference {
  readonly difference: number;
  readonly standard_error: number;
}

type Row = readonly [string, string, string, string];

/** Every scenario that was run against the book as it stands, path by path. */
export function scenarios(data: ReportData): Section | null {
  const { run } = data;
  const compared = Object.entries(run?.comparison ?? {});
  if (run === null || compared.length === 0) return null;
  return {
    id: 'scenarios',
    title: 'Scenarios compared',
    body: html`<p>Each scenario ran on the same draws as the book as it stands. Differences are means over the paths of scenario less base; after ± stands one standard error of that mean, and a difference within two of them may be chance.</p>
${compared.map(([id, tree]) => scenario(data, run, id, tree))}`,
  };
}

function scenario(data: ReportData, run: RunResult, id: string, tree: unknown): Html {
  const says = data.book.content.scenarios?.[id]?.says;
  const rows = [...paidRows(data, run, tree), ...gapRows(data, run, tree), ...priceRows(data, run, tree), ...defaultRows(data, run, tree)];
  return html`<section aria-labelledby="scenario-${id}"><h3 id="scenario-${id}">${id}</h3>
${says === undefined ? null : html`<p>${says}</p>`}
${table({
  caption: `${id} against the book as it stands`,
  columns: [
    { title: 'Measure' },
    { title: 'Book as it stands', isFigure: true },
    { title: 'Difference', isFigure: true },
    { title: '± one s.e.', isFigure: true },
  ],
  rows,
  hidesCaption: true,
})}</section>
`;
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
  return typeof found?.difference === 'number' && typeof found.standard_error === 'number' ? (found as Difference) : null;
}

function moneyRow(data: ReportData, name: string, base: number, d: Difference | null): Row[] {
  if (d === null) return [];
  const precision = { standardError: d.standard_error };
  const sign = d.difference > 0 ? '+' : '';
  return [
    [
      name,
      printMoney(base, data.currency),
      d.difference === 0 ? 'none' : `${sign}${printMoney(d.difference, data.currency, precision)}`,
      d.standard_error === 0 ? NO_FIGURE : printMoney(d.standard_error, data.currency, { digits: 2 }),
    ],
  ];
}

function paidRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const { total, by_year } = run.commitments;
  const all = total.expected_paid === null ? [] : moneyRow(data, 'Paid of all commitments', total.expected_paid.mean, differenceAt(tree, 'commitments', 'total', 'expected_paid'));
  const years = by_year.flatMap((row) =>
    row.expected_paid === null || row.year < Number(data.asOf.slice(0, 4))
      ? []
      : moneyRow(data, `Paid in ${row.year}`, row.expected_paid.mean, differenceAt(tree, 'commitments', 'by_year', row.year, 'expected_paid')),
  );
  return [...all, ...years];
}

function gapRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  return run.funding_gap.flatMap((row) =>
    moneyRow(data, `Labs’ funding gap in ${row.year}`, row.labs.gap.mean, differenceAt(tree, 'funding_gap', row.year, 'labs', 'gap')),
  );
}

function priceRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const ends = run.market.price.filter((row, i) => row.quarter.endsWith('Q4') && i > 0);
  return ends.flatMap((row) =>
    moneyRow(data, `Price of compute in ${row.quarter}, per ${data.capacity}-year`, row.mean, differenceAt(tree, 'market', 'price', row.quarter)),
  );
}

function defaultRows(data: ReportData, run: RunResult, tree: unknown): Row[] {
  const risky = new Set(partiesAtRisk(run));
  return Object.keys(run.parties).flatMap((id): Row[] => {
    const d = differenceAt(tree, 'parties', id, 'default_probability');
    if (d === null || (!risky.has(id) && d.difference === 0)) return [];
    const points = printNumber(d.difference * 100, { standardError: d.standard_error * 100, digits: 2 });
    return [
      [
        `Default within five years: ${data.name(id)}`,
        printPercent(run.parties[id]!.default_probability),
        d.difference === 0 ? 'none' : `${d.difference > 0 ? '+' : ''}${points} points`,
        d.standard_error === 0 ? NO_FIGURE : `${printNumber(d.standard_error * 100, { digits: 2 })} points`,
      ],
    ];
  });
}
