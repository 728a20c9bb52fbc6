import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();
const estimate = z.strictObject({ amount: money, standard_error: money });
const range = z.strictObject({ low: money, mid: money, high: money, standard_error: money });
const fractions = z.strictObject({ low: z.number(), mid: z.number(), high: z.number() });

const point = z.strictObject({
  displaced: z.number(),
  gain: money,
  exclusion_loss: money,
  share_of_market_value: z.number().nullable(),
});

const rebate = z.strictObject({
  per_firm_unit: money.nullable(),
  by_year: z.array(z.strictObject({ year: z.int(), revenue: money, reduction: money, share: z.number().nullable() })),
});

const bargain = {
  gross: z
    .strictObject({ seller: money, buyer: money })
    .describe('Gains without the transfer: from the run in which nothing passes beside the price.'),
  predicted: z.strictObject({
    nash: money.nullable(),
    with_threat: money.nullable(),
    rival: z.string().nullable(),
    rival_from: z
      .enum(['run', 'its own deals'])
      .nullable()
      .describe('From the world in which it serves the buyer, or in one step from what its own deals bring.'),
    buyer_weight: z.number(),
  }),
  implied_weight: z
    .strictObject({ buyer: z.number(), seller: z.number() })
    .nullable()
    .describe('Null where the deal brings nothing in all; outside [0, 1] where a side would be better off without it.'),
  walk_away: z.strictObject({
    seller: money.describe('Most that the seller would give.'),
    buyer: money.describe('Least that the buyer would take; negative where it would pay.'),
    range: money.describe('Between them; negative where they should not agree.'),
  }),
  in_one_step: z
    .strictObject({
      gross: z.strictObject({ seller: money, buyer: money }),
      nash: money.nullable(),
      with_threat: money.nullable(),
      rival: z.string().nullable(),
      seller_weight: z.number().nullable(),
      nash_less_run: money.nullable().describe('Null where nothing passes that could be left out.'),
    })
    .describe('A preview: gains with the transfer less it, and a rival as its own deals are.'),
};

const business = z.strictObject({
  kind: z.enum(['capacity', 'supply', 'lease']),
  seller: z.string(),
  buyer: z.string(),
  firm: money,
  headline: money,
  present_value: z.strictObject({ firm: money.nullable(), headline: money.nullable(), expected: money }),
  reference_price: z.strictObject({
    basis: z.enum(['long-run cost', 'contract price']),
    reference: money.nullable(),
    contract: money.nullable(),
    concession: money.nullable(),
    says: z.string(),
  }),
  transfer: range.describe('From seller to buyer, beyond the price.'),
  discount: z
    .strictObject({ firm: fractions.nullable(), headline: fractions.nullable() })
    .describe('Transfer over the present value at the reference price; negative is a premium.'),
  signer_gain_without_fear: estimate.describe(
    'G0: what the seller gains by the deal as signed, over a world in which the next-best vendor serves the buyer.',
  ),
  next_best: z
    .strictObject({
      seller: z.string(),
      basis: z.enum(['sells to this buyer', 'largest other seller']),
      ahead: money.describe('Its sales of the kind still ahead, by which it was chosen.'),
      unit_price: money.nullable().describe('What it charges others for a unit of capacity of equipment.'),
    })
    .nullable()
    .describe('Who serves the buyer in that world; null where nobody else sells such things, and nobody does.'),
  signer_gain_if_nobody_serves: estimate.describe('Over a world in which the deal is struck out and nobody serves.'),
  displaced: z.number().nullable().describe('Part of the volume that the run sells to others in that world.'),
  displaced_at_zero_gain: z.number().nullable(),
  implied_exclusion_loss: z.strictObject({
    amount: money,
    share_of_market_value: z.number().nullable(),
    curve: z.array(point),
  }),
  independent_exclusion_loss: z.strictObject({
    rivals_event: z.strictObject({ amount: money, events: z.array(z.string()) }).nullable(),
    lead: z
      .strictObject({
        probability: z.number(),
        probability_interval: z.tuple([z.number(), z.number()]),
        amount: money,
        standard_error: money,
      })
      .nullable(),
  }),
  is_explained_by_fear: z
    .boolean()
    .nullable()
    .describe('Unfavourable without fear and favourable with it; null where no independent loss is known.'),
  ...bargain,
  rebate,
  trade_off: z.array(
    z.strictObject({
      instrument: z.enum(['shares', 'price points', 'guaranteed debt', 'prepayment']),
      unit: z.string(),
      value_per_unit: money,
      amount: z.number().nullable(),
    }),
  ),
});

const term = z.strictObject({
  type: z.string(),
  value: z.record(z.string(), estimate).describe('To each principal.'),
  transfer: range.nullable(),
  says: z.string(),
  preview: z
    .strictObject({ price: money, priced_on: z.string(), low: money, independent: money, high: money })
    .nullable()
    .describe('A warrant in closed form, at the price before the deal was told.'),
});

const deal = z.strictObject({
  title: z.string().nullable(),
  date: z.string(),
  status: z.string(),
  gains: z.record(z.string(), estimate).describe('Of each principal, over a world without the deal.'),
  joint_gain: estimate,
  signers: z
    .record(
      z.string(),
      z.strictObject({
        gain: money,
        standard_error: money,
        exclusion_loss: money.nullable(),
        gain_with_exclusion_loss: money.nullable(),
      }),
    )
    .describe(
      'Of equipment and guarantees, performed as announced: gain over the struck-out world, without fear and with it.',
    ),
  terms: z.record(z.string(), term),
  business: business.nullable().describe('Null where the deal sells nothing between parties of the book.'),
});

const side = z.strictObject({
  deal: z.string(),
  seller: z.string(),
  buyer: z.string(),
  layer: z.enum(['as announced', 'as it stands']),
  status: z.string(),
  seller_gain: estimate,
  buyer_gain: estimate,
  transfer: range,
  sales: money.describe('Present value of what is sold.'),
  discount: z.number().nullable(),
  seller_weight: z.number().nullable(),
});

const leverageResult = z.strictObject({
  deals: z.record(z.string(), deal),
  position_share: z.strictObject({
    deals: z.int(),
    explained: z.number().nullable(),
    by: z
      .strictObject({ lead: z.number(), size: z.number(), vendor_share: z.number(), funding: z.number() })
      .nullable(),
    residual: z.number().nullable(),
    by_chance: z.number().nullable(),
  }),
  explained: z.strictObject({ position_share: z.number().nullable() }),
  twins: z.array(
    z.strictObject({
      seller: z.string(),
      deals: z.array(
        z.strictObject({
          deal: z.string(),
          buyer: z.string(),
          buyer_leads: z.number().nullable(),
          shares: z.number(),
          discount_on_firm: z.number().nullable(),
          seller_weight: z.number().nullable(),
        }),
      ),
    }),
  ),
  side_by_side: z.array(side),
  comparison: z
    .record(z.string(), z.strictObject({ implied_weight: z.number().nullable() }))
    .describe('By `seller_less_seller`: what the first keeps of its equipment deal with a lab more than the second.'),
  guarantees_in_talks: z.array(
    z.strictObject({
      deal: z.string(),
      guarantor: z.string(),
      debtor: z.string(),
      cost_per_unit: z.number().nullable().describe('Merton’s put over debt and binding purchases, a unit of them.'),
      cost_per_unit_in_run: z.number(),
      by_size: z
        .array(
          z.strictObject({
            size: z.number(),
            guaranteed: money.nullable(),
            gain: money,
            standard_error: money,
            calls: money.describe('Of the gain: fees and recoveries less what is called.'),
            gain_with_exclusion_loss: money.nullable(),
          }),
        )
        .describe('Gain of the guarantor at multiples of the loan that the book assumes, performed as announced.'),
      gain_per_unit: estimate
        .nullable()
        .describe('Gain without fear a unit guaranteed, by least squares through nothing over all sizes.'),
      has_one_sign: z.boolean().nullable().describe('Whether the gain without fear has one sign at all of them.'),
      curve: z.array(z.strictObject({ exclusion_loss: money, rational_guarantee: money.nullable() })),
    }),
  ),
  by_lead: z
    .strictObject({
      deal: z.string(),
      lab: z.string(),
      points: z.array(
        z.strictObject({
          asked: z.number(),
          lead: z.number(),
          seller_gain: estimate,
          buyer_gain: estimate,
          transfer: money,
          predicted: money.nullable(),
          exclusion_loss: money.nullable(),
        }),
      ),
    })
    .nullable(),
  solved: z
    .strictObject({
      term: z.string(),
      for: z.enum(['mine', 'theirs']),
      party: z.string(),
      gain: money,
      factor: z.number().nullable().describe('Of the term as written that brings the side to its walk-away.'),
      quantity: z.string().nullable(),
      written: z.number().nullable(),
      solution: z.number().nullable(),
    })
    .nullable(),
});

export type LeverageResult = z.output<typeof leverageResult>;
export type DealLeverage = LeverageResult['deals'][string];
export type BusinessLeverage = NonNullable<DealLeverage['business']>;

/** The whole answer of `interlock leverage --json`. */
export const leverageAnswerSchema = answerSchemaOf(leverageResult);
