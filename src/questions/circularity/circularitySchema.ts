import { z } from 'zod';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();
const share = z.number().nullable();

const amount = z.strictObject({
  amount: money,
  share: share.describe('Of what it sells within the web; null where it sells nothing there.'),
  share_of_revenue: share.describe('Of all that it sells, also outside the web; null where that is not known.'),
});

const bounds = {
  low: amount.describe('What must be its own money, however the payments are attributed.'),
  pro_rata: amount.describe('With every party mixing all its money evenly.'),
  high: amount.describe('What can be its own money at most.'),
} as const;

const plainBounds = z.strictObject({ low: money, pro_rata: money, high: money });

const summary = z.strictObject({
  mean: z.number(),
  sd: z.number(),
  standard_error: z.number(),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});

const year = z.strictObject({ year: z.int(), income: money, revenue: money, financed_out: money, ...bounds });

const end = z.strictObject({
  how: z.enum(['returned', 'returned otherwise', 'paid outside', 'kept']),
  party: z.string().describe('Who paid it or kept it.'),
  amount: money,
});

const audit = z.strictObject({
  flows: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      purpose: z.string(),
      deals: z.array(z.string()).describe('Deals and channels that the payments belong to.'),
      amount: money,
    }),
  ),
  ceiling: money.describe(
    'Σ over those it finances of min(finance to them, purchases from it): to be checked by hand.',
  ),
  equation: z.string(),
});

const causal = z.strictObject({
  purchases: summary.describe('What the web buys from it, with its finance, guarantees and warrants.'),
  purchases_without: summary,
  share: z.number().nullable().describe('1 − purchases without / purchases with, on the same draws.'),
  standard_error: z.number().nullable(),
});

const simulated = z.strictObject({
  financed_out: summary,
  income: summary,
  pro_rata: summary,
  pro_rata_share: z.number().nullable().describe('Mean of pro rata over mean of income.'),
  low: summary.describe('On the first thousand paths.'),
  high: summary.describe('On the first thousand paths.'),
  bounded_paths: z.int(),
});

const party = z.strictObject({
  name: z.string(),
  income: money.describe('Purchases that parties of the web pay it.'),
  revenue: money.nullable().describe('All purchases paid to it.'),
  financed_out: money.describe(
    'Finance that it gives to parties of the web, with what they raised on shares it granted.',
  ),
  financed_before: money
    .nullable()
    .describe(
      'Finance paid before the run, by the deals of the book; only `with_past` traces it. Null where that is not known.',
    ),
  with_past: z
    .strictObject({
      tagged: money.describe('Of the finance paid before, what may still lie in the receivers’ cash at the start.'),
      ...bounds,
    })
    .nullable()
    .describe('The same with that money traced too: an upper end. Null where there is none.'),
  ...bounds,
  direct: plainBounds.describe('Paid back by those it financed, with nobody between.'),
  through_web: plainBounds.describe('What the web between adds to the direct part.'),
  by_year: z.array(year).describe('By year of arrival; bounds of each year alone, so that they need not add up.'),
  ends: z.array(end).describe('Where its money ends, mixed evenly, largest first.'),
  announced: z
    .strictObject({ income: money, financed_out: money, ...bounds })
    .nullable()
    .describe('The same if all that is announced and not ended were performed in full.'),
  sentence: z.string(),
  audit,
  simulated: simulated.nullable(),
  causal: causal.nullable(),
});

const claim = z.strictObject({
  claim: z.string(),
  debtor: z.string(),
  creditor: z.string(),
  paid: money,
  payers: z.array(
    z.strictObject({
      party: z.string(),
      money: z.enum(['customers', 'investors', 'cash']),
      amount: money,
      share: z.number(),
    }),
  ),
});

const dependence = z.strictObject({
  party: z.string(),
  income: money.describe('All purchases paid to it.'),
  payer: z.string(),
  direct_share: z.number().describe('Paid by that party itself.'),
  ultimate_share: z.number().describe('Looked through to where the money entered the web.'),
});

export const circularityResultSchema = z.strictObject({
  from: z.string().nullable().describe('First quarter asked about; null where payments bear no date.'),
  to: z.string().nullable(),
  parties: z.record(z.string(), party),
  routes: z.array(
    z.strictObject({
      for: z.string(),
      parties: z.array(z.string()).describe('From the party over those who pass the money on back to it.'),
      pro_rata: money,
      most: money.describe('The most that can have come on this route.'),
    }),
  ),
  circulations: z.array(z.strictObject({ parties: z.array(z.string()), amount: money })),
  web: z.strictObject({ flows: money.describe('All payments between parties of the web.'), circulating: money }),
  web_share: z
    .strictObject({ low: z.number().nullable(), high: z.number().nullable() })
    .describe('Share of all payments within the web that runs in closed circles.'),
  lookthrough: z.strictObject({ claims: z.array(claim), dependence: z.array(dependence) }),
});

/** The whole answer of `interlock circularity --json`. */
export const circularityAnswerSchema = answerSchemaOf(circularityResultSchema);

export type CircularityResult = z.output<typeof circularityResultSchema>;
export type PartyCircularity = z.output<typeof party>;
export type ReturnedAmount = z.output<typeof amount>;
export type ReturnedYear = z.output<typeof year>;
export type SimulatedReturn = z.output<typeof simulated>;
export type CausalReturn = z.output<typeof causal>;
export type LookedThroughClaim = z.output<typeof claim>;
export type Dependence = z.output<typeof dependence>;
