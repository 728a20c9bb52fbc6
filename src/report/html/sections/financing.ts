import type { PartyFinancing } from '../../../questions/financing/financingSchema.ts';
import { financingBars, secondaryLines } from '../../figures/financingFigures.ts';
import { carriedSources, discountWords, financingSentences, printRatio } from '../../financingSentences.ts';
import { printMoney, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** Who pays what private parties have promised, and the price at which holders could sell; none where nobody is private. */
export function financingSection(data: ReportData): Section | null {
  const { about = null, parties = {} } = data.answers.financing?.result ?? {};
  const id = about?.party ?? '';
  const party = parties[id];
  if (party === undefined) return null;
  const others = Object.entries(parties).filter(([other]) => other !== id);
  return {
    id: 'financing',
    title: 'Who pays, and what a share would fetch',
    body: html`${paragraphs(financingSentences(party, data.currency))}
${figureBlock(financingBars(id, party, data.currency))}
${yearsTable(party, data)}
${coverageTable(party)}
${party.obligations.present_value > 0 ? sourcesTable(party, data) : null}
${party.secondary.last_value > 0 ? figureBlock(secondaryLines(id, party, data.currency)) : null}
${sellTable(party, data)}
${others.length === 0 ? null : othersTable(others, data)}`,
  };
}

function yearsTable(party: PartyFinancing, data: ReportData): Html {
  const money = (x: number | undefined): string => printMoney(x ?? null, data.currency, { digits: 2 });
  return table({
    caption: `${party.name} by year, paths counted up to a failure: means of what falls due and of the gap; medians of the revenue that alone closes it, without and with compute bought for it, the latter over the paths only on which a unit of revenue pays its compute`,
    columns: [
      { title: 'Year' },
      ...['Failed before', 'Due', 'Gap', 'Revenue', 'Required', 'With compute', 'Paths that pay it'].map((title) => ({
        title,
        isFigure: true,
      })),
    ],
    rows: party.by_year.map((year, i) => {
      const needed = party.required_revenue[i];
      return [
        String(year.year),
        printPercent(year.failed_before),
        money(year.due.mean),
        money(year.gap.mean),
        money(needed?.revenue?.p50),
        money(needed?.required?.p50),
        money(needed?.required_with_compute?.p50),
        printPercent(needed?.paying_paths ?? null),
      ];
    }),
  });
}

function coverageTable(party: PartyFinancing): Html {
  const rows = [
    ['Cash and operations', 'operating'],
    ['and committed money', 'with_committed'],
    ['and all it could borrow', 'with_debt_room'],
    ['and all new shares it could sell', 'with_equity_demand'],
  ] as const;
  return table({
    caption: `Coverage of what falls due for ${party.name}: present value of sources over present value of dues and of what its own business and debt cost`,
    columns: [
      { title: 'Sources' },
      ...['5 %', 'Median', '95 %', 'Ratio of means'].map((title) => ({ title, isFigure: true })),
    ],
    rows: rows.map(([words, layer]) => {
      const c = party.coverage[layer];
      return [
        words,
        printRatio(c?.p5),
        printRatio(c?.p50),
        printRatio(c?.p95),
        printRatio(party.coverage_of_values[layer]),
      ];
    }),
  });
}

function sourcesTable(party: PartyFinancing, data: ReportData): Html {
  return table({
    caption: 'What carried it in the run, the largest first: present values, means',
    columns: [
      { title: 'Source' },
      { title: 'Carried', isFigure: true },
      { title: 'Of all due', isFigure: true },
      { title: 'At most', isFigure: true },
    ],
    rows: [
      ...carriedSources(party).map(({ words, carries, share, could }) => [
        words,
        printMoney(carries, data.currency),
        printPercent(share),
        printMoney(could, data.currency),
      ]),
      ['All that was due', printMoney(party.obligations.present_value, data.currency), printPercent(1), ''],
    ],
  });
}

function sellTable(party: PartyFinancing, data: ReportData): Html {
  return table({
    caption: `If holders of ${party.name} wanted out: one price for all, against the last one`,
    columns: [
      { title: 'Of all shares' },
      { title: 'Must sell', isFigure: true },
      { title: '5–95 %', isFigure: true },
      { title: 'They get', isFigure: true },
      { title: 'May sell', isFigure: true },
      { title: 'Do sell', isFigure: true },
    ],
    rows: party.sell.map(({ share, must, may }) => [
      printPercent(share),
      discountWords(must.discount),
      `${printPercent(must.discount_interval[0])} to ${printPercent(must.discount_interval[1])} off`,
      printMoney(must.proceeds, data.currency),
      discountWords(may.discount),
      printPercent(may.sold, { digits: 2 }),
    ]),
  });
}

function othersTable(others: readonly (readonly [string, PartyFinancing])[], data: ReportData): Html {
  return table({
    caption: 'Other private parties: medians',
    columns: [
      { title: 'Party' },
      { title: 'Announced, unpaid', isFigure: true },
      { title: 'Covered with debt room', isFigure: true },
      { title: 'With new shares', isFigure: true },
      { title: 'Fails', isFigure: true },
      { title: 'A tenth at', isFigure: true },
    ],
    rows: others.map(([, party]) => [
      party.name,
      printMoney(party.obligations.headline, data.currency),
      printRatio(party.coverage.with_debt_room?.p50),
      printRatio(party.coverage.with_equity_demand?.p50),
      printPercent(party.default_probability),
      discountWords(party.sell.find((one) => one.share === 0.1)?.must.discount ?? 0),
    ]),
  });
}
