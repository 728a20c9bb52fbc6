/** The front door: everything that may be used from outside, and nothing else. */

export type { Diagnostic, Place } from './base/diagnostic.ts';
export { hasErrors } from './base/diagnostic.ts';
export { InvariantError } from './base/invariant.ts';
export { nearestName } from './base/nearestName.ts';
export { type JsonValue, stableJson } from './base/stableJson.ts';
export { VERSION as version } from './base/version.ts';
export type { Book, BookReading, BookText, ReadOptions } from './book/book.ts';
export { readPlainTable } from './book/plainTable.ts';
export { readBook } from './book/readBook.ts';
export { ASK, askAll } from './experiments/ask.ts';
export { askCircularity } from './experiments/askCircularity.ts';
export type { Asking } from './experiments/asking.ts';
export { planScenario } from './experiments/planScenario.ts';
export { roomForRun } from './experiments/roomForRun.ts';
export {
  type Experiment,
  type FinishedJob,
  inProcessRunner,
  type Job,
  jobsOf,
  type Runner,
} from './experiments/runner.ts';
export { type PlannedWorld, runWorlds, type WorldRun } from './experiments/runWorlds.ts';
export { orderOfAll, simulateWorlds, type WorldBlock, type WorldOrder } from './experiments/simulateWorlds.ts';
export { storyOfPath } from './experiments/storyOfPath.ts';
export type { Plan } from './plan/plan.ts';
export { planBook } from './plan/planBook.ts';
export { type Answer, answerOf, answerText, answerWithoutBook, failedAnswer } from './questions/answer.ts';
export { jsonSchemaOf, jsonSchemaText, SCHEMA_NAMES } from './questions/answerSchemas.ts';
export type { AnswersByQuestion, QuestionName } from './questions/answersByQuestion.ts';
export { bookChecks, type ChecksResult } from './questions/check/bookChecks.ts';
export { FLOW_COLUMNS, NODE_COLUMNS, plainCircularity, plainFlows } from './questions/circularity/plainCircularity.ts';
export { type ExplainQuestion, explain, questionHolding } from './questions/explain/explain.ts';
export { pathFinding } from './questions/path/pathFinding.ts';
export type { PathResult } from './questions/path/pathSchema.ts';
export { type ReconcileResult, reconcile } from './questions/reconcile/reconcile.ts';
export { answerRun, type RunQuestion } from './questions/run/answerRun.ts';
export { type QuarterFlows, quarterFlows } from './questions/run/quarterFlows.ts';
export { runNeeds } from './questions/run/runNeeds.ts';
export type { RunOfWorld } from './questions/run/runOfWorld.ts';
export type { RunResult } from './questions/run/runSchema.ts';
export { type ShowResult, show } from './questions/show/show.ts';
export { backlogTables } from './report/backlogTables.ts';
export { csvText } from './report/csv.ts';
export { reportHtml } from './report/html/reportHtml.ts';
export { type AnswerTable, runTables } from './report/runTables.ts';
export { backlogScreen } from './report/terminal/backlogScreen.ts';
export { checkLines } from './report/terminal/checkScreen.ts';
export { circularityScreen } from './report/terminal/circularityScreen.ts';
export { diagnosticLines } from './report/terminal/diagnosticLines.ts';
export { explainScreen } from './report/terminal/explainScreen.ts';
export type { Ink, Page } from './report/terminal/ink.ts';
export { pathScreen } from './report/terminal/pathScreen.ts';
export { reconcileScreen } from './report/terminal/reconcileScreen.ts';
export { runScreen } from './report/terminal/runScreen.ts';
export { showScreen } from './report/terminal/showScreen.ts';
export { type WorkbookInput, workbookOf } from './report/xlsx/workbookOf.ts';
