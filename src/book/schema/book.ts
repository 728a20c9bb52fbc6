import { z } from 'zod';
import { evidenceShape, GRADES } from '../../base/evidence.ts';
import { quantity } from '../../base/quantity.ts';
import {
  byParty,
  dateText,
  fraction,
  issuerId,
  money,
  partyId,
  quarters,
  rate,
  termReference,
} from '../../terms/fields.ts';
import { dealSchema } from './deal.ts';
import { marketSchema } from './market.ts';
import { milestoneSchema, partySchema, stakeSchema } from './party.ts';

export const ID = /^[a-z][a-z0-9-]{0,63}$/;

const headSchema = z.strictObject({
  ...evidenceShape,
  format: z.literal(1),
  title: z.string(),
  as_of: dateText.describe('The day on which the book stands; `--as-of` overrides it.'),
  currency: z.enum(['USD', 'EUR', 'GBP', 'JPY']),
  horizon: z.strictObject({ end: dateText.describe('Last quarter that is simulated.') }),
  notice: z.string().optional(),
  rescue: z
    .boolean()
    .optional()
    .describe('Whether parties marked `rescue` may be rescued inside a run (default true).'),
});

const sourceSchema = z.strictObject({
  title: z.string(),
  publisher: z.string(),
  date: dateText.optional(),
  url: z.string().optional(),
  grade: z.enum(GRADES),
  note: z.string().optional(),
});

const channelSchema = z.strictObject({
  ...evidenceShape,
  says: z.string(),
  kind: z
    .enum(['news', 'funding', 'commitment'])
    .describe(
      'news: contracted revenue moves a vendor’s value; funding: a gain of wealth becomes money for an issuer; commitment: funding becomes new commitments.',
    ),
  vendor: issuerId.optional().describe('news: the vendor whose value moves.'),
  multiple: quantity({
    unit: 'ratio',
    meaning: 'news: market value gained per unit of contracted revenue; from the events where left out',
  }).optional(),
  half_life: quantity({
    unit: 'months',
    meaning: 'news: half-life of the effect',
    min: 0.1,
    max: 240,
    default: 2,
  }).optional(),
  borrows: z.boolean().optional().describe('news: whether the vendor must borrow to build (its regime).'),
  holder: partyId.optional().describe('funding: whose wealth gains.'),
  issuer: issuerId.optional().describe('funding: who receives the money; commitment: the lab that commits.'),
  rate: fraction('funding: share of the gain of wealth that becomes funding in the next quarter').optional(),
  debt_share: fraction('commitment: share of a marginal commitment that is financed by debt').optional(),
  own_share: fraction('commitment: present value of the operating cash that a unit of commitment brings').optional(),
  vendors: byParty(fraction('commitment: share that goes to this vendor')).optional(),
  years: quarters('commitment: quarters over which new commitments are delivered', 20).optional(),
});
export type Channel = z.output<typeof channelSchema>;

const eventSchema = z.strictObject({
  ...evidenceShape,
  says: z.string(),
  party: issuerId,
  date: dateText,
  contracted: quantity({ unit: 'currency', meaning: 'Change of contracted revenue that was announced' }),
  value_change: quantity({ unit: 'currency', meaning: 'Change of market value on the day' }),
  market_move: rate('Move of the market on the day', 0).optional(),
  market_value: money('Market value before the event').optional(),
  volatility_daily: rate('Daily volatility of the share', 0.025).optional(),
  borrows: z.boolean().describe('Whether the seller must borrow to build what it sold.'),
  pooled: z.boolean().optional().describe('Whether the event enters the pooled estimate (default true).'),
});
export type MarketEvent = z.output<typeof eventSchema>;

const changeSchema = z.strictObject({
  from: dateText.optional().describe('Quarter from which the change holds; from the start where left out.'),
  set: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.looseObject({})]))
    .meta({ keys: 'path' })
    .optional()
    .describe('Values by path, such as parties.openai.demand.growth.2027: 10%.'),
  without: z.array(z.string().meta({ refers: 'deal' })).optional(),
  cut: z.array(z.string().meta({ refers: 'channel' })).optional(),
  scale: z
    .record(z.string(), quantity({ unit: 'ratio', meaning: 'Factor', min: 0 }))
    .meta({ keys: 'term or deal' })
    .optional()
    .describe('By term (deal.term) or deal: factor on its amounts.'),
  shock: z
    .strictObject({
      party: issuerId.optional(),
      revenue: quantity({ unit: 'ratio', meaning: 'Factor on the revenue of the party', min: 0 }).optional(),
      growth: rate('Change of growth').optional(),
      default: z.boolean().optional(),
      renegotiate: z
        .strictObject({
          price: fraction('Share of the price that is cut').optional(),
          volume: fraction('Share of the volume not yet delivered that is cut').optional(),
          delay: quarters('Quarters by which later deliveries slip').optional(),
          terms: z.array(termReference).optional(),
        })
        .optional(),
      compute_price: quantity({
        unit: 'ratio',
        meaning: 'Factor on demand such that the compute price moves by it',
        min: 0,
      }).optional(),
      appetite: quantity({ unit: 'ratio', meaning: 'Factor on investors’ appetite', min: 0 }).optional(),
      debt_room: quantity({ unit: 'ratio', meaning: 'Factor on debt room', min: 0 }).optional(),
    })
    .optional(),
});

const scenarioSchema = z.strictObject({
  ...evidenceShape,
  says: z.string(),
  changes: z.array(changeSchema).min(1),
});
export type Scenario = z.output<typeof scenarioSchema>;

const measureSchema = z.union([
  z.string(),
  z.strictObject({
    path: z.string(),
    kind: z.enum(['pathwise', 'structural', 'expectation']).optional(),
    test: z.string().optional(),
  }),
]);

const claimSchema = z.strictObject({
  ...evidenceShape,
  says: z.string(),
  question: z.string(),
  measure: z.union([measureSchema, z.array(measureSchema).min(1)]),
  test: z.string().optional().describe('A comparison such as "> 0.5".'),
  flips: z.array(z.string()).optional().describe('Inputs whose flip values are wanted.'),
});
export type Claim = z.output<typeof claimSchema>;

const checkSchema = z.strictObject({
  ...evidenceShape,
  says: z.string(),
  figure: z
    .string()
    .describe('A path into the answer of `show`, such as parties.openai.commitments.headline; or a path of the book.'),
  per: z.string().optional().describe('A second path by which the figure is divided.'),
  at_least: quantity({ unit: 'as the figure', meaning: 'Lowest allowed value' }).optional(),
  at_most: quantity({ unit: 'as the figure', meaning: 'Highest allowed value' }).optional(),
  equals: quantity({ unit: 'as the figure', meaning: 'Expected value' }).optional(),
  within: fraction('Relative tolerance of `equals`', 0.01).optional(),
  as_of: dateText.optional().describe('Only tested when the book stands on this day or later.'),
  until: dateText.optional().describe('Only tested when the book stands before this day.'),
});
export type Check = z.output<typeof checkSchema>;

const correlationSchema = z.strictObject({
  ...evidenceShape,
  between: z.tuple([z.string(), z.string()]),
  rho: quantity({ unit: 'correlation', meaning: 'Correlation of the normal scores', min: -1, max: 1 }),
});

const holdingSchema = z.strictObject({
  ...evidenceShape,
  kind: z.enum(['loan', 'bond', 'shares', 'guarantee', 'limit']),
  on: z.string().meta({ refers: 'party, deal or term' }).describe('Party, deal or term that the holding is on.'),
  amount: money('Amount of the holding').optional(),
  shares: quantity({ unit: 'shares', meaning: 'Number of shares', min: 0 }).optional(),
  price: money('Purchase price').optional(),
  seniority: z.enum(['senior', 'subordinated', 'secured']).optional(),
  maturity: dateText.optional(),
});

const byId = <T extends z.ZodType>(schema: T, what: string) =>
  z.record(
    z
      .string()
      .regex(
        ID,
        `an id of ${what} is lower-case letters, digits and hyphens, begins with a letter, at most 64 characters`,
      ),
    schema,
  );

export const SECTIONS = [
  'book',
  'sources',
  'parties',
  'stakes',
  'deals',
  'market',
  'milestones',
  'channels',
  'events',
  'scenarios',
  'claims',
  'checks',
  'correlations',
  'mine',
] as const;

/** The sections whose content is one mapping, not entries by id. */
export const SINGLE_SECTIONS: ReadonlySet<string> = new Set(['book', 'market']);

/** The whole book: one file, or a folder whose files are merged by these sections. */
export const bookSchema = z.strictObject({
  book: headSchema,
  sources: byId(sourceSchema, 'a source').optional(),
  parties: byId(partySchema, 'a party'),
  stakes: byParty(stakeSchema).meta({ keys: 'issuer' }).optional(),
  deals: byId(dealSchema, 'a deal').optional(),
  market: marketSchema.optional(),
  milestones: byId(milestoneSchema, 'a milestone').optional(),
  channels: byId(channelSchema, 'a channel').optional(),
  events: byId(eventSchema, 'an event').optional(),
  scenarios: byId(scenarioSchema, 'a scenario').optional(),
  claims: byId(claimSchema, 'a claim').optional(),
  checks: byId(checkSchema, 'a check').optional(),
  correlations: byId(correlationSchema, 'a correlation').optional(),
  mine: byId(holdingSchema, 'a holding').optional(),
});
export type BookContent = z.output<typeof bookSchema>;
