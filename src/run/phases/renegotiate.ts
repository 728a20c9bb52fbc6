import type { Plan } from '../../plan/plan.ts';
import { dueAtContractPrice, putOffPayment, remainingPayments, stillPutOff } from '../../terms/capacity/capacity.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { TermProgram } from '../../terms/term.ts';
import type { Block } from '../block.ts';
import { planIndex } from '../planIndex.ts';

/** What a seller expects to recover on damages if the buyer fails; it accepts what beats letting again plus that (grade D). */
const EXPECTED_RECOVERY = 0.4;
const MOST_DEFERRED = 0.5;
const VOLUME_KEPT = 0.8;
const LOWEST_VOLUME = 0.4;
const TOLERANCE = 1e-9;

/**
 * A party still short asks its sellers: price first, then delay, then volume, then a paid exit.
 *
 * A seller accepts what beats its own payoff if the buyer fails: capacity let again at the market less the haircut, and
 * what it would recover of its damages. Lanes in which nobody is short are not touched.
 */
export function renegotiate(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to } = block;
  const index = planIndex(plan);
  for (const [i, party] of plan.parties.entries()) {
    const c = party.columns;
    const contracts = index.buys[i];
    if (contracts.length === 0) continue;
    for (let l = from; l < to; l++) {
      let short = data[c.out * width + l] - data[c.into * width + l] - data[c.cash * width + l];
      if (short <= TOLERANCE * (1 + data[c.out * width + l])) continue;
      for (const step of [cutPrice, putOff, cutVolume, leave]) {
        for (const term of contracts) {
          if (short <= 0) break;
          short -= step(plan, block, term, l, short, quarter);
        }
      }
    }
  }
}

function at(block: Block, column: number, l: number): number {
  return block.data[column * block.width + l];
}

/**
 * The price falls towards what the seller would get without the buyer, no further than the shortage needs.
 *
 * It bears on what is due at the contract price alone: what was put off before comes back in full.
 */
function cutPrice(plan: Plan, block: Block, term: TermProgram, l: number, short: number): number {
  const { data, width } = block;
  const c = term.columns;
  const due = dueAtContractPrice(term, block, l);
  const contract = at(block, c.price, l) * at(block, c.cut, l);
  const market = at(block, c.market, l);
  if (due <= 0 || contract <= market) return 0;
  const relet = market * (1 - at(block, plan.market.columns.sublet, l));
  const floor = Math.max(relet, Math.min(contract, relet + EXPECTED_RECOVERY * (contract - market)));
  const wanted = contract * Math.max(0, 1 - short / due);
  const agreed = Math.max(floor, wanted);
  if (agreed >= contract) return 0;
  const saved = due * (1 - agreed / contract);
  data[c.cut * width + l] *= agreed / contract;
  data[term.rows.payment * width + l] -= saved;
  reduceDue(plan, block, term, l, saved);
  note(block, term, l, 'price', saved);
  return saved;
}

/** Part of this quarter's payment is put off, where the seller is not made short by it. */
function putOff(plan: Plan, block: Block, term: TermProgram, l: number, short: number): number {
  const { data, width } = block;
  const seller = plan.parties.find((p) => p.account === term.creditor);
  const due = at(block, term.rows.payment, l);
  const slack =
    seller === undefined
      ? due
      : at(block, seller.columns.cash, l) + at(block, seller.columns.into, l) - at(block, seller.columns.out, l);
  const amount = Math.max(0, Math.min(short, MOST_DEFERRED * due, slack));
  if (amount <= 0) return 0;
  data[term.rows.payment * width + l] -= amount;
  reduceDue(plan, block, term, l, amount);
  putOffPayment(term, block, l, amount);
  note(block, term, l, 'delay', amount);
  return amount;
}

/** The totals of both sides follow a payment that was made smaller. */
function reduceDue(plan: Plan, block: Block, term: TermProgram, l: number, amount: number): void {
  const { data, width } = block;
  const { partyOfAccount } = planIndex(plan);
  const payer = partyOfAccount.get(term.debtor);
  const payee = partyOfAccount.get(term.creditor);
  if (payer !== undefined) data[payer.columns.out * width + l] -= amount;
  if (payee !== undefined) data[payee.columns.into * width + l] -= amount;
}

/** Later deliveries shrink; the seller lets the capacity again. It helps the quarters to come, not this one. */
function cutVolume(_plan: Plan, block: Block, term: TermProgram, l: number): number {
  const { data, width } = block;
  // Nobody gives up capacity that is cheaper than the market's.
  if (at(block, term.columns.price, l) * at(block, term.columns.cut, l) <= at(block, term.columns.market, l)) return 0;
  const volume = term.columns.volume * width + l;
  if (data[volume] <= LOWEST_VOLUME || data[term.columns.alive * width + l] === 0) return 0;
  data[volume] = Math.max(LOWEST_VOLUME, data[volume] * VOLUME_KEPT);
  note(block, term, l, 'volume', 0);
  return 0;
}

/** A contract with a right to cancel is left: the payments of the notice and the fee are paid over the quarters of a deferral. */
function leave(_plan: Plan, block: Block, term: TermProgram, l: number, _short: number, quarter: number): number {
  const { data, width } = block;
  const { noticeQuarters, cancelFee } = term.constants;
  if (noticeQuarters < 0 || data[term.columns.alive * width + l] === 0) return 0;
  const { withinNotice, beyond } = remainingPayments(term, block, l, quarter, noticeQuarters);
  const owed = stillPutOff(term, block, l) + withinNotice + cancelFee * beyond;
  TERM_STEPS.capacity.end?.(term, block, l);
  putOffPayment(term, block, l, owed);
  data[term.columns.ended * width + l] = 0;
  note(block, term, l, 'exit', owed);
  return 0;
}

function note(block: Block, term: TermProgram, l: number, what: string, amount: number): void {
  if (block.log === null) return;
  block.log.push({
    quarter: -1,
    kind: `renegotiated-${what}`,
    party: block.plan.accounts[term.debtor].id,
    amount,
    text: term.ref,
  });
  void l;
}
