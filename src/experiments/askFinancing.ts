import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { financing } from '../questions/financing/financing.ts';
import { financingNeeds, fundedParties } from '../questions/financing/financingNeeds.ts';
import type { FinancingResult } from '../questions/financing/financingSchema.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** What is asked besides the standing question. */
export interface FinancingOptions {
  /** The party whose figures stand at the top; who has announced most purchases where left out. */
  readonly about?: string;
  /** Further shares of all shares whose holders want out. */
  readonly selling?: readonly number[];
}

/** Who pays what private parties have promised, from a run of the book as it stands. */
export async function askFinancing(asking: Asking, options: FinancingOptions = {}): Promise<Answer<FinancingResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const { about } = options;
  const plan = planBook(book);
  const funded = fundedParties(plan).map(({ id }) => id);
  if (about !== undefined && !funded.includes(about))
    return failedAnswer('financing', 'financing.not-private', notPrivate(book, about, funded));
  const [world] = await runWorlds([{ id: '', book, plan }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: financingNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('financing', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, financing({ ...options, book, run: world.run, seed }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}

function notPrivate(book: Book, id: string, funded: readonly string[]): string {
  const name = book.content.parties[id]?.name ?? JSON.stringify(id);
  const askable = funded.length === 0 ? 'this book has none' : `in this book ${funded.join(', ')}`;
  return `${name} is no private party that raises money: the question is about parties with \`private\` and \`funding\`, ${askable}`;
}
