import { z } from 'zod';
import type { Diagnostic } from '../base/diagnostic.ts';
import { GRADES } from '../base/evidence.ts';
import { type JsonValue, stableJson } from '../base/stableJson.ts';
import { VERSION } from '../base/version.ts';
import type { Book } from '../book/book.ts';

/** Name of the form that every answer has. */
export const ANSWER_SCHEMA = 'interlock/answer-1';

const placeSchema = z.strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) });

const restsOnSchema = z.strictObject({
  path: z.string().describe('The input, by ids and years.'),
  place: placeSchema.nullable().describe('Where it was written; null for a default that nobody wrote.'),
  sources: z.array(z.string()),
  grade: z.enum(GRADES),
  share: z.number().min(0).max(1).nullable().describe('Its part of the answer, where the question can tell.'),
});

const remarkSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  help: z.string().nullable(),
  place: placeSchema.nullable(),
});

/** The envelope of every answer, around the `result` of one question. */
export function answerSchemaOf<T extends z.ZodType>(result: T) {
  return z.strictObject({
    schema: z.literal(ANSWER_SCHEMA),
    question: z.string().nullable().describe('The question that was asked; null where none could be made out.'),
    version: z.string(),
    book: z.strictObject({ title: z.string(), digest: z.string() }).nullable(),
    as_of: z.string().nullable(),
    currency: z.string().nullable(),
    seed: z.number().nullable(),
    paths: z.int().nullable(),
    scenarios: z.array(z.string()),
    overlays: z.array(z.string()).describe('Files laid over the book, then the quantities that were set.'),
    units: z.record(z.string(), z.string()).describe('JSON pointers into `result`, with * for any key, to units.'),
    result: result.nullable(),
    method: z.strictObject({ docs: z.string(), references: z.array(z.string()) }).nullable(),
    limits: z.array(z.string()).describe('What the answer does not say.'),
    rests_on: z.array(restsOnSchema),
    warnings: z.array(remarkSchema),
    error: z
      .strictObject({ code: z.string(), message: z.string(), diagnostics: z.array(remarkSchema) })
      .nullable()
      .describe('Why there is no result; null where there is one.'),
  });
}

/** The envelope with any result. */
export const answerSchema = answerSchemaOf(z.unknown());

export type RestsOn = z.output<typeof restsOnSchema>;
export type Remark = z.output<typeof remarkSchema>;

/** An answer of one question; `Result` is what the question found. */
export interface Answer<Result = unknown> extends Omit<z.output<typeof answerSchema>, 'result'> {
  readonly result: Result | null;
}

/** What a question says about its own result. */
export interface Finding<Result> {
  readonly question: string;
  readonly result: Result;
  readonly units: Readonly<Record<string, string>>;
  readonly method: { readonly docs: string; readonly references: readonly string[] };
  readonly limits: readonly string[];
  readonly restsOn: readonly RestsOn[];
  readonly warnings: readonly Remark[];
}

/** How a run was made, for answers that rest on one. */
export interface RunMark {
  readonly seed: number;
  readonly paths: number;
  readonly scenarios: readonly string[];
}

/** The answer that carries a finding about a book. */
export function answerOf<Result>(
  book: Book,
  finding: Finding<Result>,
  diagnostics: readonly Diagnostic[],
  run: RunMark | null = null,
): Answer<Result> {
  return {
    schema: ANSWER_SCHEMA,
    question: finding.question,
    version: VERSION,
    book: { title: book.content.book.title, digest: book.digest },
    as_of: book.asOf,
    currency: book.content.book.currency,
    seed: run?.seed ?? null,
    paths: run?.paths ?? null,
    scenarios: [...(run?.scenarios ?? [])],
    overlays: [...book.overlays],
    units: { ...finding.units },
    result: finding.result,
    method: { docs: finding.method.docs, references: [...finding.method.references] },
    limits: [...finding.limits],
    rests_on: [...finding.restsOn],
    warnings: [...diagnostics.map(remarkOf), ...finding.warnings],
    error: null,
  };
}

/** The answer that carries a finding about plain tables. */
export function answerWithoutBook<Result>(
  finding: Finding<Result>,
  diagnostics: readonly Diagnostic[],
): Answer<Result> {
  return {
    schema: ANSWER_SCHEMA,
    question: finding.question,
    version: VERSION,
    book: null,
    as_of: null,
    currency: null,
    seed: null,
    paths: null,
    scenarios: [],
    overlays: [],
    units: { ...finding.units },
    result: finding.result,
    method: { docs: finding.method.docs, references: [...finding.method.references] },
    limits: [...finding.limits],
    rests_on: [...finding.restsOn],
    warnings: [...diagnostics.map(remarkOf), ...finding.warnings],
    error: null,
  };
}

/** The answer that says why there is none. */
export function failedAnswer(
  question: string | null,
  code: string,
  message: string,
  diagnostics: readonly Diagnostic[] = [],
): Answer<never> {
  return {
    schema: ANSWER_SCHEMA,
    question,
    version: VERSION,
    book: null,
    as_of: null,
    currency: null,
    seed: null,
    paths: null,
    scenarios: [],
    overlays: [],
    units: {},
    result: null,
    method: null,
    limits: [],
    rests_on: [],
    warnings: diagnostics.filter((d) => d.severity === 'warning').map(remarkOf),
    error: { code, message, diagnostics: diagnostics.filter((d) => d.severity === 'error').map(remarkOf) },
  };
}

/** A diagnostic as an answer carries it. */
export function remarkOf(d: Diagnostic): Remark {
  return { code: d.code, message: d.message, help: d.help, place: placeOf(d.place) };
}

function placeOf(place: Diagnostic['place']): Remark['place'] {
  return place === null ? null : { file: place.file, line: place.line, column: place.column };
}

/** One input that an answer rests on, with its place, sources and grade. */
export function restsOn(book: Book, path: string, share: number | null): RestsOn {
  const { source } = book.evidenceFor(path);
  return {
    path,
    place: placeOf(book.locate(path)),
    sources: source === undefined ? [] : typeof source === 'string' ? [source] : [...source],
    grade: book.gradeFor(path),
    share,
  };
}

/** The answer as JSON text, the same bytes for the same answer, closed by a line break. */
export function answerText(answer: Answer): string {
  return `${stableJson(answer as unknown as JsonValue, 2)}\n`;
}
