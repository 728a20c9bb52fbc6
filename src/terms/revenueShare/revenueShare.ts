import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { RevenueShareTerm } from './schema.ts';

/** Compiles a share of revenue: rate × the payer's revenue of the quarter, until a date or a cap on the sum. */
export function compileRevenueShare(term: RevenueShareTerm, b: TermBuilder): TermProgram {
  const payer = b.account(term.payer);
  const payee = b.account(term.payee);
  const payment = b.row('payment', payer, payee, 'service', 2);
  b.publish('paid', payment);
  return {
    kind: 'revenue_share',
    ref: b.ref,
    deal: b.deal,
    columns: {
      rate: b.input(term.rate, 'rate'),
      cap: term.cap === undefined ? -1 : b.input(term.cap, 'cap'),
      paid: b.state('paid', 'currency'),
      revenue: b.revenue(payer),
      alive: b.state('alive', 'flag', 1),
      f: b.performance,
    },
    rows: { payment },
    schedules: {},
    constants: {
      from: term.from === undefined ? b.dealQuarter : b.quarterOf(term.from),
      until: term.until === undefined ? b.quarters : b.quarterOf(term.until),
      firm: b.firmShare(0),
      expectedF: b.expectedPerformance,
    },
    debtor: payer,
    creditor: payee,
    seniority: 2,
  };
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const row = term.rows.payment * width;
  const stands = quarter >= k.from && quarter <= k.until ? 1 : 0;
  const rateAt = c.rate * width;
  const revenueAt = c.revenue * width;
  const fAt = c.f * width;
  const capAt = c.cap * width;
  const paidAt = c.paid * width;
  const aliveAt = c.alive * width;
  for (let l = from; l < to; l++) {
    const share = data[rateAt + l] * data[revenueAt + l] * (k.firm + (1 - k.firm) * data[fAt + l]);
    const left = c.cap < 0 ? Number.MAX_VALUE : Math.max(0, data[capAt + l] - data[paidAt + l]);
    data[row + l] = stands * data[aliveAt + l] * Math.min(left, share);
  }
}

function settle(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const row = term.rows.payment * width;
  const paid = term.columns.paid * width;
  for (let l = from; l < to; l++) data[paid + l] += data[row + l];
}

function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  if (quarter < term.constants.from || quarter > term.constants.until) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const rateAt = c.rate * width;
  const revenueAt = c.revenue * width;
  const aliveAt = c.alive * width;
  const capAt = c.cap * width;
  const paidAt = c.paid * width;
  const performed = term.constants.firm + (1 - term.constants.firm) * term.constants.expectedF;
  for (let l = from; l < to; l++) {
    const left = c.cap < 0 ? Number.MAX_VALUE : Math.max(0, data[capAt + l] - data[paidAt + l]);
    const pay = Math.min(left, data[rateAt + l] * data[revenueAt + l] * performed) * data[aliveAt + l];
    out[l] += pay;
    into[l] += pay;
  }
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const revenueShareSteps: TermSteps = { due, settle, scheduled, end };
