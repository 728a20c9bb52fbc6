import type { Diagnostic } from '../../base/diagnostic.ts';
import { nearestName } from '../../base/nearestName.ts';
import type { Book } from '../../book/book.ts';
import { type Answer, answerOf, failedAnswer } from '../answer.ts';
import { answerRun } from '../run/answerRun.ts';
import { type RunOfWorld, worldOf } from '../run/runOfWorld.ts';
import { runResultSchema } from '../run/runSchema.ts';
import type { Sample, SampleGroup } from '../run/sample.ts';
import { samplesOf } from '../run/samplesOf.ts';
import { show } from '../show/show.ts';
import { definitionOf, type QuestionName } from './definitions.ts';
import type { ExplainResult } from './explainSchema.ts';
import { type Resolved, resolve, stepsOf } from './figurePath.ts';
import {
  type Default,
  defaultsOf,
  defaultsOfDeals,
  type InputBehind,
  inputsOfRun,
  inputsOfShow,
  quantitiesOf,
  writtenText,
} from './inputsBehind.ts';
import { runMayHold } from './runMayHold.ts';
import { type TermBehind, termsBehind } from './termsBehind.ts';

/** Which figure is to be explained. */
export interface ExplainQuestion {
  readonly book: Book;
  /** A path into an answer, perhaps with `show.` or `run.` in front. */
  readonly path: string;
  /** The book run over some paths; needed where only `run` holds the figure. */
  readonly run: RunOfWorld | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The question whose answer holds a path: `show` where it has it, else `run`; null where neither can. */
export function questionHolding(book: Book, path: string): QuestionName | null {
  const { forced, steps } = split(path);
  if (forced !== 'run' && resolve(show(book).result, steps).isFound) return 'show';
  return forced !== 'show' && mayStandInRun(book, steps) ? 'run' : null;
}

function split(path: string): { forced: QuestionName | null; steps: string[] } {
  const steps = stepsOf(path);
  const [first] = steps;
  return first === 'show' || first === 'run' ? { forced: first, steps: steps.slice(1) } : { forced: null, steps };
}

function mayStandInRun(book: Book, steps: readonly string[]): boolean {
  const [section, id] = steps;
  if (id !== undefined && section === 'parties' && book.content.parties[id] === undefined) return false;
  if (id !== undefined && section === 'deals' && book.content.deals?.[id] === undefined) return false;
  return runMayHold(steps);
}

/**
 * How a figure of an answer came about: what it is, by which equation, and the terms and inputs it rests on.
 *
 * Definition: a term's share is its part of the sum; an input's share of a figure of `show` that of the terms computed from
 * it, of a figure of `run` its part of the squared rank correlations with the figure over the paths (drivers).
 * Verified by: explain.test.ts.
 */
export function explain(question: ExplainQuestion): Answer<ExplainResult> {
  const { book, path, run, diagnostics } = question;
  const { steps } = split(path);
  const of = questionHolding(book, path);
  if (of === null) return noSuchPath(question, steps);
  if (of === 'run' && run === null) {
    return failedAnswer(
      'explain',
      'explain.needs-run',
      'only a run holds this figure, and nothing was run',
      diagnostics,
    );
  }
  const answer =
    of === 'show'
      ? answerOf(book, show(book), diagnostics)
      : answerRun({ worlds: [run!], askedPaths: run!.run.paths, diagnostics });
  if (answer.result === null)
    return failedAnswer('explain', answer.error?.code ?? '', answer.error?.message ?? '', diagnostics);
  const found = resolve(answer.result, steps);
  if (!found.isFound) return failure(found, path, diagnostics);
  const owner = ownerOf(answer.result, found.steps);
  const terms = termsBehind(book, found.steps, owner);
  const behind =
    of === 'show' ? behindShow(book, found.steps, terms, owner) : behindRun(run!, found.steps, terms, owner);
  const told = { path, of, value: found.value, unit: unitAt(answer.units, found.steps) };
  const result = described(book, told, found.steps, terms, behind);
  const mark = run === null || of === 'show' ? null : { seed: run.run.seed, paths: run.run.paths, scenarios: [] };
  return answerOf<ExplainResult>(
    book,
    {
      question: 'explain',
      result,
      units: {},
      method: { docs: result.docs, references: [] },
      limits: LIMITS,
      restsOn: result.inputs.map(({ path: at, place, sources, grade, share }) => ({
        path: at,
        place,
        sources,
        grade,
        share,
      })),
      warnings: [],
    },
    diagnostics,
    mark,
  );
}

const LIMITS = [
  'Shares in a sum are exact; shares of a simulated figure are counted over the paths of this run and are no variance shares.',
  'Inputs whose correlation with the figure cannot be told from chance are left out; more paths tell more.',
] as const;

/** The row that a figure stands in, for lists of exposures and losses. */
function ownerOf(result: unknown, steps: readonly string[]): unknown {
  const isListed = steps[0] === 'exposures' || steps[0] === 'losses_by_holder';
  const row = resolve(result, isListed ? steps.slice(0, 2) : steps);
  return row.isFound ? row.value : null;
}

interface Behind {
  readonly inputs: readonly InputBehind[];
  readonly defaults: readonly Default[];
}

function behindShow(book: Book, steps: readonly string[], terms: readonly TermBehind[], owner: unknown): Behind {
  return {
    inputs: inputsOfShow(book, steps, terms, owner),
    defaults: defaultsOfDeals(book, terms, steps.at(-1) ?? ''),
  };
}

function behindRun(run: RunOfWorld, steps: readonly string[], terms: readonly TermBehind[], owner: unknown): Behind {
  const world = worldOf(run);
  const column = columnAt(samplesOf(world), steps);
  const moving = inputsOfRun(world, column);
  const inputs =
    moving.length > 0 ? moving : inputsOfShow(world.book, steps, terms, owner).map((i) => ({ ...i, share: null }));
  const [section = '', id = ''] = steps;
  const subjects =
    section === 'parties' || section === 'deals' ? [`${section}.${id}`] : section === 'market' ? ['market'] : [];
  return { inputs, defaults: defaultsOf(run.run.plan, subjects, new Set(inputs.map((i) => i.path))) };
}

/** The column of a figure in the tree of samples; null for figures that no path changes, or that are told otherwise. */
function columnAt(samples: SampleGroup, steps: readonly string[]): Float64Array | null {
  let sample: Sample | undefined = { is: 'group', members: samples };
  for (const step of steps) {
    if (sample?.is === 'group') sample = sample.members[step] ?? sample.members[step.replace(/_interval$/, '')];
    else if (sample?.is === 'series') sample = sample.rows.find((row) => String(row.at) === step)?.sample;
    else break;
  }
  return sample?.is === 'quantity' || sample?.is === 'event' ? sample.values() : null;
}

function described(
  book: Book,
  told: { path: string; of: QuestionName; value: unknown; unit: string | null },
  steps: readonly string[],
  terms: readonly TermBehind[],
  behind: Behind,
): ExplainResult {
  const definition = definitionOf(told.of, steps);
  const quantities = quantitiesOf(book);
  const evidence = (path: string) => {
    const e = book.evidenceFor(path);
    const place = book.locate(path);
    return {
      path,
      place: place === null ? null : { file: place.file, line: place.line, column: place.column },
      grade: place === null ? ('D' as const) : book.gradeFor(path),
      said_by: place === null ? null : (e.said_by ?? null),
      sources: place === null ? [] : sourcesOf(e.source),
      note: place === null ? null : (e.note ?? null),
    };
  };
  const shownTerms = terms.map(({ term, share }) => ({
    ...evidence(term.path),
    share,
    type: term.term.type,
    by: term.by,
    to: term.to,
    headline: term.layers.headline.value,
  }));
  const inputs = behind.inputs.map(({ path, share, correlation }) => ({
    ...evidence(path),
    share,
    written: writtenText(quantities.get(path), book.asOf),
    unit: quantities.get(path)?.unit ?? null,
    rank_correlation: correlation,
  }));
  const named = [...new Set([...shownTerms, ...inputs].flatMap((x) => x.sources))];
  return {
    ...told,
    says: definition?.says ?? 'a part of the answer',
    equation: definition?.equation ?? null,
    docs: definition?.docs ?? (told.of === 'show' ? 'docs/models/show.md' : 'docs/models/answers-of-run.md'),
    terms: shownTerms,
    inputs,
    defaults: [...behind.defaults],
    sources: Object.fromEntries(
      named.flatMap((id) => {
        const s = book.content.sources?.[id];
        if (s === undefined) return [];
        return [
          [id, { title: s.title, publisher: s.publisher, date: s.date ?? null, url: s.url ?? null, grade: s.grade }],
        ];
      }),
    ),
  };
}

function sourcesOf(source: string | readonly string[] | undefined): string[] {
  if (source === undefined) return [];
  return typeof source === 'string' ? [source] : [...source];
}

/** The unit of a figure: of the longest pattern that fits it. */
function unitAt(units: Readonly<Record<string, string>>, steps: readonly string[]): string | null {
  let best: { length: number; unit: string } | null = null;
  for (const [pointer, unit] of Object.entries(units)) {
    const pattern = pointer.slice(1).split('/');
    const isFit = pattern.length <= steps.length && pattern.every((p, i) => p === '*' || p === steps[i]);
    if (isFit && pattern.length > (best?.length ?? 0)) best = { length: pattern.length, unit };
  }
  return best?.unit ?? null;
}

function noSuchPath(question: ExplainQuestion, steps: readonly string[]): Answer<never> {
  const found = resolve(show(question.book).result, steps);
  if (found.isFound)
    return failedAnswer('explain', 'explain.needs-run', 'only a run holds this figure', question.diagnostics);
  const sections = found.before.length === 0 ? Object.keys(runResultSchema.shape) : [];
  return failure(
    { ...found, choices: [...new Set([...found.choices, ...sections])] },
    question.path,
    question.diagnostics,
  );
}

function failure(
  found: Resolved & { isFound: false },
  path: string,
  diagnostics: readonly Diagnostic[],
): Answer<never> {
  const rest = stepsOf(path).slice(found.before.length + 1 + (split(path).forced === null ? 0 : 1));
  const near = nearestName(found.missing, found.choices);
  const where = found.before.length === 0 ? 'an answer begins with' : `after ${found.before.join('.')} there is`;
  const choices = found.choices.slice(0, 12).join(', ');
  const hint =
    near === null
      ? choices === ''
        ? 'nothing more'
        : `${where} ${choices}`
      : `did you mean ${[...found.before, near, ...rest].join('.')}?`;
  return failedAnswer(
    'explain',
    'explain.no-such-path',
    `no answer holds ${JSON.stringify(path)}: ${hint}`,
    diagnostics,
  );
}
