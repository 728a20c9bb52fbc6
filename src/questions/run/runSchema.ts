import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';
import { EXPOSURE_KINDS } from '../show/exposures.ts';

const money = z.number().describe('A sum in the currency of the book.');
const share = z.number().min(0).max(1);
const probabilityInterval = z.tuple([share, share]).describe('95 % interval (Wilson).');

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
const byQuarter = z.array(z.strictObject({ quarter: z.string(), ...distributionShape }));

const commitmentShape = {
  headline: money.describe('As announced, "up to".'),
  net: money.describe('Headline less what another deal says it delivers.'),
  firm: money.describe('Binding at signing.'),
  expected_paid: distribution.nullable().describe('Paid to date and in the run; null outside the run.'),
  paid: money.describe('Paid to date.'),
} as const;

const fundingFigures = z.strictObject({
  due: distribution.describe('What falls due under deals.'),
  operating: distribution.describe('Own cash before what deals make due.'),
  committed: distribution.describe('Tranches and draws received under deals.'),
  raised: distribution.describe('New debt and equity.'),
  unmet: distribution.describe('What stayed unpaid.'),
  gap: distribution.describe(
    'Due less operating and committed, at least nothing: from new money, from cash in hand, or unmet.',
  ),
});

const party = z.strictObject({
  default_probability: share.describe('Within five years, with support.'),
  default_probability_interval: probabilityInterval,
  default_probability_1y: share,
  default_probability_1y_interval: probabilityInterval,
  default_probability_stand_alone: share.describe('Within five years, where nobody is rescued.'),
  default_probability_stand_alone_interval: probabilityInterval,
  default_probability_1y_stand_alone: share,
  default_probability_1y_stand_alone_interval: probabilityInterval,
  rescued_probability: share.describe('Share of the paths on which it was rescued.'),
  rescued_probability_interval: probabilityInterval,
  defaults: z.int().min(0).describe('Paths on which it defaulted within five years.'),
  cds_implied: z
    .strictObject({ '1y': share, '5y': share, spread: z.number(), recovery: share })
    .nullable()
    .describe('What its quoted credit default swap implies; null where none is quoted.'),
  default_triggers: z.array(z.strictObject({ cause: z.string(), share })),
  cash: byYear,
  debt: byYear,
  market_value: byYear,
});

const deal = z.strictObject({
  headline: money,
  expected_paid: distribution,
  performed: distribution.nullable().describe('Paid, as a share of what its terms come to in all.'),
  loss: distribution.describe('What its creditors do not recover.'),
});

const market = z.strictObject({
  good: z.string().nullable().describe('What the market trades, as the book names it; null without a market.'),
  price_unit: z.string().nullable().describe('What it is priced in, such as USD per GW-year.'),
  price: byQuarter,
  capacity: byQuarter,
  utilisation: byQuarter,
  long_run_cost: byQuarter.describe('Price at which a new builder breaks even; the same in every quarter of a path.'),
  price_to_cost: byQuarter.describe('Price as a multiple of long-run cost.'),
  hourly: z
    .strictObject({ name: z.string(), kilowatts: z.number(), price: byQuarter })
    .nullable()
    .describe('The price an hour of one unit of this power; null where the book names nothing rented by the hour.'),
});

const exposure = z.strictObject({
  holder: z.string(),
  counterparty: z.string(),
  kind: z.enum(EXPOSURE_KINDS),
  of: z.string(),
  amount: money.describe('What is binding.'),
  headline: money,
  expected_loss: money.nullable(),
});

const holderLoss = z.strictObject({
  holder: z.string(),
  kind: z.enum(['class', 'party', 'outside']),
  loss: distribution,
  loss_probability: share,
  loss_probability_interval: probabilityInterval,
  from: z.array(z.strictObject({ party: z.string(), share })),
});

const driver = z.strictObject({
  measure: z.string(),
  input: z.string(),
  rank_correlation: z.number().min(-1).max(1),
  if_low: z.number().describe('Mean of the measure in the lowest fifth of the input.'),
  if_high: z.number(),
});

const central = z.strictObject({
  flows: z.array(
    z.strictObject({
      deal: z.string(),
      term: z.string(),
      role: z.string(),
      from: z.string(),
      to: z.string(),
      purpose: z.string(),
      by_year: z.array(z.strictObject({ year: z.int(), amount: money })),
    }),
  ),
  parties: z.record(
    z.string(),
    z.strictObject({
      at_start: money,
      by_year: z.array(z.strictObject({ year: z.int(), received: money, paid: money, cash: money })),
    }),
  ),
});

/** A leaf of a comparison is `{difference, standard_error}`; the tree is that of the answer. */
const compared: z.ZodType = z.lazy(() =>
  z.union([z.number(), z.string(), z.null(), z.array(compared), z.record(z.string(), compared)]),
);

export const runResultSchema = z.strictObject({
  notice: z.string().nullable(),
  names: z.record(z.string(), z.string()).describe('Names of the parties, as printed.'),
  deal_titles: z.record(z.string(), z.string()),
  measures: z
    .record(z.string(), z.union([share, probabilityInterval, distribution]))
    .describe('The few figures that the run comes down to; a probability has its interval beside it.'),
  commitments: z.strictObject({
    total: z.strictObject(commitmentShape),
    by_year: z.array(z.strictObject({ year: z.int(), ...commitmentShape })),
    by_buyer: z.record(z.string(), z.strictObject(commitmentShape)),
  }),
  funding_gap: z.array(
    z.strictObject({ year: z.int(), labs: fundingFigures, by_lab: z.record(z.string(), fundingFigures) }),
  ),
  parties: z.record(z.string(), party),
  deals: z.record(z.string(), deal),
  market,
  exposures: z.array(exposure),
  losses_by_holder: z.array(holderLoss),
  drivers: z.array(driver),
  evidence: z
    .strictObject({ A: share, B: share, C: share, D: share })
    .describe('Parts of what moves the measures, by the grade of the inputs.'),
  comparison: z
    .record(z.string(), z.record(z.string(), compared))
    .describe('By scenario: the tree of the answer, each figure the paired difference from the base with its error.'),
  central,
  conservation: z.strictObject({ max_relative_error: z.number().min(0) }),
  digest: z.string().describe('SHA-256 of the result without this field.'),
});

/** What `run` found; names as in the JSON. */
export type RunResult = z.output<typeof runResultSchema>;

/** The whole answer of `interlock run --json`. */
export const runAnswerSchema = answerSchemaOf(runResultSchema);
