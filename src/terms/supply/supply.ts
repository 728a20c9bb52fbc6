// table: mostly the list of columns and constants of an equipment contract, and one lane loop a step.
import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { SupplyTerm } from './schema.ts';

/** Share of all equipment that arrives in each quarter: even over the years, rising over the ramp, summing to 1 over the contract. */
export function arrivalShape(start: number, ramp: number, length: number, quarters: number): Float64Array {
  return arrivals(start, ramp, length, quarters).shape;
}

/** Arrivals by quarter of the run, and the share that had arrived before it. */
function arrivals(
  start: number,
  ramp: number,
  length: number,
  quarters: number,
): { shape: Float64Array; before: number } {
  const shape = new Float64Array(quarters);
  let before = 0;
  let whole = 0;
  for (let age = 0; age < length; age++) {
    const weight = ramp > 1 ? Math.min(1, (age + 1) / ramp) : 1;
    whole += weight;
    const q = start + age;
    if (q < 0) before += weight;
    else if (q < quarters) shape[q] = weight;
  }
  for (let q = 0; q < quarters; q++) shape[q] /= whole;
  return { shape, before: before / whole };
}

/** Compiles an equipment contract. Where it equips capacity terms their seller pays; with `own` the buyer pays and runs it. */
export function compileSupply(term: SupplyTerm, b: TermBuilder): TermProgram {
  const equips = term.equips ?? [];
  const payer = equips.length > 0 ? b.creditorOf(equips[0]) : b.account(term.buyer);
  const vendor = b.account(term.seller);
  const start = b.quarterOf(term.start);
  const length = Math.max(1, Math.round(4 * b.central(term.years, 4)));
  const ramp = Math.round(b.central(term.ramp, 0));
  const amount = term.amount === undefined ? -1 : b.input(term.amount, 'amount');
  const total =
    term.total !== undefined
      ? b.input(term.total, 'total')
      : b.derived('total', 'currency', {
          scale: 1,
          numerators: [amount, b.input(term.price, 'price', 0)],
          denominators: [],
        });
  const hasOwnLife = term.own === true && amount >= 0 && term.life !== undefined;
  const { shape, before } = arrivals(start, ramp, length, b.quarters);
  const delivered = b.state('delivered', 'capacity');
  const share = b.state('delivered_share', 'fraction', before);
  const payment = b.row('payment', payer, vendor, 'purchase', 2);
  const alive = b.state('alive', 'flag', 1);
  b.publish('delivered', delivered);
  b.publish('delivered_share', share);
  b.publish('paid', payment);
  b.publish('total', total);
  b.publish('alive', alive);
  if (amount >= 0) b.publish('amount', amount);
  return {
    kind: 'supply',
    ref: b.ref,
    deal: b.deal,
    columns: {
      amount,
      total,
      delivered,
      share,
      alive,
      arrived: b.state('arrived', 'capacity'),
      f: b.performance,
      volume: b.state('volume_factor', 'ratio', 1),
      owned: term.own === true && amount >= 0 ? b.capacityOwned(payer) : -1,
      // Equipment with a life of its own is kept apart in what its owner has, so that it wears by that life.
      life: hasOwnLife ? b.input(term.life, 'life') : -1,
      standing: hasOwnLife ? b.state('standing', 'capacity') : -1,
    },
    rows: { payment },
    schedules: { shape },
    constants: {
      firm: b.firmShare(b.central(term.total, b.central(term.amount, 0) * b.central(term.price, 0))),
      expectedF: b.expectedPerformance,
      start,
      length,
      isOwn: term.own === true ? 1 : 0,
      own: b.ownShare,
      before,
    },
    debtor: payer,
    creditor: vendor,
    seniority: 2,
  };
}

function deliver(term: TermProgram, lanes: Lanes, quarter: number): void {
  const part = term.schedules.shape[quarter];
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const { firm, own, before } = term.constants;
  const arrived = c.arrived * width;
  const share = c.share * width;
  const delivered = c.delivered * width;
  const f = c.f * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  const amount = c.amount * width;
  const owned = c.owned * width;
  const standing = c.standing * width;
  for (let l = from; l < to; l++) {
    const now = part * (firm + (1 - firm) * data[f + l]) * data[volume + l] * data[alive + l];
    data[share + l] += now;
    if (amount < 0) continue;
    if (quarter === 0) data[delivered + l] = before * own * data[amount + l];
    const adds = now * own * data[amount + l];
    data[arrived + l] = adds;
    data[delivered + l] += adds;
    if (owned >= 0) data[owned + l] += adds;
    if (c.standing >= 0) data[standing + l] += adds;
  }
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const part = term.schedules.shape[quarter] * term.constants.own;
  const { firm } = term.constants;
  const payment = term.rows.payment * width;
  const total = c.total * width;
  const f = c.f * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  for (let l = from; l < to; l++) {
    data[payment + l] = part * data[total + l] * (firm + (1 - firm) * data[f + l]) * data[volume + l] * data[alive + l];
  }
}

function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  const part = quarter < term.schedules.shape.length ? term.schedules.shape[quarter] : 0;
  if (part === 0) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const expected =
    part * term.constants.own * (term.constants.firm + (1 - term.constants.firm) * term.constants.expectedF);
  const total = c.total * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  for (let l = from; l < to; l++) {
    const pay = expected * data[total + l] * data[volume + l] * data[alive + l];
    out[l] += pay;
    into[l] += pay;
  }
}

function backlog(term: TermProgram, lanes: Lanes, quarter: number, survival: Float64Array, into: Float64Array): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const shape = term.schedules.shape;
  const scale = term.constants.own * (term.constants.firm + (1 - term.constants.firm) * term.constants.expectedF);
  const total = c.total * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  for (let l = from; l < to; l++) {
    let sum = 0;
    for (let k = shape.length - 1; k > quarter; k--) sum = (sum + shape[k]) * survival[l];
    into[l] += sum * scale * data[total + l] * data[volume + l] * data[alive + l];
  }
}

/** Equipment not yet delivered can be sold to others: the vendor claims nothing beyond what is due. */
function claim(): number {
  return 0;
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const supplySteps: TermSteps = { deliver, due, scheduled, backlog, claim, end };
