import { z } from 'zod';
import { bookSchema } from '../book/schema/book.ts';
import { answerSchema } from './answer.ts';
import { checkAnswerSchema } from './check/checkSchema.ts';
import { reconcileAnswerSchema } from './reconcile/reconcileSchema.ts';
import { showAnswerSchema } from './show/showSchema.ts';

/** The form of every answer, by question; `answer` is the envelope around any of them. */
export const ANSWER_SCHEMAS = {
  answer: answerSchema,
  check: checkAnswerSchema,
  reconcile: reconcileAnswerSchema,
  show: showAnswerSchema,
} as const satisfies Record<string, z.ZodType>;

export type AnswerSchemaName = keyof typeof ANSWER_SCHEMAS;

/** Names of all forms that can be printed as JSON Schema. */
export const SCHEMA_NAMES = ['book', ...Object.keys(ANSWER_SCHEMAS)] as const;

/** A form as JSON Schema (draft 2020-12), or null where there is none of that name. */
export function jsonSchemaOf(name: string): Record<string, unknown> | null {
  const schema =
    name === 'book'
      ? bookSchema
      : Object.hasOwn(ANSWER_SCHEMAS, name)
        ? ANSWER_SCHEMAS[name as AnswerSchemaName]
        : null;
  if (schema === null) return null;
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
}
