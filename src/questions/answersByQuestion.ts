import type { AllocationResult } from './allocation/allocationSchema.ts';
import type { Answer } from './answer.ts';
import type { BacklogResult } from './backlog/backlogSchema.ts';
import type { CircularityResult } from './circularity/circularitySchema.ts';
import type { ClaimsResult } from './claims/claimsSchema.ts';
import type { ContagionResult } from './contagion/contagionSchema.ts';
import type { ControlResult } from './control/controlSchema.ts';
import type { FinancingResult } from './financing/financingSchema.ts';
import type { GlutResult } from './glut/glutSchema.ts';
import type { InputsResult } from './inputs/inputsSchema.ts';
import type { LeverageResult } from './leverage/leverageSchema.ts';
import type { LoopResult } from './loop/loopSchema.ts';
import type { PositionResult } from './position/positionSchema.ts';
import type { ReconcileResult } from './reconcile/reconcile.ts';
import type { RescueResult } from './rescue/rescueSchema.ts';
import type { SettlementResult } from './settlement/settlementSchema.ts';

/** The answers that a report tells besides those of `show` and `run`, by question. */
export interface AnswersByQuestion {
  readonly claims: Answer<ClaimsResult>;
  readonly backlog: Answer<BacklogResult>;
  readonly circularity: Answer<CircularityResult>;
  readonly contagion: Answer<ContagionResult>;
  readonly leverage: Answer<LeverageResult>;
  readonly loop: Answer<LoopResult>;
  readonly rescue: Answer<RescueResult>;
  readonly settlement: Answer<SettlementResult>;
  readonly control: Answer<ControlResult>;
  readonly allocation: Answer<AllocationResult>;
  readonly financing: Answer<FinancingResult>;
  readonly glut: Answer<GlutResult>;
  readonly position: Answer<PositionResult>;
  readonly inputs: Answer<InputsResult>;
  readonly reconcile: Answer<ReconcileResult>;
}

export type QuestionName = keyof AnswersByQuestion;
