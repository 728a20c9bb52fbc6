/** The front door: everything that may be used from outside, and nothing else. */

export type { Diagnostic, Place } from './base/diagnostic.ts';
export { hasErrors } from './base/diagnostic.ts';
export { InvariantError } from './base/invariant.ts';
export { nearestName } from './base/nearestName.ts';
export { isValidDate } from './base/quarter.ts';
export { type JsonValue, stableJson } from './base/stableJson.ts';
export { VERSION as version } from './base/version.ts';
export type { Book, BookReading, BookText, ReadOptions } from './book/book.ts';
export { type MatrixOptions, type PlainMatrix, readPlainMatrix } from './book/plainMatrix.ts';
export { type PlainTable, readPlainTable, type TableOptions } from './book/plainTable.ts';
export { readBook } from './book/readBook.ts';
export { readGame } from './book/readGame.ts';
export { type OutcomesReading, readOutcomes } from './book/readOutcomes.ts';
export { readWaterfall } from './book/readWaterfall.ts';
export { ASK, askAll } from './experiments/ask.ts';
export { type AllocationOptions, askAllocation } from './experiments/askAllocation.ts';
export { askBacktest, type BacktestAsking } from './experiments/askBacktest.ts';
export { askBrief } from './experiments/askBrief.ts';
export { askCircularity } from './experiments/askCircularity.ts';
export { askClaims, type ClaimsAsked } from './experiments/askClaims.ts';
export { askContagion, type ContagionAsked } from './experiments/askContagion.ts';
export { askControl } from './experiments/askControl.ts';
export { askFinancing } from './experiments/askFinancing.ts';
export { askGlut } from './experiments/askGlut.ts';
export { askInputs } from './experiments/askInputs.ts';
export type { Asking } from './experiments/asking.ts';
export { askLeverage, type LeverageOptions } from './experiments/askLeverage.ts';
export { askPosition } from './experiments/askPosition.ts';
export { askRescue, type RescueOptions } from './experiments/askRescue.ts';
export { plainClaimNeeds } from './experiments/plainClaimNeeds.ts';
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
export { broughtBy, type ConcaveSplit, type ConcaveUse, concaveFill } from './mechanisms/allocation/concaveFill.ts';
export { elasticReturnSteps } from './mechanisms/allocation/elasticReturnSteps.ts';
export {
  amountWorth,
  bestFirst,
  type CapacitySplit,
  type OrderedSteps,
  type ReturnSteps,
  valueOfSplit,
  waterFill,
} from './mechanisms/allocation/waterFill.ts';
export {
  type ClaimsProblem,
  equalAwards,
  equalLosses,
  proportionalAwards,
  talmudAwards,
} from './mechanisms/bargaining/claimsProblem.ts';
export { kalaiSmorodinsky } from './mechanisms/bargaining/kalaiSmorodinsky.ts';
export {
  type BilateralLink,
  impliedBuyerWeight,
  nashInNash,
  type PairGains,
  replacementTransfer,
} from './mechanisms/bargaining/nashInNash.ts';
export { type BargainingProblem, impliedWeights, nashSplit } from './mechanisms/bargaining/nashSplit.ts';
export { rubinsteinShare } from './mechanisms/bargaining/rubinstein.ts';
export { shapleyValue } from './mechanisms/bargaining/shapleyValue.ts';
export { type VerticalEquilibrium, type VerticalMarket, verticalLogit } from './mechanisms/bargaining/verticalLogit.ts';
export { type Clearing, type ClearingOptions, clear } from './mechanisms/clearing/clear.ts';
export type { ClearingVector } from './mechanisms/clearing/clearingVector.ts';
export { type NetworkProblem, networkProblems } from './mechanisms/clearing/networkProblems.ts';
export {
  type ObligationNetwork,
  type ObligationNetworkInput,
  obligationNetwork,
} from './mechanisms/clearing/obligationNetwork.ts';
export { type Distress, debtRank, singleHitDebtRank } from './mechanisms/contagion/debtRank.ts';
export {
  type ExposureInput,
  type ExposureNetwork,
  exposureNetwork,
} from './mechanisms/contagion/exposureNetwork.ts';
export { type NetworkValue, neva, type ValuedParties } from './mechanisms/contagion/neva.ts';
export { spectralRadius } from './mechanisms/contagion/spectralRadius.ts';
export { additionalStress, type Importance, systemicImportance } from './mechanisms/contagion/systemicImportance.ts';
export {
  eisenbergNoeValue,
  furfineValue,
  linearDebtRankValue,
  mertonValue,
  type Valuation,
  type ValuationName,
  type Valued,
} from './mechanisms/contagion/valuation.ts';
export { type DecisionGame, decisionPower, decisionSwings } from './mechanisms/control/decisionGame.ts';
export {
  type Holdings,
  type IntegratedOwnership,
  integratedOwnership,
} from './mechanisms/control/integratedOwnership.ts';
export { type VotingPower, type VotingRule, votingPower } from './mechanisms/control/votingPower.ts';
export { criticalEntry } from './mechanisms/feedback/criticalEntry.ts';
export { criticalValue } from './mechanisms/feedback/criticalValue.ts';
export { gainElasticities } from './mechanisms/feedback/gainElasticities.ts';
export { afterTurns, loopGain, multiplierMatrix } from './mechanisms/feedback/loopGain.ts';
export {
  type PooledEffect,
  poolRandomEffects,
  predictiveInterval,
  type Study,
} from './mechanisms/feedback/randomEffects.ts';
export { simpleCycles } from './mechanisms/feedback/simpleCycles.ts';
export { type LoopEdge, nextGeneration, type TurnNetwork, turnNetwork } from './mechanisms/feedback/turnNetwork.ts';
export { type Circulation, greatestCirculation, type Web } from './mechanisms/flows/greatestCirculation.ts';
export { type FlowNetwork, type MaximumFlow, maximumFlow } from './mechanisms/flows/maximumFlow.ts';
export { type MinimumCostFlow, minimumCostFlow } from './mechanisms/flows/minimumCostFlow.ts';
export { originShares } from './mechanisms/flows/originShares.ts';
export { type ProRataReturn, proRataReturn } from './mechanisms/flows/proRataReturn.ts';
export { type ReturnBounds, returnBounds } from './mechanisms/flows/returnBounds.ts';
export type { ReturnQuestion } from './mechanisms/flows/returnNetwork.ts';
export { mostOnRoute, type ReturnRoute, returnRoutes } from './mechanisms/flows/returnRoutes.ts';
export { type Earmark, separateEarmarks } from './mechanisms/flows/separateEarmarks.ts';
export { type StaticPayment, staticFlows } from './mechanisms/flows/staticFlows.ts';
export type { TimedFlows } from './mechanisms/flows/timedFlows.ts';
export { type Circle, widestCircles } from './mechanisms/flows/widestCircles.ts';
export { type CoverageLayers, type CoveredObligations, coverageLayers } from './mechanisms/funding/coverageLayers.ts';
export { type DebtQuarter, debtAtLimit } from './mechanisms/funding/debtAtLimit.ts';
export { type Cobweb, cobweb, type LaggedMarket } from './mechanisms/market/cobweb.ts';
export { type Glut, longestGlut } from './mechanisms/market/longestGlut.ts';
export { binomialTree } from './mechanisms/pricing/binomialTree.ts';
export { blackScholes, type EuropeanOption } from './mechanisms/pricing/blackScholes.ts';
export {
  announcedWarrant,
  standingWarrant,
  type WarrantIssue,
  type WarrantValue,
} from './mechanisms/pricing/dilutingWarrant.ts';
export { type BarrierOption, downAndOutCall } from './mechanisms/pricing/downAndOutCall.ts';
export {
  floorPut,
  type GuaranteedDebt,
  type GuaranteeValue,
  guaranteePut,
} from './mechanisms/pricing/guaranteePut.ts';
export { type ImpliedFirm, merton, type ObservedFirm } from './mechanisms/pricing/merton.ts';
export { bridgeTouch, type TouchTerms, touchShare } from './mechanisms/pricing/touchShare.ts';
export { explainedShare, explainedShares } from './mechanisms/regression/explainedShare.ts';
export { type IsotonicFit, isotonicFit } from './mechanisms/regression/isotonicFit.ts';
export { type ClearedRescue, clearedRescue } from './mechanisms/rescue/clearedRescue.ts';
export { type LossTie, type LossWeb, passedOnLosses } from './mechanisms/rescue/passedOnLosses.ts';
export {
  allPayIsEquilibrium,
  holdoutsSurvived,
  largestOffer,
  nobodyPaysIsEquilibrium,
  pivotalPartners,
  type RescuedBy,
  type RescueGame,
  rescuedBy,
  smallestCoalition,
} from './mechanisms/rescue/rescueGame.ts';
export { type RescueShares, rescueShares } from './mechanisms/rescue/rescueShares.ts';
export { predictedRank, rankedProbabilityScore } from './mechanisms/scoring/rankedProbabilityScore.ts';
export {
  bidsAt,
  type ClearedSale,
  clearingPrice,
  forcedPrice,
  offersAt,
  type SecondaryMarket,
  shareWilling,
} from './mechanisms/secondary/secondaryMarket.ts';
export {
  bidsShownBy,
  elasticityShownBy,
  reservationSdShownBy,
  type Tender,
} from './mechanisms/secondary/tenderCalibration.ts';
export { chanceIndex, type FirstOrderIndex, firstOrderIndex } from './mechanisms/sensitivity/firstOrderIndex.ts';
export {
  classPayouts,
  type ExitPayout,
  exitBreakPoints,
  type PayoutClass,
} from './mechanisms/waterfall/classWaterfall.ts';
export { type PayoutTier, tierPayouts } from './mechanisms/waterfall/tierWaterfall.ts';
export type { Plan } from './plan/plan.ts';
export { planBook } from './plan/planBook.ts';
export { plainAllocation, type UsesQuestion } from './questions/allocation/plainAllocation.ts';
export { type PlainUse, plainUses, USE_COLUMNS } from './questions/allocation/plainUses.ts';
export { type Answer, answerOf, answerText, answerWithoutBook, failedAnswer } from './questions/answer.ts';
export { jsonSchemaOf, jsonSchemaText, SCHEMA_NAMES } from './questions/answerSchemas.ts';
export type { AnswersByQuestion, QuestionName } from './questions/answersByQuestion.ts';
export type { BriefResult, Reader } from './questions/brief/briefSchema.ts';
export { bookChecks, type ChecksResult } from './questions/check/bookChecks.ts';
export { FLOW_COLUMNS, NODE_COLUMNS, plainCircularity, plainFlows } from './questions/circularity/plainCircularity.ts';
export type {
  ContagionModel,
  ContagionResult,
  Equilibrium,
} from './questions/contagion/contagionSchema.ts';
export { type ContagionOptions, plainContagion, USUAL_CONTAGION } from './questions/contagion/plainContagion.ts';
export {
  CONTAGION_NODE_COLUMNS,
  EDGE_COLUMNS,
  GUARANTEE_COLUMNS,
  HOLDING_COLUMNS,
  type PlainNetwork,
  type PlainTables,
  plainNetwork,
} from './questions/contagion/plainNetwork.ts';
export { readShock, type Shock } from './questions/contagion/shocks.ts';
export { gamePower, plainStakes, STAKE_COLUMNS, stakesControl } from './questions/control/plainControl.ts';
export { gameOf, parseGame, type VotingGame } from './questions/control/votingGame.ts';
export { type ExplainQuestion, explain, questionHolding } from './questions/explain/explain.ts';
export type { Solve } from './questions/leverage/solveTerm.ts';
export { MOST_MATRIX_ROWS, plainLoop } from './questions/loop/plainLoop.ts';
export { pathFinding } from './questions/path/pathFinding.ts';
export type { PathResult } from './questions/path/pathSchema.ts';
export { holdingFaults } from './questions/position/holding.ts';
export { type ReconcileResult, reconcile } from './questions/reconcile/reconcile.ts';
export { LOSS_COLUMNS, type PlainPartner, plainLosses } from './questions/rescue/plainLosses.ts';
export { type PlainRescueQuestion, plainRescue } from './questions/rescue/plainRescue.ts';
export { webRescue } from './questions/rescue/webRescue.ts';
export { answerRun, type RunQuestion } from './questions/run/answerRun.ts';
export { type QuarterFlows, quarterFlows } from './questions/run/quarterFlows.ts';
export { type Needs, runNeeds } from './questions/run/runNeeds.ts';
export type { RunOfWorld } from './questions/run/runOfWorld.ts';
export type { RunResult } from './questions/run/runSchema.ts';
export { plainSettlement } from './questions/settlement/plainSettlement.ts';
export { settlement } from './questions/settlement/settlement.ts';
export { type ShowResult, show } from './questions/show/show.ts';
export { allocationTables } from './report/allocationTables.ts';
export { backlogTables } from './report/backlogTables.ts';
export { backtestTables } from './report/backtestTables.ts';
export { briefMarkdown } from './report/briefMarkdown.ts';
export { circularityTables } from './report/circularityTables.ts';
export { claimTables } from './report/claimTables.ts';
export { contagionTables } from './report/contagionTables.ts';
export { controlTables } from './report/controlTables.ts';
export { csvText } from './report/csv.ts';
export { financingTables } from './report/financingTables.ts';
export { glutTables } from './report/glutTables.ts';
export { reportHtml } from './report/html/reportHtml.ts';
export { inputsTables } from './report/inputsTables.ts';
export { leverageTables } from './report/leverageTables.ts';
export { loopTables } from './report/loopTables.ts';
export { positionTables } from './report/positionTables.ts';
export { rescueTables } from './report/rescueTables.ts';
export { type AnswerTable, runTables } from './report/runTables.ts';
export { settlementTables } from './report/settlementTables.ts';
export { allocationScreen } from './report/terminal/allocationScreen.ts';
export { backlogScreen } from './report/terminal/backlogScreen.ts';
export { backtestScreen } from './report/terminal/backtestScreen.ts';
export { checkLines } from './report/terminal/checkScreen.ts';
export { circularityScreen } from './report/terminal/circularityScreen.ts';
export { claimsScreen } from './report/terminal/claimsScreen.ts';
export { contagionScreen } from './report/terminal/contagionScreen.ts';
export { controlScreen, stakesScreen } from './report/terminal/controlScreen.ts';
export { diagnosticLines } from './report/terminal/diagnosticLines.ts';
export { explainScreen } from './report/terminal/explainScreen.ts';
export { financingScreen } from './report/terminal/financingScreen.ts';
export { gameScreen } from './report/terminal/gameScreen.ts';
export { glutScreen } from './report/terminal/glutScreen.ts';
export type { Ink, Page } from './report/terminal/ink.ts';
export { inputsScreen } from './report/terminal/inputsScreen.ts';
export { leverageScreen } from './report/terminal/leverageScreen.ts';
export { loopScreen } from './report/terminal/loopScreen.ts';
export { matrixLoopScreen } from './report/terminal/matrixLoopScreen.ts';
export { pathScreen } from './report/terminal/pathScreen.ts';
export { plainRescueScreen } from './report/terminal/plainRescueScreen.ts';
export { positionScreen } from './report/terminal/positionScreen.ts';
export { reconcileScreen } from './report/terminal/reconcileScreen.ts';
export { rescueScreen } from './report/terminal/rescueScreen.ts';
export { runScreen } from './report/terminal/runScreen.ts';
export { settlementScreen } from './report/terminal/settlementScreen.ts';
export { showScreen } from './report/terminal/showScreen.ts';
export { usesScreen } from './report/terminal/usesScreen.ts';
export { type WorkbookInput, workbookOf } from './report/xlsx/workbookOf.ts';
