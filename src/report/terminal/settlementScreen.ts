import type { Answer } from '../../questions/answer.ts';
import type { AmountAndShare, SettledParty, SettlementResult } from '../../questions/settlement/settlementSchema.ts';
import { NO_FIGURE, printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable } from './table.ts';

const ASSUMPTIONS = 8;

/** What `interlock settlement` prints: what was signed against what each side could fall back on and what a bargain predicts. */
export function settlementScreen(answer: Answer<SettlementResult>, page: Page): string {
  const result = answer.result as SettlementResult;
  const currency = answer.currency ?? 'USD';
  const parts = [
    answer.book === null
      ? []
      : [`${page.ink.bold(cut(answer.book.title, page.width - 20))}  ${page.ink.dim(`as of ${answer.as_of}`)}`],
    result.settlement === null ? nothing(answer) : verdict(result, currency),
    sidesTable(result, currency, page),
    multiples(result, currency, page),
    explained(result, page),
    assumptions(result, page),
    result.settlement === null ? payouts(result, currency, page) : [],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function nothing(answer: Answer<SettlementResult>): string[] {
  return answer.book === null ? [] : ['The book has no settlement that was known on this day (section `settlements`).'];
}

function verdict(result: SettlementResult, currency: string): string[] {
  const error = result.largest_prediction_error;
  const gains = result.all_gain_probability ?? 0;
  return [
    `${result.says} (${result.date})`,
    `Agreeing was worth ${printMoney(result.surplus, currency)} to all together: ${printMoney(result.value, currency)} against ${printMoney(result.value_without_agreement, currency)} without. Every side got at`,
    `least what it could fall back on in ${printPercent(gains)} of ${result.draws} draws of what is assumed.`,
    error === null
      ? 'There is nothing to agree on at the medians.'
      : `The split predicted from voice and patience is off by at most ${printPercent(error)} of the value at the medians, and by under 3 in ${printPercent(result.predicted_within_3_points_probability)} of draws.`,
  ];
}

function share(of: AmountAndShare | null): string {
  return of === null ? NO_FIGURE : printPercent(of.share);
}

function sidesTable(result: SettlementResult, currency: string, page: Page): string[] {
  const parties = Object.values(result.parties);
  if (parties.length === 0) return [];
  const range = (r: { p5: number; p95: number } | null): string =>
    r === null ? NO_FIGURE : `${printPercent(r.p5)}–${printPercent(r.p95)}`;
  const row = (p: SettledParty): Cell[] => [
    p.name,
    share(p.before),
    share(p.disagreement),
    share(p.signed),
    printMoney(p.signed.amount, currency),
    share(p.bargained),
    share(p.predicted),
    range(p.predicted_range),
    p.implied_weight === null ? NO_FIGURE : printPercent(p.implied_weight),
    printPercent(p.weight),
  ];
  return [
    heading(page, 'Who got what', 'shares of the value; money with the terms beside the split'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'before', align: 'right', drops: true },
        { title: 'without', align: 'right' },
        { title: 'signed', align: 'right' },
        { title: '', align: 'right' },
        { title: 'equal', align: 'right' },
        { title: 'predicted', align: 'right' },
        { title: '5–95 %', align: 'right' },
        { title: 'part of gain', align: 'right' },
        { title: 'weight', align: 'right', drops: true },
      ],
      parties.map(row),
    ),
    page.ink.dim(
      'without: what it could expect without an agreement; equal: Nash bargain with equal weights; part of gain: of the',
    ),
    page.ink.dim('surplus, as signed; weight: by voice and patience, from which the prediction follows'),
  ];
}

function multiples(result: SettlementResult, currency: string, page: Page): string[] {
  const told = Object.values(result.parties).filter((p) => p.invested !== null || p.liquid !== null);
  if (told.length === 0) return [];
  return [
    heading(page, 'Money in and out', ''),
    ...told.map((p) => {
      const { on_invested, on_committed, annualised } = p.multiple;
      const parts = [
        p.invested === null
          ? null
          : `${printMoney(p.invested, currency)} in, ${printNumber(on_invested)} times on paper (${printNumber(on_committed)} on what was promised${annualised === null ? '' : `, ${printPercent(annualised)} a year`})`,
        p.liquid === null ? null : `${printMoney(p.liquid.amount, currency)} of it may be sold`,
        p.terms === 0 ? null : `terms beside the split ${printMoney(p.terms, currency)}`,
      ].filter((part) => part !== null);
      return cut(`${p.name}: ${parts.join('; ')}`, page.width);
    }),
  ];
}

function explained(result: SettlementResult, page: Page): string[] {
  const points = result.explained_by;
  if (points.length === 0) return [];
  const shown = points.filter((_, i) => i % 2 === 0 || i === points.length - 1).slice(0, 6);
  const ids = Object.keys(result.parties);
  return [
    heading(page, 'Fallback positions that explain the split with equal weights', 'shares of what would be left'),
    ...printTable(
      page,
      [
        { title: 'lost without an agreement', gives: true },
        ...shown.map((p) => ({ title: printPercent(p.lost), align: 'right' as const })),
      ],
      ids.map((id): Cell[] => [result.parties[id]!.name, ...shown.map((p) => printPercent(p.before[id] ?? null))]),
    ),
  ];
}

function assumptions(result: SettlementResult, page: Page): string[] {
  const shown = result.assumptions.filter((a) => a.moves > 0.0005).slice(0, ASSUMPTIONS);
  if (shown.length === 0) return [];
  const ids = Object.keys(result.parties);
  const told = (at: Readonly<Record<string, number>> | null): string =>
    at === null ? 'no agreement' : ids.map((id) => printPercent(at[id] ?? null)).join(' / ');
  return [
    heading(
      page,
      'What the prediction hangs on',
      `predicted shares (${ids.join(' / ')}) where one input is low, and high`,
    ),
    ...printTable(
      page,
      [
        { title: 'assumed', gives: true },
        { title: 'grade' },
        { title: 'low', align: 'right' },
        { title: 'high', align: 'right' },
      ],
      shown.map((a): Cell[] => [
        a.input.replace(/^settlements\.[^.]+\./, '').replace(/^sides\./, ''),
        a.grade,
        told(a.low),
        told(a.high),
      ]),
    ),
  ];
}

function payouts(result: SettlementResult, currency: string, page: Page): string[] {
  const names = Object.keys(result.payouts[0]?.by_class ?? {});
  if (names.length === 0) return [];
  return [
    heading(page, 'What an exit brings', 'by class'),
    ...printTable(
      page,
      [{ title: 'exit', align: 'right' }, ...names.map((name) => ({ title: name, align: 'right' as const }))],
      result.payouts.map((row): Cell[] => [
        printMoney(row.exit, currency),
        ...names.map((name) => printMoney(row.by_class[name] ?? 0, currency)),
      ]),
    ),
  ];
}
