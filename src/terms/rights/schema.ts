import { z } from 'zod';
import { dateText, issuerId, partyId, termShape } from '../fields.ts';

/** Governance: seats, vetoes, exclusivity, first refusal. Moves no money; read by `control`. */
export const rightsSchema = z
  .strictObject({
    ...termShape,
    type: z.literal('rights'),
    holder: partyId,
    issuer: issuerId,
    board_seats: z.int().min(0).max(100).optional().describe('Seats that the holder appoints.'),
    vetoes: z.array(z.string()).optional().describe('Decisions that the holder may block.'),
    exclusivity: z.string().optional().describe('What the issuer may buy only from the holder.'),
    first_refusal: z.string().optional().describe('What the issuer must offer the holder first.'),
    licence: z.string().optional().describe('Rights to use the issuer’s products or inventions.'),
    until: dateText.optional(),
  })
  .describe('Governance: seats, vetoes, exclusivity, first refusal. Moves no money; read by `control`.');
