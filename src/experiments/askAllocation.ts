import { planBook } from '../plan/planBook.ts';
import { allocation } from '../questions/allocation/allocation.ts';
import { allocationNeeds } from '../questions/allocation/allocationNeeds.ts';
import type { AllocationResult } from '../questions/allocation/allocationSchema.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** How labs would best split their compute, from a run of the book as it stands. */
export async function askAllocation(asking: Asking): Promise<Answer<AllocationResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const [world] = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: allocationNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('allocation', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, allocation({ book, run: world.run }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}
