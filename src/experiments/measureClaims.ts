import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import type { ClaimFigures } from '../questions/claims/claimFigures.ts';
import { drawnBook } from '../questions/claims/drawnBook.ts';
import type { MeasuredWorld } from '../questions/claims/measured.ts';
import { pathInputs } from '../questions/claims/pathInputs.ts';
import type { ReadRecorded } from '../questions/gains/dealGain.ts';
import { recordedNames } from '../run/recorded.ts';
import type { RunColumns } from '../run/runColumns.ts';
import type { Asking } from './asking.ts';
import { type ClaimAsked, claimsAsked, figuresOf, type Measuring, type Readers } from './claimMeasures.ts';
import { recordWorlds } from './recordWorlds.ts';
import { unionOfWorlds } from './unionOfWorlds.ts';

/** Input vectors and noise paths of each, where nobody says (definitions D5). */
export const CLAIM_VECTORS = 200;
export const CLAIM_NOISE = 10;

export interface ClaimsOptions {
  readonly vectors?: number;
  readonly noisePaths?: number;
  /** Draws of the inputs on which exact flips are solved. */
  readonly flipVectors?: number;
  /** Only these claims; all where left out. */
  readonly only?: readonly string[];
  /** What worlds left behind that another change of the book leaves as they are, by paths and id. */
  readonly memory?: Map<string, ReadRecorded>;
}

/** What was measured of the claims of a book. */
export interface MeasuredClaims {
  readonly plan: Plan;
  readonly vectors: number;
  readonly noisePaths: number;
  /** Paths that draw the inputs each for itself; 0 where no claim rests on such. */
  readonly plainPaths: number;
  readonly worlds: number;
  readonly figures: readonly ClaimFigures[];
}

/** Runs all worlds that the claims need, once, and measures each claim; null after an interruption. */
export async function measureClaims(asking: Asking, options: ClaimsOptions = {}): Promise<MeasuredClaims | null> {
  const { book, seed, plainRun } = asking;
  const { vectors = CLAIM_VECTORS, noisePaths = CLAIM_NOISE, only, memory = new Map() } = options;
  const plan: Plan = { ...planBook(book), noisePaths };
  const asked = claimsAsked(book, plan, only);
  const worldsOf = (some: readonly ClaimAsked[]): MeasuredWorld[] =>
    unionOfWorlds(some.flatMap(({ of }) => of.flatMap(({ figure }) => figure?.worlds ?? [])));
  const [nested, plain] = [false, true].map((isPlain) => worldsOf(asked.filter((one) => one.isPlain === isPlain)));
  const isShared = plainRun !== undefined && plainRun.seed === seed && holds(plainRun, plain ?? []);
  const plainPaths = plain?.length === 0 ? 0 : isShared ? plainRun.paths : Math.max(1, asking.paths);
  const orders = [
    ...(nested ?? []).map((world) => ({ world, paths: Math.ceil(vectors * (world.part ?? 1)) * noisePaths })),
    ...(isShared ? [] : (plain ?? [])).map((world) => ({ world, paths: plainPaths })),
  ];
  const read = await runAll(orders, asking, memory);
  if (read === null) return null;
  const readersOf = (worlds: readonly MeasuredWorld[], from: number): Readers =>
    new Map(worlds.map(({ id }, w) => [id, read[from + w] ?? plainRun!.values]));
  const onVectors: Measuring = {
    asking,
    plan,
    drawn: drawnBook(book, plan, seed, vectors),
    readers: readersOf(nested ?? [], 0),
    vectors,
    noisePaths,
    isPlain: false,
    said: new Map(),
  };
  // A plain path draws for itself: all of them are looked at as they stand, as if they were of one vector.
  const onPaths: Measuring = {
    ...onVectors,
    drawn: { inputs: plainPaths === 0 ? [] : pathInputs(plan, seed, plainPaths), at: () => book },
    readers: readersOf(plain ?? [], nested?.length ?? 0),
    vectors: 1,
    noisePaths: plainPaths,
    isPlain: true,
    said: new Map(),
  };
  const figures: ClaimFigures[] = [];
  for (const one of asked) {
    await asking.pause?.();
    figures.push(figuresOf(one.isPlain ? onPaths : onVectors, one));
  }
  return { plan, vectors, noisePaths, plainPaths, worlds: orders.length + (isShared ? 1 : 0), figures };
}

/** Whether a run has kept all that is read of the worlds. */
function holds({ names }: RunColumns, worlds: readonly MeasuredWorld[]): boolean {
  const kept = new Set(names);
  return worlds.every(
    (world) =>
      world.id === '' &&
      [...recordedNames(world.plan, world.recorded), ...(world.names ?? [])].every((n) => kept.has(n)),
  );
}

/** Runs each world on so many paths; readers in the order of the worlds. */
async function runAll(
  orders: readonly { readonly world: MeasuredWorld; readonly paths: number }[],
  asking: Asking,
  memory: Map<string, ReadRecorded>,
): Promise<ReadRecorded[] | null> {
  const keyOf = ({ world, paths }: (typeof orders)[number]): string => `${world.plan.noisePaths} ${paths} ${world.id}`;
  const missing = orders.filter((order) => !memory.has(keyOf(order)));
  const read = await recordWorlds(
    missing.map(({ world, paths }) => ({ ...world, paths })),
    asking,
  );
  if (read === null) return null;
  for (const [i, order] of missing.entries()) memory.set(keyOf(order), remembered(read[i] as ReadRecorded));
  return orders.map((order) => memory.get(keyOf(order)) as ReadRecorded);
}

/** Columns are joined over all paths once. */
function remembered(read: ReadRecorded): ReadRecorded {
  const known = new Map<string, Float64Array>();
  return (name) => {
    const values = known.get(name) ?? read(name);
    known.set(name, values);
    return values;
  };
}
