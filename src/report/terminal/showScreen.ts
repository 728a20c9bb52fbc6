import type { Answer } from '../../questions/answer.ts';
import type { ExposureKind } from '../../questions/show/exposures.ts';
import type { LayersResult } from '../../questions/show/layers.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { type YearSpan, yearSpans } from '../../questions/show/yearSpan.ts';
import { printCount, printCountOf, printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { noticeLines, warningLines } from './remarks.ts';
import { bar, beside, type Cell, cut, printTable, wrap } from './table.ts';

const YEARS = 9;
const BUYERS = 8;
const DEALS = 10;
const EXPOSURES = 6;
const WARNINGS = 3;
const NAME_WIDTH = 24;
/** Below this width exposures are told without their deal. */
const ROOMY = 84;

const EXPOSURE_WORDS: Readonly<Record<ExposureKind, string>> = {
  contract: 'is to be paid by',
  loan: 'has lent to',
  commitment: 'must still fund',
  guarantee: 'guarantees for',
  backstop: 'must take from',
  residual_value_guarantee: 'guarantees value to',
  stake: 'holds shares of',
  warrant: 'has a warrant on',
};

/** The one screen that `interlock show` prints; with `isWhole` every deal, buyer, year and exposure. */
export function showScreen(answer: Answer<ShowResult>, page: Page, isWhole = false): string {
  const result = answer.result as ShowResult;
  const currency = answer.currency ?? 'USD';
  const asOf = answer.as_of ?? '';
  const half = Math.floor(page.width / 2);
  const narrow: Page = { ...page, width: page.width >= half + 40 ? page.width - half - 2 : page.width };
  const parts = [
    titleLines(answer, result, page),
    totalLines(result, currency, page),
    beside(
      page,
      yearLines(result, currency, asOf, page, isWhole),
      buyerLines(result, currency, narrow, isWhole),
      half + 2,
    ),
    dealLines(result, currency, page, isWhole),
    exposureLines(result, currency, page, isWhole),
    evidenceLines(result, page),
    warningLines(page, answer.warnings, isWhole ? answer.warnings.length : WARNINGS),
    noticeLines(page, result.notice),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titleLines(answer: Answer, result: ShowResult, page: Page): string[] {
  const { counts } = result.evidence;
  const stand = `as of ${answer.as_of}, in ${answer.currency}`;
  const title = cut(answer.book?.title ?? '', page.width - stand.length - 2);
  const gap = ' '.repeat(Math.max(2, page.width - [...title].length - stand.length));
  const size = [
    printCountOf(counts.parties, 'party', 'parties'),
    `${printCountOf(counts.deals, 'deal', 'deals')} with ${printCountOf(counts.terms, 'term', 'terms')}`,
    printCountOf(counts.sources, 'source', 'sources'),
  ].join(', ');
  const changed =
    answer.overlays.length === 0 ? [] : [page.ink.yellow(cut(`changed by ${answer.overlays.join(', ')}`, page.width))];
  return [`${page.ink.bold(title)}${gap}${page.ink.dim(stand)}`, page.ink.dim(size), ...changed];
}

function totalLines(result: ShowResult, currency: string, page: Page): string[] {
  const { total } = result;
  const width = Math.max(10, page.width - 66);
  const row = (name: string, layer: 'headline' | 'net' | 'firm' | 'paid', factor: number | null): Cell[] => [
    name,
    { text: printMoney(total[layer], currency), style: page.ink.bold },
    { text: bar(total.headline > 0 ? total[layer] / total.headline : 0, width).padEnd(width), style: page.ink.cyan },
    factor === null ? '' : { text: `÷ ${printNumber(factor, { digits: 2 })}`, style: page.ink.dim },
  ];
  const range = total.headline_interval;
  const spread = range === null ? '' : `${printMoney(range[0], currency)} to ${printMoney(range[1], currency)}`;
  const first = row('Headline, "up to"', 'headline', null);
  first[3] = { text: spread, style: page.ink.dim };
  return [
    heading(page, 'Commitments to buy'),
    ...printTable(
      page,
      [{ title: '' }, { title: '', align: 'right' }, { title: '' }, { title: '' }],
      [
        first,
        row('Net of what is counted twice', 'net', total.factors.headline_to_net),
        row('Firm at signing', 'firm', total.factors.net_to_firm),
        row('Paid to date', 'paid', total.factors.firm_to_paid),
      ],
    ),
    ...apartLines(result, currency, page),
  ];
}

function apartLines(result: ShowResult, currency: string, page: Page): string[] {
  const { finance, contingent, set_aside } = result;
  const layers = (l: LayersResult): string =>
    `${printMoney(l.headline, currency)}, ${printMoney(l.firm, currency)} firm, ${printMoney(l.paid, currency)} paid`;
  const parts = [
    ...(finance.headline > 0 ? [`equity and loans ${layers(finance)}`] : []),
    ...(contingent.headline > 0 ? [`guarantees and backstops up to ${printMoney(contingent.headline, currency)}`] : []),
    ...(set_aside.talks.deals.length > 0 ? [`${printMoney(set_aside.talks.headline, currency)} in talks`] : []),
    ...(set_aside.ended.deals.length > 0 ? [`${printMoney(set_aside.ended.headline, currency)} lapsed or ended`] : []),
  ];
  return parts.length === 0 ? [] : wrap(`Apart: ${parts.join('; ')}`, page.width).map((line) => page.ink.dim(line));
}

function yearLines(result: ShowResult, currency: string, asOf: string, page: Page, isWhole: boolean): string[] {
  const spans = yearSpans(result.commitments.by_year, Number(asOf.slice(0, 4)), isWhole ? 1000 : YEARS);
  const most = Math.max(...spans.map((span) => span.headline), 0);
  const name = (span: YearSpan): string => (span.from === span.to ? String(span.from) : `${span.from}–${span.to}`);
  const rows = spans.map((span): Cell[] => [
    name(span),
    printMoney(span.headline, currency),
    printMoney(span.firm, currency),
    { text: layeredBar(span, most, 16), style: page.ink.cyan },
  ]);
  return [
    heading(page, 'By year', '█ firm  ░ the rest of the headline'),
    ...printTable(
      page,
      [{ title: '' }, { title: 'headline', align: 'right' }, { title: 'firm', align: 'right' }, { title: '' }],
      rows,
    ),
  ];
}

/** Firm part solid, the rest of the headline light. */
function layeredBar(layers: { readonly headline: number; readonly firm: number }, most: number, width: number): string {
  if (!(most > 0)) return '';
  const whole = Math.round((layers.headline / most) * width);
  const firm = Math.min(whole, Math.round((layers.firm / most) * width));
  return '█'.repeat(firm) + '░'.repeat(whole - firm);
}

function buyerLines(result: ShowResult, currency: string, page: Page, isWhole: boolean): string[] {
  const buyers = Object.entries(result.commitments.by_buyer).sort(([, a], [, b]) => b.headline - a.headline);
  const rows = buyers
    .slice(0, isWhole ? buyers.length : BUYERS)
    .map(([id, b]): Cell[] => [
      partyName(result.parties, id),
      printMoney(b.headline, currency),
      printMoney(b.net, currency),
      printMoney(b.firm, currency),
    ]);
  const more = buyers.length - rows.length;
  return [
    heading(page, 'Biggest buyers'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'headline', align: 'right' },
        { title: 'net', align: 'right' },
        { title: 'firm', align: 'right' },
      ],
      rows,
    ),
    ...(more > 0 ? [page.ink.dim(`and ${more} more`)] : []),
  ];
}

function dealLines(result: ShowResult, currency: string, page: Page, isWhole: boolean): string[] {
  const deals = Object.values(result.deals)
    .filter((d) => d.headline > 0)
    .sort((a, b) => b.headline - a.headline);
  const shown = deals.slice(0, isWhole ? deals.length : DEALS);
  const rows = shown.map((d): Cell[] => [
    d.title,
    d.counted ? d.status : { text: d.status, style: page.ink.dim },
    `${printMoney(d.headline, currency)}${d.disclosed ? '' : '?'}`,
    printMoney(d.net, currency),
    printMoney(d.firm, currency),
    printMoney(d.paid, currency),
    gradeCell(d.grade, page),
  ]);
  const undisclosed = shown.some((d) => !d.disclosed);
  const remark = undisclosed ? '? the sum was never published' : '';
  return [
    heading(page, 'Largest deals', remark),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'status' },
        { title: 'headline', align: 'right' },
        { title: 'net', align: 'right', drops: true },
        { title: 'firm', align: 'right' },
        { title: 'paid', align: 'right', drops: true },
        { title: 'grade' },
      ],
      rows,
    ),
  ];
}

function gradeCell(grade: string, page: Page): Cell {
  const style =
    grade === 'A'
      ? page.ink.green
      : grade === 'D'
        ? page.ink.red
        : grade === 'C'
          ? page.ink.yellow
          : (text: string): string => text;
  return { text: grade, style };
}

function exposureLines(result: ShowResult, currency: string, page: Page, isWhole: boolean): string[] {
  const largest = result.exposures
    .filter((e) => e.kind !== 'stake' && e.amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .slice(0, isWhole ? result.exposures.length : EXPOSURES);
  if (largest.length === 0) return [];
  const rows = largest.map((e): Cell[] => [
    cut(partyName(result.parties, e.holder), NAME_WIDTH),
    { text: EXPOSURE_WORDS[e.kind], style: page.ink.dim },
    cut(partyName(result.parties, e.counterparty), NAME_WIDTH),
    printMoney(e.amount, currency),
    page.width < ROOMY
      ? ''
      : {
          text: cut(result.deals[e.of.split('.')[0] ?? '']?.title ?? e.of, page.width - ROOMY + 12),
          style: page.ink.dim,
        },
  ]);
  return [
    heading(page, 'Largest exposures', 'binding and unpaid, before any recovery; shareholdings left out'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: '' },
        { title: '' },
        { title: '', align: 'right' },
        { title: '', drops: true },
      ],
      rows,
    ),
  ];
}

const GRADE_WORDS: Readonly<Record<string, string>> = { A: 'filings', B: 'press', C: 'analysts', D: 'assumptions' };

function evidenceLines(result: ShowResult, page: Page): string[] {
  const { by_grade, by_said_by, counts } = result.evidence;
  const shares = (entries: readonly (readonly [string, number | null])[]): string =>
    entries
      .filter(([, share]) => share !== null && share > 0)
      .map(([name, share]) => `${name} ${printPercent(share)}`)
      .join(', ');
  const graded = Object.entries(by_grade).map(([g, e]) => [`${g} ${GRADE_WORDS[g] ?? ''}`.trim(), e.share] as const);
  const said = Object.entries(by_said_by).map(([who, e]) => [who, e.share] as const);
  const remark = `share of the headline; ${printCount(counts.figures)} figures in all, ${printCount(counts.uncertain)} of them uncertain`;
  return [
    heading(page, 'What it rests on', remark),
    ...wrap(`by grade:  ${shares(graded)}`, page.width),
    ...wrap(`said by:  ${shares(said)}`, page.width),
    ...(counts.undisclosed > 0
      ? [
          page.ink.dim(
            counts.undisclosed === 1
              ? 'One deal never published a sum; the book holds a range for it.'
              : `${counts.undisclosed} deals never published a sum; the book holds a range for them.`,
          ),
        ]
      : []),
  ];
}
