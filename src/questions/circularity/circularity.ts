import { printQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { mostOnRoute, returnRoutes } from '../../mechanisms/flows/returnRoutes.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import { dealFigures } from '../show/dealFigures.ts';
import { type CentralMoney, centralMoney } from './centralMoney.ts';
import type { CausalReturn, CircularityResult, PartyCircularity, SimulatedReturn } from './circularitySchema.ts';
import { CIRCULARITY_LIMITS, CIRCULARITY_REFERENCES, CIRCULARITY_UNITS } from './circularityWords.ts';
import { type FlowPlan, flowPlan } from './flowPlan.ts';
import { grantsOf } from './grants.ts';
import { lookThrough } from './lookThrough.ts';
import { amountsOf, isSponsor, returnsOf, sumsOf, type ThreeWays, type Window, yearsOf } from './partyReturns.ts';
import { financedBefore, pastTags, withPast } from './pastFinance.ts';
import { returnAudit } from './returnAudit.ts';
import { returnEnds } from './returnEnds.ts';
import { returnSentence } from './returnSentence.ts';
import { webCirculation } from './webCirculation.ts';

/** A plan and its central case, with the stakes of `grantsRecorded` recorded. */
export interface CentralWorld {
  readonly plan: Plan;
  readonly central: RunColumns['central'];
}

/** What the question is answered from. */
export interface CircularityInput {
  readonly book: Book;
  readonly world: CentralWorld;
  /** The same book with all that is announced performed in full. */
  readonly announced: CentralWorld;
  /** Quarters asked about; the whole horizon where left out. */
  readonly window?: Window;
  /** Parties asked about; all that finance others where left out. */
  readonly asked?: readonly string[];
  readonly simulated?: ReadonlyMap<string, SimulatedReturn>;
  readonly causal?: ReadonlyMap<string, CausalReturn>;
}

const ROUTES = 5;
const ENDS = 8;
/** Part of a party's finance under which a route is not followed. */
const LEAST_ROUTE = 1e-3;

/**
 * How much of what a party earns in the web is its own money coming back.
 *
 * Definition: every unit of v's finance is tagged (money raised on shares that v granted too); tagged money moves on at
 * each party, is kept in cash over quarters, or leaves the web; what arrives at v as payment for a purchase has come
 * back. Least, most and evenly mixed over all attributions (returnBounds.ts, proRataReturn.ts).
 * Units: the book's currency over the quarters asked about; shares of v's sales within the web and of all its revenue.
 * Assumes: the central case: inputs at medians, no shocks; announced parts of deals at their expected performance.
 * Cost: three central cases and some maximum flows for each party: about a second on the shipped book.
 * Source: J. Bialek (1996), IEE Proceedings 143(4); L. R. Ford and D. R. Fulkerson (1962), Flows in Networks.
 * Verified by: circularity.test.ts, mechanisms/flows/flows.test.ts, test/oracle/flows.test.ts.
 */
export function circularity(input: CircularityInput): Finding<CircularityResult> {
  const { book, world } = input;
  const { plan, central } = world;
  const window = input.window ?? { from: 0, to: plan.quarters - 1 };
  const grants = grantsOf(plan, central);
  const flowed = flowPlan(book, plan, grants);
  const money = centralMoney(flowed, central);
  const { holderOf, names } = naming(book, flowed);
  const announced = announcedReturns(input, window);
  const sponsors = flowed.ids.flatMap((id, v) => {
    const isAsked =
      input.asked?.includes(id) ??
      (isSponsor(money.flows, v, window.to) ||
        announced.has(id) ||
        grants.some((g) => g.issuer === v) ||
        pastTags(book, flowed, central, id).length > 0);
    return isAsked ? [v] : [];
  });
  const parties: Record<string, PartyCircularity> = {};
  for (const v of sponsors) {
    const id = flowed.ids[v]!;
    parties[id] = {
      ...partyCircularity(input, flowed, money, v, window),
      announced: announced.get(id) ?? null,
      simulated: input.simulated?.get(id) ?? null,
      causal: input.causal?.get(id) ?? null,
    };
  }
  const web = webCirculation(money.flows, money.parties, window, holderOf);
  return {
    question: 'circularity',
    result: {
      from: printQuarter(plan.firstQuarter + window.from),
      to: printQuarter(plan.firstQuarter + window.to),
      parties,
      routes: sponsors.flatMap((v) => routesOf(flowed, money, v, holderOf)).sort((a, b) => b.pro_rata - a.pro_rata),
      circulations: web.circles.map((c) => ({ parties: c.parties.map(names), amount: c.amount })),
      web: { flows: web.flows, circulating: web.circulating },
      web_share: { low: web.low, high: web.high },
      lookthrough: lookThrough(flowed, central, money.flows, window),
    },
    units: CIRCULARITY_UNITS,
    method: { docs: 'docs/models/circularity.md', references: CIRCULARITY_REFERENCES },
    limits: CIRCULARITY_LIMITS,
    restsOn: termsBehind(book, flowed, sponsors),
    warnings: [],
  };
}

/** Purses of earmarked money go under the name of their holder. */
function naming(book: Book, { ids, earmarks }: FlowPlan) {
  const holderOf = (node: number): number => (node < ids.length ? node : earmarks[node - ids.length]!.holder);
  return {
    holderOf,
    names: (node: number): string => ids[holderOf(node)]!,
    nameOf: (node: number): string => book.content.parties[ids[holderOf(node)]!]?.name ?? ids[holderOf(node)]!,
  };
}

type Contracted = Omit<PartyCircularity, 'announced' | 'simulated' | 'causal'>;

function partyCircularity(
  input: CircularityInput,
  flowed: FlowPlan,
  money: CentralMoney,
  v: number,
  window: Window,
): Contracted {
  const { book } = input;
  const { plan, ids } = flowed;
  const { holderOf, nameOf } = naming(book, flowed);
  const { currency } = book.content.book;
  const { all, direct, mixed } = returnsOf(money.flows, v, window);
  const sums = sumsOf(money, v, window);
  const ends = returnEnds(money.flows, v, mixed, window.to, holderOf);
  const given = sumsOf(money, v, { from: 0, to: window.to }).financedOut;
  const granted = grantedTo(flowed, money, v, window.to);
  const period = ` from ${printQuarter(plan.firstQuarter)} to ${printQuarter(plan.firstQuarter + window.to)}`;
  return {
    name: nameOf(v),
    income: sums.income,
    revenue: sums.revenue,
    financed_out: sums.financedOut,
    financed_before: financedBefore(book, ids[v]!),
    with_past: pastReturns(input, flowed, money, v, window),
    ...amountsOf(all, sums),
    direct: plain(direct),
    through_web: plain({
      low: Math.max(0, all.low - direct.low),
      proRata: Math.max(0, all.proRata - direct.proRata),
      high: Math.max(0, all.high - direct.high),
    }),
    by_year: yearsOf(money, v, window, plan.firstQuarter, mixed),
    ends: ends
      .filter((e) => e.amount > 1e-3 * given)
      .slice(0, ENDS)
      .map((e) => ({ how: e.how, party: ids[e.party]!, amount: e.amount })),
    sentence: returnSentence({ name: nameOf(v), period, given, granted, sums, ways: all, ends, nameOf, currency }),
    audit: returnAudit(flowed, v, window, money, { currency, nameOf }),
  };
}

/** Money that others raised on shares of a party, up to a quarter. */
function grantedTo({ groups }: FlowPlan, money: CentralMoney, v: number, to: number): number {
  let sum = 0;
  for (const [k, group] of groups.entries())
    if (group.sponsor === v && group.payer !== v) for (let q = 0; q <= to; q++) sum += money.paidBy(k, q);
  return sum;
}

/** The same with what it put in before the run tagged in the opening cash of those who received it. */
function pastReturns(
  { book, world }: CircularityInput,
  flowed: FlowPlan,
  money: CentralMoney,
  v: number,
  window: Window,
): PartyCircularity['with_past'] {
  const tags = pastTags(book, flowed, world.central, flowed.ids[v]!);
  if (tags.length === 0) return null;
  const { all } = returnsOf(withPast(money.flows, v, tags), v, window);
  const tagged = tags.reduce((sum, { amount }) => sum + amount, 0);
  return { tagged, ...amountsOf(all, sumsOf(money, v, window)) };
}

function plain({ low, proRata, high }: ThreeWays): { low: number; pro_rata: number; high: number } {
  return { low, pro_rata: proRata, high };
}

/** The same if everything announced and not ended came about. */
function announcedReturns(
  { book, announced }: CircularityInput,
  window: Window,
): ReadonlyMap<string, NonNullable<PartyCircularity['announced']>> {
  const { plan, central } = announced;
  const flowed = flowPlan(book, plan, grantsOf(plan, central));
  const money = centralMoney(flowed, central);
  const found = new Map<string, NonNullable<PartyCircularity['announced']>>();
  for (const [v, id] of flowed.ids.entries()) {
    if (!isSponsor(money.flows, v, window.to)) continue;
    const sums = sumsOf(money, v, window);
    const { all } = returnsOf(money.flows, v, window);
    found.set(id, { income: sums.income, financed_out: sums.financedOut, ...amountsOf(all, sums) });
  }
  return found;
}

/** The routes that carry most, over the whole run up to its end; ways through a purse and past it are one route. */
function routesOf(
  { ids }: FlowPlan,
  { flows }: CentralMoney,
  v: number,
  holderOf: (node: number) => number,
): CircularityResult['routes'] {
  const { payee, sponsor, amount, periods } = flows;
  let given = 0;
  for (let k = 0; k < payee.length; k++)
    if (sponsor[k] === v && payee[k] !== v) for (let q = 0; q < periods; q++) given += amount[k * periods + q]!;
  if (given <= 0) return [];
  const merged = new Map<string, { parties: string[]; pro_rata: number; most: number }>();
  for (const { parties, proRata } of returnRoutes(flows, v, LEAST_ROUTE * given).slice(0, 2 * ROUTES)) {
    const holders = parties.map(holderOf).filter((h, n, list) => n === 0 || h !== list[n - 1]);
    const passed = [v, ...holders, v].map((i) => ids[i]!);
    const key = passed.join(' ');
    const known = merged.get(key) ?? { parties: passed, pro_rata: 0, most: 0 };
    known.pro_rata += proRata;
    known.most += mostOnRoute(flows, v, parties);
    merged.set(key, known);
  }
  return [...merged.values()]
    .sort((a, b) => b.pro_rata - a.pro_rata)
    .slice(0, ROUTES)
    .map((route) => ({ for: ids[v]!, ...route }));
}

/** The figures of the terms under which the parties give finance, and of those under which the financed buy from them. */
function termsBehind(book: Book, { groups, plan }: FlowPlan, sponsors: readonly number[]): RestsOn[] {
  const terms = new Set<string>();
  for (const v of sponsors) {
    const financed = new Set(groups.filter((g) => g.sponsor === v).map((g) => g.payee));
    for (const group of groups) {
      if (group.sponsor !== v && !(group.payee === v && financed.has(group.payer))) continue;
      for (const r of group.rows) if (plan.rows[r]!.deal !== '') terms.add(plan.rows[r]!.ref);
    }
  }
  return Object.entries(book.content.deals ?? {}).flatMap(([id, deal]) =>
    dealFigures(book, id, deal)
      .terms.filter((t) => terms.has(`${id}.${t.id}`))
      .flatMap((t) => t.paths.map((path) => restsOn(book, path, null))),
  );
}
