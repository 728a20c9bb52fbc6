import { z } from 'zod';
import { dateText, fraction, money, partyId, termShape } from '../fields.ts';

/** A payer gives a payee a rate on its revenue, until a date or a cap on the sum. */
export const revenueShareSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('revenue_share'),
    payer: partyId,
    payee: partyId,
    rate: fraction('Share of the payer’s revenue'),
    from: dateText.optional(),
    until: dateText.optional(),
    cap: money('Most that is paid in all from `as_of` on').optional(),
  })
  .describe('A payer gives a payee a rate on its revenue, until a date or a cap on the sum.');
export type RevenueShareTerm = z.output<typeof revenueShareSchema>;
