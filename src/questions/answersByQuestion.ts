import type { Answer } from './answer.ts';
import type { ReconcileResult } from './reconcile/reconcile.ts';

/** The answers that a report tells besides those of `show` and `run`, by question. */
export interface AnswersByQuestion {
  readonly reconcile: Answer<ReconcileResult>;
}

export type QuestionName = keyof AnswersByQuestion;
