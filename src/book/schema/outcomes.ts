import { z } from 'zod';
import { evidenceShape, GRADES } from '../../base/evidence.ts';
import { quantity } from '../../base/quantity.ts';
import { dateText } from '../../terms/fields.ts';

const observed = quantity({
  unit: 'unit of the path',
  meaning: 'What was observed; 1 or 0 for what happened or did not',
});

const outcomeSchema = z.strictObject({
  ...evidenceShape,
  path: z
    .string()
    .describe('What it is about, such as market.price, parties.buyer.default or deals.a-b.terms.silicon.price_kept.'),
  date: dateText.describe('The day that it is about.'),
  value: observed,
  last_known: quantity({
    unit: 'unit of the path',
    meaning: 'What was known of it on the day of the book, for the reference that nothing changes',
  }).optional(),
});

const forecastSchema = z.strictObject({
  ...evidenceShape,
  says: z.string().describe('Who forecast what, in one sentence.'),
  made: dateText.describe('The day on which it was made.'),
  path: z.string().describe('What it is about, as in an outcome.'),
  values: z
    .record(
      z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/, 'a key must be a year or a day'),
      quantity({ unit: 'unit of the path', meaning: 'What was forecast for this day, or for all days of this year' }),
    )
    .describe('What was forecast, by day or by year.'),
});

/** What became of a book that was frozen, and what others forecast at the time; no part of the book. */
export const outcomesSchema = z.strictObject({
  sources: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string(),
        publisher: z.string(),
        date: dateText.optional(),
        url: z.string().optional(),
        grade: z.enum(GRADES),
        note: z.string().optional(),
      }),
    )
    .optional(),
  outcomes: z.record(z.string(), outcomeSchema).describe('What was observed, by id.'),
  forecasts: z.record(z.string(), forecastSchema).optional().describe('What others forecast at the time, by id.'),
});
export type WrittenOutcomes = z.output<typeof outcomesSchema>;
