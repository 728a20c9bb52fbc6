import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();
const amountAndShare = z.strictObject({ amount: money, share: z.number().nullable() });
export type AmountAndShare = z.output<typeof amountAndShare>;
const range = z.strictObject({ p5: z.number(), p50: z.number(), p95: z.number() });

const party = z.strictObject({
  name: z.string(),
  before: amountAndShare.describe('Its old share, of the value: what it had if valuation alone had changed.'),
  disagreement: amountAndShare.describe('What it could expect without an agreement; the share is of the value.'),
  disagreement_range: range.describe('Over draws of the inputs, as shares of the value.'),
  signed: amountAndShare.describe('What it got: the share of the value; the amount with the terms beside it.'),
  terms: money.describe('Net worth of what was agreed besides the split.'),
  bargained: amountAndShare.nullable().describe('Nash, equal weights; null where there is nothing to agree on.'),
  predicted: amountAndShare.nullable().describe('Nash, weights from voice and patience.'),
  predicted_range: range.nullable(),
  difference: amountAndShare.nullable().describe('Predicted less signed, of the value and in money.'),
  kalai_smorodinsky: amountAndShare.nullable().describe('Null without caps, where it is the equal Nash bargain.'),
  shapley: amountAndShare.nullable().describe('Null where no coalition can act without the others.'),
  weight: z.number().describe('Weight of the prediction; they sum to 1.'),
  implied_weight: z.number().nullable().describe('Part of the gain from agreeing that it got.'),
  invested: money.nullable(),
  committed: money.nullable(),
  multiple: z.strictObject({
    on_invested: z.number().nullable(),
    on_committed: z.number().nullable(),
    annualised: z.number().nullable().describe('Return a year on what was invested, from the day written.'),
  }),
  liquid: amountAndShare.nullable(),
});
export type SettledParty = z.output<typeof party>;

export const payoutSchema = z.strictObject({
  exit: money,
  by_class: z.record(z.string(), money),
  before: z.record(z.string(), money).nullable(),
});

export const settlementResultSchema = z.strictObject({
  settlement: z.string().nullable().describe('The one that is told; null where the book has none.'),
  others: z.array(z.string()),
  says: z.string().nullable(),
  date: z.string().nullable(),
  value: money.nullable(),
  value_without_agreement: money.nullable(),
  surplus: money.nullable(),
  parties: z.record(z.string(), party),
  payouts: z.array(payoutSchema),
  explained_by: z
    .array(z.strictObject({ lost: z.number(), before: z.record(z.string(), z.number()) }))
    .describe('Disagreement points under which equal weights give the signed split.'),
  smallest_gain_over_disagreement: money.nullable(),
  largest_prediction_error: z.number().nullable().describe('As a share of the value.'),
  all_gain_probability: z.number().nullable(),
  all_gain_probability_interval: z.tuple([z.number(), z.number()]).nullable(),
  predicted_within_3_points_probability: z.number().nullable(),
  predicted_within_3_points_probability_interval: z.tuple([z.number(), z.number()]).nullable(),
  draws: z.int(),
  assumptions: z
    .array(
      z.strictObject({
        input: z.string(),
        grade: z.string(),
        low: z.record(z.string(), z.number()).nullable(),
        high: z.record(z.string(), z.number()).nullable(),
        moves: z.number().describe('Most that any predicted share moves between low and high.'),
      }),
    )
    .describe('Predicted shares with one input at its 5th and 95th percentile.'),
});
export type SettlementResult = z.output<typeof settlementResultSchema>;

/** The whole answer of `interlock settlement --json`. */
export const settlementAnswerSchema = answerSchemaOf(settlementResultSchema);
