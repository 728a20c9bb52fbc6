import type { Answer } from '../questions/answer.ts';
import type { BacktestResult } from '../questions/backtest/backtestSchema.ts';
import type { AnswerTable } from './runTables.ts';

const FACT_COLUMNS = [
  'path',
  'date',
  'known',
  'group',
  'unit',
  'observed',
  'last_known',
  'p5',
  'p50',
  'p95',
  'mean',
  'central',
  'percentile',
  'within_90',
  'crps',
  'scale',
] as const;

/** Every scored fact, the forecasts made at the time, and what could not be scored, as tables. */
export function backtestTables(answer: Answer<BacktestResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    {
      name: 'backtest-facts',
      header: FACT_COLUMNS,
      rows: result.facts.map((f) => [
        f.path,
        f.date,
        f.known,
        f.group,
        f.unit,
        f.observed,
        f.last_known,
        f.predicted.p5,
        f.predicted.p50,
        f.predicted.p95,
        f.predicted.mean,
        f.central,
        f.percentile,
        f.within_90 === null ? null : f.within_90 ? 1 : 0,
        f.crps,
        f.scale,
      ]),
    },
    {
      name: 'backtest-forecasts',
      header: ['forecast', 'made', 'n', 'mean_error', 'mean_error_model', 'mean_crps_model', 'skill'],
      rows: Object.entries(result.forecasts).map(([id, f]) => [
        id,
        f.made,
        f.n,
        f.mean_error,
        f.mean_error_model,
        f.mean_crps_model,
        f.skill,
      ]),
    },
    {
      name: 'backtest-unscored',
      header: ['path', 'date', 'known', 'reason'],
      rows: result.unscored.map((u) => [u.path, u.date, u.known, u.reason]),
    },
  ];
}
