import { z } from 'zod';

/** The four grades of a source: A filing or company statement, B reputable press, C analyst or blog, D assumption. */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];

/** Who said it: the buyer, the seller, the press, or whoever wrote the book. */
export const SPEAKERS = ['buyer', 'seller', 'press', 'modeller'] as const;
export type Speaker = (typeof SPEAKERS)[number];

const sourceIds = z
  .union([z.string().meta({ refers: 'source' }), z.array(z.string().meta({ refers: 'source' }))])
  .describe('Id of the source, or a list of ids, from the `sources` section.');

/** The keys that any mapping of a book may carry to say where its content comes from. */
export const evidenceShape = {
  source: sourceIds.optional(),
  said_by: z.enum(SPEAKERS).optional().describe('Who said it: buyer, seller, press or modeller.'),
  grade: z
    .enum(GRADES)
    .optional()
    .describe('Grade of this statement where it differs from its source: A filing, B press, C analyst, D assumption.'),
  note: z.string().optional().describe('A remark for the reader: how a figure was set, which sources disagree.'),
  known: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-01-31')
    .meta({ refers: 'date' })
    .optional()
    .describe('The day on which this first became public (ISO date); the default is its date.'),
} as const;

/** Where a statement comes from, as its author wrote it. */
export interface Evidence {
  readonly source?: string | readonly string[] | undefined;
  readonly said_by?: Speaker | undefined;
  readonly grade?: Grade | undefined;
  readonly note?: string | undefined;
  readonly known?: string | undefined;
}

/** The worst of several grades (D is the worst); D when there is none. */
export function worstGrade(grades: readonly Grade[]): Grade {
  let worst: Grade = 'A';
  if (grades.length === 0) return 'D';
  for (const grade of grades) if (grade > worst) worst = grade;
  return worst;
}
