import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';
import { shapeAbout } from '../partyAbout.ts';

const distributionShape = {
  mean: z.number(),
  sd: z.number(),
  standard_error: z.number(),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
};
const distribution = z.strictObject(distributionShape);
const share = z.number().min(0).max(1);
const interval = z.tuple([share, share]).describe('95 % interval of the share in a run of so many paths.');

const year = z.strictObject({
  year: z.int(),
  quarters: z
    .int()
    .min(1)
    .max(4)
    .describe('Quarters of it that the run has: the first and the last year may be parts.'),
  failed_before: share.describe(
    'Share of paths on which it had failed before the year: all amounts of the year but the first two are nothing there.',
  ),
  due_headline: z.number().describe('Purchases as announced and not yet paid, by the schedule of the book.'),
  due_firm: z.number().describe('Of these, what binds.'),
  due: distribution.describe(
    'What falls due under deals in the run: purchases, loans, shares of revenue; paid or not. Up to the quarter of failure, that one included, like all that follows.',
  ),
  operating: distribution.describe(
    'All other business, investment, purchases that channels call forth and tax; what it gets under deals as a seller, and what it gives to rescue others.',
  ),
  committed: distribution.describe('Money that deals bring: shares and loans.'),
  service: distribution.describe('Interest and repayment of debt outside the deals, through channels too.'),
  rescue_service: distribution.describe('Interest and repayment of what partners lent in a rescue.'),
  gap: distribution.describe(
    'max(0, due + service + rescue_service − operating − committed) on each path: before any new money. `funding_gap` in `run` counts money of rescues and through channels as own cash, and goes on after a failure.',
  ),
  drawn: distribution.describe('New debt that it took outside the deals, on what it holds through channels too.'),
  sold: distribution.describe('New shares that it sold when it needed money.'),
  channelled: distribution.describe('New shares that holders bought because their wealth had grown, through channels.'),
  rescue: distribution.describe('What partners lent it, before all other claims, when it would have failed.'),
  from_cash: distribution.describe('What its cash fell by; negative where it grew.'),
  unpaid: distribution.describe('What was due and nobody paid.'),
  debt_room: distribution.describe(
    'Most that it could have borrowed in the year, less what that debt costs and repays.',
  ),
  equity_demand: distribution.describe('Most new shares that investors would have taken.'),
  uncovered: distribution.describe(
    'max(0, due − operating − committed − cash at the start of the year − debt_room − equity_demand) on each path; what debt costs is in `debt_room`.',
  ),
});
export type FinancingYear = z.output<typeof year>;

const covered = distribution
  .nullable()
  .describe('Over paths on which anything is to be paid, its own losses included; null where nothing is.');
const coverage = z.strictObject({
  operating: covered.describe('Cash at the start and operating cash.'),
  with_committed: covered,
  with_debt_room: covered,
  with_equity_demand: covered,
});

const ratios = z.strictObject({
  operating: z.number().nullable(),
  with_committed: z.number().nullable(),
  with_debt_room: z.number().nullable(),
  with_equity_demand: z.number().nullable(),
});

export const SOURCES = ['operating', 'committed', 'cash', 'debt', 'equity', 'rescue', 'unpaid'] as const;
const source = z.strictObject({
  source: z
    .enum(SOURCES)
    .describe(
      'Own business (`operating`), money under deals (`committed`), what cash fell by (`cash`), new debt less its service (`debt`), new shares (`equity`), loans of partners less their service (`rescue`), nobody (`unpaid`).',
    ),
  deal: z.string().nullable().describe('Of committed money, the deal that brings it.'),
  title: z.string().nullable(),
  carries: z.number().describe('Present value of what it paid in the run, a mean; all of them add to what was due.'),
  share: z.number().nullable().describe('Of the present value of all that was due.'),
  could_carry: z
    .number()
    .nullable()
    .describe('Present value of what it could bring at most; null where nothing is known.'),
});
export type FinancingSource = z.output<typeof source>;

const required = z.strictObject({
  year: z.int(),
  revenue: distribution
    .nullable()
    .describe(
      'Over paths on which it has not failed before the year, like the other figures; of the quarters of the run.',
    ),
  required: distribution
    .nullable()
    .describe('Revenue at which the gap is nothing, each further unit served by compute that is paid for anyway.'),
  required_with_compute: distribution
    .nullable()
    .describe(
      'The same where compute for it is bought at the price of the day; over paths on which that leaves anything.',
    ),
  paying_paths: share.describe('Share of paths on which a further unit of revenue pays its compute.'),
});
export type RequiredRevenue = z.output<typeof required>;

const price = z.strictObject({
  ratio: z.number().describe('Price as a ratio to the last one.'),
  value: z.number().describe('What the whole company is worth at that price.'),
  discount: z.number().describe('1 − ratio.'),
  discount_interval: z.tuple([z.number(), z.number()]).describe('5th and 95th percentile over the inputs.'),
  sold: z.number().describe('Share of all shares that changes hands.'),
  proceeds: z.number().describe('What sellers get, in all.'),
});
export type SecondaryPrice = z.output<typeof price>;

const sale = z.strictObject({
  share: share.describe('Share of all shares whose holders want out.'),
  must: price.describe('All of them sell, at any price.'),
  may: price.describe('Each sells at no less than what it would hold out for.'),
});
export type SecondarySale = z.output<typeof sale>;

const secondary = z.strictObject({
  last_value: z.number().describe('Value of all shares in the latest round or transaction.'),
  bids: z.number().describe('Bids at the last price: for new shares in four quarters, and for old ones in one sale.'),
  primary: z.number().describe('Of these, served by new shares in the four quarters before the day of the book.'),
  sold_in_tenders: z
    .number()
    .describe('Old shares sold in tenders of the four quarters before the day of the book; not taken from the bids.'),
  absorbed_at_last_price: z
    .number()
    .describe('What holders could sell at the last price in one further sale, if bidders come again.'),
  absorbed_share: z.number(),
  elasticity: z.number(),
  reservation_median: z.number(),
  reservation_sd: z.number(),
  grade: z.enum(GRADES).describe('Of the bids; D where nobody wrote them.'),
  curves: z.strictObject({
    ratio: z.array(z.number()),
    bids: z.array(z.number()).describe('What investors would pay in all at the price.'),
    all_may: z.array(z.number()).describe('What would be offered where every share is free to be sold.'),
    tenth_must: z.array(z.number()).describe('What a tenth of all shares comes to at the price.'),
  }),
});

export const partyFinancingSchema = z.strictObject({
  name: z.string(),
  by_year: z.array(year),
  coverage,
  coverage_of_values: ratios.describe(
    'Present value of sources over present value of obligations, each a mean over paths.',
  ),
  equity_reliance: covered.describe('1 − coverage with debt room; negative where none is needed.'),
  needs_equity: z.strictObject({
    probability: share.describe(
      'Share of paths on which it does not fail and equity demand, and nothing before it, covers what is due.',
    ),
    probability_interval: interval,
    uncovered: share.describe('Share of paths on which it does not fail and not even equity demand does.'),
    covered_without: share.describe('Share of paths on which it does not fail and no new shares are needed.'),
    failed: share.describe('Share of paths on which it fails, whatever coverage says: the four shares add to 1.'),
  }),
  obligations: z.strictObject({
    headline: z.number(),
    firm: z.number(),
    due: distribution.describe('In the run, up to the horizon or to failure; not discounted. The years add to it.'),
    present_value: z.number().describe('Of `due`, a mean: what sources add to.'),
    from: z.int(),
    until: z.int(),
  }),
  cash_at_start: distribution,
  sources: z.array(source).describe('The one that carries most first.'),
  required_revenue: z.array(required),
  default_probability: share.describe('By the horizon, rescues counted.'),
  default_probability_interval: interval,
  rescued_probability: share.describe('Share of paths on which partners lent it money so that it would not fail.'),
  rescued_probability_interval: interval,
  failed_after_rescue: share.describe('Share of all paths on which partners lent it money and it failed later.'),
  lasts: share.describe('Share of paths on which it does not fail by the horizon.'),
  secondary: secondary.describe('The market for its shares among investors: none of it reaches the party.'),
  sell: z.array(sale),
});
export type PartyFinancing = z.output<typeof partyFinancingSchema>;

export const financingResultSchema = z.strictObject(shapeAbout(partyFinancingSchema));
export type FinancingResult = z.output<typeof financingResultSchema>;

/** The whole answer of `interlock financing --json`. */
export const financingAnswerSchema = answerSchemaOf(financingResultSchema);
