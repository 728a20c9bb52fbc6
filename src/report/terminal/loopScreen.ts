import type { Answer } from '../../questions/answer.ts';
import type { LoopResult } from '../../questions/loop/loopSchema.ts';
import {
  circleText,
  engineText,
  gainText,
  loopSentences,
  multipleText,
  multiplierRange,
  stepWords,
  thresholdText,
} from '../loopSentences.ts';
import { NO_FIGURE, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

const CIRCLES = 5;
const THRESHOLDS = 6;

/** What `interlock loop` prints: whether the loop feeds itself, loop by loop, and what would have to be true for it to do so. */
export function loopScreen(answer: Answer<LoopResult>, names: Names, page: Page): string {
  const result = answer.result as LoopResult;
  const parts = [
    [`${page.ink.bold(cut(answer.book?.title ?? '', page.width - 40))}  ${page.ink.dim(`as of ${answer.as_of}`)}`],
    loopSentences(result).flatMap((sentence) => wrap(sentence, page.width)),
    loopsTable(result, page),
    circles(result, names, page),
    thresholds(result, names, page),
    multiples(result, page),
    engine(result, page),
    warningLines(page, answer.warnings, 1),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function loopsTable(result: LoopResult, page: Page): string[] {
  if (result.loops.length === 0) return [];
  return [
    heading(page, 'The loops', 'what a turn brings back, of what was committed; 5–95 % over draws'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'gain', align: 'right' },
        { title: 'funds', align: 'right' },
        { title: 'at gain 1', align: 'right' },
        { title: 'feasible', align: 'right' },
        { title: 'gain then', align: 'right', drops: true },
      ],
      result.loops.map((l): Cell[] => [
        l.name,
        gainText(l.gain),
        printPercent(l.rate),
        printPercent(l.rate_at_gain_one),
        printPercent(l.feasible_rate),
        printPercent(l.gain_at_feasible_rate),
      ]),
    ),
    ...wrap(
      `funds: part of a gain that becomes money (of tranches, part performed). ${multiplierRange(result)} Circles that damp bring ${printPercent(result.damping.mean)}.`,
      page.width,
    ).map((line) => page.ink.dim(line)),
  ];
}

function circles(result: LoopResult, names: Names, page: Page): string[] {
  if (result.cycles.length === 0) return [];
  return [
    heading(page, 'Largest circles', `of ${result.cycles.length}`),
    ...printTable(
      page,
      [{ title: '', gives: true }, { title: 'step by step' }, { title: 'gain', align: 'right' }],
      result.cycles
        .slice(0, CIRCLES)
        .map((c): Cell[] => [
          circleText(c, (id) => partyName(names, id)),
          c.steps.map((s) => printNumber(s.weight, { digits: 2 })).join(' × '),
          printPercent(c.gain.value),
        ]),
    ),
  ];
}

function thresholds(result: LoopResult, names: Names, page: Page): string[] {
  if (result.thresholds.length === 0) return [];
  const name = (id: string): string => partyName(names, id);
  return [
    heading(page, 'What would make the gain 1', 'one at a time, all else at its median; nearest first'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'now', align: 'right' },
        { title: '5–95 %', align: 'right' },
        { title: 'at gain 1', align: 'right' },
      ],
      result.thresholds
        .slice(0, THRESHOLDS)
        .map((t): Cell[] => [
          stepWords(t, name),
          printNumber(t.now, { digits: 2 }),
          t.p5 === t.p95 ? NO_FIGURE : `${printNumber(t.p5, { digits: 2 })} to ${printNumber(t.p95, { digits: 2 })}`,
          thresholdText(t),
        ]),
    ),
  ];
}

function multiples(result: LoopResult, page: Page): string[] {
  const { pooled, by_regime } = result.multiples;
  if (pooled === null) return [];
  return [
    heading(page, 'Market value per unit of new contracts', 'from the events of the book, 90 % for the next deal'),
    `all                     ${multipleText(pooled)}`,
    `seller borrows to build ${multipleText(by_regime.borrows)}`,
    `seller need not borrow  ${multipleText(by_regime.does_not_borrow)}`,
  ].map((line) => cut(line, page.width));
}

function engine(result: LoopResult, page: Page): string[] {
  const told = engineText(result);
  if (told === null || result.engine === null) return [];
  return [...wrap(told, page.width), ...wrap(result.engine.explained_by[0] ?? '', page.width)].map((line) =>
    page.ink.dim(line),
  );
}
