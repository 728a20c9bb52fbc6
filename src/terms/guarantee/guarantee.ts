import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { GuaranteeTerm } from './schema.ts';

/** Compiles a guarantee: next quarter the guarantor owes its cover of what stayed unpaid, up to its limit (definitions D3). */
export function compileGuarantee(term: GuaranteeTerm, b: TermBuilder): TermProgram {
  const guarantor = b.account(term.guarantor);
  const creditor = b.creditorOf(term.of);
  const debtor = b.debtorOf(term.of);
  const call = b.row('call', guarantor, creditor, 'service', 2);
  const paidOut = b.state('paid_out', 'currency');
  b.publish('paid', call);
  b.publish('paid_out', paidOut);
  return {
    kind: 'guarantee',
    ref: b.ref,
    deal: b.deal,
    columns: {
      cover: b.input(term.cover, 'cover'),
      upTo: term.up_to === undefined ? -1 : b.input(term.up_to, 'up_to'),
      fee: b.input(term.fee, 'fee', 0),
      unpaid: b.unpaid(term.of),
      outstanding: b.published(term.of, 'outstanding'),
      paidOut,
      f: b.performance,
      alive: b.state('alive', 'flag', 1),
    },
    rows: {
      call,
      fee: b.row('fee', debtor, guarantor, 'service', 2),
      recovery: b.row('recovery', b.account('world-shareholders'), guarantor, 'service', 2),
    },
    schedules: {},
    constants: {
      until: term.until === undefined ? b.quarters : b.quarterOf(term.until),
      firm: b.firmShare(0),
      expectedF: b.expectedPerformance,
    },
    debtor: guarantor,
    creditor,
    seniority: 2,
  };
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const call = term.rows.call * width;
  const fee = term.rows.fee * width;
  const { firm, expectedF, until } = term.constants;
  const stands = quarter <= until ? 1 : 0;
  const aliveAt = c.alive * width;
  const fAt = c.f * width;
  const coverAt = c.cover * width;
  const upToAt = c.upTo * width;
  const paidOutAt = c.paidOut * width;
  const unpaidAt = c.unpaid * width;
  const outstandingAt = c.outstanding * width;
  const feeAt = c.fee * width;
  for (let l = from; l < to; l++) {
    const alive = data[aliveAt + l] * stands;
    // A guarantee that was only talked about covers in the share of worlds in which it was given: in the central case, where
    // f stands at its mean π/2, with probability π.
    const f = data[fAt + l];
    const isGiven = f === expectedF ? Math.min(1, 2 * f) : f > 0 ? 1 : 0;
    const given = firm + (1 - firm) * isGiven;
    const cover = data[coverAt + l] * given * alive;
    const left = c.upTo < 0 ? Number.MAX_VALUE : Math.max(0, data[upToAt + l] - data[paidOutAt + l]);
    data[call + l] = Math.min(left, cover * data[unpaidAt + l]);
    const covered = c.outstanding < 0 ? 0 : data[outstandingAt + l] * cover;
    data[fee + l] = (data[feeAt + l] / 4) * covered;
  }
}

function settle(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const call = term.rows.call * width;
  const paidOut = term.columns.paidOut * width;
  for (let l = from; l < to; l++) data[paidOut + l] += data[call + l];
}

function end(term: TermProgram, lanes: Lanes, lane: number): void {
  lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const guaranteeSteps: TermSteps = { due, settle, end };
