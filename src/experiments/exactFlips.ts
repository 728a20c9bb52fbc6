import { quantileOf } from '../base/distribution.ts';
import { rereadBook } from '../book/rereadBook.ts';
import { type BookInput, bookInputs, inputsNamed } from '../questions/claims/bookInputs.ts';
import { passesOf } from '../questions/claims/claimFigures.ts';
import type { ToldFlip } from '../questions/claims/claimsSchema.ts';
import { passShare } from '../questions/claims/passShare.ts';
import type { Asking } from './asking.ts';
import { type ClaimsOptions, measureClaims } from './measureClaims.ts';

const TURNS = 0.5;
/** Halvings of an input's range: its width over 64. */
const HALVINGS = 6;
/** Part of the vectors on which flips are solved: each value is a run of its own. */
const PART = 0.25;
const LEAST_VECTORS = 10;
/** Range of an input that the book states as one figure: from a quarter of it to four times it. */
const UNCERTAIN_TIMES = 4;
const TAIL = 0.01;

/**
 * The value of each flip input at which a claim passes in half of the worlds, by running the book again with that input alone
 * set, on the same draws.
 *
 * Definition: bisection of P(pass | the input is x) − ½ over its 1–99 % range, or from a quarter to four times a figure, within
 * [0, 1] for a fraction. Null, with the reason, where both ends lie on one side.
 * Assumes: one turn within the range. Cost: two runs of the claim's worlds and six more an input.
 * Verified by: exactFlips.test.ts. Null after an interruption.
 */
export async function exactFlips(asking: Asking, id: string, options: ClaimsOptions): Promise<ToldFlip[] | null> {
  const measured = await measureClaims({ ...asking, paths: 1 }, { ...options, only: [id], vectors: 1, noisePaths: 1 });
  if (measured === null) return null;
  const inputs = bookInputs(asking.book, measured.plan);
  const named = (asking.book.content.claims?.[id]?.flips ?? []).flatMap((pattern) => inputsNamed(inputs, pattern));
  const flips: ToldFlip[] = [];
  for (const input of named) {
    const flip = await solve(asking, id, input, options);
    if (flip === null) return null;
    flips.push(flip);
  }
  return flips;
}

async function solve(asking: Asking, id: string, input: BookInput, options: ClaimsOptions): Promise<ToldFlip | null> {
  const told = (at: number | null, reason: string | null): ToldFlip => ({
    input: input.path,
    unit: input.unit,
    at,
    now: input.now,
    kind: 'exact',
    reason,
  });
  let [low, high] = rangeOf(input);
  const atLow = await passesAt(asking, id, input.path, low, options);
  const atHigh = atLow === null ? null : await passesAt(asking, id, input.path, high, options);
  if (atLow === null || atHigh === null) return null;
  if (atLow === 'impossible' || atHigh === 'impossible')
    return told(null, 'cannot take the ends of its range in this book');
  if (atLow < TURNS === atHigh < TURNS) return told(null, 'does not turn in its range');
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    const there = await passesAt(asking, id, input.path, middle, options);
    if (there === null) return null;
    if (there === 'impossible') return told(null, 'cannot take a value within its range in this book');
    if (there < TURNS === atLow < TURNS) low = middle;
    else high = middle;
  }
  return told((low + high) / 2, null);
}

function rangeOf({ distribution, isUncertain, now, unit }: BookInput): [number, number] {
  if (isUncertain) return [quantileOf(distribution, TAIL), quantileOf(distribution, 1 - TAIL)];
  const most = now === 0 ? 1 : now * UNCERTAIN_TIMES;
  return [now / UNCERTAIN_TIMES, unit === 'fraction' ? Math.min(1, most) : most];
}

/** Share of worlds in which the claim passes with one input set; null after an interruption. */
async function passesAt(
  asking: Asking,
  id: string,
  path: string,
  value: number,
  options: ClaimsOptions,
): Promise<number | 'impossible' | null> {
  const { book } = rereadBook(asking.book, { set: { [path]: value } });
  if (book === null) return 'impossible';
  const vectors = Math.max(LEAST_VECTORS, Math.round((options.vectors ?? 0) * PART));
  const measured = await measureClaims({ ...asking, book }, { ...options, only: [id], vectors });
  if (measured === null) return null;
  const [figures] = measured.figures;
  if (figures === undefined || figures.problem !== null) return 'impossible';
  return passShare(passesOf(figures.measured))?.probability ?? 'impossible';
}
