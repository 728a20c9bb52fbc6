import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const check = z.strictObject({
  says: z.string(),
  status: z.enum(['passed', 'failed', 'skipped']),
  reason: z.string().nullable(),
  figure: z.string(),
  per: z.string().nullable(),
  value: z.number().nullable(),
  at_least: z.number().nullable(),
  at_most: z.number().nullable(),
});
const count = z.int().min(0);

/** The whole answer of `interlock check --json`. */
export const checkAnswerSchema = answerSchemaOf(
  z.strictObject({ passed: count, failed: count, skipped: count, checks: z.record(z.string(), check) }),
);
