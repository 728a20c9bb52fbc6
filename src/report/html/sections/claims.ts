import type { ClaimsResult, ToldClaim } from '../../../questions/claims/claimsSchema.ts';
import { driversText, figureText, flipText, printInUnit, shareText } from '../../claimSentences.ts';
import { claimDots } from '../../figures/claimDots.ts';
import { NO_FIGURE, printPercent } from '../../number.ts';
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
    body: html`<p>Each claim is worded as an effect and tested on ${result.vectors} draws of the book’s inputs with ${result.noise_paths} paths each. A share of simulated worlds holds only with the contracts, ranges and rules that the book states on ${data.asOf}. A claim holds from 90 % on and fails up to 10 %, two standard errors counted; one that rests mostly on inputs graded D can only depend.</p>
${isTold ? figureBlock(claimDots(result)) : null}
${table({
  caption:
    'The verdicts: share of simulated worlds with its 95 % interval, the figure that the claim hangs on with its 5–95 % range, and what moves it',
  columns: [
    { title: 'Claim' },
    { title: 'Verdict' },
    { title: 'Holds in', isFigure: true },
    { title: 'Figure (5–95 %)', isFigure: true },
    { title: 'Moved by' },
    { title: 'Graded D', isFigure: true },
  ],
  rows: result.claims.map((claim) => [
    claim.says,
    verdictText(claim),
    shareText(claim),
    figureText(claim, data.currency),
    claim.problem === null ? driversText(claim) : claim.problem.message,
    printPercent(claim.grade_d_share),
  ]),
})}
${table({
  caption: 'The measures that test each claim: a claim holds in a world where all of its measures pass',
  columns: [
    { title: 'Claim' },
    { title: 'Measure' },
    { title: 'Test' },
    { title: 'Passes in', isFigure: true },
    { title: 'Median', isFigure: true },
  ],
  rows: result.claims.flatMap((claim) =>
    claim.measures.map((m) => [
      claim.id,
      `${claim.question}: ${m.path}`,
      m.test,
      m.probability === null ? NO_FIGURE : `${Math.round(100 * m.probability)} %`,
      printInUnit(m.figure, m.unit, data.currency),
    ]),
  ),
})}
${flipsTable(result, data)}`,
  };
}

function verdictText({ verdict, is_held_back: isHeldBack }: ToldClaim): string {
  return verdict === null ? 'not told' : isHeldBack ? `${verdict} (rests on assumptions)` : verdict;
}

function flipsTable(result: ClaimsResult, data: ReportData) {
  const rows = result.claims.flatMap((claim) =>
    claim.flips.map((flip) => [claim.id, flip.input, flipText(flip, data.currency)]),
  );
  if (rows.length === 0) return null;
  return table({
    caption:
      'What would turn a claim: the value of an input at which it holds in half of the worlds; conditional where read off the sample',
    columns: [{ title: 'Claim' }, { title: 'Input' }, { title: 'Turn' }],
    rows,
  });
}
