import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const pathEvent = z.strictObject({
  quarter: z.string(),
  kind: z.string(),
  party: z.string().nullable().describe('Id of the party; null for the market and for milestones.'),
  amount: z.number().nullable().describe('Money it was about; the price of capacity for the market.'),
  text: z.string().describe('The deal, the cause or the milestone; for the market the price over long-run cost.'),
});

export const pathResultSchema = z.strictObject({
  path: z.int().min(0),
  scenario: z.string().nullable(),
  names: z.record(z.string(), z.string()).describe('Names of the parties, as printed.'),
  milestones: z.record(z.string(), z.string()).describe('What each milestone says.'),
  events: z.array(pathEvent),
});

/** Something that happened on a path: when, to whom, what, and how much money it was about. */
export type PathEvent = z.output<typeof pathEvent>;

/** One path told as an event log. */
export type PathResult = z.output<typeof pathResultSchema>;

/** The whole answer of `interlock run --only-path N --trace --json`. */
export const pathAnswerSchema = answerSchemaOf(pathResultSchema);
