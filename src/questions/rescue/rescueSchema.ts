import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';
import { shapeAbout } from '../partyAbout.ts';
import { plainRescueResultSchema } from './plainRescueSchema.ts';

const money = z.number();
const probability = z.number().min(0).max(1);
const interval = z.tuple([z.number(), z.number()]).describe('Wilson, 95 %.');

const distribution = z.strictObject({
  mean: z.number(),
  sd: z.number(),
  standard_error: z.number(),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});

const partnerLoss = z.strictObject({
  name: z.string(),
  may_pay: z.boolean().describe('Firms may be asked to pay; persons, foundations and vehicles are not.'),
  total: money,
  direct_claim: money,
  backlog: money,
  stake: money,
  guarantee: money,
  second_round: money,
  liquid: money.describe('Free cash, room for debt, and what the party would owe it over the quarters of the need.'),
  offer: money.describe('Mean of min(loss, liquid); nothing of those who are not asked.'),
});

const share = z.strictObject({
  offer: money.describe('Mean offer over the same paths: no share is more.'),
  proportional: money.describe('In proportion to the offers.'),
  equal: money.describe('The same from each, but from nobody more than its offer.'),
  shapley: money.nullable().describe('Null where more than sixteen would pay.'),
  low: money.describe('Least in any equilibrium in which the need is met.'),
  high: money.describe('Most in any such equilibrium.'),
});

const threeWays = z.strictObject({
  one_alone: probability,
  one_alone_interval: interval,
  without_largest: probability,
  without_largest_interval: interval,
  all: probability,
  all_interval: interval,
});

const forGood = probability
  .nullable()
  .describe(
    'Offers suffice and, carried by outsiders, it fails on the same path no more within the run: counted path by path. Null where that is unknown.',
  );

const rescued = threeWays.extend({
  rise_against_untied_web: z
    .number()
    .nullable()
    .describe(
      'Without the largest payer: here less in a web without cross-holdings and guarantees, on the same draws.',
    ),
  for_good: forGood,
});

const forkedLoss = z.strictObject({
  closed_form: money.describe('Mean loss at today’s value, as in `loss`.'),
  fork: money.describe(
    'Mean of today’s wealth where outsiders carry the party less wealth where it fails, path by path.',
  ),
  standard_error: z.number(),
});

const defaultProbability = z.strictObject({
  stand_alone: probability,
  stand_alone_interval: interval,
  supported: probability,
  supported_interval: interval,
  saved: probability
    .nullable()
    .describe('By the run itself: of the paths on which it fails alone, those on which it does not with support.'),
  saved_interval: interval,
});

/** What is told of one party. */
export const partyRescueSchema = z.strictObject({
  name: z.string(),
  distress: z.strictObject({
    kind: z.enum(['seen', 'forced']).describe('Seen on enough paths, or made to fail.'),
    quarter: z.string().describe('Median quarter of the distress, or the one in which it is made to fail.'),
    paths: z.int().describe('Paths on which it cannot pay and lacks something: all figures are over these.'),
    seen: z
      .int()
      .describe(
        'Paths on which it comes to distress by itself; without what news does to values, where that leaves too few.',
      ),
  }),
  default_probability: defaultProbability,
  need: distribution.nullable(),
  need_four_quarters: distribution.nullable(),
  loss: z.record(z.string(), partnerLoss),
  loss_of_all: money.describe('Over all parties of the book.'),
  index: z.number().nullable().describe('Mean of all losses by mean need.'),
  index_of_payers: z.number().nullable().describe('Mean of the losses of those who may be asked, by mean need.'),
  recovery: probability
    .nullable()
    .describe(
      'Mean of what the estate pays of a unit of the claims of its partners, weighted by what is left of each after letting again. Null where they have none.',
    ),
  no_second_distress: probability
    .nullable()
    .describe(
      'Of all paths of distress, those on which it does not fail later if outsiders carry it, whether or not partners would have.',
    ),
  feasible: probability.nullable(),
  feasible_interval: interval,
  coalition: z.strictObject({
    parties: z
      .array(z.string())
      .describe(
        'Fewest partners whose mean offers reach the mean need over the paths on which offers suffice, the largest first; all who would offer anything where there is none.',
      ),
    is_enough: z.boolean().describe('Whether offers suffice on any path.'),
    size: distribution.nullable().describe('Over paths on which the rescue is feasible.'),
  }),
  pivotal: z.array(z.strictObject({ party: z.string(), probability })),
  holdouts_survived: z.strictObject({
    mean: z.number().nullable(),
    at_least: z.array(z.strictObject({ holdouts: z.int(), probability })),
  }),
  nobody_pays_too: probability
    .nullable()
    .describe('Of feasible paths, those on which nobody paying is an equilibrium too.'),
  shares: z
    .record(z.string(), share)
    .nullable()
    .describe('Means over the paths on which offers suffice, of the split of each; null where there is none.'),
  shares_over: z
    .strictObject({ paths: z.int(), need: money })
    .nullable()
    .describe('Paths on which offers suffice, and the mean need over them: what each rule of `shares` adds up to.'),
  p_rescued_given_distress: rescued.nullable(),
  as_seen: threeWays
    .extend({ paths: z.int(), for_good: forGood })
    .nullable()
    .describe('Of a party that is made to fail: the same over the paths on which it comes to distress by itself.'),
  untied_web: threeWays.nullable(),
  if_owners_keep_rest: threeWays
    .extend({ loss_of_all: money, index: z.number(), index_of_payers: z.number() })
    .nullable()
    .describe('The same if old owners keep what the estate has beyond all claims; a run cancels old shares whole.'),
  fork: z.record(z.string(), forkedLoss).nullable(),
  fork_of_payers: forkedLoss
    .nullable()
    .describe('The same of all who may be asked to pay together; the error is that of their sums path by path.'),
});
export type PartyRescue = z.output<typeof partyRescueSchema>;

const sweepPoint = z.strictObject({
  deals: z.int().describe('Deals of the party that stand, in the order of signing.'),
  deal: z.string().nullable().describe('The deal added last.'),
  title: z.string(),
  date: z.string().nullable(),
  partners: z.int().describe('Firms that would lose something.'),
  paths: z.int(),
  need: money,
  loss: money.describe('Of all parties.'),
  loss_of_payers: money,
  index: z.number().nullable(),
  feasible: probability.nullable(),
  without_largest: probability.nullable(),
});
export type SweepPoint = z.output<typeof sweepPoint>;

export const rescueResultSchema = z.strictObject({
  ...shapeAbout(partyRescueSchema),
  sweep: z
    .strictObject({ party: z.string(), quarter: z.string(), by: z.literal('commitments'), points: z.array(sweepPoint) })
    .nullable(),
});
export type RescueResult = z.output<typeof rescueResultSchema>;

/** The whole answer of `interlock rescue --json`, about a book or plain files. */
export const rescueAnswerSchema = answerSchemaOf(z.union([rescueResultSchema, plainRescueResultSchema]));
