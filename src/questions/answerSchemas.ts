import { z } from 'zod';
import { bookSchema } from '../book/schema/book.ts';
import { allocationAnswerSchema } from './allocation/allocationSchema.ts';
import { answerSchema } from './answer.ts';
import { backlogAnswerSchema } from './backlog/backlogSchema.ts';
import { backtestAnswerSchema } from './backtest/backtestSchema.ts';
import { briefAnswerSchema } from './brief/briefSchema.ts';
import { checkAnswerSchema } from './check/checkSchema.ts';
import { circularityAnswerSchema } from './circularity/circularitySchema.ts';
import { claimsAnswerSchema } from './claims/claimsSchema.ts';
import { contagionAnswerSchema } from './contagion/contagionSchema.ts';
import { controlAnswerSchema } from './control/controlSchema.ts';
import { explainAnswerSchema } from './explain/explainSchema.ts';
import { financingAnswerSchema } from './financing/financingSchema.ts';
import { glutAnswerSchema } from './glut/glutSchema.ts';
import { inputsAnswerSchema } from './inputs/inputsSchema.ts';
import { leverageAnswerSchema } from './leverage/leverageSchema.ts';
import { loopAnswerSchema } from './loop/loopSchema.ts';
import { pathAnswerSchema } from './path/pathSchema.ts';
import { positionAnswerSchema } from './position/positionSchema.ts';
import { reconcileAnswerSchema } from './reconcile/reconcileSchema.ts';
import { rescueAnswerSchema } from './rescue/rescueSchema.ts';
import { runAnswerSchema } from './run/runSchema.ts';
import { settlementAnswerSchema } from './settlement/settlementSchema.ts';
import { showAnswerSchema } from './show/showSchema.ts';

/** The form of every answer, by question; `answer` is the envelope around any of them. */
export const ANSWER_SCHEMAS = {
  answer: answerSchema,
  allocation: allocationAnswerSchema,
  backlog: backlogAnswerSchema,
  backtest: backtestAnswerSchema,
  brief: briefAnswerSchema,
  check: checkAnswerSchema,
  circularity: circularityAnswerSchema,
  claims: claimsAnswerSchema,
  contagion: contagionAnswerSchema,
  control: controlAnswerSchema,
  explain: explainAnswerSchema,
  glut: glutAnswerSchema,
  financing: financingAnswerSchema,
  inputs: inputsAnswerSchema,
  leverage: leverageAnswerSchema,
  loop: loopAnswerSchema,
  path: pathAnswerSchema,
  position: positionAnswerSchema,
  reconcile: reconcileAnswerSchema,
  rescue: rescueAnswerSchema,
  run: runAnswerSchema,
  settlement: settlementAnswerSchema,
  show: showAnswerSchema,
} as const satisfies Record<string, z.ZodType>;

export type AnswerSchemaName = keyof typeof ANSWER_SCHEMAS;

/** Names of all forms that can be printed as JSON Schema. */
export const SCHEMA_NAMES = ['book', ...Object.keys(ANSWER_SCHEMAS)] as const;

/** A form as JSON Schema (draft 2020-12), or null where there is none of that name. */
export function jsonSchemaOf(name: string): Record<string, unknown> | null {
  const isAnswer = Object.hasOwn(ANSWER_SCHEMAS, name);
  if (name !== 'book' && !isAnswer) return null;
  const schema = isAnswer ? ANSWER_SCHEMAS[name as AnswerSchemaName] : bookSchema;
  const { $schema, ...form } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' });
  const title =
    name === 'book'
      ? 'A deal book of Interlock'
      : name === 'answer'
        ? 'Any answer of Interlock'
        : `The answer of interlock ${name}`;
  // A file of a book in a folder need not hold every section; whether the whole has them is for the reader to say.
  const { required, ...file } = form;
  return name === 'book' ? { $schema, title, ...file } : { $schema, title, ...form };
}

/** A form as the text of its file in schema/. */
export function jsonSchemaText(name: string): string {
  return `${JSON.stringify(jsonSchemaOf(name), null, 2)}\n`;
}
