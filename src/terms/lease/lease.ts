import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { LeaseTerm } from './schema.ts';

/** A lessee renews while the market pays at least this share of long-run cost. */
const RENEWS_ABOVE = 0.8;
const HIGHEST_VALUE = 1.2;

/** Compiles a lease: rent, renewal at each end of term, and the residual value that the lessee may have guaranteed. */
export function compileLease(term: LeaseTerm, b: TermBuilder): TermProgram {
  const lessee = b.account(term.lessee);
  const lessor = b.account(term.lessor);
  const rvg = term.residual_value_guarantee;
  const payment = b.row('payment', lessee, lessor, 'service', 2);
  const residual = rvg === undefined ? -1 : b.row('residual', lessee, lessor, 'service', 2);
  const alive = b.state('alive', 'flag', 1);
  const shadowDue = b.state('shadow_due', 'currency');
  b.publish('paid', payment);
  b.publish('due', payment);
  b.publish('alive', alive);
  b.publish('shadow_due', shadowDue);
  const first = Math.max(1, Math.round(4 * b.central(term.years, 5)));
  return {
    kind: 'lease',
    ref: b.ref,
    deal: b.deal,
    columns: {
      asset: b.input(term.asset_value, 'asset_value'),
      payment: b.input(term.payment, 'payment'),
      f: b.performance,
      alive,
      active: b.state('active', 'flag', 1),
      ending: b.state('ending', 'flag'),
      ended: b.state('ended', 'flag'),
      shadowDue,
      guaranteed: rvg === undefined ? -1 : b.input(rvg.value, 'residual_value_guarantee.value'),
      cap: rvg?.cap === undefined ? -1 : b.input(rvg.cap, 'residual_value_guarantee.cap'),
      market: b.shared.price,
      longRunCost: b.shared.longRunCost,
      capacity: term.capacity === undefined ? -1 : b.input(term.capacity, 'capacity'),
      given: term.capacity === undefined ? -1 : b.state('given', 'capacity'),
      arrived: term.capacity === undefined ? -1 : b.state('arrived', 'flag'),
      owned: term.capacity === undefined ? -1 : b.capacityOwned(lessee),
      kept: term.capacity === undefined ? -1 : b.capacityKept(lessee),
    },
    rows: { payment, residual },
    schedules: {},
    constants: {
      start: b.quarterOf(term.start),
      first,
      renewals: term.renewals ?? 0,
      renewal: Math.max(1, Math.round(4 * b.central(term.renewal_years, first / 4))),
      life: Math.max(1, 4 * b.central(term.life, 20)),
      guaranteedUntil:
        rvg?.years === undefined ? 1e6 : b.quarterOf(term.start) + Math.round(4 * b.central(rvg.years, 4)),
      firm: b.firmShare(b.central(term.asset_value, 0)),
      expectedF: b.expectedPerformance,
    },
    debtor: lessee,
    creditor: lessor,
    seniority: 2,
  };
}

/** Value of the leased asset: declines evenly over its life and moves with the market against long-run cost. */
export function assetValue(term: TermProgram, data: Float64Array, width: number, l: number, quarter: number): number {
  const c = term.columns;
  const age = quarter - term.constants.start;
  const left = Math.max(0, 1 - Math.max(0, age) / term.constants.life);
  const market = Math.min(HIGHEST_VALUE, data[c.market * width + l] / data[c.longRunCost * width + l]);
  return data[c.asset * width + l] * left * market;
}

/** Part of the lease that is performed: what is firm, and the realised fraction of the rest. */
function performed(term: TermProgram, data: Float64Array, width: number, l: number): number {
  return term.constants.firm + (1 - term.constants.firm) * data[term.columns.f * width + l];
}

function isTermEnd(term: TermProgram, quarter: number): boolean {
  const k = term.constants;
  const age = quarter - k.start - k.first;
  return age >= 0 && age % k.renewal === 0;
}

/** At the end of a term the lessee renews or not, by the price of the quarter before; capacity comes and goes with the lease. */
function deliver(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const ending = c.ending * width;
  const endsNow = isTermEnd(term, quarter);
  const isLastEnd = quarter >= k.start + k.first + k.renewals * k.renewal;
  const marketAt = c.market * width;
  const longRunCostAt = c.longRunCost * width;
  const activeAt = c.active * width;
  for (let l = from; l < to; l++) {
    const renews = !isLastEnd && data[marketAt + l] >= RENEWS_ABOVE * data[longRunCostAt + l];
    data[ending + l] = endsNow && !renews ? data[activeAt + l] : 0;
    if (data[ending + l] === 1) data[activeAt + l] = 0;
  }
  if (c.given >= 0) giveCapacity(term, lanes, quarter);
}

/** The leased capacity wears like what the lessee owns, and goes back as it is. */
function giveCapacity(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  if (quarter < term.constants.start) return;
  const keptAt = c.kept * width;
  const activeAt = c.active * width;
  const aliveAt = c.alive * width;
  const arrivedAt = c.arrived * width;
  const capacityAt = c.capacity * width;
  for (let l = from; l < to; l++) {
    const given = c.given * width + l;
    const owned = c.owned * width + l;
    data[given] *= data[keptAt + l];
    const isRunning = data[activeAt + l] * data[aliveAt + l];
    if (isRunning === 1 && data[arrivedAt + l] === 0) {
      data[arrivedAt + l] = 1;
      data[given] = data[capacityAt + l] * performed(term, data, width, l);
      data[owned] += data[given];
    } else if (isRunning === 0 && data[given] > 0) {
      data[owned] = Math.max(0, data[owned] - data[given]);
      data[given] = 0;
    }
  }
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const row = term.rows.payment * width;
  const residual = term.rows.residual;
  const residualAt = residual * width;
  const aliveAt = c.alive * width;
  const endingAt = c.ending * width;
  const guaranteedAt = c.guaranteed * width;
  const capAt = c.cap * width;
  const paymentAt = c.payment * width;
  const activeAt = c.active * width;
  for (let l = from; l < to; l++) {
    data[row + l] = 0;
    if (residual >= 0) data[residualAt + l] = 0;
    if (quarter < k.start) continue;
    const scale = performed(term, data, width, l) * data[aliveAt + l];
    if (residual >= 0 && data[endingAt + l] === 1 && quarter <= k.guaranteedUntil) {
      const gap = Math.max(0, data[guaranteedAt + l] - assetValue(term, data, width, l, quarter));
      data[residualAt + l] = scale * (c.cap < 0 ? gap : Math.min(gap, data[capAt + l]));
    }
    data[row + l] = (data[paymentAt + l] / 4) * scale * data[activeAt + l];
  }
}

/** Rent that letting the asset again does not bring, after the lessee has failed. */
function wouldFallDue(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const marketAt = c.market * width;
  const longRunCostAt = c.longRunCost * width;
  const paymentAt = c.payment * width;
  const shadowDueAt = c.shadowDue * width;
  const endedAt = c.ended * width;
  for (let l = from; l < to; l++) {
    const relet = Math.min(1, data[marketAt + l] / data[longRunCostAt + l]);
    const rent = (data[paymentAt + l] / 4) * performed(term, data, width, l);
    data[shadowDueAt + l] = data[endedAt + l] * rent * (1 - relet);
  }
}

function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  const k = term.constants;
  if (quarter < k.start || quarter >= k.start + k.first + k.renewals * k.renewal) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const scale = k.firm + (1 - k.firm) * k.expectedF;
  const paymentAt = c.payment * width;
  const activeAt = c.active * width;
  const aliveAt = c.alive * width;
  for (let l = from; l < to; l++) {
    const pay = (data[paymentAt + l] / 4) * scale * data[activeAt + l] * data[aliveAt + l];
    out[l] += pay;
    into[l] += pay;
  }
}

/** What the lessor loses on the rest of the running term, the asset being let again at the market. */
function claim(term: TermProgram, lanes: Lanes, lane: number, quarter: number): number {
  const { data, width } = lanes;
  const c = term.columns;
  if (data[c.active * width + lane] === 0) return 0;
  const relet = Math.min(1, data[c.market * width + lane] / data[c.longRunCost * width + lane]);
  const rent = (data[c.payment * width + lane] / 4) * performed(term, data, width, lane);
  return rent * (1 - relet) * quartersLeft(term, quarter);
}

/** Quarters of the running term after this one. */
function quartersLeft(term: TermProgram, quarter: number): number {
  const k = term.constants;
  const age = Math.max(0, quarter - k.start);
  const end = age < k.first ? k.first : k.first + Math.ceil((age - k.first + 1) / k.renewal) * k.renewal;
  return Math.max(0, end - age - 1);
}

/** Rent a quarter that the lessee still owes, and for how many quarters of the running term; nothing once it has ended. */
export function rentLeft(
  term: TermProgram,
  lanes: Lanes,
  lane: number,
  quarter: number,
): { rent: number; quarters: number } {
  const { data, width } = lanes;
  const c = term.columns;
  const runs = data[c.active * width + lane] * data[c.alive * width + lane];
  const rent = (data[c.payment * width + lane] / 4) * performed(term, data, width, lane) * runs;
  return { rent, quarters: quartersLeft(term, quarter) };
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  const { data, width } = lanes;
  data[term.columns.ended * width + lane] =
    data[term.columns.active * width + lane] * data[term.columns.alive * width + lane];
  data[term.columns.alive * width + lane] = 0;
}

export const leaseSteps: TermSteps = { deliver, due, scheduled, claim, wouldFallDue, end };
