import { printShare } from '../../base/printShare.ts';
import type { Answer } from '../../questions/answer.ts';
import type { ClaimsResult, ToldClaim } from '../../questions/claims/claimsSchema.ts';
import {
  assumedText,
  claimTitle,
  driversText,
  figureText,
  flipText,
  inputText,
  measureWords,
  printInUnit,
  shareText,
  testText,
} from '../claimSentences.ts';
import { NO_FIGURE, printNumber } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';
import { givenText, verdictCell } from './verdictLines.ts';

/** What `interlock claims` prints: all verdicts on one screen, or everything about the claims named. */
export function claimsScreen(answer: Answer<ClaimsResult>, about: readonly string[], page: Page): string {
  const result = answer.result as ClaimsResult;
  const stand = `as of ${answer.as_of}${answer.seed === null ? '' : `, seed ${answer.seed}`}`;
  const parts = [
    [`${page.ink.bold(cut(answer.book?.title ?? '', page.width - stand.length - 4))}  ${page.ink.dim(stand)}`],
    ...(result.claims.length === 0
      ? [['This book makes no claims.']]
      : about.length === 0
        ? [allClaims(answer, result, page), compared(result, answer.currency ?? 'USD', page)]
        : result.claims.map((claim) => oneClaim(answer, result, claim, page))),
    about.length > 0 ? [] : wrap(givenText(answer, result), page.width).map((line) => page.ink.dim(line)),
    warningLines(page, answer.warnings, about.length === 0 ? 2 : 4),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Two lines a claim: verdict, share and what is claimed; figure and what moves it. */
function allClaims(answer: Answer, result: ClaimsResult, page: Page): string[] {
  const currency = answer.currency ?? 'USD';
  const rows = result.claims.map((claim): Cell[] => [verdictCell(claim, page), shareText(claim), claimTitle(claim)]);
  const lines = printTable(
    page,
    [{ title: 'verdict' }, { title: 'of simulated worlds', align: 'right' }, { title: 'claim', gives: true }],
    rows,
  );
  return [
    heading(page, 'Verdicts', 'in how many simulated worlds each claim holds; its figure, and what moves it'),
    ...lines.flatMap((line, i) => {
      const claim = i === 0 ? undefined : result.claims[i - 1];
      return claim === undefined ? [line] : [line, page.ink.dim(cut(under(claim, currency), page.width))];
    }),
  ];
}

function under(claim: ToldClaim, currency: string): string {
  if (claim.problem !== null) return `          ${claim.id}: ${claim.problem.message}`;
  return `          ${claim.id}: ${figureText(claim, currency)}; ${driversText(claim)}`;
}

function compared({ compared: against, claims }: ClaimsResult, currency: string, page: Page): string[] {
  if (against === null) return [];
  const changed = against.claims.filter((change) => change.has_changed || change.has_moved);
  const titles = new Map(claims.map((claim) => [claim.id, claimTitle(claim)]));
  return [
    heading(
      page,
      `Against ${against.as_of}`,
      'verdicts that changed or whose share moved, and what moved of what they hang on',
    ),
    ...(changed.length === 0 ? ['No verdict changed, and no share moved beyond its interval.'] : []),
    ...changed.flatMap((change) => [
      ...wrap(`${titles.get(change.id) ?? change.id}. ${change.sentence}`, page.width),
      ...[
        ...change.inputs.map(
          ({ path, unit, before, after }) =>
            `${inputText(path)} ${printInUnit(before, unit, currency)} → ${printInUnit(after, unit, currency)}`,
        ),
        ...change.deals.map(({ deal, before, after }) => `${deal} ${before ?? 'not there'} → ${after ?? 'gone'}`),
      ]
        .slice(0, 4)
        .map((line) => page.ink.dim(cut(`  ${line}`, page.width))),
    ]),
  ];
}

function oneClaim(answer: Answer, result: ClaimsResult, claim: ToldClaim, page: Page): string[] {
  const currency = answer.currency ?? 'USD';
  const change = result.compared?.claims.find(({ id }) => id === claim.id);
  return [
    heading(page, claim.id, claim.question),
    ...wrap(claim.says, page.width),
    '',
    ...wrap(claim.problem === null ? claim.sentence : `${claim.sentence} ${claim.problem.message}.`, page.width).map(
      page.ink.bold,
    ),
    ...measureLines(claim, currency, page),
    ...driverLines(claim, page),
    ...flipLines(claim, currency, page),
    ...(claim.grade_d_share === null ? [] : wrap(`${assumedText(claim)}.`, page.width)),
    ...(change === undefined ? [] : wrap(change.sentence, page.width)),
  ];
}

function measureLines(claim: ToldClaim, currency: string, page: Page): string[] {
  if (claim.measures.length === 0) return [];
  return [
    '',
    ...printTable(
      page,
      [
        { title: 'measure', gives: true },
        { title: 'test' },
        { title: 'passes in', align: 'right' },
        { title: 'median', align: 'right' },
        { title: '5–95 %' },
      ],
      claim.measures.map((m): Cell[] => [
        measureWords(m),
        testText(m, currency),
        m.probability === null ? NO_FIGURE : printShare(m.probability),
        printInUnit(m.figure, m.unit, currency),
        m.range === null
          ? NO_FIGURE
          : `${printInUnit(m.range.p5, m.unit, currency)} to ${printInUnit(m.range.p95, m.unit, currency)}`,
      ]),
    ),
  ];
}

function driverLines(claim: ToldClaim, page: Page): string[] {
  if (claim.drivers.length === 0) return [];
  return [
    '',
    ...printTable(
      page,
      [
        { title: 'moved by', gives: true },
        { title: 'rank', align: 'right' },
        { title: 'holds if low', align: 'right' },
        { title: 'if high', align: 'right' },
        { title: 'grade' },
        { title: '' },
      ],
      claim.drivers.map((d): Cell[] => [
        inputText(d.input),
        printNumber(d.rank_correlation, { digits: 2 }),
        d.if_low === null ? NO_FIGURE : printShare(d.if_low),
        d.if_high === null ? NO_FIGURE : printShare(d.if_high),
        d.grade,
        { text: d.is_beyond_chance ? '' : 'not beyond chance', style: page.ink.dim },
      ]),
    ),
  ];
}

/** Each input that could turn the claim, and where it does; long words run on under the first. */
function flipLines(claim: ToldClaim, currency: string, page: Page): string[] {
  if (claim.flips.length === 0) return [];
  return [
    '',
    page.ink.dim('what would turn it'),
    ...claim.flips.flatMap((flip) =>
      wrap(`${inputText(flip.input)}: ${flipText(flip, currency)}`, page.width - 2).map(
        (line, i) => `${i === 0 ? '' : '  '}${line}`,
      ),
    ),
  ];
}
