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
  const marketAt = c.market * width;
  const priceAt = c.price * width;
  const amountAt = c.amount * width;
  const fAt = c.f * width;
  const aliveAt = c.alive * width;
  const sellerFreeAt = c.sellerFree * width;
  const takenAt = c.taken * width;
  const takerFreeAt = c.takerFree * width;
  for (let l = from; l < to; l++) {
    const isCalled = data[marketAt + l] < data[priceAt + l];
    const most = data[amountAt + l] * (k.firm + (1 - k.firm) * data[fAt + l]) * data[aliveAt + l];
    const taken = isCalled ? stands * Math.min(most, Math.max(0, data[sellerFreeAt + l])) : 0;
    data[takenAt + l] = taken;
    data[sellerFreeAt + l] -= taken;
    data[takerFreeAt + l] += taken;
  }
}

function due(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const row = term.rows.payment * width;
  const takenAt = c.taken * width;
  const priceAt = c.price * width;
  for (let l = from; l < to; l++) {
    data[row + l] = data[takenAt + l] * data[priceAt + l] * term.constants.quarterUnits;
  }
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const backstopSteps: TermSteps = { use, due, end };
