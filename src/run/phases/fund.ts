import type { PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { Block } from '../block.ts';
import { flatFlows, forecastScratch, scheduledFlows } from '../forecast.ts';
import { sumDues } from '../totals.ts';

/** Quarters over which a party looks ahead, this one included. */
const LOOK_AHEAD = 4;
const LOWEST_SPREAD = 0.01;
const SPREAD_A_TURN = 0.015;
const FREE_TURNS = 2;
const HIGHEST_RATE = 0.14;
/** What lenders advance on a year of contracted earnings, whatever the borrower's own value (grade D). */
const CONTRACT_ADVANCE = 4;

/** A party whose cash would fall under its buffer within four quarters draws debt up to its room, then equity (definitions D3). */
export function fund(plan: Plan, block: Block, quarter: number): void {
  sumDues(plan, block);
  const { data, width, from, to, scratch } = block;
  const forecast = forecastScratch(plan, width);
  flatFlows(plan, block, forecast);
  const funded = plan.parties.filter((p) => p.hasFunding);
  const trough = troughOf(plan, width);
  for (const party of funded) {
    const cash = forecast.cash[party.account];
    const low = trough[plan.parties.indexOf(party)];
    for (let l = from; l < to; l++) {
      cash[l] =
        data[party.columns.cash * width + l] +
        data[party.columns.into * width + l] -
        data[party.columns.out * width + l];
      low[l] = cash[l];
    }
  }
  for (let k = 1; k < LOOK_AHEAD; k++) {
    scheduledFlows(plan, block, forecast, quarter + k, scratch[2], scratch[3]);
    for (const party of funded) {
      const cash = forecast.cash[party.account];
      const low = trough[plan.parties.indexOf(party)];
      const flat = forecast.flat[party.account];
      const net = forecast.net[party.account];
      for (let l = from; l < to; l++) {
        cash[l] += flat[l] + net[l];
        if (cash[l] < low[l]) low[l] = cash[l];
      }
    }
  }
  const contracted = contractedEarnings(plan, block, quarter);
  for (const party of funded)
    draw(plan, block, party, trough[plan.parties.indexOf(party)], contracted[party.account], quarter);
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
  for (const net of forecast.net) net.fill(0, from, to);
  for (const term of plan.terms) {
    if (term.kind !== 'capacity' && term.kind !== 'lease') continue;
    const scheduled = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].scheduled;
    scratch[2].fill(0, from, to);
    scratch[3].fill(0, from, to);
    scheduled?.(term, block, quarter + plan.market.lead, scratch[2], scratch[3]);
    const net = forecast.net[term.creditor];
    const running = term.kind === 'capacity' ? m.runningCost * width : -1;
    for (let l = from; l < to; l++) {
      const cost =
        running < 0
          ? 0
          : Math.min(
              0.9,
              data[running + l] /
                Math.max(1, data[term.columns.price * width + l] * data[term.columns.cut * width + l]),
            );
      net[l] += 4 * scratch[3][l] * (1 - cost);
    }
  }
  return forecast.net;
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
  const { data, width, from, to } = block;
  const c = party.columns;
  const raisedNow = [c.raised0, c.raised1, c.raised2, c.raised3][quarter % 4] * width;
  const riskFree = plan.market.columns.riskFree * width;
  const issuer = plan.issuers.find((i) => i.account === party.account);
  for (let l = from; l < to; l++) {
    data[raisedNow + l] = 0;
    const wanted = data[c.buffer * width + l] - low[l];
    const value = data[c.value * width + l];
    const debt = data[c.debt * width + l];
    let debtDrawn = 0;
    let equity = 0;
    if (wanted > 0) {
      const ebitda = Math.max(0, data[c.ebitda * width + l], contracted[l]);
      const secured = CONTRACT_ADVANCE * contracted[l];
      const limit = Math.min(
        data[c.ebitdaMultiple * width + l] * ebitda,
        data[c.valueFraction * width + l] * Math.max(0, value) + secured,
      );
      const room = Math.max(0, limit + data[c.line * width + l] - debt) * data[c.fundingShock * width + l];
      debtDrawn = Math.min(wanted, room);
      const turns = ebitda > 0 ? (debt + debtDrawn) / ebitda : 10;
      const rate = Math.min(
        HIGHEST_RATE,
        data[riskFree + l] + LOWEST_SPREAD + SPREAD_A_TURN * Math.max(0, turns - FREE_TURNS),
      );
      if (debtDrawn > 0) {
        data[c.debtRate * width + l] = (data[c.debtRate * width + l] * debt + rate * debtDrawn) / (debt + debtDrawn);
        data[c.debt * width + l] = debt + debtDrawn;
      }
      const raised =
        data[c.raised0 * width + l] +
        data[c.raised1 * width + l] +
        data[c.raised2 * width + l] +
        data[c.raised3 * width + l];
      const most = Math.max(0, data[c.equityFraction * width + l] * value - raised);
      equity = Math.min(wanted - debtDrawn, most);
    }
    data[c.into * width + l] += debtDrawn + equity;
    data[c.slack * width + l] = low[l] + debtDrawn + equity - data[c.buffer * width + l];
    for (const d of party.debt) data[d.draw * width + l] = debtDrawn * d.share;
    data[party.rows.equity * width + l] = equity;
    data[raisedNow + l] = equity;
    if (equity > 0) {
      const shares = data[c.shares * width + l];
      const issued = (shares * equity) / value;
      data[c.shares * width + l] = shares + issued;
      if (issuer !== undefined) data[issuer.outside * width + l] += issued;
      data[c.trade * width + l] += equity;
      data[c.value * width + l] = value + equity;
    }
  }
}
