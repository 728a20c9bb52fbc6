import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const spread = z.strictObject({
  value: z.number().describe('At the medians of all inputs.'),
  mean: z.number(),
  sd: z.number().min(0),
  standard_error: z.number().min(0).describe('Of the mean.'),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});
export type LoopSpread = z.output<typeof spread>;

const bounded = z.union([z.number(), z.literal('unbounded')]);
export type Bounded = z.output<typeof bounded>;
const interval = z.tuple([z.number(), z.number()]);
const stepKind = z.enum(['share', 'news', 'ownership', 'funding', 'tranche', 'performance', 'leverage']);

const multiple = z.strictObject({
  events: z.int(),
  mean: z.number(),
  standard_error: z.number(),
  between_sd: z.number().describe('Standard deviation between events, τ.'),
  mean_interval: interval.describe('Of the mean, 90 %.'),
  predicted_range: z.strictObject({ p5: z.number(), p95: z.number() }).describe('Of a deal not seen yet.'),
});
export type LoopMultiple = z.output<typeof multiple>;

const multiplier = z.strictObject({
  value: bounded.describe('At the medians of all inputs.'),
  mean: bounded.describe('Without bound where that of any draw has none.'),
  sd: z.number().min(0).nullable(),
  standard_error: z.number().min(0).nullable(),
  p5: bounded,
  p25: bounded,
  p50: bounded,
  p75: bounded,
  p95: bounded,
  unbounded_probability: z.number(),
  unbounded_probability_interval: interval,
});

const loop = z.strictObject({
  id: z.string().describe('The channel, or the term whose tranches fall due, that closes it.'),
  name: z.string(),
  holder: z.string(),
  issuer: z.string(),
  is_through_vendor_value: z.boolean(),
  gain: spread.describe('If this were the only way back.'),
  rate: z.number().describe('Funding per unit of wealth gained; part performed where tranches fall due.'),
  rate_at_gain_one: z.number().nullable().describe('With all other loops as they are; null where there is none.'),
  feasible_rate: z
    .number()
    .nullable()
    .describe('Loan-to-value × unpledged share, 1 for tranches; null where the book states none.'),
  gain_at_feasible_rate: z.number().nullable(),
  lab_value_needed: z
    .number()
    .nullable()
    .describe('Rise of the issuer’s own value per unit committed at which the loop would return the unit.'),
});
export type NamedLoop = z.output<typeof loop>;

const cycle = z.strictObject({
  loop: z.string().describe('The channel, or the term whose tranches fall due, that closes it.'),
  name: z.string().describe('The name of that loop.'),
  parties: z.array(z.string()).describe('Ids of those that a unit passes, the lab last.'),
  steps: z.array(
    z.strictObject({ step: z.string(), kind: stepKind, from: z.string(), to: z.string(), weight: z.number() }),
  ),
  gain: spread,
  is_through_vendor_value: z.boolean(),
});
export type LoopCycle = z.output<typeof cycle>;

const threshold = z.strictObject({
  step: z.string(),
  kind: stepKind,
  from: z.string(),
  to: z.string(),
  input: z.string(),
  now: z.number().describe('At medians: a multiple, a rate, a share, or commitments per unit of new money.'),
  p5: z.number(),
  p95: z.number(),
  at: z.number().nullable().describe('Value at which the gain is 1, all else at medians; null where there is none.'),
  most: z.number().nullable().describe('Most that it can be; null where it is open.'),
  is_possible: z.boolean().describe('Whether `at` is within what it can be.'),
  p_above: z.number().nullable().describe('Share of draws beyond `at`.'),
  p_above_interval: interval.nullable(),
});
export type LoopThreshold = z.output<typeof threshold>;

const event = z.strictObject({
  event: z.string(),
  party: z.string(),
  date: z.string(),
  borrows: z.boolean(),
  multiple: z.number(),
  standard_error: z.number(),
});

const engineCheck = z.strictObject({
  paths: z.int(),
  added: z.number().describe('Commitments added on each path.'),
  induced_by_engine: z.number().describe('Commitments called forth per unit added, mean.'),
  standard_error: z.number(),
  predicted: z
    .number()
    .describe('By the multiplier on the same draws over the quarters of the run, tranches left out, mean.'),
  predicted_without_fading: z
    .number()
    .describe('The same if a jump counted whole, as in the quarter in which it comes.'),
  difference: z.number().describe('Engine less predicted.'),
  by_channel: z
    .array(z.strictObject({ channel: z.string(), induced: z.number() }))
    .describe('Commitments called forth through each channel, per unit added.'),
  explained_by: z.array(z.string()),
});
export type EngineCheck = z.output<typeof engineCheck>;

export const loopResultSchema = z.strictObject({
  labs: z.array(z.string()),
  turn_quarters: z.int(),
  gain: spread.describe('Spectral radius; steps under nothing count as nothing.'),
  financial_gain: spread.describe('The same if commitments brought no operating cash.'),
  p_above_one: z.number(),
  p_above_one_interval: interval,
  multiplier: z
    .union([multiplier, z.literal('unbounded')])
    .describe('What a unit becomes in all, itself included; "unbounded" where the gain is 1 or more on every draw.'),
  after_turns: z
    .array(z.strictObject({ turns: z.int(), total: z.number() }))
    .describe('A unit with what it called forth by then, at medians.'),
  next_generation: z
    .array(z.array(z.number()))
    .describe('At medians: commitments by the lab of the row called forth by a unit of the lab of the column.'),
  damping: spread.describe('Sum of the gains of circles under nothing.'),
  through_vendor_value: z.strictObject({
    gain: spread,
    p_above_tenth: z.number(),
    p_above_tenth_interval: interval,
  }),
  loops: z.array(loop),
  cycles: z.array(cycle),
  elasticity: z.array(
    z.strictObject({ step: z.string(), kind: stepKind, from: z.string(), to: z.string(), elasticity: z.number() }),
  ),
  thresholds: z.array(threshold),
  multiples: z.strictObject({
    pooled: multiple.nullable(),
    by_regime: z.strictObject({ borrows: multiple.nullable(), does_not_borrow: multiple.nullable() }),
    events: z.array(event),
  }),
  draws: z.int(),
  engine: engineCheck.nullable().describe('The engine on the same draws; null where it was not asked.'),
});
export type LoopResult = z.output<typeof loopResultSchema>;

/** The loop of a next-generation matrix that is given, without a book. */
export const matrixLoopResultSchema = z.strictObject({
  parties: z.array(z.string()).describe('In the order of rows and columns.'),
  gain: z.number().describe('Spectral radius; entries under nothing count as nothing.'),
  multiplier: bounded.describe('The largest of `by_party[].in_all`.'),
  by_party: z.array(
    z.strictObject({
      party: z.string(),
      in_a_turn: z.number().describe('What a unit of it calls forth in one turn.'),
      in_all: bounded.describe('What a unit of it becomes in all, itself included.'),
    }),
  ),
  multiplier_matrix: z
    .array(z.array(z.number()))
    .nullable()
    .describe('(I − Γ)⁻¹ by rows; null where the gain is 1 or more.'),
  next_generation: z.array(z.array(z.number())).describe('Γ by rows, as given.'),
  after_turns: z.array(z.strictObject({ turns: z.int(), total: z.number() })),
  damping: z.number().describe('Sum of the gains of circles under nothing.'),
  cycles: z.array(z.strictObject({ parties: z.array(z.string()), gain: z.number() })),
  elasticity: z.array(z.strictObject({ from: z.string(), to: z.string(), elasticity: z.number() })),
  thresholds: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      now: z.number(),
      at: z.number().nullable().describe('Value of the entry at which the gain is 1; null where there is none.'),
    }),
  ),
});
export type MatrixLoopResult = z.output<typeof matrixLoopResultSchema>;

/** The whole answer of `interlock loop --json`, about a book or a matrix. */
export const loopAnswerSchema = answerSchemaOf(z.union([loopResultSchema, matrixLoopResultSchema]));
