import { type SparseRows, sparseSolve } from '../clearing/sparseSolve.ts';
import { type OwnersOf, ownershipLoops, ownersOf } from './ownershipLoops.ts';

/** Who owns what share of whom; parties by number. */
export interface Holdings {
  readonly size: number;
  readonly owner: Int32Array;
  readonly owned: Int32Array;
  readonly fraction: Float64Array;
}

/** What a party has in another, through all chains and loops. */
export interface IntegratedOwnership {
  /** Share of the other's value that comes to it, its own loops cut; undefined where ownership is closed. */
  readonly share: (owner: number, owned: number) => number | undefined;
  /** Column of (I − W)⁻¹: what a unit of value of a party adds to each; undefined where ownership is closed. */
  readonly column: (owned: number) => Float64Array | undefined;
}

/**
 * Integrated ownership: shares held directly and through other parties, loops summed up.
 *
 * Definition: W[i][j] = share of j that i holds; Y = diag(X)⁻¹(X − I) with X = (I − W)⁻¹. For an owner whom nobody owns,
 * X[i][i] = 1 and Y = W(I − W)⁻¹; these columns sum to 1 over the ultimate owners if all of a party is held by someone.
 * Units: fractions. Assumes: nobody holds more than the whole; some value of every loop leaves it.
 * Cost: entries for each party asked about, and one linear system for each loop above it; kept.
 * Source: Brioschi, Buzzacchi and Colombo (1989), Risk capital financing and the separation of ownership and control, Journal of
 * Banking and Finance 13; Baldone, Brioschi and Paleari (1998), Ownership measures among firms connected by cross-shareholdings;
 * Chapelle and Szafarz (2005), Controlling firms through the majority voting rule, Physica A 355.
 * Verified by: integratedOwnership.test.ts (a published loop, a pyramid, the power series on random webs).
 */
export function integratedOwnership(holdings: Holdings): IntegratedOwnership {
  const owners = ownersOf(holdings.size, holdings.owner, holdings.owned, holdings.fraction);
  const loops = ownershipLoops(holdings.size, owners);
  const columns = new Map<number, Float64Array | undefined>();
  const column = (owned: number): Float64Array | undefined => {
    if (!columns.has(owned)) columns.set(owned, columnOf(holdings.size, owners, loops, owned));
    return columns.get(owned);
  };
  const isOwned = new Uint8Array(holdings.size);
  holdings.owned.forEach((party) => {
    isOwned[party] = 1;
  });
  const share = (owner: number, owned: number): number | undefined => {
    const through = column(owned)?.[owner];
    if (through === undefined) return undefined;
    const reached = through - (owner === owned ? 1 : 0);
    if (reached === 0 || isOwned[owner] === 0) return reached;
    const own = column(owner)?.[owner];
    return own === undefined ? undefined : reached / own;
  };
  return { share, column };
}

/** Solves (I − W)·x = e loop by loop, handing on to those who hold what has been found. */
function columnOf(
  size: number,
  owners: OwnersOf,
  loops: readonly (readonly number[])[],
  owned: number,
): Float64Array | undefined {
  const x = new Float64Array(size);
  x[owned] = 1;
  const placeOf = new Int32Array(size).fill(-1);
  for (const loop of loops) {
    if (loop.every((party) => x[party] === 0)) continue;
    if (loop.length > 1 || holdsItself(owners, loop[0]!)) {
      const solved = solveLoop(owners, loop, x, placeOf);
      if (solved === undefined || !solved.every((value) => value >= 0 && value < 1e9)) return undefined;
      loop.forEach((party, k) => {
        x[party] = solved[k]!;
      });
    }
    loop.forEach((party, k) => {
      placeOf[party] = k;
    });
    for (const party of loop) {
      for (let k = owners.start[party]!; k < owners.start[party + 1]!; k++) {
        const above = owners.owner[k]!;
        if (placeOf[above]! < 0) x[above]! += owners.fraction[k]! * x[party]!;
      }
    }
    for (const party of loop) placeOf[party] = -1;
  }
  return x;
}

function holdsItself({ start, owner }: OwnersOf, party: number): boolean {
  return owner.subarray(start[party]!, start[party + 1]!).includes(party);
}

function solveLoop(
  { start, owner, fraction }: OwnersOf,
  loop: readonly number[],
  x: Float64Array,
  placeOf: Int32Array,
): Float64Array | undefined {
  const size = loop.length;
  const entries: (readonly [number, number])[][] = loop.map((_, k) => [[k, 1]]);
  loop.forEach((party, k) => {
    placeOf[party] = k;
  });
  loop.forEach((party, column) => {
    for (let k = start[party]!; k < start[party + 1]!; k++) {
      const row = placeOf[owner[k]!]!;
      if (row >= 0) entries[row]!.push([column, -fraction[k]!]);
    }
  });
  for (const party of loop) placeOf[party] = -1;
  const rowStart = new Int32Array(size + 1);
  entries.forEach((row, k) => {
    rowStart[k + 1] = rowStart[k]! + row.length;
  });
  const flat = entries.flat();
  const matrix: SparseRows = {
    size,
    rowStart,
    column: Int32Array.from(flat, (e) => e[0]),
    value: Float64Array.from(flat, (e) => e[1]),
  };
  return sparseSolve(
    matrix,
    Float64Array.from(loop, (party) => x[party]!),
  );
}
