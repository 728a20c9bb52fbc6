import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();

export const BRIDGE_STEPS = [
  'reported',
  'unexplained',
  'named',
  'signed_later',
  'firm',
  'announced',
  'expected_paid',
  'present_value',
  'cost_to_serve',
  'margin',
  'capital_to_spend',
  'margin_after_capital',
] as const;
export type BridgeStep = (typeof BRIDGE_STEPS)[number];

const bridgeRow = z.strictObject({
  step: z.enum(BRIDGE_STEPS),
  amount: money.nullable().describe('Null where it was not reported, or where the book does not say.'),
  standard_error: z.number().nullable().describe('Of a mean over paths; null for what no path changes.'),
  by_customer: z.record(z.string(), money),
  by_year: z.array(z.strictObject({ year: z.int().describe('Fiscal year of the seller.'), amount: money })),
});
export type BridgeRow = z.output<typeof bridgeRow>;

const payer = z.strictObject({
  party: z.string().describe('Where the money entered the web.'),
  money: z.enum(['customers', 'investors', 'cash']),
  amount: money,
  share: z.number(),
});
export type Payer = z.output<typeof payer>;

const seller = z.strictObject({
  name: z.string(),
  fiscal_year_end: z.string(),
  reported: z
    .strictObject({ amount: money, date: z.string().nullable(), grade: z.enum(GRADES) })
    .nullable()
    .describe('Remaining performance obligations as the seller reports them.'),
  bridge: z.array(bridgeRow),
  beyond_horizon: money.describe('Part of the expected payments that falls after the last quarter of the run.'),
  payers: z.array(payer),
});
export type SellerBacklog = z.output<typeof seller>;

export const backlogResultSchema = z.strictObject({
  sellers: z.record(z.string(), seller),
  total: z.array(bridgeRow).describe('Over all sellers, by calendar year.'),
  payers: z.array(payer.extend({ to: z.record(z.string(), money).describe('By seller.') })),
});
export type BacklogResult = z.output<typeof backlogResultSchema>;

/** The whole answer of `interlock backlog --json`. */
export const backlogAnswerSchema = answerSchemaOf(backlogResultSchema);
