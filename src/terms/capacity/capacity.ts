// table: mostly the list of columns and constants of a capacity contract, and one lane loop a step.
import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { CapacityTerm } from './schema.ts';

/** Share of a contract price under which the market must stay before a renegotiable share moves (definitions D2). */
const UNDERWATER = 0.8;
const QUARTERS_UNDERWATER = 2;
const QUARTERS_BETWEEN = 4;
/** A payment put off in a renegotiation falls due in equal instalments in each of the next so many quarters. */
const DEFERRAL_QUARTERS = 8;

/** Instalments of what was put off, by the quarter in which they fall due, used in turn. */
const deferredOf = (quarter: number): string => `deferred_${quarter % DEFERRAL_QUARTERS}`;
const DEFERRED = Array.from({ length: DEFERRAL_QUARTERS }, (_, quarter) => deferredOf(quarter));

/** Share of full delivery in each quarter of the run: nothing before the start, linear over the ramp, full to the end. */
export function deliveryShape(start: number, ramp: number, length: number, quarters: number): Float64Array {
  const shape = new Float64Array(quarters);
  for (let q = 0; q < quarters; q++) {
    const age = q - start;
    if (age < 0 || age >= length) continue;
    shape[q] = ramp > 1 ? Math.min(1, (age + 1) / ramp) : 1;
  }
  return shape;
}

/** Delivered years over the whole contract, before the run included: what total, amount and price are tied by. */
export function deliveredYears(ramp: number, length: number): number {
  let sum = 0;
  for (let age = 0; age < length; age++) sum += ramp > 1 ? Math.min(1, (age + 1) / ramp) : 1;
  return sum / 4;
}

/** Compiles a capacity contract; two of amount, price and total give the third, the reference price stands in for a price. */
export function compileCapacity(term: CapacityTerm, b: TermBuilder): TermProgram {
  const buyer = b.account(term.buyer);
  const seller = b.account(term.seller);
  const start = b.quarterOf(term.start);
  const length = Math.max(1, Math.round(4 * b.central(term.years, 5)));
  const ramp = Math.round(b.central(term.ramp, 0));
  const served = deliveredYears(ramp, length) * b.unitsPerCapacityYear;
  const { amount, price } = volumeAndPrice(term, b, served);
  const total = b.derived('total', 'currency', { scale: served, numerators: [amount, price], denominators: [] });
  const prepayment = b.input(term.prepayment, 'prepayment', 0);
  const delivered = b.state('delivered', 'capacity');
  const payment = b.row('payment', buyer, seller, 'purchase', 2);
  const alive = b.state('alive', 'flag', 1);
  b.publish('delivered', delivered);
  b.publish('amount', amount);
  b.publish('paid', payment);
  b.publish('price', price);
  b.publish('total', total);
  b.publish('alive', alive);
  const shadowDue = b.state('shadow_due', 'currency');
  b.publish('shadow_due', shadowDue);
  const world = b.account('world');
  return {
    kind: 'capacity',
    ref: b.ref,
    deal: b.deal,
    columns: {
      amount,
      price,
      total,
      prepayment,
      delivered,
      alive,
      takeOrPay: b.input(term.take_or_pay, 'take_or_pay', '60% to 95%'),
      indexed: b.input(term.indexed, 'indexed', 0),
      renegotiable: b.input(term.renegotiable, 'renegotiable', 0),
      pass: b.input(term.renegotiation_pass, 'renegotiation_pass', 0.3),
      f: b.performance,
      cut: b.state('price_factor', 'ratio', 1),
      volume: b.state('volume_factor', 'ratio', 1),
      underwater: b.state('quarters_underwater', 'quarters'),
      since: b.state('quarters_since_renegotiation', 'quarters', QUARTERS_BETWEEN),
      ...Object.fromEntries(DEFERRED.map((role) => [role, b.state(role, 'currency')])),
      ended: b.state('ended', 'flag'),
      shadowDue,
      taken: b.state('taken', 'capacity'),
      sublet: b.state('sublet', 'capacity'),
      market: b.shared.price,
      haircut: b.shared.sublet,
      use: b.isLab(buyer) ? b.useFraction(buyer) : -1,
      buyerFree: b.isLab(buyer) ? -1 : b.capacityFree(buyer),
      sellerFree: b.capacityFree(seller),
    },
    rows: {
      payment,
      sublet: b.isLab(buyer) ? b.row('sublet', world, buyer, 'purchase', 2) : -1,
      haircut: b.isLab(buyer) ? b.row('haircut', world, seller, 'purchase', 2) : -1,
    },
    schedules: { shape: deliveryShape(start, ramp, length, b.quarters).map((share) => share * b.ownShare) },
    constants: {
      firm: b.firmShare(headlineOf(term, b)),
      expectedF: b.expectedPerformance,
      own: b.ownShare,
      quarterUnits: b.unitsPerCapacityYear / 4,
      start,
      ramp,
      length,
      mitigates: term.mitigation === false ? 0 : 1,
      noticeQuarters: term.cancel === undefined ? -1 : Math.round(b.central(term.cancel.notice, 0)),
      cancelFee: term.cancel === undefined ? 0 : b.central(term.cancel.fee, 0),
    },
    debtor: buyer,
    creditor: seller,
    seniority: 2,
  };
}

function headlineOf(term: CapacityTerm, b: TermBuilder): number {
  return b.central(term.total, 0);
}

function volumeAndPrice(term: CapacityTerm, b: TermBuilder, served: number): { amount: number; price: number } {
  const hasPrice = term.price !== undefined;
  const hasTotal = term.total !== undefined;
  const hasAmount = term.amount !== undefined;
  const price = hasPrice
    ? b.input(term.price, 'price')
    : hasTotal && hasAmount
      ? b.derived('price', 'currency per capacity-year', {
          scale: 1 / served,
          numerators: [b.input(term.total, 'total')],
          denominators: [b.input(term.amount, 'amount')],
        })
      : b.shared.referencePrice;
  const amount = hasAmount
    ? b.input(term.amount, 'amount')
    : b.derived('amount', 'capacity', {
        scale: 1 / served,
        numerators: [b.input(term.total, 'total', 0)],
        denominators: [price],
      });
  return { amount, price };
}

function deliver(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const share = term.schedules.shape[quarter];
  const firm = term.constants.firm;
  const c = term.columns;
  const delivered = c.delivered * width;
  const amount = c.amount * width;
  const f = c.f * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  for (let l = from; l < to; l++) {
    data[delivered + l] =
      share * data[amount + l] * (firm + (1 - firm) * data[f + l]) * data[volume + l] * data[alive + l];
  }
}

/** What the buyer pays for a unit this quarter: the contract price, the indexed share at the market price. */
function unitPriceAt(
  data: Float64Array,
  price: number,
  cut: number,
  indexed: number,
  market: number,
  l: number,
): number {
  const share = data[indexed + l];
  return (1 - share) * data[price + l] * data[cut + l] + share * data[market + l];
}

/** Part of this quarter's payment that is due at the contract price: no indexed share, no advance, nothing put off before. */
export function dueAtContractPrice(term: TermProgram, lanes: Lanes, lane: number): number {
  const at = (column: number): number => lanes.data[column * lanes.width + lane];
  const c = term.columns;
  const contract = (1 - at(c.indexed)) * at(c.price) * at(c.cut) * (1 - at(c.prepayment));
  return at(c.taken) * term.constants.quarterUnits * contract;
}

function use(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const delivered = c.delivered * width;
  const taken = c.taken * width;
  if (c.use < 0) {
    // A buyer that is no lab resells what it takes in its own business.
    const free = c.buyerFree * width;
    for (let l = from; l < to; l++) {
      data[taken + l] = data[delivered + l];
      data[free + l] += data[delivered + l];
    }
    return;
  }
  const sublet = c.sublet * width;
  const useFraction = c.use * width;
  const takeOrPay = c.takeOrPay * width;
  const market = c.market * width;
  const haircut = c.haircut * width;
  const sellerFree = c.sellerFree * width;
  const price = c.price * width;
  const cut = c.cut * width;
  const indexed = c.indexed * width;
  for (let l = from; l < to; l++) {
    const all = data[delivered + l];
    const used = all * data[useFraction + l];
    const worthSubletting =
      data[market + l] * (1 - data[haircut + l]) > unitPriceAt(data, price, cut, indexed, market, l);
    const take = worthSubletting ? all : Math.max(used, data[takeOrPay + l] * all);
    data[taken + l] = take;
    data[sublet + l] = take - used;
    data[sellerFree + l] += all - take;
  }
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const units = term.constants.quarterUnits;
  const payment = term.rows.payment * width;
  const taken = c.taken * width;
  const price = c.price * width;
  const cut = c.cut * width;
  const indexed = c.indexed * width;
  const market = c.market * width;
  const prepayment = c.prepayment * width;
  const instalment = c[deferredOf(quarter)] * width;
  const total = c.total * width;
  const alive = c.alive * width;
  const f = c.f * width;
  const { firm, own } = term.constants;
  const isStart = quarter === term.constants.start ? own : 0;
  for (let l = from; l < to; l++) {
    const unit = unitPriceAt(data, price, cut, indexed, market, l);
    const performed = (firm + (1 - firm) * data[f + l]) * data[alive + l];
    const advance = isStart * data[prepayment + l] * data[total + l] * performed;
    const back = data[instalment + l];
    data[instalment + l] = 0;
    data[payment + l] = data[taken + l] * unit * units * (1 - data[prepayment + l]) + advance + back;
  }
  if (term.rows.sublet < 0) return;
  const sublet = c.sublet * width;
  const haircut = c.haircut * width;
  const subletRow = term.rows.sublet * width;
  const haircutRow = term.rows.haircut * width;
  for (let l = from; l < to; l++) {
    const sales = data[sublet + l] * data[market + l] * units;
    data[subletRow + l] = sales * (1 - data[haircut + l]);
    data[haircutRow + l] = sales * data[haircut + l];
  }
}

function settle(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const price = c.price * width;
  const cut = c.cut * width;
  const market = c.market * width;
  const underwater = c.underwater * width;
  const since = c.since * width;
  const renegotiable = c.renegotiable * width;
  const pass = c.pass * width;
  const delivered = c.delivered * width;
  for (let l = from; l < to; l++) {
    const contract = data[price + l] * data[cut + l];
    const p = data[market + l];
    const isUnder = p < UNDERWATER * contract && data[delivered + l] > 0;
    data[underwater + l] = isUnder ? data[underwater + l] + 1 : 0;
    data[since + l] += 1;
    const share = data[renegotiable + l];
    if (share <= 0 || data[underwater + l] < QUARTERS_UNDERWATER || data[since + l] < QUARTERS_BETWEEN) continue;
    const moved = p + data[pass + l] * (contract - p);
    data[cut + l] *= ((1 - share) * contract + share * moved) / contract;
    data[since + l] = 0;
  }
}

function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  const share = quarter < term.schedules.shape.length ? term.schedules.shape[quarter] : 0;
  if (share === 0) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const { firm, expectedF, quarterUnits } = term.constants;
  const expected = share * (firm + (1 - firm) * expectedF) * quarterUnits;
  const amount = c.amount * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  const price = c.price * width;
  const cut = c.cut * width;
  const indexed = c.indexed * width;
  const market = c.market * width;
  const prepayment = c.prepayment * width;
  for (let l = from; l < to; l++) {
    const unit = unitPriceAt(data, price, cut, indexed, market, l);
    const pay = expected * data[amount + l] * data[volume + l] * data[alive + l] * unit * (1 - data[prepayment + l]);
    out[l] += pay;
    into[l] += pay;
  }
}

/** What was put off by `quarter` and falls due `ahead` quarters later; beyond the last instalment there is nothing. */
function instalments(
  term: TermProgram,
  lanes: Lanes,
  quarter: number,
  ahead: number,
  out: Float64Array,
  into: Float64Array,
): void {
  if (ahead > DEFERRAL_QUARTERS) return;
  const { data, width, from, to } = lanes;
  const instalment = term.columns[deferredOf(quarter + ahead)] * width;
  for (let l = from; l < to; l++) {
    // Hardly anything is ever put off.
    if (data[instalment + l] === 0) continue;
    out[l] += data[instalment + l];
    into[l] += data[instalment + l];
  }
}

/** Puts an amount off in one lane: it falls due in equal instalments from the next quarter on. */
export function putOffPayment(term: TermProgram, lanes: Lanes, lane: number, amount: number): void {
  const { data, width } = lanes;
  for (const role of DEFERRED) data[term.columns[role] * width + lane] += amount / DEFERRAL_QUARTERS;
}

/** What was put off and has not fallen due. */
export function stillPutOff(term: TermProgram, lanes: Lanes, lane: number): number {
  let sum = 0;
  for (const role of DEFERRED) sum += lanes.data[term.columns[role] * lanes.width + lane];
  return sum;
}

function backlog(term: TermProgram, lanes: Lanes, quarter: number, survival: Float64Array, into: Float64Array): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const shape = term.schedules.shape;
  let last = shape.length - 1;
  while (last > quarter && shape[last] === 0) last -= 1;
  if (last <= quarter) return;
  const { firm, expectedF, quarterUnits } = term.constants;
  const scale = (firm + (1 - firm) * expectedF) * quarterUnits;
  const amount = c.amount * width;
  const volume = c.volume * width;
  const alive = c.alive * width;
  const price = c.price * width;
  const cut = c.cut * width;
  for (let l = from; l < to; l++) {
    const q = survival[l];
    let sum = 0;
    for (let k = last; k > quarter; k--) sum = (sum + shape[k]) * q;
    into[l] += sum * scale * data[amount + l] * data[volume + l] * data[alive + l] * data[price + l] * data[cut + l];
  }
}

/** Damages: PV Σ τD·max(0, c − p) on what is not indexed, the capacity being let again unless the contract says otherwise. */
function claim(term: TermProgram, lanes: Lanes, lane: number, quarter: number): number {
  const at = (column: number): number => lanes.data[column * lanes.width + lane];
  const unit = unpaidUnit(term, at, at(term.columns.alive), term.constants.expectedF);
  let sum = stillPutOff(term, lanes, lane);
  let discount = 1;
  for (let q = quarter + 1; q < term.schedules.shape.length; q++) {
    discount /= 1.01;
    sum += term.schedules.shape[q] * unit * discount;
  }
  return sum;
}

/** What a unit of the schedule loses in a quarter without its buyer: the take-or-pay part at the price over the market. */
function unpaidUnit(term: TermProgram, at: (column: number) => number, stands: number, f: number): number {
  const c = term.columns;
  const { firm, quarterUnits, mitigates } = term.constants;
  const contract = at(c.price) * at(c.cut) * (1 - at(c.prepayment));
  const loss = (1 - at(c.indexed)) * Math.max(0, contract - mitigates * at(c.market));
  return (firm + (1 - firm) * f) * quarterUnits * at(c.amount) * at(c.volume) * stands * at(c.takeOrPay) * loss;
}

function wouldFallDue(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  for (let l = from; l < to; l++) {
    const at = (column: number): number => data[column * width + l];
    const unit = at(c.ended) === 0 ? 0 : unpaidUnit(term, at, at(c.ended), at(c.f));
    data[c.shadowDue * width + l] = term.schedules.shape[quarter] * unit;
  }
}

/** Take-or-pay payments that remain after a quarter: in the next `notice` quarters, and beyond them. */
export function remainingPayments(
  term: TermProgram,
  lanes: Lanes,
  lane: number,
  quarter: number,
  notice: number,
): { withinNotice: number; beyond: number } {
  const at = (column: number): number => lanes.data[column * lanes.width + lane];
  const c = term.columns;
  const { firm, expectedF, quarterUnits } = term.constants;
  const price = (1 - at(c.indexed)) * at(c.price) * at(c.cut) + at(c.indexed) * at(c.market);
  const unit = (firm + (1 - firm) * expectedF) * quarterUnits * at(c.amount) * at(c.volume) * at(c.alive);
  const payment = unit * at(c.takeOrPay) * price * (1 - at(c.prepayment));
  let withinNotice = 0;
  let beyond = 0;
  for (let q = quarter + 1; q < term.schedules.shape.length; q++) {
    if (q <= quarter + notice) withinNotice += term.schedules.shape[q] * payment;
    else beyond += term.schedules.shape[q] * payment;
  }
  return { withinNotice, beyond };
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.ended * lanes.width + lane] = lanes.data[term.columns.alive * lanes.width + lane];
  // What it delivers in this quarter it has delivered; from the next on there is nothing.
  for (const role of ['alive', ...DEFERRED]) lanes.data[term.columns[role] * lanes.width + lane] = 0;
}

export const capacitySteps: TermSteps = {
  deliver,
  use,
  due,
  settle,
  scheduled,
  instalments,
  backlog,
  claim,
  wouldFallDue,
  end,
};
