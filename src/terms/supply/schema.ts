import { z } from 'zod';
import { quantity } from '../../base/quantity.ts';
import { capacityAmount, dateText, money, partyId, quarters, termReference, termShape, years } from '../fields.ts';

/** A buyer takes equipment from a vendor: for capacity terms that it equips (their seller pays), or for itself (`own`). */
export const supplySchema = z
  .strictObject({
    ...termShape,
    type: z.literal('supply'),
    buyer: partyId,
    seller: partyId,
    amount: capacityAmount('Capacity that the equipment makes up, in units of capacity').optional(),
    price: quantity({
      unit: 'currency per capacity',
      meaning: 'Price of the equipment for one unit of capacity',
      min: 0,
    }).optional(),
    total: money('Sum of all payments at full headline delivery').optional(),
    start: dateText,
    years: years('Years over which deliveries are spread evenly'),
    ramp: quarters('Quarters over which the delivery rate rises to its full level', 0).optional(),
    equips: z
      .array(termReference)
      .optional()
      .describe('Capacity terms whose chips these are; their seller pays for them.'),
    own: z
      .boolean()
      .optional()
      .describe('The buyer runs the equipment itself: it adds to its own capacity and the buyer pays.'),
    life: years(
      'Years after which equipment that the buyer runs itself is worn out; the chip life of the market where left out',
    ).optional(),
  })
  .describe(
    'A buyer takes equipment from a vendor: for capacity terms that it equips (their seller pays), or for itself (`own`).',
  );
export type SupplyTerm = z.output<typeof supplySchema>;
