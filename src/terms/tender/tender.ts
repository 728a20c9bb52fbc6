import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { TenderTerm } from './schema.ts';

/** Compiles a share sale between holders: at its date shares move one way and cash the other; the issuer is not touched. */
export function compileTender(term: TenderTerm, b: TermBuilder): TermProgram {
  const issuer = b.account(term.issuer);
  const buyers = Object.entries(term.buyers);
  const sellers = Object.entries(term.sellers);
  const columns: Record<string, number> = {};
  const rows: Record<string, number> = {};
  const constants: Record<string, number> = {
    date: b.quarterOf(term.date),
    pairs: buyers.length * sellers.length,
    firm: b.isPast(term.date) ? 1 : b.firmShare(0),
  };
  let pair = 0;
  for (const [buyer, bought] of buyers) {
    for (const [seller, sold] of sellers) {
      const from = b.account(buyer);
      const to = b.account(seller);
      rows[`pair${pair}`] = b.row(`pair${pair}`, from, to, 'finance', 2);
      columns[`buyer${pair}`] = b.holding(issuer, from);
      columns[`seller${pair}`] = b.holding(issuer, to);
      columns[`buyerCore${pair}`] = b.stakeInput(from);
      columns[`sellerCore${pair}`] = b.stakeInput(to);
      constants[`share${pair}`] = b.central(bought, 0) * b.central(sold, 0);
      pair += 1;
    }
  }
  return {
    kind: 'tender',
    ref: b.ref,
    deal: b.deal,
    columns: {
      ...columns,
      sold: term.sold === undefined ? b.input(term.authorised, 'authorised') : b.input(term.sold, 'sold'),
      valuation: term.valuation === undefined ? -1 : b.input(term.valuation, 'valuation'),
      price: term.price === undefined ? -1 : b.input(term.price, 'price'),
      outstanding: b.shares(issuer),
      value: b.value(issuer),
      f: b.performance,
    },
    rows,
    schedules: {},
    constants,
    debtor: -1,
    creditor: -1,
    seniority: 2,
  };
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const k = term.constants;
  const c = term.columns;
  const isNow = quarter === k.date ? 1 : 0;
  for (let i = 0; i < k.pairs; i++) {
    const row = term.rows[`pair${i}`] * width;
    const soldAt = c.sold * width;
    const fAt = c.f * width;
    for (let l = from; l < to; l++) {
      data[row + l] = isNow * k[`share${i}`] * data[soldAt + l] * (k.firm + (1 - k.firm) * data[fAt + l]);
    }
  }
}

function settle(term: TermProgram, lanes: Lanes, quarter: number): void {
  const k = term.constants;
  if (quarter !== k.date) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const outstandingAt = c.outstanding * width;
  const valuationAt = c.valuation * width;
  const valueAt = c.value * width;
  const priceAt = c.price * width;
  for (let l = from; l < to; l++) {
    const n = data[outstandingAt + l];
    const value = c.valuation >= 0 ? data[valuationAt + l] : data[valueAt + l];
    const price = c.price >= 0 ? data[priceAt + l] : value / n;
    for (let i = 0; i < k.pairs; i++) {
      const paid = data[term.rows[`pair${i}`] * width + l];
      const seller = c[`seller${i}`] * width + l;
      const moved = paid > 0 ? Math.min(price > 0 ? paid / price : data[seller], data[seller]) : 0;
      data[seller] -= moved;
      data[c[`buyer${i}`] * width + l] += moved;
      data[c[`sellerCore${i}`] * width + l] += paid;
      data[c[`buyerCore${i}`] * width + l] -= paid;
    }
  }
}

export const tenderSteps: TermSteps = { due, settle };
