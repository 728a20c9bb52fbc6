import type { RunColumns } from '../../run/runColumns.ts';
import { withoutDust } from '../run/pathColumns.ts';
import type { Holding } from './holding.ts';
import {
  balanceName,
  lostName,
  owedName,
  sharesAtStartName,
  sharesName,
  startName,
  valueName,
} from './positionNeeds.ts';

/** What a holding loses on every path, less than nothing where it is paid, and in which quarter, counted from 1; 0 in none. */
export interface PathLosses {
  readonly loss: Float64Array;
  readonly quarter: Float64Array;
}

/**
 * What one holding loses on every path of a run.
 *
 * Definition, undiscounted: loan or bond on a party: amount × part of its class that the estate of its first failure does not
 * pay, where it fails before the holding falls due. On a term: amount × (what the claim did not recover, less what was called
 * on its guarantees) / (largest balance of a loan in the central case, or the claim in the estate). Guarantee: what its party's
 * or term's creditors lose, up to the amount. Shares: max(0, 1 − price at the end / price today) × amount; all where the issuer
 * has failed, whose old shares are cancelled. Protection that was bought loses less than nothing: what the same amount of
 * bonds would lose is paid to the holder; its premium is not counted. A limit loses nothing.
 * Assumes: an estate that does not open within the run pays nothing. A class in which the run has no claims is paid after the
 * classes before it: a small secured claim loses when senior ones get nothing, a small subordinated one when they lose anything.
 * Verified by: position.test.ts (by hand on small books; a certain failure; parts sum to the whole).
 */
export function holdingLosses(run: RunColumns, holding: Holding): PathLosses {
  if (holding.kind === 'limit') return { loss: new Float64Array(run.paths), quarter: new Float64Array(run.paths) };
  if (holding.kind === 'shares') return sharesLost(run, holding);
  const lost = holding.term === null ? onParty(run, holding) : onTerm(run, holding, holding.term);
  const failed = run.values(`${holding.party}.default`);
  const loss = new Float64Array(run.paths);
  const quarter = new Float64Array(run.paths);
  for (let p = 0; p < run.paths; p++) {
    const at = failed[p]!;
    if (at === 0 || (holding.until !== null && at > holding.until + 1)) continue;
    loss[p] = Math.min(holding.amount, lost[p]!);
    if (loss[p]! > 0) quarter[p] = at;
  }
  const lasting = withoutDust(loss);
  return holding.kind === 'cds' ? { loss: lasting.map((x) => 0 - x), quarter } : { loss: lasting, quarter };
}

function onParty(run: RunColumns, { party, amount, seniority, kind }: Holding): Float64Array {
  const failed = run.values(`${party}.default`);
  const at = columnsOf(run, party);
  return failed.map((quarter, p) => {
    if (quarter === 0) return 0;
    if (kind === 'guarantee') return quarter >= run.plan.quarters ? amount : at.lost(2, quarter, p);
    return amount * (quarter >= run.plan.quarters ? 1 : lossRate(at, seniority, quarter, p));
  });
}

interface EstateColumns {
  readonly owed: (seniority: number, quarter: number, path: number) => number;
  readonly lost: (seniority: number, quarter: number, path: number) => number;
}

/** What an estate that opens in a quarter, counted from 0, owes by class and leaves unpaid. */
function columnsOf(run: RunColumns, party: string): EstateColumns {
  const known = new Map<string, Float64Array>();
  const column = (name: string): Float64Array => {
    const values = known.get(name) ?? run.values(name);
    known.set(name, values);
    return values;
  };
  return {
    owed: (seniority, quarter, path) => column(`${owedName(party, seniority)}.${quarter}`)[path]!,
    lost: (seniority, quarter, path) =>
      column(`${lostName(party, seniority)}.${quarter}`)[path]! -
      (quarter === 0 ? 0 : column(`${lostName(party, seniority)}.${quarter - 1}`)[path]!),
  };
}

/** Under this share of a claim a loss is rounding. */
const ROUNDING = 1e-9;

function lossRate(at: EstateColumns, seniority: number, quarter: number, path: number): number {
  const rate = (k: number): number | null => {
    const owed = at.owed(k, quarter, path);
    return owed > 0 ? Math.min(1, Math.max(0, at.lost(k, quarter, path) / owed)) : null;
  };
  const own = rate(seniority);
  if (own !== null) return own;
  const [secured, senior, subordinated] = [rate(1) ?? 0, rate(2), rate(3)];
  if (seniority === 1) return (senior ?? 0) >= 1 - ROUNDING ? 1 : 0;
  if (seniority === 2) return secured > ROUNDING || (subordinated ?? 0) >= 1 - ROUNDING ? 1 : 0;
  return Math.max(secured, senior ?? 0) > ROUNDING ? 1 : 0;
}

function onTerm(run: RunColumns, holding: Holding, index: number): Float64Array {
  const { plan } = run;
  const term = plan.terms[index]!;
  const claim = plan.claims.find((c) => c.term === index)!;
  let left = run.values(`claim.${term.ref}.lost`);
  for (const { term: place } of claim.guarantees) {
    const called = run.values(`guarantee.${plan.terms[place]!.ref}.called`);
    left = left.map((x, p) => Math.max(0, x - called[p]!));
  }
  const failed = run.values(`${holding.party}.default`);
  const whole = term.kind === 'loan' ? largestBalance(run, term.ref) : 0;
  const standing = run.values(`${balanceName(term.ref)}.${plan.quarters - 1}`);
  return left.map((lost, p) => {
    // The estate never opens within the run: all that then stands is lost.
    if (failed[p]! >= plan.quarters && term.kind === 'loan')
      return holding.kind === 'guarantee' ? standing[p]! : holding.amount * Math.min(1, standing[p]! / whole);
    if (failed[p]! >= plan.quarters) return holding.amount;
    if (holding.kind === 'guarantee') return lost;
    if (lost === 0) return 0;
    const estate = Math.min(plan.quarters - 1, failed[p]!);
    const owed = whole > 0 ? whole : run.values(`${balanceName(term.ref)}.${estate}`)[p]!;
    return owed > 0 ? holding.amount * Math.min(1, lost / owed) : 0;
  });
}

/** Largest balance of a loan in the central case: what an amount of it is a part of. */
export function largestBalance(run: RunColumns, ref: string): number {
  let largest = 0;
  for (let q = 0; q < run.plan.quarters; q++)
    largest = Math.max(largest, run.central.recorded.get(`${balanceName(ref)}.${q}`) ?? 0);
  return largest;
}

function sharesLost(run: RunColumns, { party, amount, until }: Holding): PathLosses {
  const end = until ?? run.plan.quarters - 1;
  const failed = run.values(`${party}.default`);
  const change = shareChange(run, party, end);
  const loss = new Float64Array(run.paths);
  const quarter = new Float64Array(run.paths);
  for (let p = 0; p < run.paths; p++) {
    const isGone = failed[p]! > 0 && failed[p]! <= end + 1;
    loss[p] = amount * (isGone ? 1 : Math.max(0, -change[p]!));
    if (loss[p]! > 0) quarter[p] = isGone ? failed[p]! : end + 1;
  }
  return { loss: withoutDust(loss), quarter };
}

/** Change of the price of a share from today to the end of a quarter, as a part of today's, where the issuer has not failed. */
export function shareChange(run: RunColumns, party: string, quarter: number): Float64Array {
  const value = run.values(`${valueName(party)}.${quarter}`);
  const shares = run.values(`${sharesName(party)}.${quarter}`);
  const start = run.values(startName(party));
  const first = sharesAtStart(run, party);
  return value.map((v, p) => (start[p]! > 0 && shares[p]! > 0 ? (v / shares[p]!) * (first(p) / start[p]!) - 1 : 0));
}

/** Number of shares before the run: as written for a listed party, else the plan's own count. */
function sharesAtStart({ plan, names, values }: RunColumns, party: string): (path: number) => number {
  const name = sharesAtStartName(party);
  if (names.includes(name)) {
    const written = values(name);
    return (path) => written[path]!;
  }
  const count = plan.initial[plan.parties.find((p) => p.id === party)!.columns.shares!]!;
  return () => count;
}
