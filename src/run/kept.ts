import { yearOfQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { rowGroups } from './rowGroups.ts';

/** What a run keeps of every path: one double each, under a name made of dots. */
export interface KeptTable {
  readonly names: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly years: readonly number[];
}

const tables = new WeakMap<Plan, KeptTable>();

/** Names of everything that is kept, in the order of the columns. */
export function keptTable(plan: Plan): KeptTable {
  const known = tables.get(plan);
  if (known !== undefined) return known;
  const names: string[] = [];
  const years: number[] = [];
  for (let q = 0; q < plan.quarters; q++) {
    const year = yearOfQuarter(plan.firstQuarter + q);
    if (years.at(-1) !== year) years.push(year);
  }
  for (const party of plan.parties) {
    names.push(`${party.id}.default`, `${party.id}.cause`, `${party.id}.rescued`, `${party.id}.outside_lost`);
    for (const year of years) {
      for (const what of [
        'cash',
        'debt',
        'value',
        'revenue',
        'bought',
        'sold',
        'raised',
        'unmet',
        'due',
        'operating',
        'committed',
      ]) {
        names.push(`${party.id}.${what}.${year}`);
      }
    }
  }
  if (plan.hasMarket) {
    for (let q = 0; q < plan.quarters; q++)
      names.push(`market.price.${q}`, `market.capacity.${q}`, `market.utilisation.${q}`, `market.ratio.${q}`);
  }
  for (const deal of Object.keys(plan.dealTitles)) names.push(`deal.${deal}.paid`);
  for (const claim of plan.claims) names.push(`claim.${plan.terms[claim.term].ref}.lost`);
  for (const term of plan.terms) if (term.kind === 'guarantee') names.push(`guarantee.${term.ref}.called`);
  const table = { names, index: new Map(names.map((n, i) => [n, i])), years };
  tables.set(plan, table);
  return table;
}

/** Books what a quarter brought into the kept columns. */
export function keepQuarter(plan: Plan, block: Block, quarter: number, kept: Float64Array): void {
  const table = keptTable(plan);
  const year = yearOfQuarter(plan.firstQuarter + quarter);
  const isYearEnd = (plan.firstQuarter + quarter) % 4 === 3 || quarter === plan.quarters - 1;
  keepParties(plan, block, kept, table, year, isYearEnd);
  keepRows(plan, block, kept, table, year);
  if (plan.hasMarket) keepMarket(plan, block, kept, table, quarter);
  if (quarter === plan.quarters - 1) keepOutcomes(plan, block, kept, table);
}

function at(table: KeptTable, name: string, width: number): number {
  return (table.index.get(name) as number) * width;
}

/** Places of a party's yearly columns in the kept table. */
interface YearPlaces {
  readonly revenue: number;
  readonly raised: number;
  readonly unmet: number;
  readonly operating: number;
  readonly bought: number;
  readonly sold: number;
  readonly due: number;
  readonly committed: number;
}

const places = new WeakMap<Plan, Map<number, readonly YearPlaces[]>>();

/** Names are looked up once a plan and year, not once a quarter and block. */
function yearPlaces(plan: Plan, table: KeptTable, year: number): readonly YearPlaces[] {
  let byYear = places.get(plan);
  if (byYear === undefined) {
    byYear = new Map();
    places.set(plan, byYear);
  }
  let made = byYear.get(year);
  if (made === undefined) {
    made = plan.parties.map((party) => {
      const place = (what: string): number => table.index.get(`${party.id}.${what}.${year}`) as number;
      return {
        revenue: place('revenue'),
        raised: place('raised'),
        unmet: place('unmet'),
        operating: place('operating'),
        bought: place('bought'),
        sold: place('sold'),
        due: place('due'),
        committed: place('committed'),
      };
    });
    byYear.set(year, made);
  }
  return made;
}

function keepParties(
  plan: Plan,
  block: Block,
  kept: Float64Array,
  table: KeptTable,
  year: number,
  isYearEnd: boolean,
): void {
  const { data, width } = block;
  const byParty = yearPlaces(plan, table, year);
  for (const [i, party] of plan.parties.entries()) {
    const c = party.columns;
    const place = byParty[i];
    const revenue = place.revenue * width;
    const raised = place.raised * width;
    const unmet = place.unmet * width;
    const operating = place.operating * width;
    const revenueAt = c.revenue * width;
    const equityAt = party.rows.equity * width;
    const ebitdaAt = c.ebitda * width;
    const capexAt = party.rows.capex * width;
    const outAt = c.out * width;
    const intoAt = c.into * width;
    const cashBeforeAt = c.cashBefore * width;
    for (let l = 0; l < width; l++) {
      kept[revenue + l] += data[revenueAt + l];
      let drawn = data[equityAt + l];
      for (const d of party.debt) drawn += data[d.draw * width + l];
      kept[raised + l] += drawn;
      kept[operating + l] += data[ebitdaAt + l] / 4 - data[capexAt + l];
      kept[unmet + l] += Math.max(0, data[outAt + l] - data[intoAt + l] - data[cashBeforeAt + l]);
    }
    if (!isYearEnd) continue;
    const cash = at(table, `${party.id}.cash.${year}`, width);
    const debt = at(table, `${party.id}.debt.${year}`, width);
    const value = at(table, `${party.id}.value.${year}`, width);
    const cashAt = c.cash * width;
    const debtAt = c.debt * width;
    const channelDebtAt = c.channelDebt * width;
    const valueAt = c.value * width;
    for (let l = 0; l < width; l++) {
      kept[cash + l] = data[cashAt + l];
      kept[debt + l] = data[debtAt + l] + data[channelDebtAt + l];
      kept[value + l] = data[valueAt + l];
    }
    for (const term of plan.terms) {
      if (term.kind !== 'loan' || term.debtor !== party.account) continue;
      const outstanding = term.columns.outstanding * width;
      for (let l = 0; l < width; l++) kept[debt + l] += data[outstanding + l];
    }
  }
}

/** What counts as buying, and as the money that a deal's headline promises: goods and services, and money lent or invested. */
const PURCHASES: ReadonlySet<string> = new Set(['capacity', 'supply', 'lease']);

const kinds = new WeakMap<Plan, ReadonlyMap<string, string>>();

function termKinds(plan: Plan): ReadonlyMap<string, string> {
  let made = kinds.get(plan);
  if (made === undefined) {
    made = new Map(plan.terms.map((term) => [term.ref, term.kind]));
    kinds.set(plan, made);
  }
  return made;
}

function keepRows(plan: Plan, block: Block, kept: Float64Array, table: KeptTable, year: number): void {
  const { data, width } = block;
  const groups = rowGroups(plan);
  const byParty = yearPlaces(plan, table, year);
  const kindOf = termKinds(plan);
  for (let k = 0; k < block.active.count; k++) {
    const i = block.active.rows[k];
    const row = plan.rows[i];
    if (row.ref === '') continue;
    const from = row.column * width;
    const kind = kindOf.get(row.ref) ?? '';
    const isBought = row.role === 'payment' && PURCHASES.has(kind);
    const isPromised = isBought || (row.role === 'payment' && kind === 'equity') || row.role === 'draw';
    if (isPromised) {
      const deal = at(table, `deal.${row.deal}.paid`, width);
      for (let l = 0; l < width; l++) kept[deal + l] += data[from + l];
    }
    const payer = groups.partyOf[groups.payer[i]];
    const payee = groups.partyOf[groups.payee[i]];
    if (payer >= 0 && isBought) {
      const bought = byParty[payer].bought * width;
      for (let l = 0; l < width; l++) kept[bought + l] += data[from + l];
    }
    if (payee >= 0 && isBought) {
      const sold = byParty[payee].sold * width;
      for (let l = 0; l < width; l++) kept[sold + l] += data[from + l];
    }
    if (payer >= 0) {
      const due = byParty[payer].due * width;
      for (let l = 0; l < width; l++) kept[due + l] += data[from + l];
    }
    if (payee >= 0 && row.purpose === 'finance') {
      const committed = byParty[payee].committed * width;
      for (let l = 0; l < width; l++) kept[committed + l] += data[from + l];
    }
  }
}

function keepMarket(plan: Plan, block: Block, kept: Float64Array, table: KeptTable, quarter: number): void {
  const { data, width } = block;
  const c = plan.market.columns;
  const price = at(table, `market.price.${quarter}`, width);
  const capacity = at(table, `market.capacity.${quarter}`, width);
  const utilisation = at(table, `market.utilisation.${quarter}`, width);
  const ratio = at(table, `market.ratio.${quarter}`, width);
  const priceAt = c.price * width;
  const capacityAt = c.capacity * width;
  const utilisationAt = c.utilisation * width;
  const longRunCostAt = c.longRunCost * width;
  for (let l = 0; l < width; l++) {
    kept[price + l] = data[priceAt + l];
    kept[capacity + l] = data[capacityAt + l];
    kept[utilisation + l] = data[utilisationAt + l];
    kept[ratio + l] = data[priceAt + l] / data[longRunCostAt + l];
  }
}

function keepOutcomes(plan: Plan, block: Block, kept: Float64Array, table: KeptTable): void {
  const { data, width } = block;
  for (const party of plan.parties) {
    const status = at(table, `${party.id}.default`, width);
    const cause = at(table, `${party.id}.cause`, width);
    const lost = at(table, `${party.id}.outside_lost`, width);
    const statusAt = party.columns.status * width;
    const causeAt = party.columns.cause * width;
    const lostAt = party.columns.lost * width;
    for (let l = 0; l < width; l++) {
      kept[status + l] = data[statusAt + l];
      kept[cause + l] = data[causeAt + l];
      kept[lost + l] = data[lostAt + l];
    }
  }
  for (const rescue of plan.rescues) {
    const rescued = at(table, `${plan.parties[rescue.party].id}.rescued`, width);
    for (let l = 0; l < width; l++) kept[rescued + l] = data[rescue.columns.rescued * width + l];
  }
  for (const claim of plan.claims) {
    const lost = at(table, `claim.${plan.terms[claim.term].ref}.lost`, width);
    for (let l = 0; l < width; l++) kept[lost + l] += data[claim.columns.lost * width + l];
  }
  for (const term of plan.terms) {
    if (term.kind !== 'guarantee') continue;
    const called = at(table, `guarantee.${term.ref}.called`, width);
    for (let l = 0; l < width; l++) kept[called + l] = data[term.columns.paidOut * width + l];
  }
}
