import { z } from 'zod';
import { GRADES, SPEAKERS } from '../../base/evidence.ts';
import { STATUSES } from '../../book/schema/deal.ts';
import { PARTY_KINDS } from '../../book/schema/party.ts';
import { answerSchemaOf } from '../answer.ts';
import { EXPOSURE_KINDS } from './exposures.ts';

const money = z.number().describe('A sum in the currency of the book; the median where it is uncertain.');
const interval = z.tuple([z.number(), z.number()]).nullable().describe('5th and 95th percentile; null where certain.');
const ratio = z.number().min(0).nullable();
const grade = z.enum(GRADES);
const saidBy = z.enum([...SPEAKERS, 'unstated']);

/** The layers of a sum, as every part of the answer carries them. */
export const layersShape = {
  headline: money.describe('As announced, "up to".'),
  net: money.describe('Headline less what another deal says it delivers.'),
  firm: money.describe('Binding at signing.'),
  expected: money.describe('Firm, and the part of the rest that is expected to be performed.'),
  paid: money.describe('Paid to date.'),
  headline_interval: interval,
  net_interval: interval,
  firm_interval: interval,
} as const;

const layers = z.strictObject(layersShape);
const year = z.strictObject({ year: z.int(), ...layersShape });
const setAside = z.strictObject({ headline: money, deals: z.array(z.string()) });

const term = z
  .object({
    type: z.string(),
    kind: z.enum(['purchase', 'finance', 'contingent', 'secondary', 'none']),
    by: z.string().describe('Who promises.'),
    to: z.string().describe('To whom.'),
    grade,
    said_by: saidBy,
    total: money.nullable().describe('What the term comes to; null where the book names no sum.'),
    ...layersShape,
  })
  .catchall(z.union([z.number(), z.string(), z.boolean(), z.tuple([z.number(), z.number()]), z.null()]))
  .describe('Further keys are the fields of the term type, at their central values.');

const deal = z.strictObject({
  title: z.string(),
  status: z.enum(STATUSES),
  between: z.array(z.string()),
  date: z.string(),
  disclosed: z.boolean(),
  headline_written: z.boolean().describe('The headline was written, not summed up from the terms.'),
  counted: z.boolean().describe('Whether it counts in totals: neither in talks only, nor ended.'),
  grade,
  said_by: saidBy,
  ...layersShape,
  purchases: layers,
  finance: layers,
  contingent: layers,
  delivered_through: z.array(z.string()),
  terms: z.record(z.string(), term),
});

const party = z.strictObject({
  name: z.string(),
  kind: z.enum(PARTY_KINDS),
  cash: money.nullable(),
  cash_interval: interval,
  debt: money.nullable().describe('Owed outside the web.'),
  debt_interval: interval,
  value: money.nullable().describe('Market value, or the latest valuation of a private party.'),
  value_interval: interval,
  commitments: layers.describe('What it has promised to buy.'),
  sales: layers.describe('What others have promised to buy from it.'),
  finance_given: layers,
  finance_received: layers,
  stakes: z.record(z.string(), z.strictObject({ fraction: ratio, amount: money.nullable() })),
});

const stake = z.strictObject({
  sum: ratio.describe('What the named holders hold together.'),
  holders: z.record(
    z.string(),
    z.strictObject({ fraction: ratio, shares: z.number().nullable(), amount: money.nullable(), grade }),
  ),
});

const evidence = z.strictObject({ headline: money, share: ratio, figures: z.int().min(0) });

const exposure = z.strictObject({
  holder: z.string(),
  counterparty: z.string(),
  kind: z.enum(EXPOSURE_KINDS),
  of: z.string(),
  amount: money.describe('What is binding.'),
  headline: money,
});

export const showResultSchema = z.strictObject({
  notice: z.string().nullable(),
  total: z.strictObject({
    ...layersShape,
    factors: z.strictObject({
      headline_to_net: ratio,
      net_to_firm: ratio,
      firm_to_paid: ratio,
      headline_to_paid: ratio,
    }),
  }),
  finance: layers,
  contingent: layers,
  set_aside: z.strictObject({ talks: setAside, ended: setAside }),
  commitments: z.strictObject({
    by_year: z.array(year),
    by_buyer: z.record(z.string(), z.strictObject({ ...layersShape, by_year: z.array(year) })),
  }),
  parties: z.record(z.string(), party),
  deals: z.record(z.string(), deal),
  exposures: z.array(exposure),
  stakes: z.record(z.string(), stake),
  evidence: z.strictObject({
    by_grade: z.record(z.string(), evidence),
    by_said_by: z.record(z.string(), evidence),
    counts: z.record(z.string(), z.int().min(0)),
  }),
});

/** The whole answer of `interlock show --json`. */
export const showAnswerSchema = answerSchemaOf(showResultSchema);
