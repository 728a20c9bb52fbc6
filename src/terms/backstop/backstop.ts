import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { BackstopTerm } from './schema.ts';

/** Compiles a put on capacity: while the market is under the price, the taker must take what the seller has unsold. */
export function compileBackstop(term: BackstopTerm, b: TermBuilder): TermProgram {
  const taker = b.account(term.taker);
  const seller = b.account(term.seller);
  const payment = b.row('payment', taker, seller, 'purchase', 2);
  const alive = b.state('alive', 'flag', 1);
  b.publish('paid', payment);
  b.publish('alive', alive);
  return {
    kind: 'backstop',
    ref: b.ref,
    deal: b.deal,
    columns: {
      amount: b.input(term.amount, 'amount'),
      price: b.input(term.price, 'price'),
      taken: b.state('taken', 'capacity'),
      alive,
      f: b.performance,
      market: b.shared.price,
      sellerFree: b.capacityFree(seller),
      takerFree: b.capacityFree(taker),
    },
    rows: { payment },
    schedules: {},
    constants: {
      from: b.quarterOf(term.start),
      until: b.quarterOf(term.until),
      firm: b.firmShare(0),
      quarterUnits: b.unitsPerCapacityYear / 4,
    },
    debtor: taker,
    creditor: seller,
    seniority: 2,
  };
}

function use(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const stands = quarter >= k.from && quarter <= k.until ? 1 : 0;
  for (let l = from; l < to; l++) {
    const isCalled = data[c.market * width + l] < data[c.price * width + l];
    const most =
      data[c.amount * width + l] * (k.firm + (1 - k.firm) * data[c.f * width + l]) * data[c.alive * width + l];
    const taken = isCalled ? stands * Math.min(most, Math.max(0, data[c.sellerFree * width + l])) : 0;
    data[c.taken * width + l] = taken;
    data[c.sellerFree * width + l] -= taken;
    data[c.takerFree * width + l] += taken;
  }
}

function due(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const row = term.rows.payment * width;
  for (let l = from; l < to; l++) {
    data[row + l] = data[c.taken * width + l] * data[c.price * width + l] * term.constants.quarterUnits;
  }
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const backstopSteps: TermSteps = { use, due, end };
