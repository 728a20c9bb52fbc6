import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Finding, type Remark, restsOn } from '../answer.ts';
import { quantilesAt } from '../run/distributionOf.ts';
import { type BookInput, bookInputs, inputsNamed } from './bookInputs.ts';
import { type ClaimDriver, claimDrivers, figureCorrelations, gradeDShare } from './claimDrivers.ts';
import { type ClaimFigures, definedShare, figureByVector, type MeasuredFigures, passesOf } from './claimFigures.ts';
import { claimSources } from './claimSources.ts';
import type { ClaimsResult, CountedAs, ToldClaim, ToldFlip } from './claimsSchema.ts';
import { CLAIMS_LIMITS, CLAIMS_METHOD, CLAIMS_UNITS, claimSentence } from './claimWords.ts';
import { conditionalFlip } from './conditionalFlip.ts';
import { type Passes, type PassShare, passShare } from './passShare.ts';

/** What was measured for the claims of a book, over how many worlds. */
export interface ClaimsQuestion {
  readonly book: Book;
  readonly plan: Plan;
  readonly vectors: number;
  readonly noisePaths: number;
  /** Paths that draw the inputs each for itself; 0 where no claim rests on such. */
  readonly plainPaths: number;
  readonly worlds: number;
  readonly figures: readonly ClaimFigures[];
  /** Flips that were solved by paired runs, by claim and input. */
  readonly exact?: ReadonlyMap<string, readonly ToldFlip[]>;
}

const MOST_DRIVERS = 3;
/** Part of what moves a figure beyond which inputs graded D hold a verdict back. */
const MOST_ASSUMED = 0.5;

/**
 * The verdict on each claim of a book: in how many of the simulated worlds it holds, its figure, what moves it, where it turns.
 *
 * Definition: definitions D5: passShare.ts, claimDrivers.ts, conditionalFlip.ts; the figure told is that of the measure
 * that passes least often. Units: those of the questions. Verified by: claims.test.ts, askClaims.test.ts.
 */
export function claims(question: ClaimsQuestion): Finding<ClaimsResult> {
  const { book, plan, figures } = question;
  const inputs = bookInputs(book, plan);
  const warnings: Remark[] = [];
  const told = figures.map((of) => toldClaim(question, inputs, of, warnings));
  const moving = new Set(
    told.flatMap((claim) => claim.drivers.flatMap(({ input, is_beyond_chance: moves }) => (moves ? [input] : []))),
  );
  return {
    question: 'claims',
    result: {
      vectors: question.vectors,
      noise_paths: question.noisePaths,
      plain_paths: question.plainPaths,
      worlds: question.worlds,
      claims: told,
      compared: null,
    },
    units: CLAIMS_UNITS,
    method: CLAIMS_METHOD,
    limits: CLAIMS_LIMITS,
    restsOn: [...moving].map((path) => restsOn(book, path, null)),
    warnings,
  };
}

function toldClaim(
  question: ClaimsQuestion,
  inputs: ReadonlyMap<string, BookInput>,
  figures: ClaimFigures,
  warnings: Remark[],
): ToldClaim {
  const { book, noisePaths } = question;
  const { id, measured } = figures;
  const written = book.content.claims?.[id];
  const head = { id, says: written?.says ?? '', question: written?.question ?? '' };
  const measures = measured.map(toldMeasure);
  const passes = measured.length === 0 ? null : passesOf(measured);
  const share = passes === null ? null : passShare(passes);
  const problem = figures.problem ?? (share === null ? NOWHERE_DEFINED : null);
  if (problem !== null)
    warnings.push({ ...problem, message: `${id}: ${problem.message}`, place: placeOf(book, `claims.${id}`) });
  if (passes === null || share === null || figures.problem !== null)
    return {
      ...head,
      ...UNTOLD,
      sources: claimSources(book, { id, measures, drivers: [], flips: [] }),
      measures,
      problem,
      sentence: claimSentence(null, null),
    };
  const deciding = decidingOf(measured);
  const figure = figureByVector(deciding);
  const correlations = figureCorrelations(figures.inputs, figure, passes);
  const drivers = claimDrivers(correlations, passes)
    .slice(0, MOST_DRIVERS)
    .map((driver) => toldDriver(book, inputs, driver));
  const isAssumed = (path: string): boolean => inputs.get(path)?.isAssumed ?? book.gradeFor(path) === 'D';
  const assumed = gradeDShare(correlations, isAssumed);
  const isHeldBack = share.verdict !== 'depends' && assumed !== null && assumed.share > MOST_ASSUMED;
  const verdict = isHeldBack ? 'depends' : share.verdict;
  const range = rangeOf(figure);
  const flips = question.exact?.get(id)?.slice() ?? toldFlips(question, inputs, figures, passes, warnings);
  return {
    ...head,
    ...toldShare(share, figures),
    sources: claimSources(book, { id, measures, drivers, flips }),
    measure: deciding.measure.path,
    measures,
    verdict,
    figure: range?.p50 ?? null,
    unit: deciding.unit,
    range,
    drivers,
    flips,
    sentence: claimSentence(
      { ...share, isHeldBack, basis: assumed?.basis ?? null, countedAs: countedAs(figures), noisePaths },
      book.asOf,
    ),
    grade_d_share: assumed?.share ?? null,
    grade_d_basis: assumed?.basis ?? null,
    is_held_back: isHeldBack,
    problem: null,
  };
}

function toldShare(share: PassShare, figures: ClaimFigures) {
  return {
    probability: share.probability,
    probability_interval: [share.interval[0], share.interval[1]] satisfies [number, number],
    standard_error: share.standardError,
    counted: share.counted,
    counted_as: countedAs(figures),
    vectors: figures.isPlain ? null : share.vectors,
  };
}

const NOWHERE_DEFINED = {
  code: 'claims.undefined',
  message: 'its measure has a value in none of the simulated worlds',
  help: 'ask for more paths, or for a measure that is defined more often',
} as const;

const UNTOLD = {
  measure: null,
  verdict: null,
  probability: null,
  probability_interval: null,
  standard_error: null,
  counted: null,
  counted_as: null,
  vectors: null,
  figure: null,
  unit: null,
  range: null,
  drivers: [],
  flips: [],
  grade_d_share: null,
  grade_d_basis: null,
  is_held_back: false,
};

/** What one simulated world of a claim is. */
function countedAs({ measured, isPlain }: ClaimFigures): CountedAs {
  if (isPlain) return 'path';
  if (measured.some(({ perVector }) => perVector > 1)) return 'nested path';
  return measured.every(({ measure }) => measure.kind === 'structural') ? 'draw' : 'vector';
}

function decidingOf(measured: readonly MeasuredFigures[]): MeasuredFigures {
  const alone = (m: MeasuredFigures): number => passShare(passesOf([m]))?.probability ?? 0;
  return measured.reduce((least, m) => (alone(m) < alone(least) ? m : least));
}

function toldMeasure(measured: MeasuredFigures): ToldClaim['measures'][number] {
  const { measure, unit } = measured;
  const range = rangeOf(figureByVector(measured));
  return {
    path: measure.path,
    name: measure.name,
    kind: measure.kind,
    test: measure.test.text,
    unit,
    probability: passShare(passesOf([measured]))?.probability ?? null,
    figure: range?.p50 ?? null,
    range,
    defined_share: definedShare(measured),
  };
}

function rangeOf(figure: Float64Array): { p5: number; p50: number; p95: number } | null {
  const known = figure.filter((x) => !Number.isNaN(x));
  if (known.length === 0) return null;
  const [p5 = 0, p50 = 0, p95 = 0] = quantilesAt(known, [0.05, 0.5, 0.95]);
  return { p5, p50, p95 };
}

function toldDriver(
  book: Book,
  inputs: ReadonlyMap<string, BookInput>,
  driver: ClaimDriver,
): ToldClaim['drivers'][number] {
  return {
    input: driver.input,
    name: inputName(book, driver.input),
    rank_correlation: driver.correlation,
    if_low: driver.ifLow,
    if_high: driver.ifHigh,
    is_beyond_chance: driver.isBeyondChance,
    grade: inputs.get(driver.input)?.isAssumed === true ? 'D' : book.gradeFor(driver.input),
  };
}

/** An input by the names of its party or deal, and the rest of its path. */
function inputName(book: Book, path: string): string {
  const [section = '', id = '', ...rest] = path.split('.');
  const name =
    section === 'parties'
      ? book.content.parties[id]?.name
      : section === 'deals'
        ? book.content.deals?.[id]?.title
        : undefined;
  return name === undefined ? path.replace(/[._]/g, ' ') : `${name}: ${rest.join(' ').replace(/_/g, ' ')}`;
}

function toldFlips(
  question: ClaimsQuestion,
  inputs: ReadonlyMap<string, BookInput>,
  { id, inputs: drawn }: ClaimFigures,
  passes: Passes,
  warnings: Remark[],
): ToldFlip[] {
  const inputOf = new Map(drawn.map((input) => [input.path, input]));
  return (question.book.content.claims?.[id]?.flips ?? []).flatMap((pattern) => {
    const named = inputsNamed(inputs, pattern);
    if (named.length === 0)
      warnings.push({
        code: 'claims.unknown-flip',
        message: `${id}: \`${pattern}\` is no input of this book on its day`,
        help: 'name an input by ids and years, as `interlock explain` prints it',
        place: placeOf(question.book, `claims.${id}`),
      });
    return named.map(({ path, unit, now }): ToldFlip => {
      const own = inputOf.get(path)?.values;
      const flip =
        own === undefined ? { at: null, reason: 'not drawn: solved by --flips exact' } : conditionalFlip(own, passes);
      return {
        input: path,
        unit,
        at: flip.at,
        now,
        kind: 'conditional',
        reason: flip.reason,
        interval: null,
        is_within_error: false,
        counted: null,
      };
    });
  });
}

function placeOf(book: Book, path: string): Remark['place'] {
  const place = book.locate(path);
  return place === null ? null : { file: place.file, line: place.line, column: place.column };
}
