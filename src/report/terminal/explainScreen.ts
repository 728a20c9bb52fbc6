import { printable } from '../../book/excerpt.ts';
import type { Answer } from '../../questions/answer.ts';
import type { ExplainResult } from '../../questions/explain/explainSchema.ts';
import { printCount, printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

const TERMS = 8;
const INPUTS = 8;
const DEFAULTS = 8;
const SOURCES = 6;
/** Smaller figures are told by their power of ten. */
const SMALL = 1e-6;

type Names = Readonly<Record<string, { readonly name: string }>>;

/** What `interlock explain` prints: the figure, its equation, and every term, input, default and source behind it. */
export function explainScreen(
  answer: Answer<ExplainResult>,
  names: Names,
  page: Page,
  nameOf: (file: string) => string,
): string {
  const result = answer.result as ExplainResult;
  const parts = [
    figureLines(answer, result, page),
    termLines(answer, result, names, page, nameOf),
    inputLines(result, page, nameOf),
    defaultLines(result, page),
    sourceLines(result, page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function figureLines(answer: Answer, result: ExplainResult, page: Page): string[] {
  const { bold, dim } = page.ink;
  const run = answer.paths === null ? '' : `, over ${printCount(answer.paths)} paths, seed ${answer.seed}`;
  const value = valueText(result.value, result.unit, answer.currency ?? 'USD');
  return [
    `${bold(printable(result.path))}  ${dim(`from interlock ${result.of}${run}, as of ${answer.as_of}`)}`,
    ...wrap(result.says, page.width),
    '',
    ...(value === null ? [] : [`${dim('figure')}    ${bold(value)}`]),
    ...(result.equation === null
      ? []
      : wrap(result.equation, page.width - 10).map((line, i) => `${i === 0 ? dim('equation') : '        '}  ${line}`)),
    `${dim('defined')}   ${page.ink.cyan(result.docs)}`,
  ];
}

/** A figure in words: money, a share, a distribution by its mean and range; null for what is no figure. */
function valueText(value: unknown, unit: string | null, currency: string): string | null {
  if (typeof value === 'number') return numberText(value, unit, currency);
  if (typeof value === 'string') return printable(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const of = value as Readonly<Record<string, unknown>>;
  if (typeof of.mean !== 'number' || typeof of.p5 !== 'number' || typeof of.p95 !== 'number') return null;
  const [mean, low, high] = [of.mean, of.p5, of.p95].map((x) => numberText(x, unit, currency));
  return `${mean}, nine paths in ten from ${low} to ${high}`;
}

function numberText(value: number, unit: string | null, currency: string): string {
  if (unit?.startsWith('currency') === true) return `${printMoney(value, currency)}${unit.slice('currency'.length)}`;
  if (unit === 'fraction') return printPercent(value);
  if (value !== 0 && Math.abs(value) < SMALL) return value.toExponential(1);
  return `${printNumber(value)}${unit === null ? '' : ` ${unit}`}`;
}

function placeText(place: ExplainResult['inputs'][number]['place'], nameOf: (file: string) => string): string {
  return place === null ? 'written nowhere' : `${nameOf(place.file)}:${place.line}`;
}

function shareText(share: number | null): string {
  return share === null ? '' : printPercent(share);
}

function more(count: number, page: Page): string[] {
  return count > 0 ? [page.ink.dim(`and ${printCount(count)} more: --json tells them all`)] : [];
}

function termLines(
  answer: Answer,
  result: ExplainResult,
  names: Names,
  page: Page,
  nameOf: (file: string) => string,
): string[] {
  const shown = result.terms.slice(0, TERMS);
  if (shown.length === 0) return [];
  const rows = shown.map((t): Cell[] => [
    shareText(t.share),
    t.grade,
    t.path.replace(/^deals\./, '').replace('.terms.', '.'),
    t.headline > 0 ? printMoney(t.headline, answer.currency ?? 'USD') : '',
    { text: `${t.type}, ${partyName(names, t.by)} to ${partyName(names, t.to)}`, style: page.ink.dim },
  ]);
  const table = printTable(
    page,
    [
      { title: '', align: 'right' },
      { title: '' },
      { title: '' },
      { title: '', align: 'right' },
      { title: '', gives: true },
    ],
    rows,
  );
  const places = shown.map((t) => placeText(t.place, nameOf));
  return [
    heading(page, 'Terms behind it'),
    ...withPlaces(table, places, page),
    ...more(result.terms.length - shown.length, page),
  ];
}

function inputLines(result: ExplainResult, page: Page, nameOf: (file: string) => string): string[] {
  const shown = result.inputs.slice(0, INPUTS);
  if (shown.length === 0) return [];
  const hasRanks = shown.some((i) => i.rank_correlation !== null);
  const rows = shown.map((i): Cell[] => [
    shareText(i.share),
    ...(hasRanks ? [printNumber(i.rank_correlation, { digits: 2 })] : []),
    `${i.grade}${i.said_by === null ? '' : ` ${i.said_by}`}`,
    `${i.path}${i.written === null ? '' : ` = ${printable(i.written)}`}`,
  ]);
  const table = printTable(
    page,
    [
      { title: '', align: 'right' },
      ...(hasRanks ? [{ title: '', align: 'right' as const }] : []),
      { title: '' },
      { title: '', gives: true },
    ],
    rows,
  );
  const places = shown.map((i) => `${placeText(i.place, nameOf)}${i.note === null ? '' : `  ${printable(i.note)}`}`);
  const remark = hasRanks ? 'share, rank correlation with the figure, grade' : 'share, grade';
  return [
    heading(page, 'Inputs behind it', remark),
    ...withPlaces(table, places, page),
    ...more(result.inputs.length - shown.length, page),
  ];
}

/** Each line of a table with where it was written under it. */
function withPlaces(table: readonly string[], places: readonly string[], page: Page): string[] {
  return table.flatMap((line, i) => [line, page.ink.dim(`       ${cut(places[i] ?? '', page.width - 7)}`)]);
}

function defaultLines(result: ExplainResult, page: Page): string[] {
  const shown = result.defaults.slice(0, DEFAULTS);
  if (shown.length === 0) return [];
  const rows = shown.map((d): Cell[] => [`${d.path} = ${d.value}`, { text: d.says, style: page.ink.dim }]);
  return [
    heading(page, 'Filled in', 'nobody wrote these; grade D'),
    ...printTable(page, [{ title: '', gives: true }, { title: '' }], rows),
    ...more(result.defaults.length - shown.length, page),
  ];
}

function sourceLines(result: ExplainResult, page: Page): string[] {
  const all = Object.entries(result.sources);
  if (all.length === 0) return [];
  const lines = all.slice(0, SOURCES).flatMap(([, s]) => {
    const dated = s.date === null ? '' : `, ${s.date}`;
    const first = `${s.grade}  ${cut(printable(`${s.title} (${s.publisher}${dated})`), page.width - 3)}`;
    return s.url === null ? [first] : [first, page.ink.dim(`   ${printable(s.url)}`)];
  });
  return [heading(page, 'Sources'), ...lines, ...more(all.length - SOURCES, page)];
}
