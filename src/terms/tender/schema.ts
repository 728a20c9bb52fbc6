import { z } from 'zod';
import { byParty, dateText, fraction, issuerId, money, sharePrice, termShape } from '../fields.ts';

/** Holders sell shares to buyers: authorised, sold, price. Moves shares and cash between holders only. */
export const tenderSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('tender'),
    issuer: issuerId,
    buyers: byParty(fraction('Share of the offer that this buyer takes')),
    sellers: byParty(fraction('Share of the offer that this holder sells')),
    authorised: money('Most that may be sold'),
    sold: money('What was sold').optional(),
    valuation: money('Value of the issuer at which shares change hands').optional(),
    price: sharePrice('Price of a share, instead of a valuation').optional(),
    date: dateText,
  })
  .describe('Holders sell shares to buyers: authorised, sold, price. Moves shares and cash between holders only.');
export type TenderTerm = z.output<typeof tenderSchema>;
