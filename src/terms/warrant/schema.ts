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
  termReference,
  termShape,
} from '../fields.ts';

/** An issuer grants a holder the right to shares at a strike, in tranches with a milestone, a share-price hurdle, or spending. */
export const warrantSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('warrant'),
    issuer: issuerId,
    holder: partyId,
    shares: shareCount('Shares that the whole warrant gives'),
    strike: sharePrice('Price paid for a share at exercise', 0),
    expiry: dateText,
    reset: sharePrice(
      'Strike once the issuer’s share has stood at or under it, where the terms provide a reset',
    ).optional(),
    change_of_control: z
      .enum(['vests', 'lapses'])
      .optional()
      .describe(
        'What becomes of unvested tranches when another party comes to hold most of the issuer; they go on where left out.',
      ),
    tranches: z
      .record(
        z.string(),
        z.strictObject({
          ...evidenceShape,
          share: fraction('Part of the shares').optional(),
          shares: shareCount('Shares of the tranche').optional(),
          vested: z.boolean().optional().describe('Vested at signing.'),
          milestone: milestoneId.optional(),
          hurdle: sharePrice('Price that the issuer’s share must have touched').optional(),
          delivered: fraction('Share of `volume` that must have been delivered').optional(),
          spend: money('Payments under `volume` that must have been made').optional(),
        }),
      )
      .optional()
      .describe('Parts of the shares, by id, each with its own condition; vested at once where left out.'),
    volume: termReference.optional().describe('Capacity or supply term whose delivery or payments vest the tranches.'),
  })
  .describe(
    'An issuer grants a holder the right to shares at a strike, in tranches with a milestone, a share-price hurdle, or spending.',
  );
export type WarrantTerm = z.output<typeof warrantSchema>;
