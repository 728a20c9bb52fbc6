import { type Diagnostic, diagnostic } from '../../base/diagnostic.ts';
import { medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import { compareDates, parseQuarter, quarterEndDate, quarterOfDate } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import { planBook } from '../../plan/planBook.ts';

/** Ranks in which a holding may stand in an estate, as classes of claims: 1 secured, 2 senior, 3 subordinated. */
const CLASS = { secured: 1, senior: 2, subordinated: 3 } as const;

/** One of the reader's own holdings, found in the plan. */
export interface Holding {
  readonly id: string;
  readonly kind: 'loan' | 'bond' | 'shares' | 'guarantee' | 'cds' | 'limit';
  /** What it is on, as written. */
  readonly on: string;
  /** Party whose failure costs it: the debtor, or the issuer of shares. */
  readonly party: string;
  /** Place of the term among the plan's, where it is on one. */
  readonly term: number | null;
  /** Money that stands in it today: lent, guaranteed, allowed, or the value of the shares. */
  readonly amount: number;
  /** What was paid for it, where the reader says so. */
  readonly cost: number | null;
  readonly seniority: 1 | 2 | 3;
  /** Last quarter of the run on which it still stands, counted from 0; null where it outlasts the run. */
  readonly until: number | null;
}

/** Holdings that stand and can be valued, and what is wrong with the others; one that fell due before is a warning. */
export interface Holdings {
  readonly holdings: readonly Holding[];
  readonly faults: readonly Diagnostic[];
}

/**
 * The holdings under `mine:`, each with the party or term of the plan that it is on.
 *
 * Units: money; a number of shares at today's median price of the issuer.
 */
export function holdingsOf(book: Book, plan: Plan): Holdings {
  const holdings: Holding[] = [];
  const faults: Diagnostic[] = [];
  for (const [id, written] of Object.entries(book.content.mine ?? {})) {
    const fault = (key: string, message: string, help: string): null => {
      const place = book.locate(`mine.${id}.${key}`) ?? book.locate(`mine.${id}`);
      faults.push(diagnostic('position.holding', place, message, help));
      return null;
    };
    const target = targetOf(plan, written.on, fault);
    if (target === null) continue;
    if (isOver(written.maturity, book.asOf)) {
      faults.push(fellDue(book, id, written.kind, written.maturity!));
      continue;
    }
    const of = (q: Quantity | undefined): number | null => {
      const statement = q === undefined ? null : statementAt(q, book.asOf);
      return statement === null ? null : medianOf(statement.distribution);
    };
    const shares = of(written.shares);
    const price = of(written.price);
    const worth = shares === null ? null : sharePrice(plan, target.party, fault);
    const amount = of(written.amount) ?? (shares === null || worth === null ? null : shares * worth);
    if (amount === null) {
      if (shares === null)
        fault(
          'kind',
          `${written.kind === 'shares' ? 'these shares say' : `this ${written.kind} says`} neither \`amount\` nor \`shares\``,
          amountHelp(written.kind),
        );
      continue;
    }
    if (written.kind === 'shares' && !hasValue(plan, target.party)) {
      fault('on', `\`${target.party}\` has no shares with a value`, 'name a party that is `listed` or `private`');
      continue;
    }
    holdings.push({
      id,
      kind: written.kind,
      on: written.on,
      ...target,
      amount,
      cost: shares !== null && price !== null ? shares * price : price,
      seniority: CLASS[written.seniority ?? 'senior'],
      until: lastQuarter(plan, written.maturity),
    });
  }
  return { holdings, faults };
}

/** What is wrong with the holdings that a book carries, each at its place; nothing where it carries none. */
export function holdingFaults(book: Book): readonly Diagnostic[] {
  return book.content.mine === undefined ? [] : holdingsOf(book, planBook(book)).faults;
}

function isOver(maturity: string | undefined, day: string): boolean {
  if (maturity === undefined) return false;
  const quarter = parseQuarter(maturity);
  return compareDates(quarter === null ? maturity : quarterEndDate(quarter), day) < 0;
}

function fellDue(book: Book, id: string, kind: Holding['kind'], maturity: string): Diagnostic {
  const what = kind === 'shares' ? 'these shares were to be held until' : `this ${kind} fell due on`;
  return diagnostic(
    'position.fell-due',
    book.locate(`mine.${id}.maturity`) ?? book.locate(`mine.${id}`),
    `${what} ${maturity}, before the day of the book, ${book.asOf}: \`${id}\` is left out of totals and limits`,
    'strike it out, or write the day on which it falls due now',
    { severity: 'warning' },
  );
}

function amountHelp(kind: string): string {
  return kind === 'shares' ? 'write `shares: 10000`, or `amount: 2M` for their value today' : 'write `amount: 50M`';
}

type Complain = (key: string, message: string, help: string) => null;

function targetOf(plan: Plan, on: string, fault: Complain): { party: string; term: number | null } | null {
  if (plan.parties.some((p) => p.id === on)) return { party: on, term: null };
  const exact = plan.terms.findIndex((t) => t.ref === on);
  if (exact >= 0) return ofTerm(plan, exact, fault);
  const terms = plan.terms.flatMap((t, i) => (t.deal === on ? [i] : []));
  const loans = terms.filter((i) => plan.terms[i]!.kind === 'loan');
  const only = loans.length === 1 ? loans[0]! : terms.length === 1 ? terms[0]! : null;
  if (only !== null) return ofTerm(plan, only, fault);
  const names = (loans.length > 0 ? loans : terms).map((i) => `\`${plan.terms[i]!.ref}\``).join(', ');
  return terms.length === 0
    ? fault('on', `nothing of \`${on}\` stands on the day of the book`, 'name a party, or a term that is in force')
    : fault('on', `\`${on}\` has several terms`, `name one of ${names}`);
}

function ofTerm(plan: Plan, index: number, fault: Complain): { party: string; term: number } | null {
  const term = plan.terms[index]!;
  const party = term.debtor < 0 ? undefined : plan.accounts[term.debtor];
  const isClaim = plan.claims.some((claim) => claim.term === index);
  if (party !== undefined && !party.isWorld && isClaim) return { party: party.id, term: index };
  return fault(
    'on',
    `nobody owes anything under \`${term.ref}\` that could be lost`,
    'name a loan, lease or contract, or a party',
  );
}

const partyOf = (plan: Plan, id: string) => plan.parties.find((p) => p.id === id);

function hasValue(plan: Plan, id: string): boolean {
  return (partyOf(plan, id)?.columns.start ?? -1) >= 0;
}

/** Today's median price of a share. */
function sharePrice(plan: Plan, id: string, fault: Complain): number | null {
  const price = plan.inputs.find((input) => input.path === `parties.${id}.listed.price`);
  if (price !== undefined) return price.central;
  return fault('shares', `\`${id}\` has no price a share`, 'write `amount` for what the shares are worth today');
}

function lastQuarter(plan: Plan, maturity: string | undefined): number | null {
  if (maturity === undefined) return null;
  const quarter = parseQuarter(maturity) ?? quarterOfDate(maturity);
  const at = quarter - plan.firstQuarter;
  return at >= plan.quarters ? null : Math.max(0, at);
}
