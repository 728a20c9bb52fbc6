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
import { settlementSchema } from './settlement.ts';

export const ID = /^[a-z][a-z0-9-]{0,63}$/;

const headSchema = z.strictObject({
  ...evidenceShape,
  format: z.literal(1).describe('Version of the book format; this page describes format 1.'),
  title: z.string().describe('Title of the book, as it is printed above every answer.'),
  as_of: dateText.describe('The day on which the book stands; `--as-of` overrides it.'),
  currency: z.enum(['USD', 'EUR', 'GBP', 'JPY']).describe('The currency of every sum of money in the book.'),
  horizon: z
    .strictObject({ end: dateText.describe('Last quarter that is simulated.') })
    .describe('How far a run looks ahead.'),
  notice: z.string().optional().describe('A notice that is printed with every answer.'),
  frozen: z
    .boolean()
    .optional()
    .describe(
      'Whether the book is frozen on its day: nothing that was learned later may stand in it, and no default (default false).',
    ),
  rescue: z
    .boolean()
    .optional()
    .describe('Whether parties marked `rescue` may be rescued inside a run (default true).'),
});

const sourceSchema = z.strictObject({
  title: z.string().describe('Title of the document.'),
  publisher: z.string().describe('Who published it.'),
  date: dateText.optional().describe('The day on which it was published.'),
  url: z.string().optional().describe('Where it can be read: an http or https address.'),
  grade: z.enum(GRADES).describe('A filing or company statement, B reputable press, C analyst or blog, D assumption.'),
  note: z.string().optional().describe('A remark; for an assumption, how its figures were set.'),
});

const channelSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it says, in one sentence.'),
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
  loop: z.string().optional().describe('funding: name by which the loop that it closes is known.'),
  loan_to_value: fraction('funding: most that lenders advance on shares of the holder').optional(),
  debt_share: fraction('commitment: share of a marginal commitment that is financed by debt').optional(),
  own_share: fraction('commitment: present value of the operating cash that a unit of commitment brings').optional(),
  vendors: byParty(fraction('commitment: share that goes to this vendor')).optional(),
  years: quarters('commitment: quarters over which new commitments are delivered', 20).optional(),
});
export type Channel = z.output<typeof channelSchema>;

const eventSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it says, in one sentence.'),
  party: issuerId.describe('The party whose share moved.'),
  date: dateText.describe('The day of the announcement.'),
  contracted: quantity({ unit: 'currency', meaning: 'Change of contracted revenue that was announced' }),
  value_change: quantity({ unit: 'currency', meaning: 'Change of market value on the day' }),
  market_move: rate('Move of the market on the day', 0).optional(),
  market_value: money('Market value before the event').optional(),
  volatility_daily: rate('Daily volatility of the share', 0.025).optional(),
  borrows: z.boolean().describe('Whether the seller must borrow to build what it sold.'),
  pooled: z.boolean().optional().describe('Whether the event enters the pooled estimate (default true).'),
});

const changeSchema = z.strictObject({
  from: dateText.optional().describe('Quarter from which the change holds; from the start where left out.'),
  set: z
    .record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.looseObject({})]))
    .meta({ keys: 'path' })
    .optional()
    .describe('Values by path, such as parties.openai.demand.growth.2027: 10%.'),
  without: z
    .array(z.string().meta({ refers: 'deal' }))
    .optional()
    .describe('Deals that are left out, with what leans on them.'),
  cut: z
    .array(z.string().meta({ refers: 'channel' }))
    .optional()
    .describe('Channels that carry nothing.'),
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
      default: z.boolean().optional().describe('Whether the party defaults in that quarter.'),
      renegotiate: z
        .strictObject({
          price: fraction('Share of the price that is cut').optional(),
          volume: fraction('Share of the volume not yet delivered that is cut').optional(),
          delay: quarters('Quarters by which later deliveries slip').optional(),
          terms: z
            .array(termReference)
            .optional()
            .describe('Terms that are renegotiated; all of the party where left out.'),
        })
        .optional()
        .describe('Terms that it buys under are renegotiated.'),
      compute_price: quantity({
        unit: 'ratio',
        meaning: 'Factor on demand such that the compute price moves by it',
        min: 0,
      }).optional(),
      appetite: quantity({ unit: 'ratio', meaning: 'Factor on investors’ appetite', min: 0 }).optional(),
      debt_room: quantity({ unit: 'ratio', meaning: 'Factor on debt room', min: 0 }).optional(),
    })
    .optional()
    .describe('Something that happens to a party or to the market.'),
});

const scenarioSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it says, in one sentence.'),
  changes: z.array(changeSchema).min(1).describe('What changes, in order.'),
});
export type Scenario = z.output<typeof scenarioSchema>;

const measureSchema = z.union([
  z.string(),
  z.strictObject({
    path: z.string().describe('Path into the answer.'),
    name: z.string().optional().describe('What the figure is, in a few words, as it stands beside its value.'),
    kind: z
      .enum(['pathwise', 'structural', 'expectation'])
      .optional()
      .describe('pathwise: tested on every path; structural: on the web itself; expectation: on the mean.'),
    test: z.string().optional().describe('A comparison for this measure alone.'),
  }),
]);

const claimSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it says, in one sentence.'),
  question: z.string().describe('The question whose answer decides, such as run or circularity.'),
  measure: z.union([measureSchema, z.array(measureSchema).min(1)]).describe('A path into that answer, or several.'),
  test: z.string().optional().describe('A comparison such as "> 0.5".'),
  flips: z.array(z.string()).optional().describe('Inputs whose flip values are wanted.'),
});
export type Claim = z.output<typeof claimSchema>;

const checkSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What it says, in one sentence.'),
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
  between: z.tuple([z.string(), z.string()]).describe('Paths of two uncertain quantities of the book.'),
  rho: quantity({ unit: 'correlation', meaning: 'Correlation of the normal scores', min: -1, max: 1 }),
});

const holdingSchema = z.strictObject({
  ...evidenceShape,
  kind: z
    .enum(['loan', 'bond', 'shares', 'guarantee', 'cds', 'limit'])
    .describe('What is held; cds: protection that was bought, limit: the most that is to be at stake with somebody.'),
  on: z.string().meta({ refers: 'party, deal or term' }).describe('Party, deal or term that the holding is on.'),
  amount: money('Amount of the holding').optional(),
  shares: quantity({ unit: 'shares', meaning: 'Number of shares', min: 0 }).optional(),
  price: money('Purchase price').optional(),
  seniority: z
    .enum(['senior', 'subordinated', 'secured'])
    .optional()
    .describe('Rank of a loan or bond (default senior).'),
  maturity: dateText.optional().describe('When a loan or bond falls due.'),
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
  'settlements',
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
  book: headSchema.describe('What the book is, on which day it stands, and how far runs look ahead.'),
  sources: byId(sourceSchema, 'a source').optional().describe('Where figures come from.'),
  parties: byId(partySchema, 'a party').describe('Who deals with whom: firms, vehicles, lenders, persons.'),
  stakes: byParty(stakeSchema)
    .meta({ keys: 'issuer' })
    .optional()
    .describe('Who owns whom: the cap table of each issuer.'),
  deals: byId(dealSchema, 'a deal').optional().describe('What was signed, announced or talked about.'),
  settlements: byId(settlementSchema, 'a settlement')
    .optional()
    .describe('Bargains over one value: what each side could fall back on, and what was signed.'),
  market: marketSchema
    .optional()
    .describe('The market for capacity: who else wants it, what it costs, how fast it is built.'),
  milestones: byId(milestoneSchema, 'a milestone')
    .optional()
    .describe('Things that may happen and on which tranches hang.'),
  channels: byId(channelSchema, 'a channel')
    .optional()
    .describe('How news, wealth and funding feed back into values and new commitments.'),
  events: byId(eventSchema, 'an event')
    .optional()
    .describe('Days on which an announcement moved a share, from which reactions are estimated.'),
  scenarios: byId(scenarioSchema, 'a scenario')
    .optional()
    .describe('Worlds that differ from the book by a list of changes.'),
  claims: byId(claimSchema, 'a claim').optional().describe('Statements about the web that a run decides.'),
  checks: byId(checkSchema, 'a check').optional().describe('Figures of the book that must come out as expected.'),
  correlations: byId(correlationSchema, 'a correlation')
    .optional()
    .describe('Pairs of uncertain quantities that move together.'),
  mine: byId(holdingSchema, 'a holding')
    .optional()
    .describe('The reader’s own holdings, usually in an overlay; they stay out of reports unless asked for.'),
});
export type BookContent = z.output<typeof bookSchema>;
