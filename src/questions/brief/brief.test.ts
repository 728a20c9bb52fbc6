import { describe, expect, it } from 'vitest';
import { findTexts } from '../../cli/bookTexts.ts';
import { askBrief } from '../../experiments/askBrief.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { answerText, type Book, readBook } from '../../index.ts';
import { briefMarkdown, figureText } from '../../report/briefMarkdown.ts';
import type { Answer } from '../answer.ts';
import { show } from '../show/show.ts';
import { type BriefResult, briefAnswerSchema, READERS, type Reader } from './briefSchema.ts';

const ROOM = 8 * 1024 * 1024;
const LATER = '2026-06-30';
const EARLIER = '2025-11-30';

function bookOf(name: string, asOf?: string): Book {
  const { book } = readBook(findTexts(name, ROOM).texts, asOf === undefined ? {} : { asOf });
  if (book === null) throw new Error(`${name} cannot be read`);
  return book;
}

function ask(book: Book, about: string, reader: Reader, before?: Book): Promise<Answer<BriefResult>> {
  return askBrief(
    { book, diagnostics: [], openRunner: async () => inProcessRunner(), paths: 12, seed: 1 },
    { about, reader, ...(before === undefined ? {} : { before: { book: before, diagnostics: [] } }) },
  );
}

const figuresOf = (answer: Answer<BriefResult>) =>
  answer.result?.sections.flatMap((s) => s.sentences.flatMap((one) => Object.values(one.figures))) ?? [];

describe.each(READERS)('a brief for a %s', (reader) => {
  it('keeps its form, its footnotes resolve, and every figure of the page is one of the answer', async () => {
    const answer = await ask(bookOf('ai-buildout', LATER), 'oracle', reader, bookOf('ai-buildout', EARLIER));
    expect(briefAnswerSchema.safeParse(answer).error).toBeUndefined();
    const page = briefMarkdown(answer);
    const lines = page.trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('[^')).length).toBeLessThanOrEqual(60);
    const defined = lines.flatMap((line) => /^\[\^(\d+)\]:/.exec(line)?.[1] ?? []);
    const cited = lines
      .filter((line) => line.startsWith('- '))
      .flatMap((line) => [...line.matchAll(/\[\^(\d+)\]/g)].map((m) => m[1]!));
    expect(defined).toEqual(Array.from({ length: defined.length }, (_, i) => String(i + 1)));
    expect([...new Set(cited)].sort()).toEqual([...defined].sort());
    expect(answer.result?.footnotes.map((f) => String(f.number))).toEqual(defined);

    // Whatever remains of the sentences without their figures holds no sum and no share.
    const texts = answer.result?.sections.flatMap((s) => s.sentences.map((one) => one.text)) ?? [];
    for (const text of texts) expect(text.replace(/^.*?: (?=against|from)/, '')).not.toMatch(/[$€£]\s?\d|\d\s?%/);
    for (const figure of figuresOf(answer)) expect(page).toContain(figureText(figure, 'USD', answer.paths ?? 1));
    for (const one of answer.result?.sections.flatMap((s) => s.sentences) ?? [])
      expect(Object.keys(one.figures).every((name) => one.text.includes(`{${name}}`))).toBe(true);
  }, 60_000);

  it('is the same bytes every time, and answers where a book holds little', async () => {
    const book = bookOf('two-party');
    const [about = ''] = Object.keys(book.content.parties);
    const [one, two] = [await ask(book, about, reader), await ask(bookOf('two-party'), about, reader)];
    expect(answerText(one)).toBe(answerText(two));
    expect(briefMarkdown(one)).toBe(briefMarkdown(two));
  });
});

describe('a brief', () => {
  it('takes its figures from the answers', async () => {
    const book = bookOf('ai-buildout', EARLIER);
    const answer = await ask(book, 'openai', 'reporter');
    const shown = show(book).result;
    const bought = figuresOf(answer).find((f) => f.from === 'show/parties.openai.commitments.headline');
    expect(bought?.value).toBe(shown.parties.openai?.commitments.headline);
  });

  it('tells what became known since a day, and nothing of it on that day', async () => {
    const [was, is] = [bookOf('ai-buildout', EARLIER), bookOf('ai-buildout', LATER)];
    const answer = await ask(is, 'openai', 'reporter', was);
    const changes = answer.result?.sections.find((s) => s.title === `What changed since ${EARLIER}`)?.sentences ?? [];
    const lapsed = changes.find((one) => one.text.includes('from intent to lapsed'));
    expect(lapsed).toBeDefined();
    const added = changes.filter((one) => one.text.startsWith('New: '));
    expect(added.length).toBeGreaterThan(0);
    const titles = Object.values(was.content.deals ?? {}).map((deal) => deal.title ?? '');
    for (const one of added)
      expect(titles.some((title) => title !== '' && one.text.startsWith(`New: ${title} (`))).toBe(false);
    const same = await ask(was, 'openai', 'reporter', bookOf('ai-buildout', EARLIER));
    expect(same.result?.sections.find((s) => s.title.startsWith('What changed'))?.sentences).toHaveLength(1);
  }, 60_000);

  it('treats texts of the book as data', async () => {
    const { book } = readBook(findTexts('two-party', ROOM).texts, {
      overlays: [{ name: 'odd.yaml', text: 'parties:\n  lab: {name: "L[a]b {five} *<b>*", source: example}\n' }],
    });
    if (book === null) throw new Error('cannot be read');
    const page = briefMarkdown(await ask(book, 'lab', 'lender'));
    expect(page).toContain('# L\\[a\\]b five \\*\\<b\\>\\*, for a lender');
    expect(page).not.toContain('<b>');
  });
});
