import { z } from 'zod';
import { capacityAmount, dateText, money, partyId, termShape, years } from '../fields.ts';

/** A lessee pays a lessor for the use of an asset, may renew, and may guarantee the asset's residual value. */
export const leaseSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('lease'),
    lessor: partyId,
    lessee: partyId,
    asset_value: money('Value of the leased asset at the start'),
    payment: money('Payment a year'),
    start: dateText,
    years: years('Length of the first term'),
    renewals: z.int().min(0).max(40).optional().describe('How many times the lessee may renew.'),
    renewal_years: years('Length of each renewal').optional(),
    life: years('Useful life of the asset, over which its value declines evenly', 20).optional(),
    capacity: capacityAmount('Capacity that the leased asset gives the lessee', 0).optional(),
    residual_value_guarantee: z
      .strictObject({
        value: money('Guaranteed residual value at the end of the first term'),
        cap: money('Most that the lessee pays under the guarantee').optional(),
        years: years('Years from the start during which the guarantee stands').optional(),
      })
      .optional()
      .describe('What the lessee pays if the asset is worth less than this when the lease ends.'),
  })
  .describe('A lessee pays a lessor for the use of an asset, may renew, and may guarantee the asset’s residual value.');
export type LeaseTerm = z.output<typeof leaseSchema>;
