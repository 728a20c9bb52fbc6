import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';
import { shapeAbout } from '../partyAbout.ts';

const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]).describe('95 % interval (Wilson).');

const distributionShape = {
  mean: z.number(),
  sd: z.number().min(0),
  standard_error: z.number().min(0).describe('Of the mean.'),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
} as const;

const distribution = z.strictObject(distributionShape);
const byYear = z.array(z.strictObject({ year: z.int(), ...distributionShape }));

const gainShape = {
  ...distributionShape,
  cost: z
    .number()
    .min(0)
    .describe(
      'What the capacity in question costs a year at long-run cost, mean: K of a new split, ΔK of added supply.',
    ),
  per_dollar: z.number().nullable().describe('Mean gain over `cost`; null where that is nothing.'),
} as const;
const gain = z.strictObject(gainShape);
const gainByYear = z.array(z.strictObject({ year: z.int(), ...gainShape }));
export type GainSummary = z.output<typeof gain>;

const regimeShape = {
  regime: z.enum(['scarce', 'abundant']).describe('What holds on at least half of the paths.'),
  scarce_probability: share.describe('Share of paths on which λ > long-run cost.'),
  scarce_probability_interval: interval,
  paths: z.int().min(0).describe('Paths on which the lab still operates; all figures of the time are over them.'),
} as const;

export const USE_KINDS = ['inference', 'training', 'latent'] as const;

const use = z.strictObject({
  use: z.string(),
  name: z.string(),
  serves: z.enum(USE_KINDS),
  by_year: z
    .array(
      z.strictObject({
        year: z.int(),
        today: z.number().describe('What it has if capacity is split as today.'),
        best: z.number().describe('What the best split gives it.'),
        worthwhile: z.number().describe('How much it can take whose units are worth their long-run cost.'),
      }),
    )
    .describe('Means over paths, at the end of each year.'),
  today: z.number().describe('Capacity that it has in the first quarter, mean over paths.'),
  best: z.number().describe('What the best split of that quarter gives it, mean over paths.'),
});
export type UseResult = z.output<typeof use>;

const latent = z.strictObject({
  use: z.string(),
  name: z.string(),
  entry: distribution.describe('θ: what a unit brings in a year, and so the shadow price at which it enters.'),
  enters_year: z.int().nullable().describe('First year in which it has entered on more than half of the paths.'),
  by_year: z.array(
    z.strictObject({
      year: z.int(),
      enters_at_capacity: z.number().describe('Capacity of the lab at which it enters, median over paths.'),
      cap: z.number().describe('The most that it can take, median over paths.'),
      probability: share.describe('Share of paths on which what the lab holds is enough.'),
      probability_interval: interval,
    }),
  ),
});
export type LatentResult = z.output<typeof latent>;

export const labAllocationSchema = z.strictObject({
  name: z.string(),
  quarter: z.string().describe('The first quarter of the run, told as today.'),
  capacity: distribution.describe('What it holds today: contracted and delivered, and its own.'),
  spot: distribution.describe('What it buys on the spot today besides.'),
  added_capacity: distribution
    .nullable()
    .describe('What its contracts and its own equipment bring in the next four quarters.'),
  shadow_price_today: distribution,
  price_today: distribution,
  long_run_cost_today: distribution,
  regime_today: z.strictObject(regimeShape),
  abundance_capacity_today: distribution.describe('Capacity at which scarcity would end today.'),
  gain_resplit_today: gain.describe('V*(K) − V(today’s split); its `cost` is that of K.'),
  gain_expand_today: gain
    .nullable()
    .describe('V*(K + ΔK) − V*(K) − c·ΔK by the returns of today; its `cost` is that of ΔK.'),
  gain_expand_ahead_today: gain
    .nullable()
    .describe('The same by the returns of four quarters on, when all of ΔK stands.'),
  capacity_by_year: byYear,
  spot_by_year: byYear,
  abundance_capacity: byYear.describe('Capacity at which λ falls to long-run cost: where scarcity ends.'),
  shadow_price: byYear.describe('λ: what capacity is worth at the margin, per unit and year.'),
  shadow_price_with_spot: byYear.describe('λ where what the run buys on the spot counts as held.'),
  price: byYear,
  long_run_cost: byYear,
  regime: z.array(z.strictObject({ year: z.int(), ...regimeShape })),
  gain_resplit: gainByYear.describe('As gain_resplit_today, at the end of each year.'),
  gain_expand: gainByYear.describe('As gain_expand_today; no row within four quarters of the horizon.'),
  gain_expand_ahead: gainByYear.describe('As gain_expand_ahead_today; no row within four quarters of the horizon.'),
  uses: z.array(use),
  latent_order: z.array(latent).describe('Latent uses in the order in which they enter.'),
  supply_gain_less_resplit_gain: z.number().nullable().describe('Mean of gain_expand_today − gain_resplit_today.'),
  supply_gain_less_resplit_gain_standard_error: z.number().nullable(),
  supply_gain_ahead_less_resplit_gain: z
    .number()
    .nullable()
    .describe('Mean of gain_expand_ahead_today − gain_resplit_today.'),
  supply_gain_ahead_less_resplit_gain_standard_error: z.number().nullable(),
  scarcity_ends_within_horizon: share.describe('The highest P(λ < long-run cost) of any year of the horizon.'),
  scarcity_ends_within_horizon_interval: interval,
  scarcity_ends_year: z.int().nullable().describe('First year in which that probability exceeds one half.'),
  least_scarce_year: z.int().nullable().describe('The year in which it is highest.'),
});
export type LabAllocation = z.output<typeof labAllocationSchema>;

export const allocationResultSchema = z.strictObject({
  capacity_unit: z.string().nullable().describe('What capacity is measured in.'),
  ...shapeAbout(labAllocationSchema),
});
export type AllocationResult = z.output<typeof allocationResultSchema>;

const plainGain = z.strictObject({
  value: z.number().describe('Money; net of what capacity that is added costs, where a cost is given.'),
  cost: z.number().nullable().describe('What the capacity in question costs: K of a new split, ΔK of added capacity.'),
  per_dollar: z.number().nullable().describe('`value` over `cost`; null where no cost is given, or none.'),
});

/** The best split of a capacity over the uses of a table, without a book. */
export const usesResultSchema = z.strictObject({
  capacity: z.number(),
  value: z.number().describe('What the best split brings.'),
  shadow_price: z.number().describe('λ: what capacity is worth at the margin, per unit.'),
  last_unit_brings: z
    .number()
    .nullable()
    .describe(
      'What the last unit brings: above λ just where a segment is full, and λ elsewhere; null where none is given.',
    ),
  idle: z.number().min(0).describe('Capacity that no use can take.'),
  long_run_cost: z.number().nullable(),
  regime: z.enum(['scarce', 'abundant']).nullable().describe('Scarce where λ > long-run cost; null without a cost.'),
  abundance_capacity: z
    .union([z.number(), z.literal('unbounded')])
    .nullable()
    .describe('Capacity at which λ falls to long-run cost; "unbounded" where it never does.'),
  gain_resplit: plainGain.nullable().describe('Best split less that of today; null where no row says `today`.'),
  gain_expand: z
    .strictObject({ added: z.number(), ...plainGain.shape })
    .nullable()
    .describe('What ΔK gains; null where none is added.'),
  uses: z.array(
    z.strictObject({
      use: z.string(),
      is_latent: z.boolean(),
      today: z.number().nullable(),
      best: z.number().describe('What the best split gives it.'),
      segments: z.array(
        z.strictObject({
          return: z.number(),
          level: z.number().nullable().describe('α of a logarithmic return; null of a linear one.'),
          cap: z.number().nullable().describe('Null where it takes any amount.'),
          best: z.number(),
        }),
      ),
    }),
  ),
  latent_order: z.array(
    z.strictObject({
      use: z.string(),
      entry: z.number().describe('θ: the shadow price at which it enters.'),
      enters_at_capacity: z.number().nullable().describe('Null where better uses take any amount.'),
      cap: z.number().nullable(),
      has_entered: z.boolean(),
    }),
  ),
});
export type UsesResult = z.output<typeof usesResultSchema>;

/** The whole answer of `interlock allocation --json`, about a book or a table of uses. */
export const allocationAnswerSchema = answerSchemaOf(z.union([allocationResultSchema, usesResultSchema]));
