import { describe, expect, it } from 'vitest';
import { findTexts } from '../../src/cli/bookTexts.ts';
import { shippedNames } from '../../src/cli/shippedBooks.ts';
import { ASK, QUESTION_NAMES } from '../../src/experiments/ask.ts';
import { inProcessRunner } from '../../src/experiments/runner.ts';
import { answerText, type Book, readBook } from '../../src/index.ts';
import type { Answer } from '../../src/questions/answer.ts';
import { ANSWER_SCHEMAS } from '../../src/questions/answerSchemas.ts';
import type { QuestionName } from '../../src/questions/answersByQuestion.ts';

const ROOM = 8 * 1024 * 1024;
const BOOKS: readonly (readonly [string, string | undefined])[] = [
  ['ai-buildout', '2025-11-30'],
  ['ai-buildout', '2026-06-30'],
  ...shippedNames()
    .filter((name) => name !== 'ai-buildout')
    .map((name) => [name, undefined] as const),
];

function bookNamed(name: string, asOf: string | undefined): Book {
  const { book } = readBook(findTexts(name, ROOM).texts, asOf === undefined ? {} : { asOf });
  if (book === null) throw new Error(`${name} cannot be read`);
  return book;
}

const ask = (name: QuestionName, book: Book): Promise<Answer> =>
  ASK[name]({ book, diagnostics: [], openRunner: async () => inProcessRunner(), paths: 4, seed: 1 });

/** Paths of all numbers of a result, as the pointers of `units` name them. */
function numbersIn(value: unknown, at = ''): string[] {
  if (typeof value === 'number') return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${at}/${key}`));
}

/** Numbers that count or name something by themselves: years, ranks, rounds, counts. */
const COUNTS =
  /\/(year|from|to|round|rank|seats|draws|paths|count|quarters|swings|votes|players|first|last|deals|worlds)(\/[^/]*)?$/;

describe.each(QUESTION_NAMES)('the question %s', (name) => {
  it.each(BOOKS)(
    'answers on %s %s by its schema, the same bytes every time',
    async (bookName, asOf) => {
      const book = bookNamed(bookName, asOf);
      const answer = await ask(name, book);
      expect(answer.error).toBeNull();
      expect(answer.question).toBe(name);
      expect(ANSWER_SCHEMAS[name].safeParse(answer).error).toBeUndefined();
      expect(JSON.parse(answerText(answer))).toEqual(answer);
      expect(answer.method?.docs).toBe(`docs/models/${name}.md`);
      expect(answer.limits.length).toBeGreaterThan(0);
      if (bookName !== 'ai-buildout') expect(answerText(await ask(name, book))).toBe(answerText(answer));
    },
    120_000,
  );

  it('that is interrupted before the first paths tells nothing that would rest on some', async () => {
    const book = bookNamed('loop', undefined);
    const asking = { book, diagnostics: [], openRunner: async () => inProcessRunner(), paths: 4, seed: 1 };
    const answer: Answer = await ASK[name]({ ...asking, signal: AbortSignal.abort() });
    expect(answer.error !== null || answer.paths === null).toBe(true);
    expect(answer.error?.code ?? 'run.interrupted').toBe('run.interrupted');
  });

  it('says in which unit each of its numbers is', async () => {
    const answer = await ask(name, bookNamed('ai-buildout', '2025-11-30'));
    const patterns = Object.keys(answer.units).map(
      (p) => new RegExp(`^${p.replaceAll('*', '[^/]+')}(/(mean|sd|standard_error|p5|p25|p50|p75|p95|\\d))?$`),
    );
    const without = numbersIn(answer.result).filter(
      (path) => !COUNTS.test(path) && !patterns.some((pattern) => pattern.test(path.replace(/_interval(\/\d)$/, ''))),
    );
    expect([...new Set(without.map((path) => path.replace(/\/\d+/g, '/*')))].slice(0, 20)).toEqual([]);
  }, 120_000);
});
