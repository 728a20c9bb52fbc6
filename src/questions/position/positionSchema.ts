import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();
const share = z.number().min(0).max(1);

const losses = z.strictObject({
  expected_loss: money,
  standard_error: money.describe('Of the expected loss.'),
  loss_probability: share,
  loss_probability_interval: z.tuple([share, share]),
  loss_95: money.describe('Quantile of the loss: exceeded on 5 % of the paths.'),
  loss_99: money,
  shortfall_95: money.describe('Mean of the worst 5 % of the paths.'),
  shortfall_99: money,
});
export type Losses = z.output<typeof losses>;

const cause = z.strictObject({
  party: z.string().describe('Where the loss began.'),
  cause: z.string().describe('What brought that party down, or a fall in value of one that stands.'),
  share_of_losing_paths: share,
  share_of_loss: share,
});

const payer = z.strictObject({
  party: z.string(),
  as: z.enum(['guarantor', 'rescuer']),
  amount: money.describe('Mean of what it pays in the holder’s place.'),
});
export type PaysInstead = z.output<typeof payer>;

const saved = z.strictObject({
  amount: money.describe('Mean loss without rescues less that with them, path by path.'),
  standard_error: money,
});

const change = z.strictObject({
  expected_loss: money,
  difference: money,
  standard_error: money,
  loss_probability: share,
});

const holding = z.strictObject({
  kind: z.enum(['loan', 'bond', 'shares', 'guarantee', 'cds', 'limit']),
  on: z.string(),
  party: z.string().describe('Whose failure costs it.'),
  amount: money,
  cost: money.nullable().describe('What was paid for it.'),
  losses: losses.nullable().describe('Null for a limit.'),
  without_rescue: losses.nullable(),
  saved_by_rescue: saved.nullable(),
  first_causes: z.array(cause),
  pays_instead: z.array(payer),
  scenarios: z.record(z.string(), change),
});
export type HoldingResult = z.output<typeof holding>;

const event = z.strictObject({
  quarter: z.string(),
  kind: z.string(),
  party: z.string().nullable(),
  amount: money.nullable(),
  text: z.string(),
});

export const positionResultSchema = z.strictObject({
  names: z.record(z.string(), z.string()),
  holdings: z.record(z.string(), holding),
  total: z
    .strictObject({
      amount: money,
      losses,
      without_rescue: losses,
      saved_by_rescue: saved,
      first_causes: z.array(cause),
      pays_instead: z.array(payer),
      scenarios: z.record(z.string(), change),
    })
    .nullable()
    .describe('All holdings together, path by path; null where there are none.'),
  by_party: z.array(
    z.strictObject({
      party: z.string(),
      fails_on: z.int().describe('Paths on which it fails.'),
      loss_if_it_fails: money.describe('Mean loss of all holdings on those paths, whatever caused it.'),
      standard_error: money,
    }),
  ),
  limits: z.record(
    z.string(),
    z.strictObject({
      on: z.string(),
      amount: money,
      used: money.describe('Holdings directly on the party or term.'),
      through_web: money.describe('Part of the holdings on others that is in the end paid with money of this party.'),
      loss_if_it_fails: money
        .nullable()
        .describe('Mean loss of all holdings where it fails; null where it never does.'),
      is_exceeded: z.boolean(),
      is_exceeded_through_web: z.boolean().describe('By both together, or by what is lost where the party fails.'),
    }),
  ),
  losing_path: z
    .strictObject({ path: z.int(), loss: money, exceeded_on: share, events: z.array(event) })
    .nullable()
    .describe('A path with a loss that one in a hundred exceeds, told quarter by quarter.'),
});
export type PositionResult = z.output<typeof positionResultSchema>;

/** The whole answer of `interlock position --json`. */
export const positionAnswerSchema = answerSchemaOf(positionResultSchema);
