import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity } from '../../base/quantity.ts';
import { dateText, fraction, money } from '../../terms/fields.ts';
import { termSchema } from '../../terms/schema.ts';

export const STATUSES = [
  'talks',
  'intent',
  'announced',
  'signed',
  'amended',
  'lapsed',
  'completed',
  'terminated',
] as const;
export type Status = (typeof STATUSES)[number];

/** Prior probability that a deal of this status is performed (definitions D1); graded D. */
export const PERFORMANCE_PRIORS: Readonly<Record<Status, number>> = {
  talks: 0.05,
  intent: 0.1,
  announced: 0.3,
  signed: 0.6,
  amended: 0.6,
  lapsed: 0,
  completed: 1,
  terminated: 0,
};

const partyInNeeds = z.union([
  z.string().meta({ refers: 'party' }),
  z.strictObject({
    any: z
      .array(z.string().meta({ refers: 'party' }))
      .min(1)
      .describe('Substitutes: one of them suffices.'),
  }),
]);

const amendmentSchema = z.strictObject({
  ...evidenceShape,
  date: dateText.describe('The day on which it happened.'),
  status: z.enum(STATUSES).optional().describe('Status of the deal from then on.'),
  change: z
    .looseObject({})
    .optional()
    .describe(
      'Keys of the deal as they stand after the amendment; only what changed. A term set to null is struck out.',
    ),
});

/** A bundle of terms signed together. */
export const dealSchema = z.strictObject({
  ...evidenceShape,
  title: z.string().optional().describe('What the deal is, in a few words.'),
  between: z
    .array(z.string().meta({ refers: 'party' }))
    .min(2)
    .describe('The parties that signed it or are to sign it.'),
  date: dateText.describe('The day on which it was signed or announced; on earlier days the book does not know it.'),
  status: z
    .enum(STATUSES)
    .describe('How far the deal has come; decides how likely the part that is not firm is performed.'),
  performance: fraction(
    'Probability that the part which is not firm is performed at all; by status where left out',
  ).optional(),
  headline: money('Headline amount as announced, "up to"; the sum of the terms where left out').optional(),
  firm: quantity({
    unit: 'fraction or currency',
    meaning: 'Part that was binding at signing: a share of the headline or an amount',
    min: 0,
  }).optional(),
  paid: money('Paid to date').optional(),
  disclosed: z.boolean().optional().describe('Whether an amount was ever published (default true).'),
  delivered_through: z
    .union([
      z.string().meta({ refers: 'deal' }),
      z.record(z.string(), fraction('Share of this deal that the other one delivers')).meta({ keys: 'deal' }),
    ])
    .optional()
    .describe('The deal that delivers the same capacity, so that totals count it once.'),
  needs: z.array(partyInNeeds).optional().describe('Whose consent it took; `any` lists substitutes.'),
  terms: z.record(z.string(), termSchema).describe('What was agreed, by id; the type decides which keys a term has.'),
  amendments: z
    .record(z.string(), amendmentSchema)
    .optional()
    .describe('What happened to the deal later, by id; applied in the order of their dates up to the day asked about.'),
});
export type Deal = z.output<typeof dealSchema>;
