import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

const money = z.number();
const unpaid = { firm_unpaid: money, headline_unpaid: money } as const;

const customer = z.strictObject({
  disclosed_share: z.number().nullable().describe('Share of the backlog that the seller disclosed.'),
  disclosed: money.nullable(),
  deals: z.array(z.strictObject({ deal: z.string(), ...unpaid })),
  ...unpaid,
  gap: money.nullable().describe('Disclosed less what the deals bind and have not paid.'),
});

const seller = z.strictObject({
  name: z.string(),
  backlog: money,
  backlog_date: z.string().nullable(),
  backlog_grade: z.enum(GRADES),
  customers: z.record(z.string(), customer),
  ...unpaid,
  signed_later: z.array(z.string()).describe('Deals dated after the reported figure, left out.'),
  unexplained: money,
  unexplained_share: z.number().nullable(),
});

const buyer = z.strictObject({
  name: z.string(),
  reported: money,
  reported_date: z.string().nullable(),
  reported_grade: z.enum(GRADES),
  headline: money,
  net: money,
  firm_unpaid: money,
  gap_to_headline: money,
  gap_to_firm: money,
});

/** The whole answer of `interlock reconcile --json`. */
export const reconcileAnswerSchema = answerSchemaOf(
  z.strictObject({ sellers: z.record(z.string(), seller), buyers: z.record(z.string(), buyer) }),
);
