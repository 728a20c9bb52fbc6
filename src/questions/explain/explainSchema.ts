import { z } from 'zod';
import { GRADES, SPEAKERS } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

const place = z.strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) }).nullable();
const evidence = {
  path: z.string(),
  place: place.describe('Where it was written; null where nobody wrote it.'),
  grade: z.enum(GRADES),
  said_by: z.enum(SPEAKERS).nullable(),
  sources: z.array(z.string()),
  note: z.string().nullable(),
  share: z.number().min(0).max(1).nullable().describe('Its part of the figure, where that can be told.'),
} as const;

export const explainResultSchema = z.strictObject({
  path: z.string(),
  of: z.enum(['show', 'run']).describe('The question whose answer holds the figure.'),
  value: z.unknown().describe('The figure as the answer holds it.'),
  unit: z.string().nullable(),
  says: z.string().describe('What the figure is.'),
  equation: z.string().nullable(),
  docs: z.string().describe('The page that defines it.'),
  terms: z.array(
    z.strictObject({ ...evidence, type: z.string(), by: z.string(), to: z.string(), headline: z.number() }),
  ),
  inputs: z.array(
    z.strictObject({
      ...evidence,
      written: z.string().nullable().describe('As its author wrote it.'),
      unit: z.string().nullable(),
      rank_correlation: z.number().min(-1).max(1).nullable().describe('With the figure, over the paths of the run.'),
    }),
  ),
  defaults: z
    .array(z.strictObject({ path: z.string(), value: z.string(), says: z.string() }))
    .describe('What nobody wrote and was filled in (grade D).'),
  sources: z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      publisher: z.string(),
      date: z.string().nullable(),
      url: z.string().nullable(),
      grade: z.enum(GRADES),
    }),
  ),
});

/** How a figure of an answer came about; names as in the JSON. */
export type ExplainResult = z.output<typeof explainResultSchema>;

/** The whole answer of `interlock explain --json`. */
export const explainAnswerSchema = answerSchemaOf(explainResultSchema);
