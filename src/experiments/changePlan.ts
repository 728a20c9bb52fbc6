import { medianOf } from '../base/distribution.ts';
import { log, pow } from '../base/elementary.ts';
import { nearestName } from '../base/nearestName.ts';
import { type Quantity, readQuantity, statementAt } from '../base/quantity.ts';
import type { Book } from '../book/book.ts';
import type { Scenario } from '../book/schema/book.ts';
import type { Patch, Plan, YearlyColumns } from '../plan/plan.ts';
import { AS_DRAWN } from '../run/patches.ts';
import { APPETITE_PERSISTENCE_YEAR } from '../run/phases/want.ts';
import { delayDeliveries } from './delayDeliveries.ts';
import { sizeInputs } from './sizeInputs.ts';

type Change = Scenario['changes'][number];
type Shock = NonNullable<Change['shock']>;
type Renegotiation = NonNullable<Shock['renegotiate']>;
/** Says that a part of the change, named by its key, does nothing, and what to do about it. */
type Complain = (key: string, message: string, help: string) => void;

/** What the change of one plan works with. */
interface Changing {
  readonly book: Book;
  readonly plan: Plan;
  readonly quarter: number;
  readonly patches: Patch[];
  readonly complain: Complain;
}

/** The plan with one change of a scenario laid over it from a quarter on; what matches nothing is complained of. */
export function changePlan(book: Book, plan: Plan, change: Change, quarter: number, complain: Complain): Plan {
  if (quarter >= plan.quarters) {
    complain(
      'from',
      'this change comes after the horizon of the book',
      'name an earlier quarter, or move `book.horizon.end`',
    );
    return plan;
  }
  const patches: Patch[] = [];
  const changing: Changing = { book, plan, quarter, patches, complain };
  if (quarter > 0) {
    for (const [path, value] of Object.entries(change.set ?? {})) setLater(changing, path, value);
    for (const deal of change.without ?? []) endDeal(changing, deal);
  }
  for (const channel of change.cut ?? []) patch(changing, `channels.${channel}:alive`, 'set', 0);
  for (const [reference, factor] of Object.entries(change.scale ?? {}))
    scale(changing, reference, medianIn(book, factor));
  const shocked = change.shock === undefined ? plan : shock(changing, change.shock);
  return patches.length === 0 ? shocked : { ...shocked, patches: [...shocked.patches, ...patches] };
}

/** Lays one operation over a named column; false where there is no such column. */
function patch(
  changing: Changing,
  name: string,
  operation: Patch['operation'],
  value: number,
  quarter = changing.quarter,
): boolean {
  const column = changing.plan.columnNames.indexOf(name);
  if (column < 0) return false;
  changing.patches.push({ quarter, column, operation, value });
  return true;
}

/** Shocks are told in one number: the median of what the author wrote. */
function medianIn(book: Book, q: Quantity): number {
  const statement = statementAt(q, book.asOf);
  return statement === null ? 1 : medianOf(statement.distribution);
}

function setLater(changing: Changing, path: string, raw: unknown): void {
  const { plan, complain } = changing;
  const column = plan.columnNames.indexOf(path);
  const isInput = plan.inputs.some((input) => input.column === column);
  const isUsedAtStart = plan.derived.some((d) => d.numerators.includes(column) || d.denominators.includes(column));
  if (column < 0 || !isInput || isUsedAtStart) {
    const free = plan.inputs.map((input) => input.path);
    const nearest = column < 0 ? nearestName(path, free) : null;
    const hint = nearest === null ? '' : `; did you mean \`${nearest}\`?`;
    complain(
      `set.${path}`,
      `\`${path}\` is used when a run is set up and cannot change within it`,
      `leave out \`from\`, or describe it as a shock${hint}`,
    );
    return;
  }
  const spec = { unit: plan.columnUnits[column] as string, meaning: path };
  const read = readQuantity(raw, spec, (_fault, message) => complain(`set.${path}`, message, 'write one quantity'));
  if (read !== null) patch(changing, path, 'set', medianIn(changing.book, read));
}

function endDeal(changing: Changing, deal: string): void {
  const terms = changing.plan.terms.filter((t) => t.deal === deal);
  const ended = terms.filter((t) => patch(changing, `${t.ref}:alive`, 'set', 0));
  if (ended.length === 0)
    changing.complain('without', `\`${deal}\` holds nothing that could end`, 'leave it out of this list');
}

/** From the start a term's sizes are scaled as inputs; from a later quarter on its volume is. */
function scale(changing: Changing, reference: string, factor: number): void {
  const { plan, quarter, complain } = changing;
  const terms = plan.terms.filter((t) => t.ref === reference || t.deal === reference);
  let matched = false;
  for (const term of terms) {
    if (quarter > 0) {
      if (patch(changing, `${term.ref}:volume_factor`, 'multiply', factor)) matched = true;
      continue;
    }
    for (const input of sizeInputs(plan, term)) {
      // Inputs are scaled as they are drawn, before anything follows from them.
      if (patch(changing, input.path, 'multiply', factor, AS_DRAWN)) matched = true;
    }
  }
  if (matched) return;
  complain(
    `scale.${reference}`,
    `\`${reference}\` has no amount that could be scaled${quarter > 0 ? ' within the run' : ''}`,
    'scale capacity or supply terms, or leave out `from`',
  );
}

function shock(changing: Changing, written: Shock): Plan {
  const { book, plan, complain } = changing;
  const of = (q: Quantity | undefined): number | null => (q === undefined ? null : medianIn(book, q));
  const party = written.party ?? '';
  const revenue = of(written.revenue);
  const growth = of(written.growth);
  const price = of(written.compute_price);
  const appetite = of(written.appetite);
  const room = of(written.debt_room);
  if (revenue !== null && !shockRevenue(changing, party, revenue))
    complain('shock.revenue', `\`${party}\` has no revenue of its own`, 'give it `demand` or `operations`');
  if (growth !== null && !shockGrowth(changing, party, growth))
    complain('shock.growth', `\`${party}\` has no revenue of its own that grows`, 'give it `demand` or `operations`');
  if (written.default === true && !patch(changing, `${party}:forced_default`, 'set', 1))
    complain('shock.default', `\`${party}\` cannot default`, 'name a party of the book');
  if (price !== null) shockPrice(changing, price);
  if (appetite !== null) shockAppetite(changing, appetite);
  if (room !== null) shockRoom(changing, party, room);
  return written.renegotiate === undefined ? plan : renegotiate(changing, party, written.renegotiate);
}

function shockRevenue(changing: Changing, party: string, factor: number): boolean {
  const isLab = patch(changing, `${party}:revenue_shock`, 'multiply', factor);
  const hasBusiness = patch(changing, `${party}:operations_revenue`, 'multiply', factor);
  return isLab || hasBusiness;
}

function shockGrowth(changing: Changing, party: string, points: number): boolean {
  const isLab = patch(changing, `${party}:growth_shock`, 'add', points);
  const growth = changing.plan.parties.find((p) => p.id === party)?.growth ?? null;
  if (growth !== null)
    for (const column of columnsFrom(growth, changing.quarter))
      changing.patches.push({ quarter: changing.quarter, column, operation: 'add', value: points });
  return isLab || growth !== null;
}

function columnsFrom(yearly: YearlyColumns, quarter: number): Set<number> {
  return new Set([...yearly.a.slice(quarter), ...yearly.b.slice(quarter)]);
}

/** Everyone else's demand moves by fᵉ, e the price elasticity: what moves the price by f while their demand is most of it. */
function shockPrice(changing: Changing, factor: number): void {
  const { plan, complain } = changing;
  if (!plan.hasMarket) {
    complain('shock.compute_price', 'this book has no market', 'add `market:`');
    return;
  }
  const elasticity = plan.inputs.find((input) => input.column === plan.market.columns.elasticity)?.central ?? 1;
  patch(changing, 'market:demand_of_others', 'multiply', pow(Math.max(1e-9, factor), elasticity));
}

/** Appetite is kept in logarithms and reverts by itself; the shock holds it down for good. */
function shockAppetite(changing: Changing, factor: number): void {
  const move = log(Math.max(1e-9, factor));
  const kept = Math.sqrt(Math.sqrt(APPETITE_PERSISTENCE_YEAR));
  for (let q = changing.quarter; q < changing.plan.quarters; q++) {
    patch(changing, 'market:appetite', 'add', q === changing.quarter ? move / kept : move / kept - move, q);
  }
}

function shockRoom(changing: Changing, party: string, factor: number): void {
  const hit = changing.plan.parties.filter((p) => party === '' || p.id === party);
  for (const p of hit) patch(changing, `${p.id}:funding_shock`, 'multiply', factor);
}

/** The party's contracts as a buyer: price and volume fall by a share, deliveries yet to come slip. */
function renegotiate(changing: Changing, party: string, written: Renegotiation): Plan {
  const { book, plan, quarter, complain } = changing;
  const share = (q: Quantity | undefined): number => (q === undefined ? 0 : medianIn(book, q));
  const account = plan.accounts.findIndex((a) => a.id === party);
  const isNamed = (ref: string, deal: string): boolean =>
    written.terms === undefined || written.terms.some((t) => t === ref || t === deal);
  const terms = plan.terms.filter(
    (t) => (t.kind === 'capacity' || t.kind === 'supply') && t.debtor === account && isNamed(t.ref, t.deal),
  );
  if (terms.length === 0) {
    complain(
      'shock.renegotiate',
      `\`${party}\` buys no capacity or equipment that could be renegotiated`,
      'name a buyer, or other `terms`',
    );
    return plan;
  }
  for (const { ref } of terms) {
    if (written.price !== undefined) patch(changing, `${ref}:price_factor`, 'multiply', 1 - share(written.price));
    if (written.volume !== undefined) patch(changing, `${ref}:volume_factor`, 'multiply', 1 - share(written.volume));
  }
  const delay = Math.round(share(written.delay));
  return delay === 0 ? plan : delayDeliveries(plan, new Set(terms.map((t) => t.ref)), quarter, delay);
}
