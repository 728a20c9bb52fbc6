import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import {
  dateText,
  fraction,
  issuerId,
  milestoneId,
  money,
  partyId,
  shareCount,
  sharePrice,
  termShape,
} from '../fields.ts';

/** An investor pays an issuer for new shares: amount, tranches by date or milestone, price or pre-money valuation. */
export const equitySchema = z
  .strictObject({
    ...termShape,
    type: z.literal('equity'),
    investor: partyId,
    issuer: issuerId,
    amount: money('Headline amount of the investment'),
    valuation: money(
      'Pre-money value of the issuer at which the shares are issued; its market value at the time where left out',
    ).optional(),
    price: sharePrice('Price of a share, instead of a valuation').optional(),
    shares: shareCount('Number of shares issued in all, instead of a price').optional(),
    class: z.string().optional().describe('Class of the shares, as named in `stakes`.'),
    earmark: z.string().optional().meta({ refers: 'deal', description: 'Deal that the money must be spent on.' }),
    tranches: z
      .record(
        z.string(),
        z.strictObject({
          ...evidenceShape,
          share: fraction('Part of the amount').optional(),
          amount: money('Amount of the tranche').optional(),
          date: dateText.optional(),
          milestone: milestoneId.optional(),
          paid: z.boolean().optional().describe('Paid by `as_of` (default: dated on or before it).'),
        }),
      )
      .optional()
      .describe('Parts of the amount, by id; in one sum at the deal’s date where left out.'),
  })
  .describe(
    'An investor pays an issuer for new shares: amount, tranches by date or milestone, price or pre-money valuation.',
  );
export type EquityTerm = z.output<typeof equitySchema>;
