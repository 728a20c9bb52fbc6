import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Term } from '../../terms/schema.ts';
import { figureOf } from '../figure.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { type Contract, presentValue } from './contractOf.ts';
import { type WarrantPreview, warrantPreview } from './warrantPreview.ts';

/** An amount over paths, with its standard error. */
export interface Estimate {
  readonly amount: number;
  readonly standard_error: number;
}

/** What passes from seller to buyer beyond the price, with the range of what is not known. */
export interface TransferRange {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly standard_error: number;
}

export interface TermValue {
  readonly type: string;
  readonly value: Readonly<Record<string, Estimate>>;
  /** From seller to buyer; null where the term passes nothing between them beyond the price. */
  readonly transfer: TransferRange | null;
  readonly says: string;
  /** A warrant in closed form, at the price before the deal was told. */
  readonly preview: WarrantPreview | null;
}

/** Part of an amount under which a difference is rounding. */
const ROUNDING = 1e-9;
/** How far a price of equity that nobody else confirmed may lie from fair, as a part of the amount (definitions D6). */
const UNCONFIRMED = { low: -0.1, high: 0.3 } as const;

/**
 * What each term of a deal is worth to each principal, and what of it passes from seller to buyer beyond the price.
 *
 * Definition: value = E[Σ m·(received − paid)] of the term + worth of shares received − worth of shares given, loans at
 * what is outstanding at the horizon. Transfer: shares granted less what is paid for them; calls on guarantees less fees;
 * a loan's cost to its lender; the time value of advances, negative as the buyer gives it.
 * Units: money today. Verified by: leverage.test.ts (by hand; terms of a deal foot with its payments).
 */
export function termValues(
  book: Book,
  gains: DealGains,
  deal: string,
  contract: Contract | null,
): Readonly<Record<string, TermValue>> {
  const { plan, base } = gains;
  const accounts = accountsByTerm(plan);
  const values: Record<string, TermValue> = {};
  for (const [id, term] of Object.entries(book.content.deals?.[deal]?.terms ?? {})) {
    const ref = `${deal}.${id}`;
    const program = plan.terms.find((t) => t.ref === ref);
    const grant = gains.granted.find((g) => g.term.ref === ref);
    const value: Record<string, Estimate> = {};
    for (const { id: party, account } of plan.parties) {
      if (accounts.get(ref)?.has(account) !== true) continue;
      const flows = base(`gains.term.${ref}.${party}`).slice();
      const sign = grant?.holder === account ? 1 : grant?.issuer === account ? -1 : 0;
      if (grant !== undefined) for (let l = 0; l < flows.length; l++) flows[l] += sign * grant.worth[l];
      if (program?.kind === 'loan') {
        const owed = base(`gains.outstanding.${ref}`);
        const side = program.creditor === account ? 1 : -1;
        for (let l = 0; l < flows.length; l++) flows[l] += side * owed[l];
      }
      value[party] = estimateOf(flows);
    }
    const written = book.content.deals?.[deal];
    const preview = term.type === 'warrant' && written !== undefined ? warrantPreview(book, written, term) : null;
    values[id] = { type: term.type, value, ...transferOf(book, term, value, contract, gains, ref), preview };
  }
  return values;
}

const accountsOfPlans = new WeakMap<Plan, ReadonlyMap<string, ReadonlySet<number>>>();

/** Accounts between which a term pays, by the reference of the term. */
function accountsByTerm(plan: Plan): ReadonlyMap<string, ReadonlySet<number>> {
  const known = accountsOfPlans.get(plan);
  if (known !== undefined) return known;
  const made = new Map<string, Set<number>>();
  for (const row of plan.rows) {
    if (row.payer === row.payee || row.role === 'sublet' || row.role === 'haircut') continue;
    const accounts = made.get(row.ref) ?? new Set<number>();
    made.set(row.ref, accounts.add(row.payer).add(row.payee));
  }
  accountsOfPlans.set(plan, made);
  return made;
}

function estimateOf(values: Float64Array): Estimate {
  const { gain, standard_error } = meanOf(values);
  return { amount: gain, standard_error };
}

type Told = Pick<TermValue, 'transfer' | 'says'>;

function transferOf(
  book: Book,
  term: Term,
  value: Readonly<Record<string, Estimate>>,
  contract: Contract | null,
  gains: DealGains,
  ref: string,
): Told {
  if (contract === null) return none('the deal sells nothing that the term could be a price for');
  const { seller, buyer } = contract;
  const lost = value[seller];
  const got = value[buyer];
  const given = (by: string, to: string): number =>
    by === seller && to === buyer ? 1 : by === buyer && to === seller ? -1 : 0;
  if (term.type === 'warrant') {
    const sign = given(term.issuer, term.holder);
    const worth = value[term.holder];
    if (sign === 0 || worth === undefined) return none('the warrant is not between seller and buyer');
    return {
      transfer: exactly(sign * worth.amount, worth.standard_error),
      says: 'shares granted, at their price when they vest, less the strike',
    };
  }
  if (term.type === 'equity')
    return equityTransfer(gains, ref, given(term.investor, term.issuer), value[term.investor]);
  if (term.type === 'guarantee' || term.type === 'backstop' || term.type === 'loan') {
    const giver = term.type === 'guarantee' ? term.guarantor : term.type === 'loan' ? term.lender : term.taker;
    if (giver !== seller && giver !== buyer) return none('neither seller nor buyer gives it');
    const paid = giver === seller ? lost : got;
    if (paid === undefined) return none('nothing is paid under it in the run');
    const sign = giver === seller ? -1 : 1;
    return {
      transfer: exactly(sign * paid.amount, paid.standard_error),
      says: 'expected payments of the giver less what it receives for them',
    };
  }
  if (term.type === 'capacity') return advance(book, term, contract);
  return none(
    term.type === 'supply'
      ? 'the price is told, its reference is not: see reference_price'
      : 'passes nothing beyond its payments',
  );
}

function equityTransfer(gains: DealGains, ref: string, sign: number, value: Estimate | undefined): Told {
  const grant = gains.granted.find((g) => g.term.ref === ref);
  if (sign === 0 || grant === undefined || value === undefined)
    return none('the equity is not between seller and buyer');
  const paid = meanOf(grant.paid).gain;
  if (paid === 0) return none('nothing of it is still to be paid');
  const exact = -sign * value.amount;
  // At the price of the day worth and payment are the same number, up to its last digits.
  const mid = Math.abs(exact) < ROUNDING * paid ? 0 : exact;
  const ends = [mid + sign * UNCONFIRMED.low * paid, mid + sign * UNCONFIRMED.high * paid];
  return {
    transfer: { low: Math.min(...ends), mid, high: Math.max(...ends), standard_error: value.standard_error },
    says: 'equity at the price of the day counts as fair; from 10 % under to 30 % over it, as no round without commercial deals confirms it',
  };
}

/** An advance is credited evenly over the contract: its buyer lends the mean of that time. */
function advance(book: Book, term: Extract<Term, { type: 'capacity' }>, contract: Contract): Told {
  const share = figureOf(term.prepayment, book.asOf)?.value ?? 0;
  const worth = presentValue(contract, contract.headline);
  if (share <= 0 || worth === null) return none('no advance, and the price is told: see reference_price');
  return {
    transfer: exactly(-share * (contract.headline - worth), 0),
    says: 'time value of the advance, which the buyer gives',
  };
}

function exactly(amount: number, standardError: number): TransferRange {
  return { low: amount, mid: amount, high: amount, standard_error: standardError };
}

function none(says: string): Told {
  return { transfer: null, says };
}
