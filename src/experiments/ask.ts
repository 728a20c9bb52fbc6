import type { Diagnostic } from '../base/diagnostic.ts';
import type { Book } from '../book/book.ts';
import { answerOf } from '../questions/answer.ts';
import type { AnswersByQuestion, QuestionName } from '../questions/answersByQuestion.ts';
import { reconcile } from '../questions/reconcile/reconcile.ts';
import type { Runner } from './runner.ts';

/** A book about which questions are asked, and how the worlds that they need are run. */
export interface Asking {
  readonly book: Book;
  readonly diagnostics: readonly Diagnostic[];
  /** Opened by the first question that needs a run. */
  readonly openRunner: () => Promise<Runner>;
  readonly paths: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Told how many of how many paths are done, over all worlds of the question. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** Each question with its standing options. */
export const ASK: { readonly [Q in QuestionName]: (asking: Asking) => Promise<AnswersByQuestion[Q]> } = {
  reconcile: async ({ book, diagnostics }) => answerOf(book, reconcile(book), diagnostics),
};

/** The questions of a report, in its order. */
export const QUESTION_NAMES = Object.keys(ASK) as readonly QuestionName[];

/** Answers all questions of a report, one after the other; those asked before an interruption. */
export async function askAll(asking: Asking): Promise<Partial<AnswersByQuestion>> {
  const answers: Partial<AnswersByQuestion> = {};
  for (const name of QUESTION_NAMES) {
    if (asking.signal?.aborted === true) break;
    Object.assign(answers, { [name]: await ASK[name](asking) });
  }
  return answers;
}
