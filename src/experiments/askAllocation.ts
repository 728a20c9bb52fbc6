import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { allocation } from '../questions/allocation/allocation.ts';
import { allocationNeeds } from '../questions/allocation/allocationNeeds.ts';
import type { AllocationResult } from '../questions/allocation/allocationSchema.ts';
import { labsOf } from '../questions/allocation/labUses.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** What is asked besides the standing question. */
export interface AllocationOptions {
  /** The lab that is told first; who has announced most purchases where left out. */
  readonly about?: string;
}

/** How labs would best split their compute, from a run of the book as it stands. */
export async function askAllocation(
  asking: Asking,
  { about }: AllocationOptions = {},
): Promise<Answer<AllocationResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const plan = planBook(book);
  const labs = labsOf(plan).map(({ id }) => id);
  if (about !== undefined && !labs.includes(about))
    return failedAnswer('allocation', 'allocation.not-a-lab', notALab(book, about, labs));
  const [world] = await runWorlds([{ id: '', book, plan }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: allocationNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('allocation', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, allocation({ book, run: world.run, ...(about === undefined ? {} : { about }) }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}

function notALab(book: Book, id: string, labs: readonly string[]): string {
  const name = book.content.parties[id]?.name ?? JSON.stringify(id);
  const askable = labs.length === 0 ? 'this book has none' : `in this book ${labs.join(', ')}`;
  return `${name} has no compute to split: the question is about labs with a need for it and a market, ${askable}`;
}
