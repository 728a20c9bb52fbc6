import { quantileOf } from '../../base/distribution.ts';
import type { Book } from '../../book/book.ts';
import type { Plan, PlanInput } from '../../plan/plan.ts';
import { type Finding, restsOn } from '../answer.ts';
import { type BookInput, bookInputs } from '../claims/bookInputs.ts';
import type { VectorInput } from '../claims/drawnBook.ts';
import { MARKET_FACTOR } from '../run/drivers.ts';
import type { World } from '../run/world.ts';
import { type DrawnColumn, effectsOf, type InputEffects, spreadOf } from './effectsOf.ts';
import { inputPathWords } from './inputPathWords.ts';
import type { InputsResult, ToldInput, ToldMeasure } from './inputsSchema.ts';
import { type AskedMeasure, measuresAsked } from './measuresAsked.ts';
import { standingOf } from './standingOf.ts';

/** What is asked of the inputs. */
export interface InputsAsked {
  readonly world: World;
  /** A party: its figures, and the inputs that it, its deals or the figures bring. */
  readonly about: string | null;
  /** Figures of the answer of `run` by their path; the standing ones where there are none. */
  readonly figures: readonly string[];
  readonly isRanked: boolean;
  /** Figures of other questions, by `question:path`. */
  readonly ofQuestions?: readonly FigureOfQuestion[];
}

/** A figure of a question's answer, one number a draw of the inputs, with these. */
export interface FigureOfQuestion {
  readonly path: string;
  readonly unit: string;
  readonly values: Float64Array;
  readonly inputs: readonly VectorInput[];
}

/**
 * Every uncertain input with its range, evidence and place, and what it does to the spread of an answer.
 *
 * Definition: share and reduction as in effectsOf.ts, each the mean over the measures; which undisclosed fact would shrink a
 * measure's variance most if it were published. Order: undisclosed first, by share; ranked: by reduction.
 * Verified by: inputs.test.ts.
 */
export function inputs({ world, about, figures, isRanked, ofQuestions = [] }: InputsAsked): Finding<InputsResult> {
  const { book } = world;
  const { plan, paths } = world.run;
  const ofRun = figures.length === 0 && ofQuestions.length > 0 ? [] : measuresAsked(world, figures, about);
  const measures = [...ofRun, ...ofQuestions.map((one) => ({ ...one, isEvent: false }))];
  const varying = measures.filter(varies);
  const found = joined([
    effectsOf(columnsOf(world, paths), ofRun.filter(varies)),
    ...ofQuestions.map((one) => effectsOf(drawnColumns(one), [{ ...one, isEvent: false }].filter(varies))),
  ]);
  const known = bookInputs(book, plan);
  const byPath = new Map(plan.inputs.map((input) => [input.path, input]));
  const isFactor = ({ path }: InputEffects): boolean => path === MARKET_FACTOR;
  const all = found
    .filter((one) => !isFactor(one))
    .map((one) => toldInput(book, plan, one, byPath.get(one.path) ?? onlyAsked(book, known, one.path), varying.length));
  const shown = all.filter((input) => about === null || concerns(book, about, input.path) || input.effects.length > 0);
  const told = inOrder(shown, isRanked);
  const counted = (standing: ToldInput['standing']): number => all.filter((i) => i.standing === standing).length;
  return {
    question: 'inputs',
    result: {
      about,
      is_ranked: isRanked,
      counts: {
        stated: plan.inputs.length + plan.performance.length,
        uncertain: all.length,
        undisclosed: counted('undisclosed'),
        open: counted('open'),
        assumed: counted('assumed'),
        published: counted('published'),
      },
      measures: measures.map((m) => toldMeasure(m, all, found.find(isFactor) ?? null)),
      inputs: told,
    },
    units: UNITS,
    method: { docs: 'docs/models/inputs.md', references: REFERENCES },
    limits: LIMITS,
    restsOn: [...all]
      .sort((a, b) => b.share - a.share)
      .flatMap((i) => (i.share > 0 ? [restsOn(book, i.path, i.share)] : [])),
    warnings: [],
  };
}

function columnsOf({ inputs: drawn, run }: World, paths: number): DrawnColumn[] {
  return [
    ...drawn.drawn.map((input): DrawnColumn => ({ path: input.path, draws: () => drawn.ownDraws(input, paths) })),
    ...(run.plan.performance.length > 0
      ? [{ path: MARKET_FACTOR, draws: () => drawn.performanceFactor().subarray(0, paths) }]
      : []),
  ];
}

const varies = ({ values }: AskedMeasure): boolean => values.some((x) => x !== values[0]);

function drawnColumns({ inputs: drawn }: FigureOfQuestion): DrawnColumn[] {
  return drawn.map(({ path, values }) => ({ path, draws: () => values }));
}

/** What each input does to figures that were measured apart from each other. */
function joined(parts: readonly (readonly InputEffects[])[]): InputEffects[] {
  const all = new Map<string, InputEffects>();
  for (const { path, effects } of parts.flat())
    all.set(path, { path, effects: [...(all.get(path)?.effects ?? []), ...effects] });
  return [...all.values()];
}

/** What an input is that stands in the book and that no run reads; null for one that stands nowhere. */
function onlyAsked(book: Book, known: ReadonlyMap<string, BookInput>, path: string): InputSeen | null {
  const input = known.get(path);
  return input === undefined ? null : { ...input, isDefault: false, grade: book.gradeFor(path) };
}

type InputSeen = Pick<PlanInput, 'unit' | 'distribution' | 'isDefault' | 'grade'>;

function toldInput(
  book: Book,
  plan: Plan,
  { path, effects }: InputEffects,
  input: InputSeen | null,
  measures: number,
): ToldInput {
  const place = input?.isDefault === true ? null : book.locate(input === null ? `deals.${path.split('.')[1]}` : path);
  const mean = (of: (e: ToldInput['effects'][number]) => number): number =>
    measures === 0 ? 0 : Math.min(1, effects.reduce((sum, e) => sum + of(e), 0) / measures);
  const at = (p: number): number => (input === null ? p : quantileOf(input.distribution, p));
  const deal = path.split('.')[1] ?? '';
  const { source, note } = input === null ? book.evidenceFor(`deals.${deal}`) : book.evidenceFor(path);
  return {
    path,
    words: inputPathWords(book, path),
    standing: standingOf(plan, path, input),
    unit: input === null ? 'part of what is not firm' : input.unit,
    p5: input === null ? 0 : at(0.05),
    p50: input === null ? performedHalf(plan, path) : at(0.5),
    p95: input === null ? 1 : at(0.95),
    grade: input === null || input.isDefault ? 'D' : input.grade,
    sources:
      input?.isDefault === true || source === undefined ? [] : typeof source === 'string' ? [source] : [...source],
    place: place === null ? null : { file: place.file, line: place.line, column: place.column },
    note: input?.isDefault === true || input === null ? null : (note ?? null),
    share: mean((e) => e.share),
    reduction: mean((e) => e.reduction ?? 0),
    effects: [...effects],
  };
}

/** Mean of the part performed: half of the probability that the deal is performed at all (definitions D1). */
function performedHalf(plan: Plan, path: string): number {
  return (plan.performance.find(({ name }) => name === path)?.probability ?? 0) / 2;
}

function toldMeasure(measure: AskedMeasure, all: readonly ToldInput[], factor: InputEffects | null): ToldMeasure {
  const of = (effects: ToldInput['effects']): number => effects.find((e) => e.measure === measure.path)?.reduction ?? 0;
  const { mean, sd } = spreadOf(measure);
  let most: ToldMeasure['tells_most'] = null;
  for (const input of all) {
    const reduction = of(input.effects);
    if (input.standing !== 'undisclosed' || reduction <= (most?.reduction ?? 0)) continue;
    most = { input: input.path, reduction, sd_left: sd * Math.sqrt(1 - reduction) };
  }
  return {
    path: measure.path,
    unit: measure.unit ?? unitOf(measure),
    is_event: measure.isEvent,
    mean,
    sd,
    explained: Math.min(
      1,
      all.reduce((sum, input) => sum + of(input.effects), 0),
    ),
    market: factor === null || measure.unit !== undefined ? null : of([...factor.effects]),
    tells_most: most,
  };
}

function unitOf({ path, isEvent }: AskedMeasure): string {
  if (isEvent || path.endsWith('.performed') || path.startsWith('market.utilisation')) return 'fraction';
  if (path.startsWith('market.capacity')) return 'capacity';
  if (path.startsWith('market.price_to_cost')) return 'ratio';
  return path.startsWith('market.') || path.startsWith('measures.price_') ? 'currency per capacity-year' : 'currency';
}

/** Whether an input is the party's own, or that of a deal between it and others. */
export function concerns(book: Book, party: string, path: string): boolean {
  const [section, id = '', , holder] = path.split('.');
  if (section === 'parties') return id === party;
  if (section === 'stakes') return id === party || holder === party;
  return section === 'deals' && (book.content.deals?.[id]?.between.includes(party) ?? false);
}

function inOrder(all: readonly ToldInput[], isRanked: boolean): ToldInput[] {
  const first = (input: ToldInput): number => (input.standing === 'undisclosed' ? 0 : 1);
  return [...all].sort((a, b) =>
    isRanked ? b.reduction - a.reduction || b.share - a.share : first(a) - first(b) || b.share - a.share,
  );
}

const UNITS = {
  '/measures/*/mean': 'as `unit` beside it says',
  '/measures/*/sd': 'as `unit` beside it says',
  '/measures/*/explained': 'fraction',
  '/measures/*/market': 'fraction',
  '/measures/*/tells_most/reduction': 'fraction',
  '/measures/*/tells_most/sd_left': 'as `unit` of the measure says',
  '/counts/*': 'count',
  '/inputs/*/p5': 'as `unit` beside it says',
  '/inputs/*/p50': 'as `unit` beside it says',
  '/inputs/*/p95': 'as `unit` beside it says',
  '/inputs/*/share': 'fraction',
  '/inputs/*/reduction': 'fraction',
  '/inputs/*/place/line': 'line of the file',
  '/inputs/*/place/column': 'column of the line',
  '/inputs/*/effects/*/rank_correlation': 'correlation',
  '/inputs/*/effects/*/share': 'fraction',
  '/inputs/*/effects/*/reduction': 'fraction',
  '/inputs/*/effects/*/if_low': 'as `unit` of the measure says',
  '/inputs/*/effects/*/if_high': 'as `unit` of the measure says',
} as const;

const REFERENCES = [
  'C. Spearman (1904), American Journal of Psychology 15, 72–101',
  "I. M. Sobol' (1993), Mathematical Modelling and Computational Experiments 1, 407–414",
  'E. Plischke, E. Borgonovo, C. L. Smith (2013), European Journal of Operational Research 226, 536–550',
  'T. L. Kelley (1935), Proceedings of the National Academy of Sciences 21, 554–559',
  'C. E. Bonferroni (1936), Teoria statistica delle classi e calcolo delle probabilità',
] as const;

const LIMITS = [
  'The range of an input is what the book says; a range that is too narrow makes its fact look worth little.',
  'A reduction is a mean over what the fact may turn out to be: one publication may also widen the spread.',
  'Inputs that matter only together with others show in neither figure; what single inputs do not explain is theirs, or chance on the paths.',
  'Whether a fact is undisclosed is read from its place and grade in the book: a good source that the author missed still counts as none.',
] as const;
