import type { PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { Block } from '../block.ts';
import { drawDebt } from '../drawDebt.ts';
import { flatFlows, forecastScratch, scheduledFlows } from '../forecast.ts';
import { planIndex } from '../planIndex.ts';
import { sumDues } from '../totals.ts';

/** Quarters over which a party looks ahead, this one included. */
const LOOK_AHEAD = 4;
/** What lenders advance on a year of contracted earnings, whatever the borrower's own value (grade D). */
const CONTRACT_ADVANCE = 4;
/** What lenders advance on the replacement cost of capacity that stands, at the market (grade D; chip-backed loans of 2023–25). */
const CAPACITY_ADVANCE = 0.4;
const HIGHEST_MARKET = 1.2;
/** Shortage relative to dues that is more than rounding. */
const TOLERANCE = 1e-9;

/** A party whose cash would fall under its buffer within four quarters draws debt up to its room, then equity (definitions D3). */
export function fund(plan: Plan, block: Block, quarter: number): void {
  sumDues(plan, block);
  const { data, width, from, to } = block;
  const forecast = forecastScratch(plan, width);
  flatFlows(plan, block, forecast);
  const { funded } = planIndex(plan);
  const trough = troughOf(plan, width);
  for (const party of funded) {
    const cash = forecast.cash[party.account];
    const low = trough[plan.parties.indexOf(party)];
    const cashAt = party.columns.cash * width;
    const intoAt = party.columns.into * width;
    const outAt = party.columns.out * width;
    for (let l = from; l < to; l++) {
      cash[l] = data[cashAt + l] + data[intoAt + l] - data[outAt + l];
      low[l] = cash[l];
    }
  }
  for (let k = 1; k < LOOK_AHEAD; k++) {
    scheduledFlows(plan, block, forecast, quarter, k);
    for (const party of funded) {
      const cash = forecast.cash[party.account];
      const low = trough[plan.parties.indexOf(party)];
      const flat = forecast.flat[party.account];
      const out = forecast.out[party.account];
      const into = forecast.into[party.account];
      for (let l = from; l < to; l++) {
        cash[l] += flat[l] + into[l] - out[l];
        if (cash[l] < low[l]) low[l] = cash[l];
      }
    }
  }
  const contracted = contractedEarnings(plan, block, quarter);
  for (const i of plan.fundingOrder) {
    const party = plan.parties[i];
    if (party.hasFunding) draw(plan, block, party, trough[i], contracted[party.account], quarter);
    passShortage(plan, block, i, trough);
  }
}

/** Who is still short this quarter pays what it promised to others in part: those it funds plan with that part. */
function passShortage(plan: Plan, block: Block, investor: number, trough: readonly Float64Array[]): void {
  const { data, width, from, to } = block;
  const investments = planIndex(plan).invests[investor];
  if (investments.length === 0) return;
  const c = plan.parties[investor].columns;
  for (let l = from; l < to; l++) {
    const out = data[c.out * width + l];
    const short = out - data[c.into * width + l] - data[c.cash * width + l];
    if (short <= TOLERANCE * (1 + out)) continue;
    const unpaid = Math.min(1, short / out);
    for (const { column, funded } of investments) trough[funded][l] -= unpaid * data[column * width + l];
  }
}

/**
 * EBITDA that signed contracts will bring once what is on order is delivered, annualised, by account.
 *
 * Lenders lend against signed take-or-pay contracts (CoreWeave's delayed-draw loans), not only against past earnings.
 */
function contractedEarnings(plan: Plan, block: Block, quarter: number): readonly Float64Array[] {
  const { data, width, from, to, scratch } = block;
  const forecast = forecastScratch(plan, width);
  const m = plan.market.columns;
  const { partyOfAccount } = planIndex(plan);
  for (const contracted of forecast.contracted) contracted.fill(0, from, to);
  for (const term of plan.terms) {
    if (term.kind !== 'capacity' && term.kind !== 'lease') continue;
    if (partyOfAccount.get(term.creditor)?.hasFunding !== true) continue;
    const scheduled = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].scheduled;
    scratch[2].fill(0, from, to);
    scratch[3].fill(0, from, to);
    scheduled?.(term, block, quarter + plan.market.lead, scratch[2], scratch[3]);
    const net = forecast.contracted[term.creditor];
    const running = term.kind === 'capacity' ? m.runningCost * width : -1;
    const priceAt = term.columns.price * width;
    const cutAt = term.columns.cut * width;
    for (let l = from; l < to; l++) {
      const cost =
        running < 0
          ? 0
          : Math.min(0.9, data[running + l] / Math.max(Number.MIN_VALUE, data[priceAt + l] * data[cutAt + l]));
      net[l] += 4 * scratch[3][l] * (1 - cost);
    }
  }
  return forecast.contracted;
}

const troughs = new WeakMap<Plan, Map<number, Float64Array[]>>();

function troughOf(plan: Plan, width: number): Float64Array[] {
  let byWidth = troughs.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    troughs.set(plan, byWidth);
  }
  let made = byWidth.get(width);
  if (made === undefined) {
    made = plan.parties.map(() => new Float64Array(width));
    byWidth.set(width, made);
  }
  return made;
}

/** Debt first: room = min(x·EBITDA, y·M) − debt, at r_f + spread(leverage); then equity ≤ fraction × M over any four quarters. */
function draw(
  plan: Plan,
  block: Block,
  party: PartyProgram,
  low: Float64Array,
  contracted: Float64Array,
  quarter: number,
): void {
  const { data, width, from, to, scratch } = block;
  const c = party.columns;
  const raisedNow = [c.raised0, c.raised1, c.raised2, c.raised3][quarter % 4] * width;
  const issuer = plan.issuers.find((i) => i.account === party.account);
  const loans = scratch[4];
  loansOf(plan, block, party, loans);
  const limits = scratch[5];
  debtLimits(plan, block, party, contracted, limits);
  const bufferAt = c.buffer * width;
  const debtAt = c.debt * width;
  const channelDebtAt = c.channelDebt * width;
  const fundingShockAt = c.fundingShock * width;
  const leverageAt = c.leverage * width;
  const roomAt = c.debtRoom * width;
  const owedAt = c.debtOwed * width;
  const intoAt = c.into * width;
  const slackAt = c.slack * width;
  const equityAt = party.rows.equity * width;
  const valueAt = c.value * width;
  const sharesAt = c.shares * width;
  const outsideAt = (issuer?.outside ?? 0) * width;
  const tradeAt = c.trade * width;
  for (let l = from; l < to; l++) {
    data[raisedNow + l] = 0;
    const wanted = data[bufferAt + l] - low[l];
    const owed = data[debtAt + l] + data[channelDebtAt + l] + loans[l];
    const limit = limits[l] * data[fundingShockAt + l];
    const debtDrawn = wanted > 0 ? drawDebt(plan, block, party, l, wanted, limit - owed, owed) : 0;
    data[roomAt + l] = Math.max(0, limit - owed - debtDrawn);
    data[owedAt + l] = owed + debtDrawn;
    data[leverageAt + l] = owed + debtDrawn > 0 ? (owed + debtDrawn) / Math.max(1e-9 * (owed + debtDrawn), limit) : 0;
    const equity = wanted > debtDrawn ? roomForEquity(block, party, l, wanted - debtDrawn) : 0;
    data[intoAt + l] += debtDrawn + equity;
    data[slackAt + l] = low[l] + debtDrawn + equity - data[bufferAt + l];
    for (const d of party.debt) data[d.draw * width + l] = debtDrawn * d.share;
    data[equityAt + l] = equity;
    data[raisedNow + l] = equity;
    if (equity <= 0) continue;
    const value = data[valueAt + l];
    const issued = (data[sharesAt + l] * equity) / value;
    data[sharesAt + l] += issued;
    if (issuer !== undefined) data[outsideAt + l] += issued;
    data[tradeAt + l] += equity;
    data[valueAt + l] = value + equity;
  }
}

/** Principal that a party owes under the loans of the book: it uses up debt room like any other debt. */
function loansOf(plan: Plan, block: Block, party: PartyProgram, loans: Float64Array): void {
  const { data, width, from, to } = block;
  loans.fill(0, from, to);
  for (const term of plan.terms) {
    if (term.kind !== 'loan' || term.debtor !== party.account) continue;
    const outstanding = term.columns.outstanding * width;
    for (let l = from; l < to; l++) loans[l] += data[outstanding + l];
  }
}

/** Most debt that lenders will hold, lane by lane: on earnings, and on value, contracts and capacity. */
function debtLimits(
  plan: Plan,
  block: Block,
  party: PartyProgram,
  contracted: Float64Array,
  limits: Float64Array,
): void {
  const { data, width, from, to, scratch } = block;
  const c = party.columns;
  const valueAt = c.value * width;
  const fractionAt = c.valueFraction * width;
  const lineAt = c.line * width;
  if (party.borrowsOnValue) {
    const stakesAt = c.stakes * width;
    for (let l = from; l < to; l++) {
      const held = Math.max(Math.max(0, data[valueAt + l]), data[stakesAt + l]);
      limits[l] = data[fractionAt + l] * held + data[lineAt + l];
    }
    return;
  }
  const capacity = scratch[6];
  capacityValues(plan, block, party, capacity);
  const ebitdaAt = c.ebitda * width;
  const multipleAt = c.ebitdaMultiple * width;
  for (let l = from; l < to; l++) {
    const ebitda = Math.max(0, data[ebitdaAt + l], contracted[l]);
    const secured = CONTRACT_ADVANCE * contracted[l] + CAPACITY_ADVANCE * capacity[l];
    const onValue = data[fractionAt + l] * Math.max(0, data[valueAt + l]) + secured;
    limits[l] = Math.min(data[multipleAt + l] * ebitda, onValue) + data[lineAt + l];
  }
}

/** Replacement cost of the capacity that a party owns, marked to the market's price against long-run cost. */
function capacityValues(plan: Plan, block: Block, party: PartyProgram, values: Float64Array): void {
  const { data, width, from, to } = block;
  const owner = planIndex(plan).ownerOfAccount.get(party.account);
  if (owner === undefined) {
    values.fill(0, from, to);
    return;
  }
  const m = plan.market.columns;
  const priceAt = m.price * width;
  const costAt = m.longRunCost * width;
  const ownedAt = owner.columns.owned * width;
  const chipsAt = owner.columns.chips * width;
  const shellAt = owner.columns.shell * width;
  for (let l = from; l < to; l++) {
    const market = Math.min(HIGHEST_MARKET, data[priceAt + l] / data[costAt + l]);
    values[l] = data[ownedAt + l] * (data[chipsAt + l] + data[shellAt + l]) * market;
  }
}

function roomForEquity(block: Block, party: PartyProgram, l: number, wanted: number): number {
  const { data, width } = block;
  const c = party.columns;
  const at = (column: number): number => data[column * width + l];
  const raised = at(c.raised0) + at(c.raised1) + at(c.raised2) + at(c.raised3);
  const room = Math.max(0, at(c.equityFraction) * at(c.value) * at(c.fundingShock) - raised);
  // The value of a worthless party is rounding: nobody pays for a share of it.
  return room < 1e-9 * wanted ? 0 : Math.min(wanted, room);
}
