import { type Block, spareColumn } from './block.ts';
import type { KeptTable } from './kept.ts';
import { type KeptPlaces, keptPlaces, type YearOfParty } from './keptPlaces.ts';
import { rowGroups } from './rowGroups.ts';

/** Clears the columns in which a block gathers what is kept. */
export function startKeeping(block: Block, table: KeptTable): void {
  const first = spareColumn(block.plan, 'kept') * block.width;
  block.data.fill(0, first, first + table.names.length * block.width);
}

/** Books what a quarter brought into the columns that are kept; nothing is worked out for a name that is not asked for. */
export function keepQuarter(block: Block, quarter: number, table: KeptTable): void {
  const { plan } = block;
  const places = keptPlaces(plan, table);
  const year = places.years[places.yearOfQuarter[quarter]];
  const isYearEnd =
    quarter === plan.quarters - 1 || places.yearOfQuarter[quarter + 1] !== places.yearOfQuarter[quarter];
  for (let i = 0; i < plan.parties.length; i++) {
    keepFlows(block, i, year[i]);
    if (isYearEnd) keepBalances(block, i, year[i], places);
  }
  keepRows(block, year, places);
  copyColumns(block, places.atQuarter[quarter]);
  keepRatio(block, places.ratios[quarter]);
  if (quarter === plan.quarters - 1) keepOutcomes(block, places);
}

/** What is kept, column after column: value of name k on lane l at k·width + l. */
export function keptValues(block: Block, table: KeptTable): Float64Array {
  const first = spareColumn(block.plan, 'kept') * block.width;
  return block.data.slice(first, first + table.names.length * block.width);
}

function keepFlows(block: Block, i: number, place: YearOfParty): void {
  const { plan, data, sums, width } = block;
  const party = plan.parties[i];
  const c = party.columns;
  if (place.revenue >= 0) sums.add(place.revenue * width, c.revenue * width, width);
  if (place.raised >= 0) {
    const drawn = spareColumn(plan, 'gross') * width;
    const equity = party.rows.equity * width;
    data.copyWithin(drawn, equity, equity + width);
    for (const d of party.debt) sums.add(drawn, d.draw * width, width);
    sums.add(place.raised * width, drawn, width);
  }
  if (place.operating >= 0) {
    const operating = place.operating * width;
    const ebitda = c.ebitda * width;
    const capex = party.rows.capex * width;
    for (let l = 0; l < width; l++) data[operating + l] += data[ebitda + l] / 4 - data[capex + l];
  }
  if (place.unmet >= 0) {
    const unmet = place.unmet * width;
    const out = c.out * width;
    const into = c.into * width;
    const before = c.cashBefore * width;
    for (let l = 0; l < width; l++) data[unmet + l] += Math.max(0, data[out + l] - data[into + l] - data[before + l]);
  }
}

function keepBalances(block: Block, i: number, place: YearOfParty, places: KeptPlaces): void {
  const { plan, data, sums, width } = block;
  const c = plan.parties[i].columns;
  const copy = (to: number, from: number): void => {
    if (to >= 0) data.copyWithin(to * width, from * width, (from + 1) * width);
  };
  copy(place.cash, c.cash);
  copy(place.value, c.value);
  copy(place.debt, c.debt);
  if (place.debt < 0) return;
  sums.add(place.debt * width, c.channelDebt * width, width);
  for (const outstanding of places.loansOfParty[i]) sums.add(place.debt * width, outstanding * width, width);
}

function keepRows(block: Block, year: readonly YearOfParty[], places: KeptPlaces): void {
  const { sums, width, active } = block;
  const { partyOf, payer, payee, column } = rowGroups(block.plan);
  const { isUnderDeal, isBought, isFinance, dealOfRow } = places;
  const add = (to: number, from: number): void => {
    if (to >= 0) sums.add(to * width, from, width);
  };
  for (let k = 0; k < active.count; k++) {
    const i = active.rows[k];
    if (isUnderDeal[i] === 0) continue;
    const from = column[i] * width;
    add(dealOfRow[i], from);
    const by = partyOf[payer[i]];
    const to = partyOf[payee[i]];
    if (by >= 0 && isBought[i] === 1) add(year[by].bought, from);
    if (to >= 0 && isBought[i] === 1) add(year[to].sold, from);
    if (by >= 0) add(year[by].due, from);
    if (to >= 0 && isFinance[i] === 1) add(year[to].committed, from);
  }
}

function keepRatio(block: Block, place: number): void {
  if (place < 0) return;
  const { plan, data, width } = block;
  const c = plan.market.columns;
  const ratio = place * width;
  const price = c.price * width;
  const longRunCost = c.longRunCost * width;
  for (let l = 0; l < width; l++) data[ratio + l] = data[price + l] / data[longRunCost + l];
}

function keepOutcomes(block: Block, places: KeptPlaces): void {
  const { sums, width } = block;
  copyColumns(block, places.atHorizon);
  for (const { to, from } of places.lostOfClaims) sums.add(to * width, from * width, width);
}

function copyColumns({ data, width }: Block, copies: KeptPlaces['atHorizon']): void {
  for (const { from, to } of copies) data.copyWithin(to * width, from * width, (from + 1) * width);
}
