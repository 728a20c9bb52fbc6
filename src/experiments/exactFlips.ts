import { quantileOf } from '../base/distribution.ts';
import { printShare } from '../base/printShare.ts';
import { rereadBook } from '../book/rereadBook.ts';
import { isotonicFit } from '../mechanisms/regression/isotonicFit.ts';
import { planBook } from '../plan/planBook.ts';
import { type BookInput, bookInputs, inputsNamed } from '../questions/claims/bookInputs.ts';
import { passesOf } from '../questions/claims/claimFigures.ts';
import type { ToldFlip } from '../questions/claims/claimsSchema.ts';
import { type Passes, type PassShare, passShare } from '../questions/claims/passShare.ts';
import { sharesDiffer } from '../questions/claims/sharesDiffer.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import type { Asking } from './asking.ts';
import { claimsAsked } from './claimMeasures.ts';
import { CLAIM_NOISE, CLAIM_VECTORS, type ClaimsOptions, measureClaims } from './measureClaims.ts';

/** Draws of the inputs on which flips are solved, where nobody says: each value that is tried is a run of its own. */
export const FLIP_VECTORS = 100;
const TURNS = 0.5;
/** Standard errors from one half beyond which a side is known. */
const ERRORS = 2;
/** Halvings of an input's range until the share is one half within its error. */
const HALVINGS = 5;
/** Halvings of the way from there to where the side is known. */
const EDGE_HALVINGS = 2;
/** Range of an input that the book states as one figure: from a quarter of it to four times it. */
const UNCERTAIN_TIMES = 4;
const TAIL = 0.01;

/** What the claim came to with one input set. */
interface Tried {
  readonly at: number;
  readonly passes: Passes;
  readonly share: PassShare;
}

/** Tries a value of an input; 'impossible' where the book cannot take it, null after an interruption. */
type Try = (value: number) => Promise<Tried | 'impossible' | null>;

/**
 * The value of each flip input at which a claim passes in half of the worlds, by running the book again with that input alone
 * set, on the same draws.
 *
 * Definition: x with P(pass | the input is x) = ½ within its 1–99 % range, or from a quarter to four times a figure, within
 * [0, 1] for a fraction: halved until P is ½ within two standard errors, then interpolated by isotonic regression through all
 * values tried; its interval ends where P is not. Null, with the reason, where the two ends do not differ beyond chance
 * (sharesDiffer.ts, on the same draws) or lie on one side.
 * Assumes: one turn within the range. Cost: up to eleven runs of the claim's worlds an input; one where no run reads it.
 * Verified by: exactFlips.test.ts (a turn known in closed form lies in its interval). Null after an interruption.
 */
export async function exactFlips(asking: Asking, id: string, options: ClaimsOptions): Promise<ToldFlip[] | null> {
  const { book } = asking;
  const plan = planBook(book);
  const inputs = bookInputs(book, plan);
  const named = (book.content.claims?.[id]?.flips ?? []).flatMap((pattern) => inputsNamed(inputs, pattern));
  const { flipVectors = FLIP_VECTORS, vectors = CLAIM_VECTORS, noisePaths = CLAIM_NOISE } = options;
  const figures = claimsAsked(book, { ...plan, noisePaths }, [id]).flatMap(({ of }) => of);
  const part = Math.min(1, ...figures.flatMap(({ figure }) => figure?.worlds.map((world) => world.part ?? 1) ?? []));
  // As many as are asked for also where a claim takes a part of the vectors, as far as there are.
  const own = { ...options, only: [id], vectors: Math.min(vectors, Math.ceil(flipVectors / part)) };
  const paths = Math.min(Math.max(1, asking.paths), flipVectors * noisePaths);
  const flips: ToldFlip[] = [];
  for (const input of named) {
    const memory = readsRun(asking, input) ? undefined : new Map<string, ReadRecorded>();
    const flip = await solve(input, tryValues({ ...asking, paths }, id, input, { ...own, ...(memory && { memory }) }));
    if (flip === null) return null;
    flips.push(flip);
  }
  return flips;
}

/** Whether the plan of a run is another one at the other end of an input's range. */
function readsRun({ book }: Asking, input: BookInput): boolean {
  const [low, high] = rangeOf(input).map((value) => {
    const changed = rereadBook(book, { set: { [input.path]: value } }).book;
    return changed === null ? null : JSON.stringify({ ...planBook(changed), digest: '', overlays: [] });
  });
  return low === null || high === null || low !== high;
}

function tryValues(asking: Asking, id: string, { path }: BookInput, options: ClaimsOptions): Try {
  return async (value) => {
    const { book } = rereadBook(asking.book, { set: { [path]: value } });
    if (book === null) return 'impossible';
    const { plainRun: _, ...alone } = asking;
    const measured = await measureClaims({ ...alone, book }, options);
    if (measured === null) return null;
    const figures = measured.figures.find((one) => one.id === id);
    if (figures === undefined || figures.problem !== null) return 'impossible';
    const passes = passesOf(figures.measured);
    const share = passShare(passes);
    return share === null ? 'impossible' : { at: value, passes, share };
  };
}

async function solve(input: BookInput, attempt: Try): Promise<ToldFlip | null> {
  const [from, to] = rangeOf(input);
  const ends = [await attempt(from), await attempt(to)] as const;
  const [low, high] = ends;
  if (low === null || high === null) return null;
  if (low === 'impossible' || high === 'impossible')
    return unturned(input, 'cannot take the ends of its range in this book', null);
  const [one, other] = [low, high].map(({ share }) => printShare(share.probability));
  const shares = one === other ? `${one} at both ends of its range` : `from ${one} at its low end to ${other}`;
  if (!sharesDiffer(low.passes, high.passes)) return unturned(input, `no effect beyond chance: ${shares}`, low);
  if (sideOf(low) === sideOf(high)) return unturned(input, `does not turn in its range: ${shares}`, low);
  const tried = await search([low, high], attempt);
  if (tried === null) return null;
  if (tried === 'impossible') return unturned(input, 'cannot take a value within its range in this book', low);
  const isRising = sideOf(low) < sideOf(high);
  const before = tried.filter((t) => isKnown(t) && sideOf(t) === sideOf(low)).at(-1)?.at ?? from;
  const after = tried.find((t) => isKnown(t) && sideOf(t) === sideOf(high))?.at ?? to;
  const interval: [number, number] = [Math.min(before, after), Math.max(before, after)];
  return {
    ...unturned(input, null, low),
    at: crossing(tried, isRising),
    interval,
    is_within_error: input.now >= interval[0] && input.now <= interval[1],
  };
}

/** Values tried between two ends on different sides of one half, ascending: around the turn, and to where its sides are known. */
async function search(
  [low, high]: readonly [Tried, Tried],
  attempt: Try,
): Promise<readonly Tried[] | 'impossible' | null> {
  const tried = [low, high];
  const between = async (a: Tried, b: Tried): Promise<Tried | 'impossible' | null> => {
    const middle = await attempt((a.at + b.at) / 2);
    if (middle !== null && middle !== 'impossible') tried.push(middle);
    return middle;
  };
  let [a, b] = [low, high];
  let turn: Tried | null = null;
  for (let i = 0; i < HALVINGS && turn === null; i++) {
    const middle = await between(a, b);
    if (middle === null || middle === 'impossible') return middle;
    if (!isKnown(middle)) turn = middle;
    else if (sideOf(middle) === sideOf(a)) a = middle;
    else b = middle;
  }
  for (const end of turn === null ? [] : [a, b]) {
    let [known, open] = [end, turn as Tried];
    for (let i = 0; i < EDGE_HALVINGS; i++) {
      const middle = await between(known, open);
      if (middle === null || middle === 'impossible') return middle;
      if (isKnown(middle) && sideOf(middle) === sideOf(end)) known = middle;
      else open = middle;
    }
  }
  return tried.sort((x, y) => x.at - y.at);
}

const sideOf = ({ share }: Tried): number => (share.probability < TURNS ? 0 : 1);

/** Whether the share lies off one half by more than its error. */
function isKnown({ share: { probability, standardError } }: Tried): boolean {
  return Math.abs(probability - TURNS) > ERRORS * standardError;
}

/** Where the isotonic fit through the values tried crosses one half, between two of them in a straight line. */
function crossing(tried: readonly Tried[], isRising: boolean): number {
  const { fitted } = isotonicFit(
    Float64Array.from(tried, ({ share }) => share.probability),
    new Float64Array(tried.length).fill(1),
    isRising,
  );
  const turn = fitted.findIndex((p, i) => i > 0 && (fitted[i - 1] as number) < TURNS !== p < TURNS);
  const [a, b] = [tried[turn - 1] as Tried, tried[turn] as Tried];
  const [p, q] = [fitted[turn - 1] as number, fitted[turn] as number];
  return a.at + ((b.at - a.at) * (TURNS - p)) / (q - p);
}

function unturned(input: BookInput, reason: string | null, tried: Tried | null): ToldFlip {
  return {
    input: input.path,
    unit: input.unit,
    at: null,
    now: input.now,
    kind: 'exact',
    reason,
    interval: null,
    is_within_error: false,
    counted: tried?.share.counted ?? null,
  };
}

function rangeOf({ distribution, isUncertain, now, unit }: BookInput): [number, number] {
  if (isUncertain) return [quantileOf(distribution, TAIL), quantileOf(distribution, 1 - TAIL)];
  if (now === 0) return [0, 1];
  const ends: [number, number] = [now / UNCERTAIN_TIMES, now * UNCERTAIN_TIMES];
  if (now < 0) return [ends[1], ends[0]];
  return [ends[0], unit === 'fraction' ? Math.min(1, ends[1]) : ends[1]];
}
