import { momentsOf, standardError } from '../base/moments.ts';
import type { Book } from '../book/book.ts';
import type { Patch, Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { gainColumns, wealthOf } from '../questions/gains/gainColumns.ts';
import { type Granted, grantColumns, grantedShares } from '../questions/gains/grantedShares.ts';
import type { Asking } from './asking.ts';
import { type ReadRecorded, type RecordedWorld, recordWorlds } from './recordWorlds.ts';

/** A mean over paths with its standard error. */
export interface Gain {
  readonly gain: number;
  readonly standard_error: number;
}

/** What one deal brings in all and to each of its principals. */
export interface DealGain {
  readonly joint: Gain;
  readonly byParty: Readonly<Record<string, Gain>>;
}

/** What each standing deal brings its principals over a world without it, on the same draws. */
export interface DealGains {
  readonly deals: Readonly<Record<string, DealGain>>;
  readonly plan: Plan;
  /** What was recorded of the book's own world, and of each world without a deal. */
  readonly base: ReadRecorded;
  readonly without: Readonly<Record<string, ReadRecorded>>;
  readonly granted: readonly Granted[];
  readonly paths: number;
}

const known = new WeakMap<Book, Map<string, Promise<DealGains | null>>>();

/**
 * Every deal against a world in which it is struck out and nobody is in its place; null after an interruption.
 *
 * Definition: gain = E[Σ m·Δ(cash flows, without outside funding)] + E[m_T·Δ(stakes, loans, capacity at the horizon)]
 * + contracts after the horizon − value of own shares issued or granted (definitions D6), with less without, path by path.
 * Units: money today. Assumes: what was done before the day of the book is done in both worlds.
 * Cost: as many runs as deals. Verified by: dealGains.test.ts.
 */
export function dealGains(asking: Asking): Promise<DealGains | null> {
  const key = [asking.paths, asking.seed].join(' ');
  const ofBook = known.get(asking.book) ?? new Map<string, Promise<DealGains | null>>();
  known.set(asking.book, ofBook);
  const made = ofBook.get(key) ?? compute(asking);
  ofBook.set(key, made);
  // What was broken off is not kept: whoever asks later gets an answer.
  void made.then((gains) => gains === null && ofBook.delete(key));
  return made;
}

async function compute(asking: Asking): Promise<DealGains | null> {
  const plan = planBook(asking.book);
  const recorded = gainColumns(plan);
  const deals = strikable(plan);
  const worlds: RecordedWorld[] = [
    { id: '', plan, recorded: [...recorded, ...grantColumns(plan)] },
    ...deals.map((deal) => ({ id: deal, plan: planWithout(plan, deal), recorded })),
  ];
  const read = await recordWorlds(worlds, asking);
  const base = read?.[0];
  if (read === null || base === undefined) return null;
  const granted = grantedShares(plan, base);
  const withAll = wealthOf(plan, base);
  const without: Record<string, ReadRecorded> = {};
  const gains: Record<string, DealGain> = {};
  for (const [i, deal] of deals.entries()) {
    const reader = read[i + 1] as ReadRecorded;
    without[deal] = reader;
    gains[deal] = gainOf(plan, deal, withAll, wealthOf(plan, reader), granted);
  }
  return { deals: gains, plan, base, without, granted, paths: base('gains.level.price').length };
}

/** Deals of which something is left that can be struck out. */
function strikable(plan: Plan): string[] {
  return Object.keys(plan.dealTitles).filter((deal) =>
    plan.terms.some((t) => t.deal === deal && t.columns.alive !== undefined && t.columns.alive >= 0),
  );
}

/** The plan with a deal struck out from the first quarter on. */
export function planWithout(plan: Plan, deal: string): Plan {
  const patches: Patch[] = plan.terms
    .filter((t) => t.deal === deal && t.columns.alive !== undefined && t.columns.alive >= 0)
    .map((t) => ({ quarter: 0, column: t.columns.alive, operation: 'set', value: 0 }));
  return { ...plan, patches: [...plan.patches, ...patches] };
}

function gainOf(
  plan: Plan,
  deal: string,
  withDeal: ReadonlyMap<string, Float64Array>,
  without: ReadonlyMap<string, Float64Array>,
  granted: readonly Granted[],
): DealGain {
  const byParty: Record<string, Gain> = {};
  let joint: Float64Array | null = null;
  for (const id of principalsOf(plan, deal)) {
    const a = withDeal.get(id);
    const b = without.get(id);
    if (a === undefined || b === undefined) continue;
    const change = a.map((x, l) => x - (b[l] as number));
    for (const { term, issuer, worth } of granted) {
      if (term.deal !== deal || plan.accounts[issuer]?.id !== id) continue;
      for (let l = 0; l < change.length; l++) change[l] = (change[l] as number) - (worth[l] as number);
    }
    byParty[id] = meanOf(change);
    joint = joint === null ? change : joint.map((x, l) => x + (change[l] as number));
  }
  return { joint: joint === null ? { gain: 0, standard_error: 0 } : meanOf(joint), byParty };
}

/** Parties of the book that pay or are paid under a deal, in the book's order. */
export function principalsOf(plan: Plan, deal: string): string[] {
  const rows = plan.rows.filter((row) => row.deal === deal && row.role !== 'sublet' && row.role !== 'haircut');
  return plan.parties
    .filter(({ account }) => rows.some((row) => row.payer === account || row.payee === account))
    .map((p) => p.id);
}

function meanOf(values: Float64Array): Gain {
  const moments = momentsOf(values);
  return { gain: moments.mean, standard_error: standardError(moments) };
}
