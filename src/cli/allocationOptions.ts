import type { QuestionOptions } from './question.ts';

/** Options of `allocation`. */
export interface AllocationCommandOptions extends QuestionOptions {
  readonly about?: string;
  readonly uses?: string;
  readonly capacity?: number;
  readonly cost?: number;
  readonly add?: number;
}
