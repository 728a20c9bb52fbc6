import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';
import { OPENNESS } from './glutNeeds.ts';

const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]).nullable().describe('95 % interval (Wilson).');

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
const byQuarter = z.array(z.strictObject({ quarter: z.string(), ...distributionShape }));

const difference = z.strictObject({
  mean: z.number(),
  standard_error: z.number().min(0).describe('Of the mean of the paired differences.'),
});

const gluts = {
  p_glut: share
    .nullable()
    .describe('Share of paths on which the price stands under 80 % of long-run cost for four quarters in a row.'),
  p_glut_interval: interval,
  p_glut_at_long_run_cost: share.nullable().describe('The same under long-run cost itself.'),
  p_glut_at_long_run_cost_interval: interval,
  p_glut_at_running_cost: share.nullable().describe('The same at running cost, the least price.'),
  p_glut_at_running_cost_interval: interval,
  depth: distribution
    .nullable()
    .describe(
      'One less mean price over long-run cost in the longest glut of a path; over paths with one, null where none has.',
    ),
  length: distribution.nullable().describe('Quarters of that longest glut.'),
  start: distribution
    .nullable()
    .describe('Quarters of the run before that longest glut begins, 0 where it begins in the first.'),
  still_on_at_horizon: share.nullable().describe('Part of these longest gluts that had not ended at the horizon.'),
} as const;

const world = z.strictObject({
  world: z.enum(['as_signed', 'scaled', 'not_believed']),
  scale: z.number().min(0).describe('Size of the lab’s commitments, as signed 1.'),
  ...gluts,
  price: byQuarter,
  price_to_cost: byQuarter.describe('Price over long-run cost.'),
  capacity: byQuarter,
});
export type GlutWorld = z.output<typeof world>;

const benefit = z.strictObject({
  scale: z.number().min(0),
  mean: z
    .number()
    .describe('E[m·Δcash] over no commitments at all, on the same paths, what passes to end prices taken off.'),
  standard_error: z.number().min(0),
  positive: share.describe('Share of paths on which it is not negative.'),
  end_prices: z.number().describe('The part of it that comes from end prices.'),
  with_horizon: difference.describe('The same with what the lab has and owes at the horizon.'),
});
export type ScaleBenefit = z.output<typeof benefit>;

const breakEven = z.strictObject({
  flexible_share: z
    .number()
    .nullable()
    .describe('The flexible share from which on it pays, or up to which (`until`); 0 where always, null where never.'),
  is: z.enum(['inside', 'until', 'always', 'never']),
  by_reopening: z
    .number()
    .nullable()
    .describe('That share where more of the contracts may be reopened; null where never.'),
  by_indexing: z.number().nullable().describe('That share where more of the contracts pay the market price.'),
  points: z
    .array(
      z.strictObject({
        world: z.enum(OPENNESS),
        flexible_share: z.number(),
        net_benefit: difference,
      }),
    )
    .describe(
      'Runs between which it is found: nothing of the contracts open, as written, everything reopened, everything indexed.',
    ),
});

const party = z.strictObject({
  name: z.string(),
  is_lab: z.boolean(),
  change_in_value: z
    .strictObject({
      commitments: difference.describe('As signed, less with none of the commitments of the lab asked about.'),
      credibility: difference.describe('As signed, less with announcements that no builder believes.'),
    })
    .describe('E[m·Δ(cash flow without outside funding)] and what is had and owed at the horizon.'),
  value_of_credibility: z
    .number()
    .nullable()
    .describe('Labs: E[m·Δcash] of announcements being believed, what passes to end prices taken off.'),
  value_of_credibility_standard_error: z.number().min(0).nullable(),
  flexible_share: distribution
    .nullable()
    .describe(
      'Labs: capacity-weighted part of what it runs on that is indexed, open to renegotiation or uncontracted.',
    ),
  flexible_share_less_break_even: z
    .number()
    .nullable()
    .describe('The lab asked about: mean flexible share on paths with a glut, less f*; null without a glut or f*.'),
});
export type GlutParty = z.output<typeof party>;

const yearRow = z.strictObject({
  year: z.int(),
  announced: z
    .number()
    .describe('Headline capacity of all labs and what channels call forth, as believing builders see it, mean.'),
  held_by_labs: z.number().describe('What labs’ contracts and own equipment bring, mean.'),
  induced_in_others: z.number().describe('What others own more of than if nobody believed the announcements, mean.'),
  induced_in_others_standard_error: z.number().min(0),
  added_by_commitments: z
    .number()
    .describe('Capacity in all, as signed less without the commitments of the lab asked about, mean.'),
});

export const glutResultSchema = z.strictObject({
  about: z
    .strictObject({ party: z.string(), name: z.string() })
    .nullable()
    .describe('The lab whose commitments are scaled.'),
  good: z.string().nullable().describe('What the market trades, as the book names it.'),
  capacity_unit: z.string().nullable(),
  largest_buyer: z
    .strictObject({ party: z.string(), name: z.string(), amount: z.number(), share, is_about: z.boolean() })
    .nullable()
    .describe(
      'Who pays most for what is traded, equipment and sites in the run, at today’s value; share of what all parties pay.',
    ),
  ...gluts,
  flexible_share_above_break_even: share
    .nullable()
    .describe('Share of paths with a glut on which the flexible share exceeds f*.'),
  flexible_share: distribution.nullable(),
  flexible_share_break_even: z
    .number()
    .nullable()
    .describe('f*: the least flexible share at which others’ building pays the lab; null where there is none.'),
  break_even: z
    .strictObject({
      overbuilding: breakEven.describe(
        'What it is worth to the lab that its announcements are believed, contracts unchanged.',
      ),
      commitments: breakEven.describe('What its commitments are worth to it over none at all.'),
    })
    .nullable(),
  net_benefit: z.array(benefit),
  best_scale: z.number().nullable(),
  best_scale_with_horizon: z.number().nullable(),
  near_best_scales: z
    .array(z.number())
    .describe(
      'Sizes whose net benefit in cash is not told from the best: paired difference within two standard errors.',
    ),
  held_per_announced_unit: z
    .number()
    .nullable()
    .describe('Capacity ordered directly: what labs’ own commitments bring, per announced unit, mean over paths.'),
  induced_per_announced_unit: z
    .number()
    .nullable()
    .describe(
      'Capacity induced in others per announced unit of the path: credibility as set against none, contracts unchanged; mean.',
    ),
  induced_per_announced_unit_standard_error: z.number().min(0).nullable(),
  by_year: z.array(yearRow),
  worlds: z.array(world),
  parties: z.record(z.string(), party),
});
export type GlutResult = z.output<typeof glutResultSchema>;

/** The whole answer of `interlock glut --json`. */
export const glutAnswerSchema = answerSchemaOf(glutResultSchema);
