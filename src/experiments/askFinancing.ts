import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { financing } from '../questions/financing/financing.ts';
import { financingNeeds } from '../questions/financing/financingNeeds.ts';
import type { FinancingResult } from '../questions/financing/financingSchema.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** Who pays what private parties have promised, from a run of the book as it stands. */
export async function askFinancing(asking: Asking, selling: readonly number[] = []): Promise<Answer<FinancingResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const [world] = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: financingNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('financing', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, financing({ book, run: world.run, seed, selling }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}
