import type { DistributionSummary } from '../../base/quantiles.ts';
import type { Answer } from '../../questions/answer.ts';
import type { ClaimsResult } from '../../questions/claims/claimsSchema.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import { NO_FIGURE, printCount, printMoney, printNumber, printPercent, printProbability } from '../number.ts';
import { comparisonLines } from './comparisonLines.ts';
import { driverLines } from './driverLines.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { beside, type Cell, cut, printTable, wrap } from './table.ts';
import { verdictLines } from './verdictLines.ts';

const YEARS = 7;
const PARTIES = 9;
const QUOTED = 4;
/** Parties shown because their partners' support makes the difference. */
const SUPPORTED = 2;
const EXPOSURES = 5;
const WARNINGS = 3;
const NAME_WIDTH = 24;
/** Of fewer defaults than these the trigger is told without its share. */
const FEW_DEFAULTS = 30;

/**
 * The one screen that `interlock run` prints; `report` is where the whole answer was written, if anywhere. Verdicts on what
 * is claimed of the web, where they were asked for, stand first.
 */
export function runScreen(
  answer: Answer<RunResult>,
  page: Page,
  report: string | null,
  claims: Answer<ClaimsResult> | null = null,
): string {
  const result = answer.result as RunResult;
  const half = Math.floor(page.width * 0.57);
  const narrow: Page = { ...page, width: page.width >= half + 40 ? page.width - half - 2 : page.width };
  const wide: Page = { ...page, width: page.width >= half + 42 ? half : page.width };
  const parts = [
    titleLines(answer, page),
    claims === null ? [] : verdictLines(claims, page),
    yearLines(answer, result, page),
    defaultLines(answer, result, page),
    beside(page, exposureLines(answer, result, wide), priceLines(answer, result, narrow), half + 2),
    driverLines(answer, result, page),
    comparisonLines(answer, result, page),
    footLines(answer, result, page, report),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titleLines(answer: Answer, page: Page): string[] {
  const stand = `as of ${answer.as_of}, ${printCount(answer.paths ?? 0)} paths, seed ${answer.seed}`;
  const title = cut(answer.book?.title ?? '', page.width - stand.length - 2);
  const gap = ' '.repeat(Math.max(2, page.width - [...title].length - [...stand].length));
  const changed =
    answer.overlays.length === 0 ? [] : [page.ink.yellow(cut(`changed by ${answer.overlays.join(', ')}`, page.width))];
  return [`${page.ink.bold(title)}${gap}${page.ink.dim(stand)}`, ...changed];
}

/** Mean of a distribution, to the digits that its standard error supports. */
function mean(d: DistributionSummary | null, currency: string): string {
  return d === null ? NO_FIGURE : printMoney(d.mean, currency, { standardError: d.standard_error });
}

function range(d: DistributionSummary | null, currency: string): string {
  if (d === null) return '';
  const [low, high] = [d.p5, d.p95].map((x) => printMoney(x, currency, { digits: 2 }));
  return low === high ? '' : `${low} to ${high}`;
}

type YearRow = RunResult['commitments']['by_year'][number];
type GapRow = RunResult['funding_gap'][number];

/** Years that the run covers, the first few of them: what was promised and is paid, and how the labs pay. */
function yearLines(answer: Answer, result: RunResult, page: Page): string[] {
  const currency = answer.currency ?? 'USD';
  const { bold, dim } = page.ink;
  const gaps = new Map(result.funding_gap.map((row) => [row.year, row]));
  const rows = result.commitments.by_year.filter((row) => gaps.has(row.year)).slice(0, YEARS);
  const hasLabs = Object.keys(result.funding_gap[0]?.by_lab ?? {}).length > 0;
  const { total } = result.commitments;
  const gap = result.measures.funding_gap as DistributionSummary | undefined;
  // Where years are left out, those told do not add up to the whole.
  const isCut = gaps.size > rows.length;
  const last = result.funding_gap.at(-1)?.year;
  const whole: Cell[] = [
    { text: isCut ? `to ${last}` : 'in all', style: bold },
    { text: printMoney(total.headline, currency), style: bold },
    { text: printMoney(total.firm, currency), style: bold },
    { text: mean(total.expected_paid, currency), style: bold },
    { text: range(total.expected_paid, currency), style: dim },
  ];
  const table = printTable(
    page,
    [
      { title: '' },
      { title: 'headline', align: 'right' },
      { title: 'firm', align: 'right' },
      { title: 'expected paid', align: 'right' },
      { title: '5–95 %', drops: true },
      ...(hasLabs ? LAB_COLUMNS : []),
    ],
    [
      ...rows.map((row) => yearRow(row, gaps.get(row.year)!, currency, page, hasLabs)),
      hasLabs && gap !== undefined
        ? [...whole, '', '', '', { text: mean(gap, currency), style: bold }, { text: range(gap, currency), style: dim }]
        : whole,
    ],
  );
  const paid = `net of overlap ${printMoney(total.net, currency)}; paid to date ${printMoney(total.paid, currency)}`;
  return [
    heading(page, hasLabs ? 'Commitments to buy, and the labs’ funding gap' : 'Commitments to buy', paid),
    ...table,
  ];
}

const LAB_COLUMNS = [
  { title: 'labs: due', align: 'right', drops: true },
  { title: 'own cash', align: 'right', drops: true },
  { title: 'committed', align: 'right', drops: true },
  { title: 'gap', align: 'right' },
  { title: '5–95 %', drops: true },
] as const;

function yearRow(row: YearRow, gap: GapRow, currency: string, page: Page, hasLabs: boolean): Cell[] {
  const { dim, yellow } = page.ink;
  const told: Cell[] = [
    String(row.year),
    printMoney(row.headline, currency),
    printMoney(row.firm, currency),
    mean(row.expected_paid, currency),
    { text: range(row.expected_paid, currency), style: dim },
  ];
  if (!hasLabs) return told;
  const { labs } = gap;
  return [
    ...told,
    mean(labs.due, currency),
    mean(labs.operating, currency),
    mean(labs.committed, currency),
    { text: mean(labs.gap, currency), style: labs.gap.mean > 0 ? yellow : (text: string): string => text },
    { text: range(labs.gap, currency), style: dim },
  ];
}

type PartyRow = RunResult['parties'][string];

/** Who defaults: those with any default or a quoted swap, the likeliest first. */
function defaultLines(answer: Answer, result: RunResult, page: Page): string[] {
  const paths = answer.paths ?? 0;
  const { dim } = page.ink;
  const ranked = Object.entries(result.parties).sort(
    ([, a], [, b]) => b.default_probability - a.default_probability || spreadOf(b) - spreadOf(a),
  );
  const shown = toShow(ranked);
  const left = ranked.filter((entry) => !shown.includes(entry));
  const rows = shown.map(([id, p]): Cell[] => [
    cut(partyName(nameTable(result), id), NAME_WIDTH),
    chance(p.default_probability_1y, paths),
    { text: chance(p.default_probability, paths), style: page.ink.bold },
    { text: alone(p, paths), style: dim },
    p.cds_implied === null ? '' : `${printPercent(p.cds_implied['1y'])}, ${printPercent(p.cds_implied['5y'])}`,
    { text: cut(trigger(p), Math.max(16, page.width - 72)), style: dim },
  ]);
  const likeliest = left[0]?.[1].default_probability ?? 0;
  const bound = likeliest > 0 ? `at most ${chance(likeliest, paths)}` : chance(0, paths);
  return [
    heading(page, 'Who cannot pay in full', 'probability of default, with support and stand-alone'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: '1 year', align: 'right' },
        { title: '5 years', align: 'right' },
        { title: '5, alone', align: 'right', drops: true },
        { title: 'CDS: 1, 5', align: 'right', drops: true },
        { title: 'what sets it off', drops: true },
      ],
      rows,
    ),
    ...(left.length > 0 ? [dim(`and ${printCount(left.length)} more, ${bound} within five years`)] : []),
  ];
}

/** Those with a quoted swap, to be held against it, those whom support saves most often, and the likeliest of the rest; the likeliest first. */
function toShow(ranked: readonly (readonly [string, PartyRow])[]): (readonly [string, PartyRow])[] {
  const quoted = ranked.filter(([, p]) => p.cds_implied !== null).slice(0, QUOTED);
  const supported = ranked
    .filter((entry) => !quoted.includes(entry) && savedBySupport(entry[1]) > 0)
    .sort(([, a], [, b]) => savedBySupport(b) - savedBySupport(a))
    .slice(0, SUPPORTED);
  const named = [...quoted, ...supported];
  const others = ranked.filter(
    (entry) =>
      !named.includes(entry) && (entry[1].default_probability > 0 || entry[1].default_probability_stand_alone > 0),
  );
  const chosen = [...named, ...others.slice(0, PARTIES - named.length)];
  return ranked.filter((entry) => chosen.includes(entry));
}

/** How much likelier a default within five years would be without support. */
function savedBySupport(party: PartyRow): number {
  return party.default_probability_stand_alone - party.default_probability;
}

function nameTable(result: RunResult): Record<string, { name: string }> {
  return Object.fromEntries(Object.entries(result.names).map(([id, name]) => [id, { name }]));
}

function spreadOf(party: PartyRow): number {
  return party.cds_implied?.spread ?? 0;
}

function chance(probability: number, paths: number): string {
  return printProbability(probability, paths);
}

/** Without support; only where it reads differently, and for one year only where that does. */
function alone(party: PartyRow, paths: number): string {
  const [oneYear, fiveYears] = [party.default_probability_1y, party.default_probability].map((p) => chance(p, paths));
  const [oneAlone, fiveAlone] = [party.default_probability_1y_stand_alone, party.default_probability_stand_alone].map(
    (p) => chance(p, paths),
  );
  if (oneAlone !== oneYear) return `${fiveAlone} (1 y ${oneAlone})`;
  return fiveAlone === fiveYears ? 'same' : `${fiveAlone}`;
}

function trigger(party: PartyRow): string {
  const first = party.default_triggers[0];
  if (first === undefined) return '';
  if (party.defaults < FEW_DEFAULTS) return first.cause;
  return `${first.cause} ${printPercent(first.share)}`;
}

const EXPOSURE_WORDS: Readonly<Record<RunResult['exposures'][number]['kind'], string>> = {
  contract: 'sells to',
  loan: 'lends to',
  commitment: 'must fund',
  guarantee: 'guarantees',
  backstop: 'backstops',
  residual_value_guarantee: 'covers value of',
  stake: 'owns part of',
  warrant: 'has warrants on',
};

function exposureLines(answer: Answer, result: RunResult, page: Page): string[] {
  const currency = answer.currency ?? 'USD';
  const names = nameTable(result);
  const largest = result.exposures.filter((e) => e.kind !== 'stake' && e.amount > 0).slice(0, EXPOSURES);
  if (largest.length === 0) return [];
  const rows = largest.map((e): Cell[] => [
    `${partyName(names, e.holder)} ${EXPOSURE_WORDS[e.kind]} ${partyName(names, e.counterparty)}`,
    printMoney(e.amount, currency),
    { text: lossText(e.expected_loss, currency), style: page.ink.dim },
  ]);
  return [
    heading(page, 'Largest exposures', 'binding; shares left out'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'amount', align: 'right' },
        { title: 'expected loss', align: 'right' },
      ],
      rows,
    ),
  ];
}

/** No path that shows a loss is no proof that there is none. */
function lossText(loss: number | null, currency: string): string {
  if (loss === null) return NO_FIGURE;
  return loss > 0 ? printMoney(loss, currency, { digits: 2 }) : 'none seen';
}

/** The price a year, two, three and five years on. */
function priceLines(answer: Answer, result: RunResult, page: Page): string[] {
  const { price, hourly, good, price_unit: unit } = result.market;
  if (price.length === 0) return [];
  const currency = answer.currency ?? 'USD';
  const { dim } = page.ink;
  const places = [3, 7, 11, 19].filter((q) => q < price.length);
  const rows = places.map((q): Cell[] => {
    const p = price[q]!;
    const h = hourly?.price[q];
    return [
      p.quarter,
      printMoney(p.p50, currency),
      { text: range(p, currency), style: dim },
      ...(h === undefined ? [] : [printMoney(h.p50, currency)]),
    ];
  });
  const remark =
    hourly === null ? (unit ?? '') : `an hour at ${printNumber(hourly.kilowatts, { digits: 2 })} kW a ${hourly.name}`;
  const [cost] = result.market.long_run_cost;
  const perPrice = hourly === null ? undefined : (hourly.price[0]?.p50 ?? 0) / (price[0]?.p50 ?? 1);
  if (cost !== undefined)
    rows.push([
      'new build',
      printMoney(cost.p50, currency),
      { text: range(cost, currency), style: dim },
      ...(perPrice === undefined ? [] : [printMoney(cost.p50 * perPrice, currency)]),
    ]);
  return [
    heading(page, `Price of ${good ?? 'what is traded'}`, remark),
    ...printTable(
      page,
      [
        { title: '' },
        { title: 'median', align: 'right' },
        { title: '5–95 %' },
        ...(hourly === null ? [] : [{ title: 'an hour', align: 'right' as const }]),
      ],
      rows,
    ),
  ];
}

/** What a reader must know before believing it: warnings, grades of the evidence, where the whole is, the notice. */
function footLines(answer: Answer, result: RunResult, page: Page, report: string | null): string[] {
  const graded = Object.entries(result.evidence)
    .filter(([, share]) => share > 0)
    .map(([grade, share]) => `${grade} ${printPercent(share)}`)
    .join(', ');
  const inputs = `${printCount(answer.rests_on.length)} inputs move these figures`;
  const evidence = `${inputs}${graded === '' ? '' : `; by grade ${graded} (A filings … D assumptions)`}`;
  // The line on evidence says it too, by grade; over how few paths all this is comes first.
  const warnings = answer.warnings
    .filter(({ code }) => code !== 'run.mostly-assumed')
    .sort((a, b) => Number(b.code === 'run.interrupted') - Number(a.code === 'run.interrupted'));
  const room = page.width - LABEL;
  const told = warnings.slice(0, WARNINGS).map(({ message, place }) => {
    const whole = place === null ? message : `${message} (${place.file}:${place.line})`;
    return [...whole].length <= room ? whole : cut(message, room);
  });
  const more = warnings.length - told.length;
  if (more > 0) told.push(`and ${printCount(more)} more: --json tells them all`);
  return [
    ...told.flatMap((text, i) => labelled(page, i === 0 ? 'Warnings' : '', text, page.ink.yellow)),
    ...labelled(page, 'Evidence', evidence),
    ...(report === null ? [] : [`${page.ink.bold('Report')}    ${page.ink.cyan(report)}`]),
    ...(result.notice === null ? [] : wrap(NOTICE, page.width).map((line) => page.ink.dim(line))),
  ];
}

const NOTICE = 'Holds only with the book’s figures and assumptions; no investment advice. Its notice: interlock show';
const LABEL = 10;

/** Text behind a label, its further lines under the first. */
function labelled(page: Page, label: string, text: string, ink = (line: string): string => line): string[] {
  return wrap(text, page.width - LABEL).map(
    (line, i) => `${page.ink.bold((i === 0 ? label : '').padEnd(LABEL))}${ink(line)}`,
  );
}
