import { printShare } from '../../../base/printShare.ts';
import type { ClaimsResult, ToldClaim } from '../../../questions/claims/claimsSchema.ts';
import {
  claimWords,
  driversText,
  figureText,
  flipText,
  inputText,
  printInUnit,
  shareText,
} from '../../claimSentences.ts';
import { claimDots } from '../../figures/claimDots.ts';
import { printCount, printCountOf } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** What is claimed about the web and in how many simulated worlds it holds; none where the book makes no claims. */
export function claimsSection(data: ReportData): Section | null {
  const result = data.answers.claims?.result ?? null;
  if (result === null || result.claims.length === 0) return null;
  const isTold = result.claims.some((claim) => claim.probability !== null);
  return {
    id: 'claims',
    title: 'What is claimed, and in how many worlds it holds',
    body: html`<p>Each claim is worded as an effect and tested on ${printCount(result.vectors)} draws of the book’s inputs with ${printCountOf(result.noise_paths, 'path', 'paths')} each${result.plain_paths === 0 ? '' : `, or on ${printCount(result.plain_paths)} paths that draw the inputs each for itself`}. A share of simulated worlds holds only with the contracts, ranges and rules that the book states on ${data.asOf}. A claim holds from 90 % on and fails up to 10 %, two standard errors counted; one that rests mostly on inputs graded D can only depend.</p>
${isTold ? figureBlock(claimDots(result)) : null}
${table({
  caption:
    'The verdicts: share of simulated worlds with its 95 % interval, and the figure that the claim hangs on with its 5–95 % range',
  columns: [
    { title: 'Claim' },
    { title: 'Verdict' },
    { title: 'Holds in', isFigure: true },
    { title: 'Figure (5–95 %)', isFigure: true },
  ],
  rows: result.claims.map((claim) => [
    claimWords(claim),
    verdictText(claim),
    shareText(claim),
    figureText(claim, data.currency),
  ]),
})}
${table({
  caption: 'The claims in full: what each says, what tests it, and what moves it',
  columns: [{ title: 'Claim' }, { title: 'Tested by' }, { title: 'Moved by' }],
  rows: result.claims.map((claim) => [
    claim.says,
    claim.problem === null ? testsText(claim, data) : claim.problem.message,
    movedText(claim),
  ]),
})}
${flipsTable(result, data)}`,
  };
}

function verdictText({ verdict, is_held_back: isHeldBack }: ToldClaim): string {
  return verdict === null ? 'not told' : isHeldBack ? `${verdict} (rests on assumptions)` : verdict;
}

function testsText(claim: ToldClaim, data: ReportData): string {
  return claim.measures
    .map(({ path, test, figure, unit, probability }) => {
      const share = probability === null ? '' : `, in ${printShare(probability)}`;
      return `${claim.question}: ${path} ${test}${share} (median ${printInUnit(figure, unit, data.currency)})`;
    })
    .join('; ');
}

function movedText(claim: ToldClaim): string {
  const { grade_d_share: assumed } = claim;
  return assumed === null ? driversText(claim) : `${driversText(claim)}; graded D: ${printShare(assumed)}`;
}

function flipsTable(result: ClaimsResult, data: ReportData) {
  const rows = result.claims.flatMap((claim) =>
    claim.flips
      .filter(({ at }) => at !== null)
      .map((flip) => [claimWords(claim), inputText(flip.input), flipText(flip, data.currency)]),
  );
  const others = result.claims.reduce((sum, claim) => sum + claim.flips.filter(({ at }) => at === null).length, 0);
  const rest =
    others === 0
      ? null
      : html`<p>Of the inputs that the claims name, ${others} turn no claim in their range, or not by more than chance.</p>`;
  if (rows.length === 0) return rest;
  return html`${table({
    caption:
      'What would turn a claim: the value of an input at which it holds in half of the worlds; conditional where read off the sample',
    columns: [{ title: 'Claim' }, { title: 'Input' }, { title: 'Turn' }],
    rows,
  })}${rest}`;
}
