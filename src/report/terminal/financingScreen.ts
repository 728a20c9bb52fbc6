import type { Answer } from '../../questions/answer.ts';
import type { FinancingResult, PartyFinancing } from '../../questions/financing/financingSchema.ts';
import { carriedSources, discountWords, financingSentences, printRatio, salesAsked } from '../financingSentences.ts';
import { printMoney, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { beside, type Cell, cut, printTable, wrap } from './table.ts';

const LEAST_SHARE = 0.001;
const COVERAGE_WIDTH = 48;
const SOURCE_WIDTH = 28;

/**
 * What `interlock financing` prints: at which price holders could sell, who pays by year, what carries most.
 *
 * `selling` is the share of all shares whose holders want out; the standing ones where null.
 */
export function financingScreen(answer: Answer<FinancingResult>, page: Page, selling: number | null): string {
  const result = answer.result as FinancingResult;
  const currency = answer.currency ?? 'USD';
  const party = result.about === null ? undefined : result.parties[result.about.party];
  const others = Object.keys(result.parties).filter((other) => other !== result.about?.party);
  const title = `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths} paths`)}`;
  const parts =
    party === undefined
      ? [[title, 'Nobody in this book raises money against shares that are not traded.']]
      : [
          [title, ...financingSentences(party, currency, selling).flatMap((text) => wrap(text, page.width))],
          saleTable(party, currency, page, selling),
          yearsTable(party, currency, page),
          beside(page, coverageTable(party, page), sourcesTable(party, currency, page), COVERAGE_WIDTH),
          [
            ...noteLines(party, page),
            ...(others.length > 0 ? [page.ink.dim(`--about tells another: ${others.join(', ')}`)] : []),
          ],
        ];
  return `${[...parts, warningLines(page, answer.warnings, 1)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function saleTable(party: PartyFinancing, currency: string, page: Page, share: number | null): string[] {
  if (party.secondary.last_value <= 0) return [];
  return [
    heading(
      page,
      'If holders wanted out',
      'one price for all; they must sell, or may wait; range: 5–95 % of its inputs',
    ),
    ...printTable(
      page,
      [
        { title: 'shares' },
        { title: 'must: whole at', align: 'right' },
        { title: 'against last', align: 'right' },
        { title: 'range', align: 'right' },
        { title: 'they get', align: 'right' },
        { title: 'may: against last', align: 'right' },
        { title: 'do sell', align: 'right' },
      ],
      salesAsked(party, share).map(({ share: part, must, may }): Cell[] => [
        printPercent(part),
        printMoney(must.value, currency),
        discountWords(must.discount),
        rangeOf(must.discount_interval),
        printMoney(must.proceeds, currency),
        discountWords(may.discount),
        printPercent(may.sold, { digits: 2 }),
      ]),
    ),
  ];
}

function rangeOf([low, high]: readonly [number, number]): string {
  return `${discountWords(low) === 'the last price' ? '0' : discountWords(low)} to ${discountWords(high) === 'the last price' ? '0' : discountWords(high)}`;
}

function yearsTable(party: PartyFinancing, currency: string, page: Page): string[] {
  const money = (x: number | null | undefined): string => printMoney(x ?? null, currency, { digits: 2 });
  return [
    heading(page, 'Who pays, year by year', 'means, up to a failure; revenue and what alone closes the gap: medians'),
    ...printTable(
      page,
      [
        { title: 'year', gives: true },
        { title: 'failed', align: 'right' },
        { title: 'due', align: 'right' },
        { title: 'own', align: 'right' },
        { title: 'committed', align: 'right' },
        { title: 'gap', align: 'right' },
        { title: 'debt', align: 'right' },
        { title: 'shares', align: 'right' },
        { title: 'revenue', align: 'right', drops: true },
        { title: 'required', align: 'right', drops: true },
        { title: '+ compute', align: 'right', drops: true },
        { title: 'pays', align: 'right', drops: true },
      ],
      party.by_year.map((y, i): Cell[] => [
        String(y.year),
        printPercent(y.failed_before),
        money(y.due.mean),
        money(y.operating.mean),
        money(y.committed.mean),
        { text: money(y.gap.mean), style: y.gap.mean > 0 ? page.ink.yellow : (text: string): string => text },
        money(y.debt_room.mean),
        money(y.equity_demand.mean),
        money(party.required_revenue[i]?.revenue?.p50),
        money(party.required_revenue[i]?.required?.p50),
        money(party.required_revenue[i]?.required_with_compute?.p50),
        printPercent(party.required_revenue[i]?.paying_paths ?? null),
      ]),
    ),
  ];
}

/** What the columns of the years mean, and which years are parts. */
function noteLines({ by_year: years }: PartyFinancing, page: Page): string[] {
  const parts = years.filter(({ quarters }) => quarters < 4);
  const text = [
    'gap: mean of what is short on each path. debt (net of its service), shares (new): at most. failed:',
    'before the year. + compute: with compute bought, over those paths on which revenue pays it (pays).',
    'What holders sell brings it nothing.',
    ...parts.map(({ year, quarters }) => `${year}: ${quarters} ${quarters === 1 ? 'quarter' : 'quarters'}.`),
    'docs/models/financing.md',
  ].join(' ');
  return wrap(text, page.width).map((line) => page.ink.dim(line));
}

function coverageTable(party: PartyFinancing, page: Page): string[] {
  const rows = [
    ['cash and operations', 'operating'],
    ['+ committed money', 'with_committed'],
    ['+ what it could borrow', 'with_debt_room'],
    ['+ shares it could sell', 'with_equity_demand'],
  ] as const;
  if (party.coverage.operating === null) return [];
  return [
    heading(page, 'Coverage', 'sources over dues and losses, values'),
    ...printTable(
      page,
      [
        { title: 'sources', gives: true },
        { title: 'median', align: 'right' },
        { title: '5–95 %', align: 'right' },
      ],
      rows.map(([words, layer]): Cell[] => {
        const c = party.coverage[layer];
        return [words, printRatio(c?.p50), `${printRatio(c?.p5)} to ${printRatio(c?.p95)}`];
      }),
    ),
  ];
}

function sourcesTable(party: PartyFinancing, currency: string, page: Page): string[] {
  if (party.obligations.present_value <= 0) return [];
  const shown = carriedSources(party).filter(({ share }) => share !== null && Math.abs(share) >= LEAST_SHARE);
  return [
    heading(page, 'What carried it', 'values, means; the most first'),
    ...printTable(
      page,
      [
        { title: 'source', gives: true },
        { title: 'carried', align: 'right' },
        { title: 'of dues', align: 'right' },
      ],
      [
        ...shown.map((s): Cell[] => [
          cut(s.words, SOURCE_WIDTH),
          printMoney(s.carries, currency),
          printPercent(s.share),
        ]),
        ['all that was due', printMoney(party.obligations.present_value, currency), printPercent(1)],
      ],
    ),
  ];
}
