import type { Place } from '../../base/diagnostic.ts';
import { compareDates } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { CentralCase } from '../../run/centralCase.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import type { BacktestResult, BacktestScores, ScoredFact } from './backtestSchema.ts';
import type { LaterFact } from './laterFacts.ts';
import type { Forecast } from './outcomes.ts';
import { predictedSeries } from './predictedSeries.ts';
import { type Predicted, predictedSample, type ReadColumn, scoreSample } from './scoreFact.ts';
import { scoreForecasts } from './scoreForecasts.ts';
import { dayInRun } from './valueOnDay.ts';

/** What a backtest is made of: the book as it stood, its plan, the facts that came later, and what was recorded. */
export interface BacktestInputs {
  readonly book: Book;
  readonly plan: Plan;
  readonly to: string;
  readonly facts: readonly LaterFact[];
  readonly locate: (fact: LaterFact) => Place | null;
  readonly forecasts: Readonly<Record<string, Forecast>>;
  readonly read: ReadColumn;
  readonly central: CentralCase;
}

const LISTED_INPUTS = 12;

/** Facts that a run of the earlier book predicts, with what it says of them; the others with the reason. */
export function sortedOut(plan: Plan, facts: readonly LaterFact[]): { predicted: Predicted[]; unscored: LaterFact[] } {
  const predicted: Predicted[] = [];
  const unscored: LaterFact[] = [];
  for (const fact of facts) {
    const series = fact.reason === null ? predictedSeries(plan, fact.path, fact.observed > 1) : null;
    const { quarter } = dayInRun(fact.date, plan.firstQuarter);
    if (series === null) unscored.push({ ...fact, reason: fact.reason ?? 'a run does not tell it' });
    else if (quarter < 0) unscored.push({ ...fact, reason: 'about a day before the run begins' });
    else if (quarter >= plan.quarters) unscored.push({ ...fact, reason: 'about a day after the run ends' });
    else predicted.push({ fact, series });
  }
  return { predicted, unscored };
}

/**
 * Where each fact that came later fell in the distribution predicted before.
 *
 * Definition: percentile u, within_90 = [p5 ≤ y ≤ p95], CRPS = E|X − y| − ½E|X − X′| for each fact y with X over the paths
 * of a run of the book as it stood on `from`; coverage = mean of within_90; means of scores are of score / scale, scale what
 * was last known of the quantity; facts of yes or no have no range and are apart, by Brier score (P(X = 1) − y)², which is
 * their CRPS; skill = 1 − mean score / mean error of a reference (nothing changes; the central case).
 * Units: scores in the unit of each fact; means as shares of the scale.
 * Assumes: a fact that is a range is observed at its middle; facts of one quantity are not independent.
 * Cost: one run of the book.
 * Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950);
 * T. Gneiting, A. E. Raftery (2007); T. Gneiting, F. Balabdaoui, A. E. Raftery, Probabilistic forecasts,
 * calibration and sharpness, Journal of the Royal Statistical Society B 69 (2007).
 * Verified by: backtest.test.ts, test/published/polysilicon.test.ts.
 */
export function backtest(inputs: BacktestInputs): Finding<BacktestResult> {
  const { book, plan, forecasts } = inputs;
  const { predicted, unscored } = sortedOut(plan, inputs.facts);
  const facts = predicted
    .map((p): ScoredFact => scored(p, inputs))
    .sort((a, b) => compareDates(a.date, b.date) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const groups = [...new Set(facts.map((f) => f.group))].sort();
  const result: BacktestResult = {
    from: book.asOf,
    to: inputs.to,
    ...scoresOf(facts),
    facts,
    groups: Object.fromEntries(groups.map((group) => [group, scoresOf(facts.filter((f) => f.group === group))])),
    forecasts: scoreForecasts(forecasts, facts, book.asOf),
    unscored: unscored.map((fact) => ({
      path: fact.path,
      place: placeOf(inputs.locate(fact)),
      date: fact.date,
      known: fact.known,
      reason: fact.reason ?? '',
    })),
  };
  return {
    question: 'backtest',
    result,
    units: UNITS,
    method: {
      docs: 'docs/models/backtest.md',
      references: [
        'Brier (1950), Verification of forecasts expressed in terms of probability',
        'Gneiting, Raftery (2007), Strictly proper scoring rules, prediction, and estimation',
        'Gneiting, Balabdaoui, Raftery (2007), Probabilistic forecasts, calibration and sharpness',
      ],
    },
    limits: limitsOf(result),
    restsOn: inputsBehind(book, facts),
    warnings: [],
  };
}

/** The unit as the book names it: a market's price and capacity have names of their own. */
function unitIn(book: Book, unit: string): string {
  const named = book.content.market?.unit;
  if (unit === 'currency per capacity-year') return named?.price ?? unit;
  return unit === 'capacity' ? (named?.capacity ?? unit) : unit;
}

function scored(
  { fact, series }: Predicted,
  { book, plan, read, central, locate, forecasts }: BacktestInputs,
): ScoredFact {
  const sample = predictedSample({ fact, series }, plan, read);
  const middle = predictedSample({ fact, series }, plan, (name) => [central.recorded.get(name) ?? Number.NaN]);
  return {
    path: fact.path,
    meaning: series.meaning,
    group: series.group,
    unit: unitIn(book, series.unit),
    place: placeOf(locate(fact)),
    date: fact.date,
    known: fact.known,
    sources: [...fact.sources],
    grade: fact.grade,
    observed: fact.observed,
    observed_interval: fact.interval === null ? null : [...fact.interval],
    last_known: fact.lastKnown,
    ...scoreSample(sample, middle[0]!, { fact, series }),
    forecasts: Object.fromEntries(
      Object.entries(forecasts).flatMap(([id, forecast]) => {
        const value = forecast.path === fact.path ? forecast.values[fact.date] : undefined;
        return value === undefined ? [] : [[id, value]];
      }),
    ),
  };
}

const placeOf = (place: Place | null): ScoredFact['place'] =>
  place === null ? null : { file: place.file, line: place.line, column: place.column };

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, x) => sum + x, 0) / values.length;

const skillOf = (score: number | null, reference: number | null): number | null =>
  score === null || reference === null || reference === 0 ? null : 1 - score / reference;

/** Coverage and mean scores of facts that have a range, and those of yes or no apart. */
function scoresOf(all: readonly ScoredFact[]): BacktestScores {
  const facts = all.filter((f) => f.within_90 !== null);
  const yesNo = all.filter((f) => f.within_90 === null);
  const compared = facts.filter((f) => f.error_no_change !== null);
  const score = meanOf(compared.map((f) => f.crps / f.scale));
  const noChange = meanOf(compared.map((f) => (f.error_no_change ?? 0) / f.scale));
  const central = meanOf(compared.map((f) => f.error_central / f.scale));
  return {
    n: facts.length,
    quantities: new Set(facts.map((f) => f.path)).size,
    coverage: meanOf(facts.map((f) => (f.within_90 ? 1 : 0))),
    mean_percentile: meanOf(facts.map((f) => f.percentile)),
    mean_crps: meanOf(facts.map((f) => f.crps / f.scale)),
    compared: compared.length,
    mean_crps_compared: score,
    mean_error_no_change: noChange,
    mean_error_central: central,
    skill_no_change: skillOf(score, noChange),
    skill_central: skillOf(score, central),
    yes_no: {
      n: yesNo.length,
      mean_brier: meanOf(yesNo.map((f) => f.crps)),
      mean_probability: meanOf(yesNo.map((f) => f.predicted.mean)),
      share_true: meanOf(yesNo.map((f) => f.observed)),
    },
  };
}

function inputsBehind(book: Book, facts: readonly ScoredFact[]): RestsOn[] {
  const paths = [...new Set(facts.map((f) => f.path))].filter((path) => book.locate(path) !== null);
  return paths.slice(0, LISTED_INPUTS).map((path) => restsOn(book, path, null));
}

function limitsOf(result: BacktestResult): string[] {
  return [
    'Facts of one quantity on several days, and of quantities that move together, are not independent: the coverage of a few dozen facts over some months says less than its count suggests.',
    'Only what was recorded later is scored. What did not happen is rarely written down, so that a happening is scored more often than its absence.',
    ...(result.yes_no.n === 0
      ? []
      : [
          'Facts of yes or no are in no coverage: a range of zeros and ones holds both outcomes unless the chance is below 5 % or above 95 %. They are scored apart, by their probabilities.',
        ]),
    'A day inside a quarter is read between the quarter’s two ends; in the first quarter every path starts from what was last known.',
    'The day of the earlier book decides what it may know by the day on which each figure became public; the author of the book wrote its ranges later and knew the outcome, which no date can undo.',
    ...(Object.keys(result.forecasts).length === 0
      ? []
      : [
          'A forecast made at the time is one number: its error is its score. It may speak of contracts where the fact is a spot price.',
        ]),
  ];
}

const UNITS: Readonly<Record<string, string>> = {
  '/coverage': 'fraction',
  '/mean_percentile': 'fraction',
  '/mean_crps': 'share of the scale',
  '/compared': 'facts',
  '/n': 'facts',
  '/quantities': 'quantities',
  '/mean_crps_compared': 'share of the scale',
  '/mean_error_no_change': 'share of the scale',
  '/mean_error_central': 'share of the scale',
  '/skill_no_change': 'fraction',
  '/skill_central': 'fraction',
  '/yes_no/n': 'facts',
  '/yes_no/mean_brier': 'probability squared',
  '/yes_no/mean_probability': 'probability',
  '/yes_no/share_true': 'fraction',
  '/facts/*/observed': 'unit of the fact',
  '/facts/*/observed_interval': 'unit of the fact',
  '/facts/*/last_known': 'unit of the fact',
  '/facts/*/predicted': 'unit of the fact',
  '/facts/*/central': 'unit of the fact',
  '/facts/*/percentile': 'fraction',
  '/facts/*/crps': 'unit of the fact',
  '/facts/*/error_no_change': 'unit of the fact',
  '/facts/*/error_central': 'unit of the fact',
  '/facts/*/scale': 'unit of the fact',
  '/facts/*/forecasts/*': 'unit of the fact',
  '/groups/*/*': 'as of the same name above',
  '/groups/*/yes_no/*': 'as of the same name above',
  '/forecasts/*/n': 'facts',
  '/forecasts/*/mean_error': 'unit of the facts',
  '/forecasts/*/mean_error_model': 'unit of the facts',
  '/forecasts/*/mean_crps_model': 'unit of the facts',
  '/forecasts/*/mean_log_error': 'ratio, logarithm',
  '/forecasts/*/mean_log_error_model': 'ratio, logarithm',
  '/forecasts/*/skill': 'fraction',
};
