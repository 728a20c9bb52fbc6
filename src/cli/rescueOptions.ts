import type { QuestionOptions } from './question.ts';

/** Options of `rescue`. */
export interface RescueCommandOptions extends QuestionOptions {
  readonly about?: string;
  readonly fail?: string;
  readonly at?: string;
  readonly sweep?: 'commitments';
  readonly losses?: string;
  readonly need?: number;
  readonly edges?: string;
  readonly nodes?: string;
  readonly shock: readonly string[];
  readonly alpha?: number;
  readonly beta?: number;
}
