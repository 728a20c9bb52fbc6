import type { LabAllocation } from '../../../questions/allocation/allocationSchema.ts';
import { allocationSentences, shareOfPaths } from '../../allocationSentences.ts';
import { allocationLines } from '../../figures/allocationLines.ts';
import { printNumber, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** How labs would best split their compute: in words, as a picture and year by year; none where no lab holds any. */
export function allocationSection(data: ReportData): Section | null {
  const result = data.answers.allocation?.result ?? null;
  const id = result?.about?.party ?? '';
  const lab = result?.parties[id];
  if (result === null || lab === undefined) return null;
  const others = Object.entries(result.parties).filter(([other]) => other !== id);
  return {
    id: 'allocation',
    title: 'Whether compute is scarce, and for what',
    body: html`${paragraphs(allocationSentences(lab, data.currency, data.capacity))}
${figureBlock(allocationLines(id, lab, data.currency, data.capacity))}
${yearsTable(lab, data)}
${gainsTable(lab, data)}
${usesTable(lab, data)}
${lab.latent_order.length === 0 ? null : latentTable(lab, data)}
${others.length === 0 ? null : othersTable(others, data)}`,
  };
}

function yearsTable(lab: LabAllocation, data: ReportData): Html {
  return table({
    caption: `${lab.name} at the end of each year: medians`,
    columns: [
      { title: 'Year' },
      { title: `Holds, ${data.capacity}`, isFigure: true },
      { title: 'Scarcity ends at', isFigure: true },
      { title: 'Worth at the margin', isFigure: true },
      { title: 'Price', isFigure: true },
      { title: 'Long-run cost', isFigure: true },
      { title: 'Scarce on paths', isFigure: true },
    ],
    rows: lab.regime.map(({ year, scarce_probability: scarce, paths }, i) => [
      String(year),
      printNumber(lab.capacity_by_year[i]?.p50 ?? null),
      printNumber(lab.abundance_capacity[i]?.p50 ?? null),
      data.money(lab.shadow_price[i]?.p50 ?? null),
      data.money(lab.price[i]?.p50 ?? null),
      data.money(lab.long_run_cost[i]?.p50 ?? null),
      shareOfPaths(scarce, paths),
    ]),
  });
}

function gainsTable(lab: LabAllocation, data: ReportData): Html {
  const per = data.currency === 'USD' ? 'dollar' : data.currency;
  const both = (gain: { readonly mean: number; readonly per_dollar: number | null } | undefined): string[] => [
    data.money(gain?.mean ?? null),
    printNumber(gain?.per_dollar ?? null, { digits: 2 }),
  ];
  return table({
    caption: `What ${lab.name} would gain a year, as means: by splitting what it holds in the best way, and by what its contracts add within a year; per ${per} of what that capacity costs beside it`,
    columns: [
      { title: 'Year' },
      { title: 'Best split', isFigure: true },
      { title: `per ${per}`, isFigure: true },
      { title: 'Added, by needs of the year', isFigure: true },
      { title: `per ${per}`, isFigure: true },
      { title: 'Added, by needs a year on', isFigure: true },
      { title: `per ${per}`, isFigure: true },
    ],
    rows: lab.regime.map(({ year }, i) => [
      String(year),
      ...both(lab.gain_resplit[i]),
      ...both(lab.gain_expand[i]),
      ...both(lab.gain_expand_ahead[i]),
    ]),
  });
}

function usesTable(lab: LabAllocation, data: ReportData): Html {
  const years = lab.uses[0]?.by_year.map((row) => row.year) ?? [];
  return table({
    caption: `What each use gets, ${data.capacity}: today, in the best split of today, and in the best split of later years`,
    columns: [
      { title: 'Use' },
      { title: 'Today', isFigure: true },
      { title: 'Best', isFigure: true },
      ...years.map((year) => ({ title: String(year), isFigure: true })),
    ],
    rows: lab.uses.map((use) => [
      use.name,
      ...[use.today, use.best, ...use.by_year.map((row) => row.best)].map((x) => printNumber(x, { digits: 2 })),
    ]),
  });
}

function latentTable(lab: LabAllocation, data: ReportData): Html {
  const years = lab.latent_order[0]?.by_year.map((row) => row.year) ?? [];
  return table({
    caption: 'Latent uses in the order in which they enter: share of paths on which what is held is enough',
    columns: [
      { title: 'Use' },
      { title: 'A unit brings', isFigure: true },
      ...years.map((year) => ({ title: String(year), isFigure: true })),
    ],
    rows: lab.latent_order.map((use) => [
      use.name,
      data.money(use.entry.p50),
      ...use.by_year.map((row) => printPercent(row.probability)),
    ]),
  });
}

function othersTable(labs: readonly (readonly [string, LabAllocation])[], data: ReportData): Html {
  return table({
    caption: 'The other labs today: what they hold, what capacity is worth at the margin, and whether scarcity ends',
    columns: [
      { title: 'Lab' },
      { title: `Holds, ${data.capacity}`, isFigure: true },
      { title: 'Buys on the spot', isFigure: true },
      { title: 'Worth at the margin', isFigure: true },
      { title: 'Highest chance of abundance', isFigure: true },
      { title: 'In', isFigure: true },
    ],
    rows: labs.map(([, lab]) => [
      lab.name,
      printNumber(lab.capacity.p50),
      printNumber(lab.spot.p50),
      data.money(lab.shadow_price_today.p50),
      printPercent(lab.scarcity_ends_within_horizon),
      lab.least_scarce_year === null ? '' : String(lab.least_scarce_year),
    ]),
  });
}
