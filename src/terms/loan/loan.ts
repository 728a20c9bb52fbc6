// table: mostly the list of columns and constants of a loan, and one lane loop a step.
import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { LoanTerm } from './schema.ts';

/** Compiles a loan: draws by quarter, the share of principal that stands after each quarter, security, recourse, covenants. */
export function compileLoan(term: LoanTerm, b: TermBuilder): TermProgram {
  const lender = b.account(term.lender);
  const borrower = b.account(term.borrower);
  const principal = b.input(term.principal, 'principal');
  const headline = b.central(term.principal, 0);
  const { draws, drawnBefore, known, waiting } = drawSchedule(term, b, headline);
  const maturity = b.quarterOf(term.maturity);
  const secured = term.secured_on !== undefined || term.seniority === 'super-senior';
  const seniority = secured ? 1 : term.seniority === 'subordinated' ? 3 : 2;
  const outstanding = b.state('outstanding', 'currency');
  const drawRow = b.row('draw', lender, borrower, 'finance', 2);
  const serviceRow = b.row('service', borrower, lender, 'service', seniority);
  const alive = b.state('alive', 'flag', 1);
  const shadowDue = b.state('shadow_due', 'currency');
  b.publish('outstanding', outstanding);
  b.publish('shadow_due', shadowDue);
  b.publish('due', serviceRow);
  b.publish('paid', serviceRow);
  b.publish('alive', alive);
  const recourse = term.recourse;
  const stake = term.secured_on?.stake;
  return {
    kind: 'loan',
    ref: b.ref,
    deal: b.deal,
    columns: {
      principal,
      rate: b.input(term.rate, 'rate'),
      drawn: term.drawn === undefined ? -1 : b.input(term.drawn, 'drawn'),
      f: b.performance,
      outstanding,
      alive,
      called: b.state('called', 'currency'),
      repaying: b.state('repaying', 'currency'),
      now: b.state('quarter_now', 'quarter'),
      recourseDue: b.state('recourse_due', 'currency'),
      stakeHolding: stake === undefined ? -1 : b.holding(b.account(stake.issuer), borrower),
      stakeValue: stake === undefined ? -1 : b.value(b.account(stake.issuer)),
      stakeShares: stake === undefined ? -1 : b.shares(b.account(stake.issuer)),
      stakePledged: stake === undefined ? -1 : b.input(stake.shares, 'pledged'),
      marginCall: term.margin_call_at === undefined ? -1 : b.input(term.margin_call_at, 'margin_call_at'),
      collateralCapacity:
        term.secured_on?.capacity === undefined ? -1 : b.input(term.secured_on.capacity, 'collateral_capacity'),
      collateralAssets:
        term.secured_on?.assets === undefined ? -1 : b.input(term.secured_on.assets, 'collateral_assets'),
      market: b.shared.price,
      longRunCost: b.shared.longRunCost,
      cash: b.cash(borrower),
      ebitda: b.ebitda(borrower),
      shadow: b.state('shadow', 'currency'),
      shadowDue,
      value: b.value(borrower),
      ...Object.fromEntries(waiting.map((w, i) => [`milestone${i}`, w.milestone])),
      ...covenantColumns(term, b),
    },
    rows: {
      draw: drawRow,
      service: serviceRow,
      recourse: typeof recourse === 'object' ? b.row('recourse', b.account(recourse.to), lender, 'service', 2) : -1,
    },
    schedules: { draws, repay: repaymentShape(term, b, maturity) },
    constants: {
      firm: b.firmShare(headline),
      expectedF: b.expectedPerformance,
      drawnBefore,
      known,
      waiting: waiting.length,
      ...Object.fromEntries(waiting.map((w, i) => [`waiting${i}`, w.share])),
      maturity,
      isAnnuity: term.amortisation === 'annuity' ? 1 : 0,
      recourseTo: typeof recourse === 'object' ? b.account(recourse.to) : -1,
      recourseUpTo: typeof recourse === 'object' ? b.central(recourse.up_to, 0) : 0,
      isNonRecourse: recourse === 'none' || typeof recourse === 'object' ? 1 : 0,
      isSecured: secured ? 1 : 0,
      covenants: Object.keys(term.covenants ?? {}).length,
      ...covenantConstants(term, b),
    },
    debtor: borrower,
    creditor: lender,
    seniority,
  };
}

const MEASURES = ['debt_to_ebitda', 'interest_cover', 'loan_to_value', 'minimum_cash'] as const;

function covenantColumns(term: LoanTerm, b: TermBuilder): Record<string, number> {
  const entries = Object.entries(term.covenants ?? {}).flatMap(([id, c], i) => [
    [`threshold${i}`, b.input(c.threshold, `covenants.${id}.threshold`)],
    [`breached${i}`, b.state(`covenants.${id}.quarters_in_breach`, 'quarters')],
  ]);
  return Object.fromEntries(entries);
}

function covenantConstants(term: LoanTerm, b: TermBuilder): Record<string, number> {
  const entries = Object.values(term.covenants ?? {}).flatMap((c, i) => [
    [`measure${i}`, MEASURES.indexOf(c.measure)],
    [`every${i}`, c.test === 'yearly' ? 4 : 1],
    [`cure${i}`, Math.round(b.central(c.cure, 2))],
  ]);
  return Object.fromEntries(entries);
}

/** Shares of the principal drawn before the run, in its first quarter up to the day of the book, and by quarter from then on. */
function drawSchedule(
  term: LoanTerm,
  b: TermBuilder,
  headline: number,
): { draws: Float64Array; drawnBefore: number; known: number; waiting: { milestone: number; share: number }[] } {
  const draws = new Float64Array(b.quarters);
  const list = Object.values(term.draws ?? {});
  let before = 0;
  let known = 0;
  const waiting: { milestone: number; share: number }[] = [];
  const put = (q: number, share: number, isPast: boolean): void => {
    if (q < 0) before += share;
    else if (q === 0 && isPast) known += share;
    else if (q < b.quarters) draws[q] += share;
  };
  if (list.length === 0) put(b.dealQuarter, term.drawn === undefined ? 1 : 0, b.dealIsPast);
  for (const d of list) {
    const share =
      d.share !== undefined ? b.central(d.share, 0) : headline === 0 ? 0 : b.central(d.amount, 0) / headline;
    if (d.milestone !== undefined) waiting.push({ milestone: b.milestone(d.milestone), share });
    else if (d.date === undefined) put(b.dealQuarter, share, b.dealIsPast);
    else put(b.quarterOf(d.date), share, b.isPast(d.date));
  }
  return { draws, drawnBefore: before, known, waiting };
}

/** Share of what stands at the start of a quarter that is repaid in it (bullet: all at maturity; linear: 1 / quarters left). */
function repaymentShape(term: LoanTerm, b: TermBuilder, maturity: number): Float64Array {
  const repay = new Float64Array(b.quarters);
  const firstRepayment = Math.max(0, b.dealQuarter + Math.round(b.central(term.interest_only, 0)));
  for (let q = 0; q < b.quarters; q++) {
    const left = maturity - q + 1;
    if (left <= 1) repay[q] = q >= maturity ? 1 : 0;
    else if (term.amortisation === 'linear' && q >= firstRepayment) repay[q] = 1 / left;
    else if (term.amortisation === 'annuity' && q >= firstRepayment) repay[q] = -left;
  }
  return repay;
}

/** Principal part of a level payment: with i a quarter and n quarters left, i / ((1 + i)ⁿ − 1) of what stands. */
function annuityShare(rateAYear: number, left: number): number {
  const i = rateAYear / 4;
  if (i < 1e-9) return 1 / left;
  let grown = 1;
  for (let power = 1 + i, n = left; n > 0; n >>= 1) {
    if ((n & 1) === 1) grown *= power;
    power *= power;
  }
  return i / (grown - 1);
}

function start(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const principalAt = c.principal * width;
  const outstandingAt = c.outstanding * width;
  const drawnAt = c.drawn * width;
  for (let l = from; l < to; l++) {
    const principal = data[principalAt + l];
    data[outstandingAt + l] =
      c.drawn >= 0 ? Math.max(0, data[drawnAt + l] - k.known * principal) : principal * k.drawnBefore;
  }
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  if (quarter === 0) start(term, lanes);
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const draw = term.rows.draw * width;
  const service = term.rows.service * width;
  const outstanding = c.outstanding * width;
  const principal = c.principal * width;
  const f = c.f * width;
  const alive = c.alive * width;
  const rate = c.rate * width;
  const called = c.called * width;
  data.fill(quarter, c.now * width + from, c.now * width + to);
  const drawn = term.schedules.draws[quarter];
  const known = quarter === 0 ? k.known : 0;
  const repay = term.schedules.repay[quarter];
  const repayingAt = c.repaying * width;
  for (let l = from; l < to; l++) {
    let now = drawn;
    for (let i = 0; i < k.waiting; i++) if (data[c[`milestone${i}`] * width + l] === quarter) now += k[`waiting${i}`];
    const performed = now * (k.firm + (1 - k.firm) * data[f + l]) * data[alive + l];
    data[draw + l] = data[principal + l] * (known + performed);
    const stands = data[outstanding + l] * data[alive + l];
    const share = shareOf(repay, data[rate + l]);
    const principalDue = Math.min(stands, stands * share + data[called + l]);
    data[repayingAt + l] = principalDue;
    data[service + l] = stands * (data[rate + l] / 4) + principalDue;
  }
  if (term.rows.recourse < 0) return;
  const recourseAt = term.rows.recourse * width;
  const recourseDueAt = c.recourseDue * width;
  for (let l = from; l < to; l++) {
    data[recourseAt + l] = data[recourseDueAt + l];
    data[recourseDueAt + l] = 0;
  }
}

/** After payment: what was drawn adds, what was repaid goes off; margin calls and covenants are tested for next quarter. */
function settle(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const outstanding = c.outstanding * width;
  const draw = term.rows.draw * width;
  const service = term.rows.service * width;
  const rate = c.rate * width;
  const alive = c.alive * width;
  const called = c.called * width;
  const repaying = c.repaying * width;
  for (let l = from; l < to; l++) {
    const interest = data[outstanding + l] * (data[rate + l] / 4) * data[alive + l];
    const repaid = Math.max(0, data[service + l] - interest);
    data[outstanding + l] = Math.max(0, data[outstanding + l] + data[draw + l] - repaid);
    // What stays is principal that fell due and was not paid: it is claimed as a due, not a second time as principal.
    data[repaying + l] = Math.max(0, data[repaying + l] - repaid);
    data[called + l] = 0;
  }
  if (c.marginCall >= 0 && c.stakeValue >= 0) callMargin(term, lanes);
  if (term.constants.covenants > 0) testCovenants(term, lanes, quarter);
}

/** After a default the original schedule goes on in the shadow: it is what a guarantor is held to (definitions D3). */
function wouldFallDue(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const repay = term.schedules.repay[quarter];
  const shadowAt = c.shadow * width;
  const shadowDueAt = c.shadowDue * width;
  const rateAt = c.rate * width;
  for (let l = from; l < to; l++) {
    const shadow = data[shadowAt + l];
    data[shadowDueAt + l] = 0;
    if (shadow <= 0) continue;
    const share = shareOf(repay, data[rateAt + l]);
    data[shadowDueAt + l] = shadow * (data[rateAt + l] / 4 + share);
    data[shadowAt + l] = shadow * (1 - share);
  }
}

function pledgedValue(term: TermProgram, lanes: Lanes, l: number): number {
  const { data, width } = lanes;
  const c = term.columns;
  const pledged = data[c.stakePledged * width + l];
  const holding = data[c.stakeHolding * width + l];
  const shares = pledged <= 1 ? pledged * holding : Math.min(pledged, holding);
  const outstanding = data[c.stakeShares * width + l];
  return outstanding > 0 ? (shares / outstanding) * data[c.stakeValue * width + l] : 0;
}

/** Where value × loan-to-value limit < principal, the excess falls due next quarter. */
function callMargin(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const marginCallAt = c.marginCall * width;
  const outstandingAt = c.outstanding * width;
  const calledAt = c.called * width;
  for (let l = from; l < to; l++) {
    const limit = pledgedValue(term, lanes, l) * data[marginCallAt + l];
    const stands = data[outstandingAt + l];
    if (stands > limit) data[calledAt + l] = stands - limit;
  }
}

/** A breach that is not cured within its quarters makes the whole loan fall due; between its tests a breach goes on. */
function testCovenants(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  for (let i = 0; i < k.covenants; i++) {
    const breached = c[`breached${i}`] * width;
    const isTested = quarter % k[`every${i}`] === 0;
    const outstandingAt = c.outstanding * width;
    const calledAt = c.called * width;
    for (let l = from; l < to; l++) {
      const stands = data[outstandingAt + l];
      const isBreached = isTested ? !holds(term, lanes, l, i, stands) : data[breached + l] > 0;
      data[breached + l] = isBreached ? data[breached + l] + 1 : 0;
      if (data[breached + l] > k[`cure${i}`]) data[calledAt + l] = stands;
    }
  }
}

function holds(term: TermProgram, lanes: Lanes, l: number, i: number, stands: number): boolean {
  const { data, width } = lanes;
  const c = term.columns;
  const threshold = data[c[`threshold${i}`] * width + l];
  const measure = term.constants[`measure${i}`];
  if (measure === 3) return data[c.cash * width + l] >= threshold;
  if (measure === 2) {
    const value = c.stakeValue >= 0 ? pledgedValue(term, lanes, l) : data[c.value * width + l] + stands;
    return stands <= threshold * value;
  }
  const yearly = Math.max(0, data[c.ebitda * width + l]);
  const interest = stands * data[c.rate * width + l];
  return measure === 1 ? yearly >= threshold * interest : stands <= threshold * yearly;
}

/** Service less draws of a later quarter, on what will stand then: draws and repayments until it are taken off. */
function scheduled(term: TermProgram, lanes: Lanes, quarter: number, out: Float64Array, into: Float64Array): void {
  const { draws, repay } = term.schedules;
  if (quarter >= repay.length) return;
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const { firm, expectedF } = term.constants;
  const now = data[c.now * width + from];
  const aliveAt = c.alive * width;
  const principalAt = c.principal * width;
  const rateAt = c.rate * width;
  const outstandingAt = c.outstanding * width;
  // Quarters in which nothing is drawn or repaid leave what stands as it is.
  let first = now;
  while (first < quarter && draws[first] === 0 && repay[first] === 0) first += 1;
  for (let l = from; l < to; l++) {
    const alive = data[aliveAt + l];
    const principal = data[principalAt + l] * (firm + (1 - firm) * expectedF) * alive;
    const rate = data[rateAt + l];
    let stands = data[outstandingAt + l] * alive;
    for (let q = first; q < quarter; q++) stands += draws[q] * principal - stands * shareOf(repay[q], rate);
    const pay = stands * (rate / 4 + shareOf(repay[quarter], rate)) - draws[quarter] * principal;
    out[l] += pay;
    into[l] += pay;
  }
}

function shareOf(repay: number, rate: number): number {
  return repay < 0 ? annuityShare(rate, -repay) : repay;
}

/** Principal that stands beyond what has fallen due. */
function claim(term: TermProgram, lanes: Lanes, lane: number): number {
  const { data, width } = lanes;
  return Math.max(0, data[term.columns.outstanding * width + lane] - data[term.columns.repaying * width + lane]);
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  const { data, width } = lanes;
  data[term.columns.shadow * width + lane] = claim(term, lanes, lane);
  for (const role of ['alive', 'outstanding', 'repaying', 'called'])
    lanes.data[term.columns[role] * lanes.width + lane] = 0;
}

export const loanSteps: TermSteps = { due, settle, scheduled, claim, wouldFallDue, end };
