import type { UsesResult } from '../../questions/allocation/allocationSchema.ts';
import type { Answer } from '../../questions/answer.ts';
import { NO_FIGURE, printNumber } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { type Cell, printTable, wrap } from './table.ts';

const ROWS = 24;

/** A figure of a table of one's own: as many digits as it was given with, up to six. */
function told(x: number | null): string {
  return x === null
    ? NO_FIGURE
    : printNumber(x, { digits: 6 })
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '');
}

/** What `interlock allocation --uses` prints: the best split, its shadow price, and what would gain more. */
export function usesScreen(answer: Answer<UsesResult>, page: Page): string {
  const result = answer.result as UsesResult;
  const parts = [
    usesSentences(result).flatMap((sentence) => wrap(sentence, page.width)),
    usesTable(result, page),
    latentTable(result, page),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function usesSentences(result: UsesResult): string[] {
  const { capacity, value, shadow_price: price, last_unit_brings: last, idle } = result;
  const lasting = last !== null && last > price ? `, the last one brought ${told(last)}` : '';
  const unused = idle > 0 ? ` No use can take ${told(idle)} of it.` : '';
  return [
    `The best split of ${told(capacity)} brings ${told(value)}. At the margin capacity is worth ${told(price)} a unit${lasting}.${unused}`,
    ...scarcitySentence(result),
    ...gainSentences(result),
  ];
}

function scarcitySentence({ long_run_cost: cost, regime, abundance_capacity: enough }: UsesResult): string[] {
  if (cost === null) return [];
  const ends =
    enough === 'unbounded' ? 'at no capacity would it not be' : `it would be abundant from ${told(enough)} on`;
  return [`At a cost of ${told(cost)} a unit capacity is ${regime === 'scarce' ? `scarce; ${ends}` : 'abundant'}.`];
}

function gainSentences({ gain_resplit: resplit, gain_expand: expand }: UsesResult): string[] {
  const perDollar = (per: number | null): string => (per === null ? '' : ` (${told(per)} per unit of its cost)`);
  const gains = (value: number): string => `${value < 0 ? 'loses' : 'gains'} ${told(Math.abs(value))}`;
  return [
    ...(resplit === null ? [] : [`Splitting anew ${gains(resplit.value)}${perDollar(resplit.per_dollar)}.`]),
    ...(expand === null
      ? []
      : [
          `Adding ${told(expand.added)} ${gains(expand.value)}${expand.cost === null ? ' before what it costs' : perDollar(expand.per_dollar)}.`,
        ]),
  ];
}

function usesTable({ uses }: UsesResult, page: Page): string[] {
  const hasToday = uses.some((use) => use.today !== null);
  const rows = uses.flatMap((use) =>
    use.segments.map((segment, k): Cell[] => [
      k === 0 ? use.use : '',
      segment.level === null ? told(segment.return) : `${told(segment.return)}·log(1 + x/${told(segment.level)})`,
      told(segment.cap),
      ...(hasToday ? [k === 0 ? told(use.today) : ''] : []),
      told(segment.best),
    ]),
  );
  return [
    heading(page, 'Uses', 'what a unit brings, the most that is taken, and the best split'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'brings', align: 'right' },
        { title: 'takes', align: 'right' },
        ...(hasToday ? [{ title: 'today', align: 'right' as const }] : []),
        { title: 'best', align: 'right' },
      ],
      rows.slice(0, ROWS),
    ),
    ...(rows.length > ROWS ? [page.ink.dim(`and ${rows.length - ROWS} more: --json tells them all`)] : []),
  ];
}

function latentTable({ latent_order: latent }: UsesResult, page: Page): string[] {
  if (latent.length === 0) return [];
  return [
    heading(page, 'Latent uses, in the order in which they enter'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'enters at λ', align: 'right' },
        { title: 'at a capacity of', align: 'right' },
        { title: 'has', align: 'right' },
      ],
      latent.map((use): Cell[] => [
        use.use,
        told(use.entry),
        use.enters_at_capacity === null ? 'none' : told(use.enters_at_capacity),
        use.has_entered ? 'entered' : 'not entered',
      ]),
    ),
  ];
}
