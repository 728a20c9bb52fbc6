import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

const fraction = z.number().min(0).max(1);

/**
 * What is known of an input. undisclosed: somebody knows it today and nobody has published it; open: time will tell;
 * assumed: how the world reacts, which no document says; published: stated by a source, as a figure or a range.
 */
export const STANDINGS = ['undisclosed', 'open', 'assumed', 'published'] as const;

const effect = z.strictObject({
  measure: z.string(),
  rank_correlation: z.number().min(-1).max(1),
  share: fraction.describe('Part of the squared rank correlations of all inputs told for the measure.'),
  reduction: fraction
    .nullable()
    .describe('Part of the variance that would go, on average, if it were known; null where chance gives as much.'),
  if_low: z.number().describe('Mean of the measure in the lowest fifth of the input.'),
  if_high: z.number(),
});

const input = z.strictObject({
  path: z.string(),
  words: z.string(),
  standing: z.enum(STANDINGS),
  unit: z.string(),
  p5: z.number(),
  p50: z.number(),
  p95: z.number(),
  grade: z.enum(GRADES),
  sources: z.array(z.string()),
  place: z.strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) }).nullable(),
  note: z.string().nullable(),
  share: fraction.describe('Mean over the measures of its part of what moves them.'),
  reduction: fraction.describe('Mean over the measures of the part of their variance that would go if it were known.'),
  effects: z.array(effect),
});

const measure = z.strictObject({
  path: z.string(),
  unit: z.string(),
  is_event: z.boolean(),
  mean: z.number(),
  sd: z.number(),
  explained: fraction.describe(
    'Sum of the reductions by single inputs: what is left is chance and inputs acting together.',
  ),
  market: fraction
    .nullable()
    .describe('The same for the course of the market over its first two years, which no fact tells.'),
  tells_most: z
    .strictObject({
      input: z.string(),
      reduction: fraction,
      sd_left: z.number().describe('Its sd once that is known.'),
    })
    .nullable()
    .describe('The undisclosed fact that would shrink the spread most; null where none goes beyond chance.'),
});

const inputsResult = z.strictObject({
  about: z.string().nullable(),
  is_ranked: z.boolean().describe('By the reduction of variance, instead of undisclosed first.'),
  counts: z.strictObject({
    stated: z.int().min(0).describe('Inputs in all, certain ones too.'),
    uncertain: z.int().min(0),
    undisclosed: z.int().min(0),
    open: z.int().min(0),
    assumed: z.int().min(0),
    published: z.int().min(0),
  }),
  measures: z.array(measure),
  inputs: z.array(input),
});

export type InputsResult = z.output<typeof inputsResult>;
export type ToldInput = InputsResult['inputs'][number];
export type ToldEffect = ToldInput['effects'][number];
export type ToldMeasure = InputsResult['measures'][number];
export type Standing = ToldInput['standing'];

/** The whole answer of `interlock inputs --json`. */
export const inputsAnswerSchema = answerSchemaOf(inputsResult);
