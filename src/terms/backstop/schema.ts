import { z } from 'zod';
import { capacityAmount, dateText, partyId, termShape, unitPrice } from '../fields.ts';

/** A party must take a seller's unsold capacity at a price: a put on capacity. */
export const backstopSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('backstop'),
    taker: partyId.describe('The party that must take.'),
    seller: partyId.describe('The party whose unsold capacity is taken.'),
    amount: capacityAmount('Most capacity that must be taken'),
    price: unitPrice('Price paid for a unit of capacity a year'),
    start: dateText,
    until: dateText,
  })
  .describe('A party must take a seller’s unsold capacity at a price: a put on capacity.');
export type BackstopTerm = z.output<typeof backstopSchema>;
