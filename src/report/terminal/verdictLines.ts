import { printShare } from '../../base/printShare.ts';
import type { Answer } from '../../questions/answer.ts';
import type { ClaimsResult, ToldClaim } from '../../questions/claims/claimsSchema.ts';
import { claimWords, figureText } from '../claimSentences.ts';
import { NO_FIGURE, printCount, printCountOf } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { type Cell, printTable, wrap } from './table.ts';

/** The verdicts of a book, a line each: in how many simulated worlds each claim holds, and its figure. */
export function verdictLines(answer: Answer<ClaimsResult>, page: Page): string[] {
  const result = answer.result;
  if (result === null || result.claims.length === 0) return [];
  const currency = answer.currency ?? 'USD';
  return [
    heading(page, 'What is claimed', 'share of simulated worlds in which it holds; figure with 5–95 % range'),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'verdict' },
        { title: 'holds in', align: 'right' },
        { title: 'figure', drops: true },
      ],
      result.claims.map((claim): Cell[] => [
        claimWords(claim),
        verdictCell(claim, page),
        claim.probability === null ? NO_FIGURE : printShare(claim.probability),
        { text: figureText(claim, currency), style: page.ink.dim },
      ]),
    ),
    ...wrap(givenText(answer, result), page.width).map((line) => page.ink.dim(line)),
  ];
}

/** The verdict in its colour; an asterisk where it is held back as resting mostly on assumptions. */
export function verdictCell(claim: ToldClaim, page: Page): Cell {
  const { verdict } = claim;
  if (verdict === null) return { text: 'not told', style: page.ink.dim };
  const style = verdict === 'holds' ? page.ink.green : verdict === 'fails' ? page.ink.red : page.ink.yellow;
  return { text: `${verdict}${claim.is_held_back ? '*' : ''}`, style };
}

/** On what all of it is conditional. */
export function givenText(answer: Answer<ClaimsResult>, result: ClaimsResult): string {
  const held = result.claims.some((claim) => claim.is_held_back)
    ? ' * The share alone would decide, but most of what moves or could move the figure is assumed (grade D).'
    : '';
  const { vectors, noise_paths: noise, plain_paths: plain } = result;
  const nested = result.claims.some((claim) => claim.counted_as !== 'path' && claim.counted_as !== null);
  const on = [
    ...(nested || plain === 0
      ? [`${printCount(vectors)} draws of the inputs × ${printCountOf(noise, 'path', 'paths')}`]
      : []),
    ...(plain === 0 ? [] : [`${printCount(plain)} paths that draw them each for itself`]),
  ];
  return `Given the contracts and ranges that the book states on ${answer.as_of}: ${on.join(', and ')}.${held}`;
}
