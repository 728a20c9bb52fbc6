import type { AllocationResult, LabAllocation } from '../../questions/allocation/allocationSchema.ts';
import type { Answer } from '../../questions/answer.ts';
import { allocationSentences, shareOfPaths } from '../allocationSentences.ts';
import { printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

/** What `interlock allocation` prints: the answer in words, a row a year, the uses of today, latent uses in their order. */
export function allocationScreen(answer: Answer<AllocationResult>, page: Page): string {
  const result = answer.result as AllocationResult;
  const currency = answer.currency ?? 'USD';
  const capacity = result.capacity_unit ?? 'unit';
  const labs = Object.keys(result.parties);
  const chosen = result.about?.party;
  const lab = chosen === undefined ? undefined : result.parties[chosen];
  const others = labs.filter((id) => id !== chosen);
  const title = `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}, ${answer.paths} paths`)}`;
  const parts =
    lab === undefined
      ? [[title, 'No lab of this book needs compute from a market.']]
      : [
          [title, ...allocationSentences(lab, currency, capacity).flatMap((text) => wrap(text, page.width))],
          yearsTable(lab, currency, capacity, page),
          usesTable(lab, capacity, page),
          latentTable(lab, currency, capacity, page),
          [
            page.ink.dim(
              'λ: what capacity is worth at the margin; scarce where it exceeds long-run cost. What is held may not be',
            ),
            page.ink.dim(
              'sold or added to on the spot; contracts that run out are not renewed. docs/models/allocation.md',
            ),
            ...(others.length > 0 ? [page.ink.dim(`--about tells another: ${others.join(', ')}`)] : []),
          ],
        ];
  return `${[...parts, warningLines(page, answer.warnings, 2)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function yearsTable(lab: LabAllocation, currency: string, capacity: string, page: Page): string[] {
  const money = (x: number | undefined): string => printMoney(x ?? null, currency);
  const per = currency === 'USD' ? 'per $' : `per ${currency}`;
  return [
    heading(
      page,
      'Year by year',
      `medians at the end of the year, ${capacity}; gains a year are means, with those per dollar`,
    ),
    ...printTable(
      page,
      [
        { title: 'year', gives: true },
        { title: 'holds', align: 'right' },
        { title: 'enough at', align: 'right' },
        { title: 'λ', align: 'right' },
        { title: 'price', align: 'right', drops: true },
        { title: 'cost', align: 'right' },
        { title: 'scarce on', align: 'right' },
        { title: 're-split', align: 'right' },
        { title: per, align: 'right' },
        { title: 'expand', align: 'right' },
        { title: per, align: 'right' },
        { title: 'by later needs', align: 'right', drops: true },
      ],
      lab.regime.map(({ year, scarce_probability: scarce, paths }, i): Cell[] => [
        String(year),
        printNumber(lab.capacity_by_year[i]?.p50 ?? null),
        printNumber(lab.abundance_capacity[i]?.p50 ?? null),
        money(lab.shadow_price[i]?.p50),
        money(lab.price[i]?.p50),
        money(lab.long_run_cost[i]?.p50),
        { text: shareOfPaths(scarce, paths), style: scarce >= 0.5 ? page.ink.yellow : page.ink.green },
        money(lab.gain_resplit[i]?.mean),
        printNumber(lab.gain_resplit[i]?.per_dollar ?? null, { digits: 2 }),
        money(lab.gain_expand[i]?.mean),
        printNumber(lab.gain_expand[i]?.per_dollar ?? null, { digits: 2 }),
        money(lab.gain_expand_ahead[i]?.mean),
      ]),
    ),
  ];
}

function usesTable(lab: LabAllocation, capacity: string, page: Page): string[] {
  const last = lab.uses[0]?.by_year.at(-1)?.year;
  return [
    heading(page, 'Uses', `${capacity}, means; in the best split`),
    ...printTable(
      page,
      [
        { title: 'use', gives: true },
        { title: 'today', align: 'right' },
        { title: 'best', align: 'right' },
        ...[0, 2, 4].flatMap((k) => {
          const year = lab.uses[0]?.by_year[k]?.year;
          return year === undefined || year === last
            ? []
            : [{ title: String(year), align: 'right' as const, drops: true }];
        }),
      ],
      lab.uses.map((use): Cell[] => [
        use.name,
        printNumber(use.today, { digits: 2 }),
        printNumber(use.best, { digits: 2 }),
        ...[0, 2, 4].flatMap((k) => {
          const row = use.by_year[k];
          return row === undefined || row.year === last ? [] : [printNumber(row.best, { digits: 2 })];
        }),
      ]),
    ),
  ];
}

function latentTable(lab: LabAllocation, currency: string, capacity: string, page: Page): string[] {
  if (lab.latent_order.length === 0) return [];
  return [
    heading(page, 'Latent uses, in the order in which they enter', 'by what a unit would bring in a year'),
    ...printTable(
      page,
      [
        { title: 'use', gives: true },
        { title: 'brings', align: 'right' },
        { title: 'enters', align: 'right' },
        { title: 'most likely in', align: 'right' },
        { title: 'on', align: 'right' },
        { title: `at ${capacity}`, align: 'right' },
        { title: 'takes', align: 'right' },
      ],
      lab.latent_order.map((use): Cell[] => {
        const best = likeliest(use.by_year);
        return [
          use.name,
          printMoney(use.entry.p50, currency),
          use.enters_year === null ? 'never' : String(use.enters_year),
          best === undefined ? '' : String(best.year),
          printPercent(best?.probability ?? null),
          printNumber(best?.enters_at_capacity ?? null),
          printNumber(best?.cap ?? null),
        ];
      }),
    ),
  ];
}

type LatentYear = LabAllocation['latent_order'][number]['by_year'][number];

/** The year in which a latent use has entered on most paths. */
function likeliest(years: readonly LatentYear[]): LatentYear | undefined {
  let best = years[0];
  for (const row of years) if (best === undefined || row.probability > best.probability) best = row;
  return best;
}
