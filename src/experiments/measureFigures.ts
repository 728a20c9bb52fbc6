import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { figureByVector } from '../questions/claims/claimFigures.ts';
import type { VectorInput } from '../questions/claims/drawnBook.ts';
import type { MeasureKind } from '../questions/claims/measured.ts';
import type { FigureOfQuestion } from '../questions/inputs/inputs.ts';
import type { Asking } from './asking.ts';
import { measureClaims } from './measureClaims.ts';
import { MEASURED } from './measuredQuestions.ts';

/** Paths of each draw of the inputs where a figure is one over several paths. */
const NOISE = 10;
const LEAST_VECTORS = 20;
const KINDS: readonly MeasureKind[] = ['pathwise', 'expectation'];

/** Whether a name asks for a figure of a question other than `run`: `question:path`. */
export function isOfQuestion(figure: string): boolean {
  return /^[a-z]+:/.test(figure);
}

/**
 * Figures of questions by `question:path`, measured as claims measure them: on plain paths where every path tells it by
 * itself, else on draws of the inputs with ten paths each, or on draws alone; the name of one that no question gives, or null
 * after an interruption.
 */
export async function measureFigures(
  asking: Asking,
  figures: readonly string[],
): Promise<readonly FigureOfQuestion[] | { readonly unknown: string } | null> {
  if (figures.length === 0) return [];
  const { book } = asking;
  const measures = figures.map((figure) => {
    const at = figure.indexOf(':');
    return { figure, question: figure.slice(0, at), path: figure.slice(at + 1) };
  });
  const written = measures.map(({ question, path, figure }) => {
    const kind = kindOf(book, question, path);
    return { figure, claim: kind === null ? null : { says: '', question, measure: { path, kind, test: '> 0' } } };
  });
  const unknown = written.find(({ claim }) => claim === null);
  if (unknown !== undefined) return { unknown: unknown.figure };
  const claims = Object.fromEntries(written.map(({ claim }, i) => [`figure-${i}`, claim]));
  const asked = { ...book, content: { ...book.content, claims } as Book['content'] };
  const vectors = Math.max(LEAST_VECTORS, Math.ceil(asking.paths / NOISE));
  const measured = await measureClaims({ ...asking, book: asked }, { vectors, noisePaths: NOISE });
  if (measured === null) return null;
  const found = measured.figures.map(({ measured: [one], inputs }, i): FigureOfQuestion | null =>
    one === undefined
      ? null
      : { path: figures[i] as string, unit: one.unit, ...whereDefined(figureByVector(one), inputs) },
  );
  const missing = found.indexOf(null);
  return missing >= 0 ? { unknown: figures[missing] as string } : found.flatMap((one) => one ?? []);
}

function kindOf(book: Book, question: string, path: string): MeasureKind | null {
  const of = MEASURED[question];
  if (of?.draws?.(book, 1, 1, path)?.at(path) !== undefined) return 'structural';
  const plan = planBook(book);
  return (
    KINDS.find((kind) => {
      const figure = of?.figure?.(book, plan, path, kind);
      return figure?.[kind === 'pathwise' ? 'pathwise' : 'expectation'] !== undefined;
    }) ?? null
  );
}

/** The figure where it has a value, and the inputs of those draws. */
function whereDefined(
  figure: Float64Array,
  inputs: readonly VectorInput[],
): Pick<FigureOfQuestion, 'values' | 'inputs'> {
  const kept = [...figure.keys()].filter((v) => !Number.isNaN(figure[v] as number));
  const some = (all: Float64Array): Float64Array => Float64Array.from(kept, (v) => all[v] as number);
  return {
    values: some(figure),
    inputs: inputs.map((input) => ({
      path: input.path,
      distribution: input.distribution,
      values: some(input.draws?.() ?? input.values),
    })),
  };
}
