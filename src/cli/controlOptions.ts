import type { QuestionOptions } from './question.ts';

/** Options of `control`. */
export interface ControlOptions extends QuestionOptions {
  readonly issuer?: string;
  readonly game?: string;
  readonly stakes?: string;
}
