import { log } from '../../base/elementary.ts';
import type { ForecastScore, ScoredFact } from './backtestSchema.ts';
import type { Forecast } from './outcomes.ts';

/** How forecasts made at the time did, and the run on the very facts for which each gave a number. */
export function scoreForecasts(
  forecasts: Readonly<Record<string, Forecast>>,
  facts: readonly ScoredFact[],
  asOf: string,
): Record<string, ForecastScore> {
  return Object.fromEntries(
    Object.entries(forecasts).flatMap(([id, forecast]) => {
      const told = facts.filter((fact) => fact.forecasts[id] !== undefined);
      return told.length === 0 ? [] : [[id, scoreOf(id, forecast, told, asOf)]];
    }),
  );
}

function scoreOf(id: string, forecast: Forecast, facts: readonly ScoredFact[], asOf: string): ForecastScore {
  const mean = (of: (fact: ScoredFact) => number): number => facts.reduce((sum, f) => sum + of(f), 0) / facts.length;
  const said = (fact: ScoredFact): number => fact.forecasts[id]!;
  const isPositive = facts.every((f) => f.observed > 0 && said(f) > 0 && f.predicted.p50 > 0);
  const logError = (of: (fact: ScoredFact) => number): number | null =>
    isPositive ? mean((f) => Math.abs(log(of(f) / f.observed))) : null;
  const error = mean((f) => Math.abs(said(f) - f.observed));
  const score = mean((f) => f.crps);
  return {
    says: forecast.says,
    made: forecast.made,
    had_later_facts: forecast.made > asOf,
    sources: [...forecast.sources],
    n: facts.length,
    mean_error: error,
    mean_error_model: mean((f) => Math.abs(f.predicted.p50 - f.observed)),
    mean_crps_model: score,
    mean_log_error: logError(said),
    mean_log_error_model: logError((f) => f.predicted.p50),
    skill: error === 0 ? null : 1 - score / error,
  };
}
