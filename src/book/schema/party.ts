import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity, yearly } from '../../base/quantity.ts';
import { byParty, capacityAmount, dateText, fraction, issuerId, money, rate, years } from '../../terms/fields.ts';
import { secondarySchema } from './secondary.ts';
import { useSchema } from './use.ts';

export const PARTY_KINDS = [
  'lab',
  'chipmaker',
  'cloud',
  'builder',
  'vehicle',
  'lender',
  'investor',
  'foundation',
  'person',
  'other',
] as const;

/** Classes of outside lenders; each is an account of the outside world. */
export const HOLDER_CLASSES = ['bank', 'private_credit', 'insurer', 'bond_fund', 'other'] as const;
export type HolderClass = (typeof HOLDER_CLASSES)[number];

const debtSchema = z.strictObject({
  ...evidenceShape,
  amount: money('Debt owed outside the web'),
  rate: rate('Average interest rate', '4% to 8%').optional(),
  average_life: years('Average life: the debt is repaid at 1 / (4 × average life) a quarter', 6).optional(),
  maturities: z
    .record(
      z.string().regex(/^\d{4}$/, 'a key must be a year such as 2027'),
      money('Principal that falls due in this year'),
    )
    .meta({ keys: 'year' })
    .optional(),
  holders: z
    .strictObject(
      Object.fromEntries(HOLDER_CLASSES.map((c) => [c, fraction('Share held by this class').optional()])) as Record<
        HolderClass,
        z.ZodOptional<ReturnType<typeof fraction>>
      >,
    )
    .optional()
    .describe('Who holds it, by class; must sum to 1.'),
});

const listedSchema = z.strictObject({
  ...evidenceShape,
  ticker: z.string().optional().describe('Symbol of the share.'),
  price: quantity({ unit: 'currency per share', meaning: 'Share price', min: 0 }),
  shares: quantity({ unit: 'shares', meaning: 'Shares outstanding', min: 0 }),
  volatility: rate('Volatility of the share a year', '30% to 55%').optional(),
  beta: quantity({ unit: 'ratio', meaning: 'Beta to the market', min: -2, max: 6, default: 1.2 }).optional(),
});

const privateSchema = z.strictObject({
  ...evidenceShape,
  valuation: money('Value of the equity in the latest round or transaction'),
  elasticity: quantity({
    unit: 'ratio',
    meaning: 'How value follows revenue: V = V₀(R/R₀)^η × appetite',
    min: 0,
    max: 2,
    default: '0.45 to 0.75',
  }).optional(),
  volatility: rate('Volatility of the value a year', '40% to 70%').optional(),
  beta: quantity({ unit: 'ratio', meaning: 'Beta to the market', min: -2, max: 6, default: 1.6 }).optional(),
  secondary: secondarySchema
    .optional()
    .describe('Market for old shares, for the question what holders could sell; a run does not depend on it.'),
});

const operationsSchema = z.strictObject({
  ...evidenceShape,
  revenue: money(
    'Annualised revenue of the business outside the web at the start; AI chips and AI compute are not in it',
  ),
  growth: yearly({
    unit: 'fraction a year',
    meaning: 'Growth of that revenue',
    min: -1,
    max: 10,
    default: '0% to 8%',
  }).optional(),
  margin: quantity({
    unit: 'fraction',
    meaning: 'Cash margin after tax, before capex',
    min: -20,
    max: 1,
    default: '10% to 25%',
  }).optional(),
  capex: quantity({
    unit: 'fraction',
    meaning: 'Capital spending outside the web, as a share of that revenue',
    min: 0,
    max: 20,
    default: 0,
  }).optional(),
  tax: fraction('Cash tax on income from the web, losses carried forward', 0.15).optional(),
  payout: fraction('Share of positive free cash flow paid to shareholders', 0).optional(),
  web_margin: fraction('Cash margin on sales inside the web, before capex and tax', '55% to 75%').optional(),
});

const demandSchema = z.strictObject({
  ...evidenceShape,
  revenue: money('Annualised run-rate revenue at the start'),
  growth: yearly({ unit: 'fraction a year', meaning: 'Median growth of unconstrained revenue', min: -1, max: 20 }),
  growth_sd: rate('Standard deviation of the lab’s own growth deviation (stationary)', 0.15).optional(),
  loading: quantity({
    unit: 'ratio',
    meaning: 'Weight λ of the common growth deviation in the lab’s growth',
    min: 0,
    max: 3,
    default: 1,
  }).optional(),
  margin: fraction('Margin before compute'),
  other_costs: yearly({
    unit: 'currency a year',
    meaning: 'Costs other than compute: staff, data, selling, administration',
    min: 0,
  }),
  training: yearly({ unit: 'capacity', meaning: 'Compute for training and research at the end of the year', min: 0 }),
  revenue_per_capacity: yearly({
    unit: 'currency per capacity-year',
    meaning: 'Revenue a year served by one unit of inference capacity',
    min: 0,
  }),
  elasticity: quantity({
    unit: 'ratio',
    meaning: 'How training needs answer to the price of compute',
    min: 0,
    max: 5,
    default: '0.2 to 0.6',
  }).optional(),
  uses: z
    .record(z.string(), useSchema)
    .optional()
    .describe('Uses of its compute by id, for the question how best to split it; a run does not depend on them.'),
});

const fundingSchema = z.strictObject({
  ...evidenceShape,
  ebitda_multiple: quantity({
    unit: 'ratio',
    meaning: 'Debt room: most debt as a multiple of EBITDA',
    min: 0,
    max: 30,
    default: 3.5,
  }).optional(),
  value_fraction: fraction('Debt room: most debt as a share of market value', 0.3).optional(),
  equity_fraction: fraction('Most new equity over any four quarters, as a share of market value', 0.05).optional(),
  buffer: money('Cash that the party keeps in hand').optional(),
  line: money('Committed and undrawn credit line, on top of the debt room', 0).optional(),
  seniority: z
    .enum(['secured', 'senior'])
    .optional()
    .describe('Rank of new debt (default senior); secured debt has a charge on all that the party owns but its cash.'),
});

export const partySchema = z.strictObject({
  ...evidenceShape,
  name: z.string().describe('Name as it is to be printed.'),
  kind: z.enum(PARTY_KINDS).describe('What sort of party it is.'),
  cash: quantity({ unit: 'currency', meaning: 'Cash and securities', default: 0 }).optional(),
  debt: debtSchema.optional().describe('Debt owed outside the web.'),
  listed: listedSchema.optional().describe('For a party whose shares are traded.'),
  private: privateSchema.optional().describe('For a party whose shares are not traded.'),
  operations: operationsSchema.optional().describe('Business outside the web; AI chips and AI compute are not in it.'),
  demand: demandSchema.optional().describe('For a lab: what it earns and what compute it needs.'),
  funding: fundingSchema.optional().describe('How it can raise money.'),
  capacity: capacityAmount('Capacity that it owns at the start', 0).optional(),
  equipment_share: fraction(
    'Share of the chip spending of builders without named vendors that comes to this chip maker',
    0,
  ).optional(),
  asset_value: money('Wealth outside the web, for persons and vehicles', 0).optional(),
  fiscal_year_end: z
    .string()
    .regex(/^\d{2}-\d{2}$/, 'expected month and day such as 05-31')
    .optional()
    .describe('Last day of its fiscal year, as month and day.'),
  reported: z
    .strictObject({
      ...evidenceShape,
      revenue: money('Annualised revenue as last reported: the quarter times four').optional(),
      backlog: money('Remaining performance obligations (RPO) as reported').optional(),
      backlog_share: byParty(fraction('Share of the backlog that comes from this customer')).optional(),
      commitments: money('Purchase commitments as reported by the party itself').optional(),
      cash_flow: quantity({
        unit: 'currency a year',
        meaning: 'Free cash flow of the first year as reported or guided',
      }).optional(),
    })
    .optional()
    .describe('Figures that the party reports about itself, for comparison only.'),
  cds: quantity({
    unit: 'fraction a year',
    meaning: 'Five-year credit default swap spread, for comparison only',
    min: 0,
    max: 1,
  }).optional(),
  recovery: fraction('Recovery rate assumed in the CDS-implied default probability', 0.4).optional(),
  rescue: z.boolean().optional().describe('Whether its partners may rescue it inside a run (default false).'),
  replaceable: fraction(
    'For a person: chance that somebody else would give the consent that deals need from it',
    0,
  ).optional(),
  lender: z.enum(HOLDER_CLASSES).optional().describe('For lenders and investors: the holder class it belongs to.'),
  recourse_to: z
    .string()
    .optional()
    .meta({ refers: 'issuer', description: 'For a vehicle: the party that stands behind it, if any.' }),
});
export type Party = z.output<typeof partySchema>;

const holderSchema = z.union([
  quantity({ unit: 'fraction or shares', meaning: 'Holding: a fraction of the issuer, or a number of shares', min: 0 }),
]);

export const stakeSchema = z.strictObject({
  ...evidenceShape,
  classes: z
    .record(
      z.string(),
      z.strictObject({
        ...evidenceShape,
        votes: quantity({ unit: 'votes per share', meaning: 'Votes of one share', min: 0 }),
        shares: quantity({ unit: 'shares', meaning: 'Shares of the class outstanding', min: 0 }).optional(),
        economic: quantity({
          unit: 'ratio',
          meaning: 'Right of one share to value, as a multiple of an ordinary one',
          min: 0,
          default: 1,
        }).optional(),
        holders: byParty(holderSchema).optional().describe('Holders of this class by party id, where they differ.'),
      }),
    )
    .optional()
    .describe('Classes of shares with different votes.'),
  holders: byParty(holderSchema).describe('Holders by party id; the rest belongs to outside shareholders.'),
  board: z
    .strictObject({
      ...evidenceShape,
      seats: z.int().min(1).max(200).describe('Seats of the board.'),
      appointed_by: byParty(z.int().min(0).describe('Seats that this party appoints')).optional(),
    })
    .optional()
    .describe('The board: how many seats it has and who appoints them.'),
  vetoes: byParty(z.array(z.string())).optional().describe('By party: decisions that it may block.'),
  pledged: byParty(
    quantity({ unit: 'fraction or shares', meaning: 'Part of the holding that is pledged', min: 0 }),
  ).optional(),
  waterfall: z
    .array(
      z.strictObject({
        ...evidenceShape,
        to: z.string().meta({ refers: 'party' }).describe('Who receives in this tier.'),
        share: fraction('Share of this tier'),
        until: money('Amount at which the tier is full').optional(),
      }),
    )
    .optional()
    .describe('Who receives what of the issuer’s proceeds, tier after tier, where shares are not equal.'),
});
export type Stake = z.output<typeof stakeSchema>;

export const milestoneSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('What happens, in one sentence.'),
  date: dateText.optional().describe('The day on which it happens, where that is known.'),
  window: z
    .strictObject({
      earliest: dateText.describe('First day on which it may happen.'),
      likely: dateText.describe('Most likely day.'),
      latest: dateText.describe('Last day on which it may happen.'),
      never: fraction('Probability that it never happens', 0).optional(),
    })
    .optional()
    .describe('For a date that is not known: a triangular distribution between two days.'),
  when: z
    .strictObject({
      delivered: z
        .strictObject({
          term: z.string().meta({ refers: 'term', description: 'The capacity or supply term, written deal.term.' }),
          share: fraction('Share delivered').optional(),
          amount: capacityAmount('Capacity delivered').optional(),
        })
        .optional()
        .describe('A part of a term has been delivered.'),
      value_above: z
        .strictObject({ party: issuerId, amount: money('Market value reached') })
        .optional()
        .describe('The market value of a party reaches an amount.'),
      price_above: z
        .strictObject({ party: issuerId, price: money('Share price reached') })
        .optional()
        .describe('The share of a party reaches a price.'),
      revenue_above: z
        .strictObject({ party: issuerId, amount: money('Annualised revenue reached') })
        .optional()
        .describe('The revenue of a party reaches an amount.'),
    })
    .optional()
    .describe('A condition inside the web, instead of a date.'),
});
export type Milestone = z.output<typeof milestoneSchema>;
