import type { ToldClaim } from '../../../questions/claims/claimsSchema.ts';
import { claimWords, figureText, shareText } from '../../claimSentences.ts';
import { claimDots } from '../../figures/claimDots.ts';
import { printCount, printCountOf } from '../../number.ts';
import { claimArticle } from '../claimArticle.ts';
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
    html`<a href="#claim-${claim.id}">${claimWords(claim)}</a>`,
    verdictText(claim),
    shareText(claim),
    figureText(claim, data.currency),
  ]),
})}
${result.claims.map((claim) => claimArticle(claim, data))}`,
  };
}

function verdictText({ verdict, is_held_back: isHeldBack }: ToldClaim): string {
  return verdict === null ? 'not told' : isHeldBack ? `${verdict} (rests on assumptions)` : verdict;
}
