import type { Book } from '../book/book.ts';
import type { Patch, Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { dealColumns } from '../questions/gains/dealColumns.ts';
import { type DealGain, type DealGains, dealGain, type ReadRecorded } from '../questions/gains/dealGain.ts';
import { gainColumns, wealthOf } from '../questions/gains/gainColumns.ts';
import { grantColumns, grantedShares } from '../questions/gains/grantedShares.ts';
import type { TermProgram } from '../terms/term.ts';
import type { Asking } from './asking.ts';
import { type RecordedWorld, recordWorlds } from './recordWorlds.ts';

const known = new WeakMap<Book, Map<string, Promise<DealGains | null>>>();

/**
 * Every deal, or some, against a world in which it is struck out and nobody is in its place; null after an interruption.
 *
 * Definition: gain = E[Σ m·Δ(cash flows, without outside funding)] + E[m_T·Δ(stakes, loans, capacity at the horizon)]
 * + contracts after the horizon − value of own shares issued or granted (definitions D6), with less without, path by path.
 * Units: money today. Assumes: what was done before the day of the book is done in both worlds.
 * Cost: as many runs as deals. Verified by: dealGains.test.ts.
 */
export function dealGains(asking: Asking, only: readonly string[] | null = null): Promise<DealGains | null> {
  const key = [asking.paths, asking.seed, ...(only ?? [])].join(' ');
  const ofBook = known.get(asking.book) ?? new Map<string, Promise<DealGains | null>>();
  known.set(asking.book, ofBook);
  const made = ofBook.get(key) ?? compute(asking, only);
  ofBook.set(key, made);
  // What was broken off is not kept: whoever asks later gets an answer.
  void made.then((gains) => gains === null && ofBook.delete(key));
  return made;
}

async function compute(asking: Asking, only: readonly string[] | null): Promise<DealGains | null> {
  const plan = planBook(asking.book);
  const recorded = gainColumns(plan);
  const deals = strikable(plan).filter((deal) => only === null || only.includes(deal));
  const worlds: RecordedWorld[] = [
    { id: '', plan, recorded: [...recorded, ...grantColumns(plan), ...dealColumns(plan)] },
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
    gains[deal] = dealGain(plan, deal, withAll, wealthOf(plan, reader), granted);
  }
  return { deals: gains, plan, base, without, granted, paths: base('gains.level.price').length };
}

/** Deals of which something is left that can be struck out. */
function strikable(plan: Plan): string[] {
  return Object.keys(plan.dealTitles).filter((deal) =>
    plan.terms.some((t) => t.deal === deal && t.columns.alive !== undefined && t.columns.alive >= 0),
  );
}

/**
 * The plan with a deal, or some of its terms, struck out from the first quarter on. Of its loans what was drawn by the day of the book stands and
 * is served as written; what was not yet drawn never is.
 */
export function planWithout(plan: Plan, deal: string, isStruck: (term: TermProgram) => boolean = () => true): Plan {
  const isOf = (t: TermProgram): boolean =>
    t.deal === deal && t.columns.alive !== undefined && t.columns.alive >= 0 && isStruck(t);
  const patches: Patch[] = plan.terms
    .filter((t) => isOf(t) && !isDrawn(plan, t))
    .map((t) => ({ quarter: 0, column: t.columns.alive, operation: 'set', value: 0 }));
  const terms = plan.terms.map((t) => (isOf(t) && isDrawn(plan, t) ? withoutDraws(t) : t));
  return { ...plan, terms, patches: [...plan.patches, ...patches] };
}

/** Whether something of a loan was drawn by the day of the book. */
function isDrawn(plan: Plan, term: TermProgram): boolean {
  if (term.kind !== 'loan') return false;
  const { drawnBefore = 0, known = 0 } = term.constants;
  const { drawn = -1 } = term.columns;
  return drawnBefore > 0 || known > 0 || (plan.inputs.find((input) => input.column === drawn)?.central ?? 0) > 0;
}

function withoutDraws(term: TermProgram): TermProgram {
  const { draws } = term.schedules;
  return {
    ...term,
    schedules: { ...term.schedules, draws: new Float64Array(draws?.length ?? 0) },
    constants: { ...term.constants, waiting: 0 },
  };
}
