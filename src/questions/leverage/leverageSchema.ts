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
  gross: z.strictObject({ seller: money, buyer: money }).describe('Gains without the transfer.'),
  predicted: z.strictObject({
    nash: money.nullable(),
    with_threat: money.nullable(),
    rival: z.string().nullable(),
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
  signer_gain_without_fear: estimate.describe('G0: what the seller gains by the deal as signed.'),
  displaced: z.number().nullable().describe('Part of the volume that the run sells to others without the deal.'),
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
  guarantees_in_talks: z.array(
    z.strictObject({
      deal: z.string(),
      guarantor: z.string(),
      debtor: z.string(),
      cost_per_unit: z.number().nullable().describe('Merton’s put over debt and binding purchases, a unit of them.'),
      cost_per_unit_in_run: z.number(),
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
