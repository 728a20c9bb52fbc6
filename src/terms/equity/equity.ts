import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { EquityTerm } from './schema.ts';

/** However little an issuer is worth, its holders keep this part of it against what is paid in. */
const LEAST_SHARE_LEFT = 1e-6;

/** Compiles a promise of equity: what of it falls due at which date, and what waits for a milestone. */
export function compileEquity(term: EquityTerm, b: TermBuilder): TermProgram {
  const investor = b.account(term.investor);
  const issuer = b.account(term.issuer);
  const headline = b.central(term.amount, 0);
  const { dated, known, waiting } = trancheSchedule(term, b, headline);
  const invested = b.state('invested', 'currency');
  const alive = b.state('alive', 'flag', 1);
  const row = b.row('payment', investor, issuer, 'finance', 2);
  b.publish('paid', row);
  b.publish('alive', alive);
  const milestones = Object.fromEntries(waiting.map((w, i) => [`milestone${i}`, w.milestone]));
  const shares = Object.fromEntries(waiting.map((w, i) => [`share${i}`, w.share]));
  return {
    kind: 'equity',
    ref: b.ref,
    deal: b.deal,
    columns: {
      amount: b.input(term.amount, 'amount'),
      f: b.performance,
      invested,
      alive,
      valuation: term.valuation === undefined ? -1 : b.input(term.valuation, 'valuation'),
      price: term.price === undefined ? -1 : b.input(term.price, 'price'),
      granted: term.shares === undefined ? -1 : b.input(term.shares, 'shares'),
      value: b.value(issuer),
      core: b.stakeInput(issuer),
      sharesOutstanding: b.shares(issuer),
      holding: b.holding(issuer, investor),
      investorCore: b.stakeInput(investor),
      ...milestones,
    },
    rows: { payment: row },
    schedules: { dated },
    constants: {
      firm: b.firmShare(headline),
      expectedF: b.expectedPerformance,
      known,
      waiting: waiting.length,
      ...shares,
    },
    debtor: investor,
    creditor: issuer,
    seniority: 2,
  };
}

/** Shares of the amount by quarter, paid between the last balance and the day of the book, and waiting for a milestone. */
function trancheSchedule(
  term: EquityTerm,
  b: TermBuilder,
  headline: number,
): { dated: Float64Array; known: number; waiting: { milestone: number; share: number }[] } {
  const dated = new Float64Array(b.quarters);
  let known = 0;
  const waiting: { milestone: number; share: number }[] = [];
  const tranches = Object.values(
    term.tranches ?? {
      all: { share: undefined, amount: undefined, date: undefined, milestone: undefined, paid: undefined },
    },
  );
  const unspecified = tranches.filter((t) => t.share === undefined && t.amount === undefined).length;
  const given = tranches.reduce((sum, t) => sum + trancheShare(t, b, headline), 0);
  for (const t of tranches) {
    const isOpen = t.share === undefined && t.amount === undefined;
    const share = isOpen ? Math.max(0, 1 - given) / unspecified : trancheShare(t, b, headline);
    if (t.paid === true) continue;
    if (t.milestone !== undefined) waiting.push({ milestone: b.milestone(t.milestone), share });
    else {
      const q = t.date === undefined ? b.dealQuarter : b.quarterOf(t.date);
      const isKnown = t.date === undefined ? b.dealIsPast : b.isPast(t.date);
      if (q === 0 && isKnown) known += share;
      else if (q >= 0 && q < b.quarters) dated[q] += share;
    }
  }
  return { dated, known, waiting };
}

function trancheShare(t: NonNullable<EquityTerm['tranches']>[string], b: TermBuilder, headline: number): number {
  if (t.share !== undefined) return b.central(t.share, 0);
  return t.amount === undefined || headline === 0 ? 0 : b.central(t.amount, 0) / headline;
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const row = term.rows.payment * width;
  const amount = c.amount * width;
  const f = c.f * width;
  const alive = c.alive * width;
  const dated = term.schedules.dated[quarter];
  for (let l = from; l < to; l++) data[row + l] = dated;
  for (let i = 0; i < k.waiting; i++) {
    const reached = c[`milestone${i}`] * width;
    const share = k[`share${i}`];
    for (let l = from; l < to; l++) if (data[reached + l] === quarter) data[row + l] += share;
  }
  for (let l = from; l < to; l++) {
    data[row + l] *= data[amount + l] * (k.firm + (1 - k.firm) * data[f + l]) * data[alive + l];
  }
  // What was paid between the last balance and the day of the book is posted as known.
  if (quarter === 0 && k.known > 0) for (let l = from; l < to; l++) data[row + l] += k.known * data[amount + l];
}

/** New shares at the pre-money value: N ← N(1 + E/M), M ← M + E (definitions D3). */
function settle(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const row = term.rows.payment * width;
  const invested = c.invested * width;
  const value = c.value * width;
  const core = c.core * width;
  const outstanding = c.sharesOutstanding * width;
  const holding = c.holding * width;
  const investorCore = c.investorCore * width;
  const priceAt = c.price * width;
  const valuationAt = c.valuation * width;
  const grantedAt = c.granted * width;
  const amountAt = c.amount * width;
  for (let l = from; l < to; l++) {
    const paid = data[row + l];
    if (paid <= 0) continue;
    data[invested + l] += paid;
    const n = data[outstanding + l];
    const preMoney = c.price >= 0 ? data[priceAt + l] * n : c.valuation >= 0 ? data[valuationAt + l] : data[value + l];
    const issued =
      c.granted >= 0
        ? (data[grantedAt + l] * paid) / data[amountAt + l]
        : (n * paid) / Math.max(preMoney, LEAST_SHARE_LEFT * paid);
    data[outstanding + l] = n + issued;
    data[holding + l] += issued;
    data[core + l] += paid;
    data[investorCore + l] -= paid;
  }
}

function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  const part = quarter < term.schedules.dated.length ? term.schedules.dated[quarter] : 0;
  if (part === 0) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const expected = part * (term.constants.firm + (1 - term.constants.firm) * term.constants.expectedF);
  const amountAt = c.amount * width;
  const aliveAt = c.alive * width;
  for (let l = from; l < to; l++) {
    const pay = expected * data[amountAt + l] * data[aliveAt + l];
    out[l] += pay;
    into[l] += pay;
  }
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const equitySteps: TermSteps = { due, settle, scheduled, end };
