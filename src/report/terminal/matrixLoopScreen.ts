import type { Answer } from '../../questions/answer.ts';
import type { MatrixLoopResult } from '../../questions/loop/loopSchema.ts';
import { multiplierText } from '../loopSentences.ts';
import { NO_FIGURE, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, printTable, wrap } from './table.ts';

const PARTIES = 12;
const CIRCLES = 8;
const ENTRIES = 12;

/** What `interlock loop --matrix` prints: whether the matrix feeds itself, party by party, circle by circle, entry by entry. */
export function matrixLoopScreen(answer: Answer<MatrixLoopResult>, page: Page): string {
  const result = answer.result as MatrixLoopResult;
  const parts = [
    matrixSentences(result).flatMap((sentence) => wrap(sentence, page.width)),
    partiesTable(result, page),
    circlesTable(result, page),
    entriesTable(result, page),
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How near to one a gain is one: what rounding leaves of its digits. */
const ROUNDING = 1e-12;

function matrixSentences({ gain, multiplier, damping, cycles, by_party: parties }: MatrixLoopResult): string[] {
  const shown = printNumber(gain, { digits: 6 });
  const withBound = parties.filter(({ in_all: total }) => total !== 'unbounded').length;
  const some = withBound === 0 ? '' : ` What a unit becomes has a bound for ${withBound} of ${parties.length} parties.`;
  const grows =
    multiplier !== 'unbounded'
      ? `The gain is ${shown}: each turn leaves so much of what was in the loop. In all, one unit becomes up to ${multiplierText(multiplier)}.`
      : gain <= 1 + ROUNDING
        ? `The gain is 1: what is in a circle comes back whole in the long run, neither more nor less, and only the sum over all turns has no bound.${some}`
        : `The gain is ${shown}: what is in the loop grows from turn to turn, and what it calls forth has no bound.${some}`;
  if (cycles.length === 0) return [`Nothing returns to where it came from. ${grows}`];
  return damping < 0 ? [grows, `Circles that damp bring ${printPercent(damping)}; the gain leaves them out.`] : [grows];
}

function partiesTable({ by_party: parties }: MatrixLoopResult, page: Page): string[] {
  return [
    heading(page, 'A unit of each', 'what it calls forth in one turn, and what it becomes in all, itself included'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'in a turn', align: 'right' },
        { title: 'in all', align: 'right' },
      ],
      parties
        .slice(0, PARTIES)
        .map((p): Cell[] => [p.party, printNumber(p.in_a_turn, { digits: 4 }), multiplierText(p.in_all)]),
    ),
    ...(parties.length > PARTIES ? [page.ink.dim(`and ${parties.length - PARTIES} more: --json tells them all`)] : []),
  ];
}

function circlesTable({ cycles }: MatrixLoopResult, page: Page): string[] {
  if (cycles.length === 0) return [];
  return [
    heading(page, 'Largest circles', `of ${cycles.length}`),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'gain', align: 'right' },
      ],
      cycles
        .slice(0, CIRCLES)
        .map((c): Cell[] => [[...c.parties, c.parties[0]].join(' → '), printNumber(c.gain, { digits: 4 })]),
    ),
  ];
}

function entriesTable({ thresholds, elasticity }: MatrixLoopResult, page: Page): string[] {
  if (thresholds.length === 0) return [];
  const elasticityOf = new Map(elasticity.map((e) => [`${e.from}\n${e.to}`, e.elasticity]));
  return [
    heading(page, 'Entry by entry', 'the gain moves by so many per cent with one per cent of the entry'),
    ...printTable(
      page,
      [
        { title: 'of a unit of', gives: true },
        { title: 'to' },
        { title: 'now', align: 'right' },
        { title: 'elasticity', align: 'right' },
        { title: 'at gain 1', align: 'right' },
      ],
      thresholds
        .slice(0, ENTRIES)
        .map((t): Cell[] => [
          t.from,
          t.to,
          printNumber(t.now, { digits: 4 }),
          printNumber(elasticityOf.get(`${t.from}\n${t.to}`) ?? 0),
          t.at === null ? NO_FIGURE : printNumber(t.at, { digits: 4 }),
        ]),
    ),
  ];
}
