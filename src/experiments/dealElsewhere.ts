import type { Patch, Plan } from '../plan/plan.ts';
import type { NextBest, Replaceable } from '../questions/leverage/nextBest.ts';
import { AS_DRAWN } from '../run/patches.ts';
import { deliveredYears } from '../terms/capacity/capacity.ts';
import type { TermProgram } from '../terms/term.ts';
import { planWithout } from './dealGains.ts';

/**
 * The plan in which the next-best vendor serves a deal's schedule in the seller's place, at its own price, and nothing else
 * of the deal stands.
 *
 * Definition: same amounts, dates and performance on the same draws; equipment at what the vendor charges others a unit,
 * compute at the long-run cost (where either is known, else at the contract's price); warrants, equity, guarantees,
 * advances and loans not yet drawn of the deal are left out (definitions D6). What the seller had under way for the contract
 * stays the seller's, to be let to others; the vendor orders what it needs at its own cost, and buys on the market until that
 * arrives. Equipment that another deal brings for the contract stays with whoever pays for it.
 * Verified by: dealElsewhere.test.ts.
 */
export function planServedBy(
  plan: Plan,
  deal: string,
  sale: Replaceable,
  nextBest: NextBest,
  longRunCost: number,
): Plan {
  const from = plan.accounts.findIndex(({ id }) => id === sale.seller);
  const to = plan.accounts.findIndex(({ id }) => id === nextBest.seller);
  const isSold = (term: TermProgram): boolean =>
    term.deal === deal && (term.kind === 'supply' || term.kind === 'capacity') && term.creditor === from;
  const only = planWithout(plan, deal, (term) => !isSold(term));
  const sold = new Set(plan.terms.flatMap((term, i) => (isSold(term) ? [i] : [])));
  const refs = new Set([...sold].map((i) => plan.terms[i]?.ref));
  const patches = plan.terms.filter(isSold).flatMap((term) => atOwnPrice(plan, term, nextBest, longRunCost));
  return {
    ...only,
    terms: only.terms.map((term, i) => (sold.has(i) ? soldBy(plan, term, from, to) : term)),
    rows: plan.rows.map((row) => (refs.has(row.ref) && row.payee === from ? { ...row, payee: to } : row)),
    claims: plan.claims.map((claim) =>
      sold.has(claim.term) && claim.creditor === from ? { ...claim, creditor: to } : claim,
    ),
    owners: plan.owners.map((owner) => withContracts(plan, owner, sold, to)),
    patches: [...only.patches, ...patches],
  };
}

/** A sale by another seller: of compute, out of that seller's capacity, while the first goes on with what it has begun. */
function soldBy(plan: Plan, term: TermProgram, from: number, to: number): TermProgram {
  if (term.kind !== 'capacity') return { ...term, creditor: to };
  const begunBy = plan.owners.findIndex((owner) => owner.account === from);
  const sellerFree = plan.owners.find((owner) => owner.account === to)?.columns.free ?? -1;
  return {
    ...term,
    creditor: to,
    columns: { ...term.columns, sellerFree },
    constants: { ...term.constants, begunBy },
  };
}

function withContracts(
  plan: Plan,
  owner: Plan['owners'][number],
  sold: ReadonlySet<number>,
  to: number,
): Plan['owners'][number] {
  const contracts = plan.terms.flatMap((term, i) =>
    term.kind === 'capacity' && (sold.has(i) ? owner.account === to : owner.contracts.includes(i)) ? [i] : [],
  );
  return { ...owner, contracts: Int32Array.from(contracts) };
}

/** A sale at the price of whoever now makes it, its volume as before and without an advance. */
function atOwnPrice(plan: Plan, term: TermProgram, { unitPrice }: NextBest, longRunCost: number): Patch[] {
  const patches: Patch[] = withoutAdvance(term);
  const written = (name: string) => {
    const path = `deals.${term.deal}.terms.${term.ref.slice(term.deal.length + 1)}.${name}`;
    return plan.inputs.find((input) => input.path === path);
  };
  const price = written('price');
  if (term.kind === 'supply') {
    if (unitPrice !== null && price !== undefined)
      patches.push({ quarter: AS_DRAWN, column: price.column, operation: 'set', value: unitPrice });
    return patches;
  }
  const { cut = -1 } = term.columns;
  const { ramp = 0, length = 1 } = term.constants;
  const units = (written('amount')?.central ?? 0) * deliveredYears(ramp, length) * plan.unitsPerCapacityYear;
  const paid = price?.central ?? (units > 0 ? (written('total')?.central ?? 0) / units : 0);
  if (paid > 0 && longRunCost > 0)
    patches.push({ quarter: 0, column: cut, operation: 'multiply', value: longRunCost / paid });
  return patches;
}

function withoutAdvance(term: TermProgram): Patch[] {
  const { prepayment = -1 } = term.columns;
  return prepayment < 0 ? [] : [{ quarter: AS_DRAWN, column: prepayment, operation: 'set', value: 0 }];
}

/** The two sides of a sale. */
type Sides = Pick<Replaceable, 'seller' | 'buyer'>;

/**
 * The plan in which a deal stands at its price and nothing passes beside it from one side of its sale to the other: no warrant,
 * guarantee, backstop or advance, and equity at the value of the day. Null where the deal has none of these.
 *
 * Definition: the world of T = 0 (definitions D6); all other deals stand as written. Assumes: loans stay, as their money is
 * needed; what they cost their lender is taken off in one step. Verified by: dealElsewhere.test.ts.
 */
export function planWithoutTransfers(plan: Plan, deal: string, sides: Sides): Plan | null {
  const own = plan.terms.filter((term) => term.deal === deal);
  // An advance that was paid before the run is only credited in it: nothing is left to strike out.
  const isAdvance = (term: TermProgram): boolean =>
    term.kind === 'capacity' &&
    (term.constants.start ?? 0) >= 0 &&
    (plan.inputs.find((i) => i.column === term.columns.prepayment)?.central ?? 0) > 0;
  const isGift = (term: TermProgram): boolean => passesBesidePrice(plan, term, sides);
  const isPriced = (term: TermProgram): boolean => isPricedEquity(plan, term, sides);
  if (!own.some((term) => isGift(term) || isAdvance(term) || isPriced(term))) return null;
  const struck = planWithout(plan, deal, isGift);
  const terms = struck.terms.map((term) =>
    term.deal === deal && isPriced(term)
      ? { ...term, columns: { ...term.columns, price: -1, valuation: -1, granted: -1 } }
      : term,
  );
  return { ...struck, terms, patches: [...struck.patches, ...own.filter(isAdvance).flatMap(withoutAdvance)] };
}

function isSide(plan: Plan, account: number | undefined, { seller, buyer }: Sides): boolean {
  const id = plan.accounts[account ?? -1]?.id;
  return id === seller || id === buyer;
}

/** A warrant between the sides, or a guarantee or backstop that one of them gives. */
function passesBesidePrice(plan: Plan, term: TermProgram, sides: Sides): boolean {
  if (term.kind === 'guarantee' || term.kind === 'backstop') return isSide(plan, term.debtor, sides);
  if (term.kind !== 'warrant') return false;
  const exercise = plan.rows.find((row) => row.column === term.rows.exercise);
  return isSide(plan, exercise?.payer, sides) && isSide(plan, exercise?.payee, sides);
}

/** Equity between the sides at a price, a valuation or for a number of shares that was written. */
function isPricedEquity(plan: Plan, term: TermProgram, sides: Sides): boolean {
  const { price = -1, valuation = -1, granted = -1 } = term.columns;
  return (
    term.kind === 'equity' &&
    Math.max(price, valuation, granted) >= 0 &&
    isSide(plan, term.debtor, sides) &&
    isSide(plan, term.creditor, sides)
  );
}
