import type { Book } from '../../book/book.ts';
import type { Finding, RestsOn } from '../answer.ts';
import { inputPathWords } from '../inputs/inputPathWords.ts';
import {
  type BriefGround,
  type BriefSection,
  CITED,
  nameOf,
  type Sentence,
  sentence,
  shareFigure,
} from './briefGround.ts';
import type { BriefResult, Footnote, Reader, ToldSentence } from './briefSchema.ts';
import { changesSince } from './changesSince.ts';
import { dealmakerPage } from './dealmakerPage.ts';
import { lenderPage } from './lenderPage.ts';
import { reporterPage } from './reporterPage.ts';
import { shareholderPage } from './shareholderPage.ts';
import { supervisorPage } from './supervisorPage.ts';

const PAGES: Readonly<Record<Reader, (ground: BriefGround) => BriefSection[]>> = {
  lender: lenderPage,
  shareholder: shareholderPage,
  supervisor: supervisorPage,
  dealmaker: dealmakerPage,
  reporter: reporterPage,
};

/** Changes that the page has room for. */
const CHANGES = 8;
const FIRST_INPUTS = 3;

/** What is asked for a page. */
export interface BriefAsked {
  readonly ground: BriefGround;
  readonly reader: Reader;
  /** The same party on an earlier day; null where nobody asks what changed. */
  readonly before: BriefGround | null;
  /** What moves the party's own figures, with shares. */
  readonly restsOn: readonly RestsOn[];
}

/**
 * One page about a party for one kind of reader: sentences with their figures and footnotes.
 *
 * Definition: every figure is one of an answer or of the book and says which; every sentence has a footnote to each source
 * behind it, or to the answer that it is taken from. Numbers of footnotes in the order of their first use.
 * Verified by: brief.test.ts (footnotes resolve; figures are those of the answers; what changed is what became known).
 */
export function brief({ ground, reader, before, restsOn }: BriefAsked): Finding<BriefResult> {
  const { book, about } = ground;
  const changes = before === null ? [] : changesSince(before, ground);
  const assumed =
    restsOn.length === 0
      ? null
      : Math.min(
          1,
          restsOn.reduce((sum, r) => sum + (r.grade === 'D' ? (r.share ?? 0) : 0), 0),
        );
  const sections: BriefSection[] = [
    ...PAGES[reader](ground),
    ...(before === null
      ? []
      : [{ title: `What changed since ${before.book.asOf}`, sentences: unlessNone(changes.slice(0, CHANGES)) }]),
    { title: 'What it rests on', sentences: foundation(book, about, assumed, restsOn) },
  ].filter(({ sentences }) => sentences.length > 0);
  const footnotes = footnoting(book, ground.paths);
  return {
    question: 'brief',
    result: {
      about,
      name: nameOf(book, about),
      reader,
      since: before?.book.asOf ?? null,
      assumed_share: assumed,
      sections: sections.map(({ title, sentences }) => ({ title, sentences: sentences.map(footnotes.told) })),
      more_changes: Math.max(0, changes.length - CHANGES),
      footnotes: footnotes.all,
    },
    units: {
      '/assumed_share': 'fraction',
      '/more_changes': 'count',
      '/sections/*/sentences/*/figures/*/value': 'as `unit` beside it says',
      '/sections/*/sentences/*/figures/*/standard_error': 'as `unit` beside it says',
      '/sections/*/sentences/*/footnotes/*': 'number of the footnote',
      '/footnotes/*/number': 'number of the footnote',
    },
    method: { docs: 'docs/how-to/write-a-brief.md', references: [] },
    limits: LIMITS,
    restsOn,
    warnings: [],
  };
}

const LIMITS = [
  'A share of simulated worlds is what follows from the contracts, ranges and rules of the book; it is no frequency that anyone has observed, and no forecast.',
  'What nobody published stands as a range set by the modeller, graded D.',
  'A page leaves out most of what the answers say; each footnote names the answer that says the rest.',
] as const;

function unlessNone(changes: readonly Sentence[]): readonly Sentence[] {
  return changes.length > 0
    ? changes
    : [sentence('Nothing about it became known between the days.', {}, { answers: ['show'] })];
}

function foundation(book: Book, about: string, assumed: number | null, restsOn: readonly RestsOn[]): Sentence[] {
  if (assumed === null) return [];
  const first = restsOn.slice(0, FIRST_INPUTS);
  return [
    sentence(
      `{share} of what moves the chance of default, value and debt of ${nameOf(book, about)} is graded D: set by the modeller, for want of a source.`,
      { share: shareFigure(assumed, 'assumed_share') },
      { answers: ['run'] },
    ),
    ...first.map(({ path, share }, i) =>
      sentence(
        `${inputPathWords(book, path).replace(/[{}]/g, '')}: {share} of it.`,
        { share: shareFigure(share ?? 0, `rests_on.${i}.share`) },
        { paths: [path] },
      ),
    ),
  ];
}

/** Numbers footnotes as sentences use them. */
function footnoting(
  book: Book,
  paths: number,
): { readonly all: Footnote[]; readonly told: (s: Sentence) => ToldSentence } {
  const all: Footnote[] = [];
  const numberOf = (
    id: string,
    kind: Footnote['kind'],
    make: () => Omit<Footnote, 'number' | 'id' | 'kind'>,
  ): number => {
    const known = all.find((f) => f.id === id && f.kind === kind);
    if (known !== undefined) return known.number;
    all.push({ number: all.length + 1, id, kind, ...make() });
    return all.length;
  };
  const told = ({ text, figures, paths: behind, answers }: Sentence): ToldSentence => {
    const sources = [...new Set(behind.flatMap((path) => sourcesOf(book, path)))];
    const numbers = [
      ...sources.map((id) => numberOf(id, 'source', () => sourceNote(book, id))),
      ...answers.map((name) =>
        numberOf(name, 'answer', () => ({
          title:
            name === 'show' || name === 'contagion'
              ? `interlock ${name}: ${CITED[name]}`
              : `interlock ${name}, ${paths} paths at most: ${CITED[name]}`,
          publisher: null,
          date: null,
          url: null,
          grade: null,
        })),
      ),
    ];
    return { text, figures: { ...figures }, footnotes: numbers };
  };
  return { all, told };
}

function sourcesOf(book: Book, path: string): string[] {
  const { source } = book.evidenceFor(path);
  return (source === undefined ? [] : typeof source === 'string' ? [source] : [...source]).filter(
    (id) => book.content.sources?.[id] !== undefined,
  );
}

function sourceNote(book: Book, id: string): Omit<Footnote, 'number' | 'id' | 'kind'> {
  const { title, publisher, date, url, grade } = book.content.sources![id]!;
  return { title, publisher, date: date ?? null, url: url ?? null, grade };
}
