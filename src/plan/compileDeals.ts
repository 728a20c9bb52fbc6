import { medianOf } from '../base/distribution.ts';
import { type Quantity, statementAt } from '../base/quantity.ts';
import { parseQuarter } from '../base/quarter.ts';
import { type Deal, PERFORMANCE_PRIORS } from '../book/schema/deal.ts';
import { compileTerm, referencesOf } from '../terms/registry.ts';
import type { Term } from '../terms/schema.ts';
import type { TermBuilder, TermProgram } from '../terms/term.ts';
import { deliveredElsewhere } from './announcedCapacity.ts';
import { holdingColumn } from './compileStakes.ts';
import { quarterIndex } from './inputTable.ts';
import type { MarketProgram, PerformanceProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

interface Published {
  readonly columns: Map<string, number>;
  readonly sides: Map<string, { debtor: number; creditor: number }>;
}

/** Compiles the terms of all deals, each after those it refers to; the book's checks have ruled out cycles. */
export function compileDeals(
  context: PlanContext,
  market: MarketProgram,
): { terms: TermProgram[]; performance: PerformanceProgram[] } {
  const performance: PerformanceProgram[] = [];
  const published: Published = { columns: new Map(), sides: new Map() };
  for (const id of Object.keys(context.content.parties)) {
    const volatility = context.columns.find(`parties.${id}.listed.volatility`);
    if (volatility >= 0) published.columns.set(`party:${id}|volatility`, volatility);
  }
  const terms: TermProgram[] = [];
  for (const { deal, id, term, ref } of inOrder(context)) {
    const f = performanceOf(context, id, deal, performance);
    const program = compileTerm(term, termBuilder(context, market, { deal, id, ref, term, f, published }));
    published.sides.set(ref, sidesOf(context, term, program));
    if (program !== null) terms.push(program);
  }
  return { terms, performance };
}

interface Ordered {
  readonly deal: Deal;
  readonly id: string;
  readonly term: Term;
  readonly ref: string;
}

function inOrder(context: PlanContext): Ordered[] {
  const all: Ordered[] = Object.entries(context.content.deals ?? {}).flatMap(([id, deal]) =>
    Object.entries(deal.terms).map(([termId, term]) => ({ deal, id, term, ref: `${id}.${termId}` })),
  );
  const byRef = new Map(all.map((o) => [o.ref, o]));
  const done = new Set<string>();
  const sorted: Ordered[] = [];
  const visit = (o: Ordered): void => {
    if (done.has(o.ref)) return;
    done.add(o.ref);
    for (const reference of referencesOf(o.term)) {
      const before = byRef.get(reference.includes('.') ? reference : `${o.id}.${reference}`);
      if (before !== undefined) visit(before);
    }
    sorted.push(o);
  };
  for (const o of all) visit(o);
  return sorted;
}

function sidesOf(context: PlanContext, term: Term, program: TermProgram | null): { debtor: number; creditor: number } {
  if (program !== null && program.debtor >= 0) return { debtor: program.debtor, creditor: program.creditor };
  if (term.type === 'rights')
    return { debtor: accountOf(context, term.issuer), creditor: accountOf(context, term.holder) };
  return { debtor: -1, creditor: -1 };
}

interface Performance {
  readonly column: number;
  readonly expected: number;
}

/** The realised fraction f of what is not firm: 0 with probability 1 − π, else uniform; E f = π/2 (definitions D1). */
function performanceOf(context: PlanContext, id: string, deal: Deal, list: PerformanceProgram[]): Performance {
  const written = deal.performance === undefined ? null : statementAt(deal.performance, context.book.asOf);
  const probability = written === null ? PERFORMANCE_PRIORS[deal.status] : medianOf(written.distribution);
  const isSettled = deal.status === 'completed' || deal.status === 'lapsed' || deal.status === 'terminated';
  const name = `deals.${id}.performance`;
  const column = context.columns.column(name, 'fraction', isSettled ? probability : probability / 2);
  if (!isSettled && !list.some((p) => p.deal === id)) list.push({ deal: id, column, probability, name });
  return { column, expected: isSettled ? probability : probability / 2 };
}

/** Share of a headline that is firm: as the term says, else as the deal says, else by status. */
function firmShareOf(context: PlanContext, deal: Deal, term: Term, headline: number): number {
  if (deal.status === 'lapsed' || deal.status === 'terminated') return 0;
  const of = (q: Quantity | undefined, whole: number): number | null => {
    const statement = q === undefined ? null : statementAt(q, context.book.asOf);
    if (statement === null) return null;
    const value = medianOf(statement.distribution);
    if (value <= 1) return value;
    return whole > 0 ? Math.min(1, value / whole) : 1;
  };
  const own = of(term.firm, headline);
  if (own !== null) return own;
  const dealHeadline = context.inputs.central(deal.headline, 0);
  const whole = of(deal.firm, dealHeadline > 0 ? dealHeadline : headline);
  if (whole !== null) return whole;
  return deal.status === 'signed' || deal.status === 'amended' || deal.status === 'completed' ? 1 : 0;
}

/** A day up to `as_of`, or a quarter that had ended by then. */
function isPast(context: PlanContext, date: string): boolean {
  const quarter = parseQuarter(date);
  return quarter === null ? date <= context.book.asOf : quarter < context.firstQuarter;
}

interface TermPlace {
  readonly deal: Deal;
  readonly id: string;
  readonly ref: string;
  readonly term: Term;
  readonly f: Performance;
  readonly published: Published;
}

function termBuilder(context: PlanContext, market: MarketProgram, place: TermPlace): TermBuilder {
  const { columns, inputs } = context;
  const { deal, id, ref, term, f, published } = place;
  const path = `deals.${id}.terms.${ref.slice(id.length + 1)}`;
  const full = (reference: string): string => (reference.includes('.') ? reference : `${id}.${reference}`);
  return {
    ref,
    deal: id,
    quarters: context.quarters,
    unitsPerCapacityYear: market.priceUnits,
    shared: {
      price: market.columns.price,
      referencePrice: market.columns.referencePrice,
      longRunCost: market.columns.longRunCost,
      sublet: market.columns.sublet,
      riskFree: market.columns.riskFree,
    },
    firmShare: (headline) => firmShareOf(context, deal, term, headline),
    ownShare: 1 - deliveredElsewhere(context, deal.delivered_through),
    performance: f.column,
    expectedPerformance: f.expected,
    quarterOf: (date) => quarterIndex(date, context.firstQuarter),
    dealQuarter: quarterIndex(deal.date, context.firstQuarter),
    isPast: (date) => isPast(context, date),
    dealIsPast: isPast(context, deal.date),
    account: (party) => accountOf(context, party),
    state: (role, unit, initial = 0) => columns.column(`${ref}:${role}`, unit, initial),
    input: (q, role, standing = 0) => inputs.input(q, `${path}.${role}`, q?.unit ?? 'ratio', standing),
    derived: (role, unit, how) => columns.derive(`${path}.${role}:derived`, unit, how),
    central: (q, standing) => inputs.central(q, standing),
    row: (role, payer, payee, purpose, seniority) =>
      columns.row({ payer, payee, purpose, seniority, role, ref, deal: id }),
    value: (issuer) => accountColumn(context, issuer, 'value'),
    shares: (issuer) => accountColumn(context, issuer, 'shares', 'shares', 1e9),
    holding: (issuer, holder) => holdingColumn(context, issuer, holder),
    stakeInput: (issuer) => accountColumn(context, issuer, 'stake_trade'),
    milestone: (milestone) => columns.column(`milestone:${milestone}`, 'quarter', Number.MAX_SAFE_INTEGER),
    cash: (account) => accountColumn(context, account, 'cash'),
    status: (account) => accountColumn(context, account, 'status', 'quarter of default'),
    revenue: (account) => accountColumn(context, account, 'revenue'),
    ebitda: (account) => accountColumn(context, account, 'ebitda'),
    capacityOwned: (account) => accountColumn(context, account, 'capacity_owned', 'capacity'),
    capacityFree: (account) => accountColumn(context, account, 'capacity_free', 'capacity'),
    capacityKept: (account) => accountColumn(context, account, 'capacity_kept', 'fraction', 1),
    useFraction: (account) => accountColumn(context, account, 'use_fraction', 'fraction', 1),
    isLab: (account) => context.content.parties[context.accounts[account].id]?.demand !== undefined,
    published: (reference, role) =>
      published.columns.get(`${full(reference)}|${role}`) ?? published.columns.get(`${reference}|${role}`) ?? -1,
    publish: (role, column) => void published.columns.set(`${ref}|${role}`, column),
    debtorOf: (reference) => published.sides.get(full(reference))?.debtor ?? accountOf(context, 'world'),
    creditorOf: (reference) => published.sides.get(full(reference))?.creditor ?? accountOf(context, 'world'),
    unpaid: (reference) => {
      const column = columns.column(`${full(reference)}:unpaid`, 'currency');
      const due = published.columns.get(`${full(reference)}|due`) ?? published.columns.get(`${full(reference)}|paid`);
      if (due !== undefined) columns.setUnpaid(due, column);
      return column;
    },
    process: (role) => columns.process(`${path}.${role}`, 'uniform'),
  };
}
