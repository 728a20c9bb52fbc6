import type { Book } from '../book/book.ts';
import { rereadBook } from '../book/rereadBook.ts';
import type { Patch, Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import type { NextBest, Replaceable } from '../questions/leverage/nextBest.ts';
import { AS_DRAWN } from '../run/patches.ts';
import type { TermProgram } from '../terms/term.ts';
import { planWithout } from './dealGains.ts';

/**
 * The plan in which the next-best vendor serves a deal's schedule in the seller's place, at its own price, and nothing else
 * of the deal stands; null where the book so changed cannot be read.
 *
 * Definition: same amounts, dates and performance on the same draws; equipment at what the vendor charges others a unit,
 * compute at the long-run cost (where either is known, else at the contract's price); warrants, equity, guarantees,
 * advances and loans not yet drawn of the deal are left out (definitions D6).
 * Verified by: dealElsewhere.test.ts.
 */
export function planServedBy(
  book: Book,
  deal: string,
  sale: Replaceable,
  nextBest: NextBest,
  longRunCost: number,
): Plan | null {
  const written = book.content.deals?.[deal];
  if (written === undefined) return null;
  const sold = Object.entries(written.terms).flatMap(([id, term]) =>
    (term.type === 'supply' || term.type === 'capacity') && term.seller === sale.seller ? [id] : [],
  );
  const set: Record<string, unknown> = {
    [`deals.${deal}.between`]: [...new Set([...written.between, nextBest.seller])],
  };
  for (const id of sold) set[`deals.${deal}.terms.${id}.seller`] = nextBest.seller;
  const reread = rereadBook(book, { set }).book;
  if (reread === null) return null;
  const plan = planBook(reread);
  const isSold = (term: TermProgram): boolean => sold.some((id) => term.ref === `${deal}.${id}`);
  const only = planWithout(plan, deal, (term) => !isSold(term));
  const patches = plan.terms.filter(isSold).flatMap((term) => atOwnPrice(plan, term, nextBest, longRunCost));
  return { ...only, patches: [...only.patches, ...patches] };
}

/** A sale at the price of whoever now makes it, without an advance. */
function atOwnPrice(plan: Plan, term: TermProgram, { unitPrice }: NextBest, longRunCost: number): Patch[] {
  const price = term.kind === 'supply' ? unitPrice : longRunCost;
  const patches: Patch[] = withoutAdvance(term);
  if (price === null || price <= 0) return patches;
  const key = `deals.${term.deal}.terms.${term.ref.slice(term.deal.length + 1)}`;
  const input = (name: string) => plan.inputs.find(({ path }) => path === `${key}.${name}`);
  const written = input('price');
  if (written !== undefined)
    patches.push({ quarter: AS_DRAWN, column: written.column, operation: 'set', value: price });
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
  const isAdvance = (term: TermProgram): boolean =>
    term.kind === 'capacity' && (plan.inputs.find((i) => i.column === term.columns.prepayment)?.central ?? 0) > 0;
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
