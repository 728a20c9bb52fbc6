import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { backlog } from '../questions/backlog/backlog.ts';
import { backlogNeeds } from '../questions/backlog/backlogNeeds.ts';
import type { BacklogResult } from '../questions/backlog/backlogSchema.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** What reported backlogs amount to, from a run of the book as it stands. */
export async function askBacklog(asking: Asking): Promise<Answer<BacklogResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const plan = planBook(book);
  const [world] = await runWorlds([{ id: '', book, plan }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: backlogNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('backlog', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, backlog({ book, run: world.run }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}
