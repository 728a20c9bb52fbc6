import type { ContagionModel, Equilibrium, ValuationName } from '../index.ts';
import type { QuestionOptions } from './question.ts';

/** Options of `contagion`. */
export interface ContagionCommandOptions extends QuestionOptions {
  readonly fail: readonly string[];
  readonly shock: readonly string[];
  readonly scenario?: string;
  readonly edges?: string;
  readonly nodes?: string;
  readonly guarantees?: string;
  readonly holdings?: string;
  readonly model?: ContagionModel;
  readonly equilibrium: Equilibrium;
  readonly alpha?: number;
  readonly beta?: number;
  readonly valuation?: ValuationName;
  readonly recovery?: number;
  readonly volatility?: number;
  readonly maturity?: number;
}
