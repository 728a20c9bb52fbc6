import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { claims } from '../questions/claims/claims.ts';
import type { ClaimsResult, ToldFlip } from '../questions/claims/claimsSchema.ts';
import { compareClaims } from '../questions/claims/compareClaims.ts';
import type { Asking } from './asking.ts';
import { exactFlips } from './exactFlips.ts';
import { CLAIM_NOISE, CLAIM_VECTORS, type ClaimsOptions, measureClaims } from './measureClaims.ts';

/** What `claims` is asked besides the book. */
export interface ClaimsAsked extends ClaimsOptions {
  /** Solves flips by paired runs. */
  readonly isExact?: boolean;
  /** The same book on another day, against which verdicts are compared. */
  readonly before?: Pick<Asking, 'book' | 'diagnostics'>;
}

/** The verdicts on the claims of a book, from one union of worlds on the same nested paths. */
export async function askClaims(asking: Asking, asked: ClaimsAsked = {}): Promise<Answer<ClaimsResult>> {
  const { book, diagnostics, seed } = asking;
  const { isExact = false, before, ...rest } = asked;
  const options = { vectors: CLAIM_VECTORS, noisePaths: CLAIM_NOISE, ...rest };
  const measured = await measureClaims(asking, options);
  if (measured === null) return interrupted();
  const exact = new Map<string, readonly ToldFlip[]>();
  for (const { id, problem } of isExact ? measured.figures : []) {
    const flips = problem === null ? await exactFlips(asking, id, options) : [];
    if (flips === null) return interrupted();
    exact.set(id, flips);
  }
  const finding = claims({ book, ...measured, ...(isExact ? { exact } : {}) });
  const isNested = measured.figures.some(({ isPlain, problem }) => !isPlain && problem === null);
  const paths = isNested ? measured.vectors * measured.noisePaths : measured.plainPaths;
  const run = measured.figures.length === 0 ? null : { seed, paths, scenarios: [] };
  const answer = answerOf(book, finding, diagnostics, run);
  if (before === undefined || answer.result === null) return answer;
  const earlier = await askClaims({ ...asking, ...before }, options);
  if (earlier.result === null) return interrupted();
  const compared = compareClaims({ book: before.book, result: earlier.result }, { book, result: answer.result });
  return { ...answer, result: { ...answer.result, compared } };
}

function interrupted(): Answer<ClaimsResult> {
  return failedAnswer('claims', 'run.interrupted', 'interrupted before all worlds of the claims were run');
}
