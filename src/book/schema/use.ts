import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity, yearly } from '../../base/quantity.ts';
import { fraction, unitPrice } from '../../terms/fields.ts';

const returnRatio = (meaning: string) => quantity({ unit: 'ratio', meaning, min: 0, max: 100, default: 1 });
const part = (meaning: string) => fraction(meaning, 1);

const stepSchema = z.strictObject({
  ...evidenceShape,
  share: part('Part of the use; the parts are scaled to sum to one').optional(),
  return: returnRatio('What a unit brings, relative to the other uses of the same need').optional(),
});

/** A use to which a lab can put compute: part of a need that it has, or one that waits for cheaper compute. */
export const useSchema = z.strictObject({
  ...evidenceShape,
  name: z.string().describe('Name as it is to be printed.'),
  serves: z
    .enum(['inference', 'training', 'latent'])
    .describe('The need of the lab that it is part of; `latent` for a use that waits until compute is cheap enough.'),
  share: part('Part of that need; the parts are scaled to sum to one').optional(),
  return: returnRatio('What a unit brings, relative to the other uses of the same need').optional(),
  steps: z
    .record(z.string(), stepSchema)
    .optional()
    .describe('In place of `return`: steps of a concave return, by id; the best are filled first.'),
  today: fraction(
    'Part of the lab’s capacity that is in this use today; the parts are scaled to sum to one',
    0,
  ).optional(),
  entry: unitPrice('For a latent use: what a unit brings in a year, and so the cost at which it enters').optional(),
  cap: yearly({ unit: 'capacity', meaning: 'For a latent use: the most that it can take', min: 0 }).optional(),
});
export type Use = z.output<typeof useSchema>;
