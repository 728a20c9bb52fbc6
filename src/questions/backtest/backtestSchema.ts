import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

const place = z.strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) }).nullable();
const range = z.tuple([z.number(), z.number()]);

const factSchema = z.strictObject({
  path: z.string().describe('Path of the book, or of the outcomes, that the fact is about.'),
  meaning: z.string(),
  group: z.string().describe('What the fact is about, for sums over like facts.'),
  unit: z.string().describe('Unit of the figures of this fact.'),
  place,
  date: z.string().describe('The day that the fact is about.'),
  known: z.string().describe('The day on which it became public.'),
  sources: z.array(z.string()),
  grade: z.enum(GRADES),
  observed: z.number().describe('What was observed; 1 or 0 for what happened or did not.'),
  observed_interval: range.nullable().describe('Where the fact itself is a range.'),
  last_known: z.number().nullable().describe('What was last known of it on the earlier day.'),
  predicted: z
    .strictObject({ p5: z.number(), p50: z.number(), p95: z.number(), mean: z.number() })
    .describe('The distribution predicted for that day.'),
  central: z.number().describe('The central case on that day.'),
  percentile: z.number().min(0).max(1).describe('Share of paths below the fact, and half of those that equal it.'),
  within_90: z
    .boolean()
    .nullable()
    .describe(
      'Whether it lies between the 5th and the 95th percentile of the paths; null for a fact of yes or no, which has no range to miss.',
    ),
  crps: z
    .number()
    .describe(
      'Continuous ranked probability score, in the unit of the fact; lower is better. For yes or no it is the Brier score.',
    ),
  error_no_change: z.number().nullable().describe('Error of “nothing changes”: |observed − last known|.'),
  error_central: z.number().describe('Error of the central case.'),
  scale: z
    .number()
    .describe(
      'What scores are divided by before they are averaged: what was last known, else the larger of median and fact.',
    ),
  forecasts: z
    .record(z.string(), z.number())
    .describe('Forecasts made at the time for that day, by id, where the outcomes tell some.'),
});

const yesNoSchema = z.strictObject({
  n: z.int().describe('Facts of yes or no.'),
  mean_brier: z.number().nullable().describe('Mean of (probability − outcome)², .25 for who always says one half.'),
  mean_probability: z.number().nullable().describe('Mean of the probabilities predicted.'),
  share_true: z.number().nullable().describe('Share that came true; near the mean probability if these are right.'),
});

const scoresSchema = z.strictObject({
  n: z.int().describe('Facts with a range, that is all but those of yes or no; all figures beside are of these.'),
  quantities: z.int().describe('Different quantities among them; facts of one quantity are not independent.'),
  coverage: z.number().nullable().describe('Share of facts within the 5–95 % range; .9 if the ranges are right.'),
  mean_percentile: z.number().nullable().describe('Mean of the percentiles; .5 if nothing leans to one side.'),
  mean_crps: z.number().nullable().describe('Mean of score / scale.'),
  compared: z.int().describe('Facts of which something was known before, on which both references are scored.'),
  mean_crps_compared: z.number().nullable().describe('Mean of score / scale over these.'),
  mean_error_no_change: z.number().nullable().describe('Mean of error / scale of “nothing changes”.'),
  mean_error_central: z.number().nullable().describe('Mean of error / scale of the central case.'),
  skill_no_change: z
    .number()
    .nullable()
    .describe('1 − mean score / mean error of “nothing changes”; above 0 is better.'),
  skill_central: z.number().nullable().describe('1 − mean score / mean error of the central case.'),
  yes_no: yesNoSchema.describe('Facts of what happened or stands, or not, scored apart.'),
});

const forecastSchema = z.strictObject({
  says: z.string(),
  made: z.string().describe('The day on which it was made.'),
  had_later_facts: z.boolean().describe('Whether it was made after the day on which the book stands.'),
  sources: z.array(z.string()),
  n: z.int().describe('Facts for which it gave a number.'),
  mean_error: z.number().describe('Mean absolute error of the forecast on these.'),
  mean_error_model: z.number().describe('Mean absolute error of the run’s median on the same facts.'),
  mean_crps_model: z.number().describe('Mean score of the run’s distribution on the same facts.'),
  mean_log_error: z.number().nullable().describe('Mean |ln forecast / observed|, where all are positive.'),
  mean_log_error_model: z.number().nullable().describe('The same of the run’s median.'),
  skill: z
    .number()
    .nullable()
    .describe('1 − mean score of the run / mean error of the forecast; above 0 the run is better.'),
});

export const backtestResultSchema = z.strictObject({
  from: z.string().describe('The day on which the book that was run stands.'),
  to: z.string().describe('The last day of which facts were taken.'),
  ...scoresSchema.shape,
  facts: z.array(factSchema),
  groups: z.record(z.string(), scoresSchema).describe('The same over facts of one kind.'),
  forecasts: z.record(z.string(), forecastSchema).describe('Forecasts made at the time, by id.'),
  unscored: z.array(
    z.strictObject({ path: z.string(), place, date: z.string(), known: z.string(), reason: z.string() }),
  ),
});

export const backtestAnswerSchema = answerSchemaOf(backtestResultSchema);

export type BacktestResult = z.output<typeof backtestResultSchema>;
export type ScoredFact = z.output<typeof factSchema>;
export type BacktestScores = z.output<typeof scoresSchema>;
export type ForecastScore = z.output<typeof forecastSchema>;
