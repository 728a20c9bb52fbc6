import { z } from 'zod';

const money = z.number();

const plainLoss = z.strictObject({
  total: money.describe('What it loses if the party fails, before contributing anything to a rescue.'),
  liquid: money.nullable().describe('What it can pay at most; null where nothing limits it.'),
  offer: money.describe('min(loss, liquid): the most that it gives of its own will.'),
  wealth_if_rescued: money.nullable().describe('Of a web: its equity if outsiders fill the shortfall; else null.'),
  wealth_if_fails: money.nullable().describe('Of a web: its equity if the party fails; else null.'),
});

const plainShare = z.strictObject({
  offer: money.describe('No share is more.'),
  proportional: money.describe('In proportion to the offers.'),
  equal: money.describe('The same from each, but from nobody more than its offer.'),
  shapley: money.nullable().describe('Null where more than twenty would pay.'),
  low: money.describe('Least in any equilibrium in which the need is met.'),
  high: money.describe('Most in any such equilibrium.'),
});

/** Who would rescue a party, from a table of losses or a web of obligations, without a book. */
export const plainRescueResultSchema = z.strictObject({
  party: z.string().nullable().describe('Who fails; null where a table tells losses only.'),
  need: money.describe('R: what has to be put in.'),
  loss: z.record(z.string(), plainLoss),
  loss_of_all: money,
  index: z.number().nullable().describe('All losses by the need; null where nothing is needed.'),
  feasible: z.boolean().describe('Whether offers reach the need, so that everybody paying a share is an equilibrium.'),
  rescued_by: z.strictObject({
    one_alone: z.boolean().describe('Some offer reaches the need alone.'),
    without_largest: z.boolean().describe('All offers but the largest reach it.'),
    all: z.boolean().describe('All offers reach it; the same as `feasible`.'),
  }),
  coalition: z.strictObject({
    parties: z
      .array(z.string())
      .describe('Fewest whose offers reach the need, the largest first; all who offer anything where none do.'),
    is_enough: z.boolean(),
    size: z.int().nullable().describe('Null where all together are not enough.'),
  }),
  pivotal: z.array(z.string()).describe('Without whom the others are too few.'),
  holdouts_survived: z
    .int()
    .nullable()
    .describe('How many may refuse, whoever they are; null where it is not feasible.'),
  nobody_pays_too: z
    .boolean()
    .nullable()
    .describe('Whether nobody paying is an equilibrium as well; null where the rescue is not feasible.'),
  shares: z
    .record(z.string(), plainShare)
    .nullable()
    .describe('Of all who offer anything; null where offers do not reach the need.'),
  web: z
    .strictObject({
      alpha: z.number().describe('Share of a defaulter’s outside assets that is recovered.'),
      beta: z.number().describe('Share of its receipts that is recovered.'),
      fail_too: z.array(z.string()).describe('Who fails only if the party does.'),
      fail_anyway: z.array(z.string()).describe('Who fails even if the party is rescued.'),
      loss_outside: money.describe('What creditors outside the web lose by the failure; they are not asked.'),
      default_costs_saved: money.describe('Costs of default with the failure less those without.'),
      solutions: z
        .enum(['one', 'several', 'none'])
        .describe('Clearing vectors of both branches; the greatest are told where there are several.'),
    })
    .nullable()
    .describe('Of a web of obligations; null of a table of losses.'),
});
export type PlainRescueResult = z.output<typeof plainRescueResultSchema>;
