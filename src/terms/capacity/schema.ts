import { z } from 'zod';
import {
  buildSchema,
  capacityAmount,
  dateText,
  fraction,
  money,
  partyId,
  quarters,
  termShape,
  unitPrice,
  years,
} from '../fields.ts';

/** A buyer takes compute (or another market's output) from a seller: headline amount, price, years, and how far it binds. */
export const capacitySchema = z
  .strictObject({
    ...termShape,
    type: z.literal('capacity'),
    buyer: partyId,
    seller: partyId,
    amount: capacityAmount(
      'Capacity at full delivery; where left out it is total ÷ (price × delivered years)',
    ).optional(),
    start: dateText,
    ramp: quarters('Quarters from the first delivery to full delivery, linear', 0).optional(),
    years: years('Contract length from the start'),
    price: unitPrice(
      'Price of a unit of capacity a year; where left out it follows from total, else the reference price of the market',
    ).optional(),
    total: money('Sum of all payments at full headline delivery').optional(),
    take_or_pay: fraction('Share of delivered capacity that is paid whether used or not', '60% to 95%').optional(),
    indexed: fraction('Share of the volume that pays the market price', 0).optional(),
    renegotiable: fraction(
      'Share of the volume whose price moves when the market stays under 80 % of it',
      0,
    ).optional(),
    renegotiation_pass: fraction(
      'How far a renegotiated price stays above the market, as a share of the gap (Suntech–MEMC: 0.3)',
      0.3,
    ).optional(),
    prepayment: fraction(
      'Share of the headline total paid at the start and credited evenly over the contract',
      0,
    ).optional(),
    mitigation: z
      .boolean()
      .optional()
      .describe('Whether damages are net of re-letting (default true); false as in Hemlock v. SolarWorld.'),
    cancel: z
      .strictObject({
        notice: quarters('Notice before the buyer may leave'),
        fee: fraction('Fee, as a share of the remaining take-or-pay payments'),
      })
      .optional()
      .describe('How the buyer may leave.'),
    build: buildSchema.optional().describe('What the seller builds for it; as in the market where left out.'),
  })
  .describe(
    'A buyer takes compute (or another market’s output) from a seller: headline amount, price, years, and how far it binds.',
  );
export type CapacityTerm = z.output<typeof capacitySchema>;
