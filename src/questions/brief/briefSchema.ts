import { z } from 'zod';
import { GRADES } from '../../base/evidence.ts';
import { answerSchemaOf } from '../answer.ts';

/** Who reads the page. */
export const READERS = ['lender', 'shareholder', 'supervisor', 'dealmaker', 'reporter'] as const;
export type Reader = (typeof READERS)[number];

const figure = z.strictObject({
  value: z.number(),
  unit: z.enum(['currency', 'fraction', 'probability', 'spread', 'count', 'year']),
  standard_error: z.number().nullable(),
  from: z.string().describe('The question and the path in its answer, or the path in the book.'),
});

const sentence = z.strictObject({
  text: z.string().describe('With {name} where a figure is printed.'),
  figures: z.record(z.string(), figure),
  footnotes: z.array(z.int()),
});

const footnote = z.strictObject({
  number: z.int().min(1),
  id: z.string().describe('Id of the source in the book, or the name of a question.'),
  kind: z.enum(['source', 'answer']),
  title: z.string(),
  publisher: z.string().nullable(),
  date: z.string().nullable(),
  url: z.string().nullable(),
  grade: z.enum(GRADES).nullable().describe('Null for an answer, which rests on the grades told beside it.'),
});

const briefResult = z.strictObject({
  about: z.string(),
  name: z.string(),
  reader: z.enum(READERS),
  since: z.string().nullable(),
  assumed_share: z.number().min(0).max(1).nullable().describe('Part of what moves the run that is graded D.'),
  sections: z.array(z.strictObject({ title: z.string(), sentences: z.array(sentence) })),
  more_changes: z.int().min(0).describe('Changes since the day that the page has no room for.'),
  footnotes: z.array(footnote),
});

export type BriefResult = z.output<typeof briefResult>;
export type BriefFigure = z.output<typeof figure>;
export type Footnote = z.output<typeof footnote>;
export type ToldSentence = z.output<typeof sentence>;

/** The whole answer of `interlock brief --json`. */
export const briefAnswerSchema = answerSchemaOf(briefResult);
