import { z } from 'zod';
import { dateText, fraction, money, partyId, rate, termReference, termShape } from '../fields.ts';

/** A guarantor covers a fraction of a named obligation, for a fee. The sum of cover on one claim may not exceed 1. */
export const guaranteeSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('guarantee'),
    guarantor: partyId,
    of: termReference.describe('The term whose payments are guaranteed, written deal.term.'),
    cover: fraction('Fraction of each shortfall that the guarantor makes good'),
    up_to: money('Most that the guarantor pays in all').optional(),
    fee: rate('Fee a year, on the amount covered, paid by the debtor', 0).optional(),
    until: dateText.optional(),
  })
  .describe(
    'A guarantor covers a fraction of a named obligation, for a fee. The sum of cover on one claim may not exceed 1.',
  );
export type GuaranteeTerm = z.output<typeof guaranteeSchema>;
