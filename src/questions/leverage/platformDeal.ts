import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';

const ENDED: ReadonlySet<string> = new Set(['lapsed', 'terminated']);

/** Whether a deal has terms that a run could strike out. */
export function canBeStruck(plan: Plan, deal: string): boolean {
  return plan.terms.some((term) => term.deal === deal && term.columns.alive !== undefined && term.columns.alive >= 0);
}

/** Whether a deal has not ended by the day of the book, and something of it is left that binds or may come to bind. */
export function stands(book: Book, plan: Plan, deal: string): boolean {
  return !ENDED.has(book.content.deals?.[deal]?.status ?? 'lapsed') && canBeStruck(plan, deal);
}

/** The largest equipment deal by which a seller supplies a party of the book, or one buyer. */
export function equipmentDeal(book: Book, plan: Plan, seller: string, buyer: string | null): string | null {
  const sales = plan.terms.filter(
    (term) =>
      term.kind === 'supply' &&
      plan.accounts[term.creditor]?.id === seller &&
      (buyer === null ? isLab(plan, term.debtor) : plan.accounts[term.debtor]?.id === buyer),
  );
  return sales.find((term) => stands(book, plan, term.deal))?.deal ?? null;
}

function isLab(plan: Plan, account: number): boolean {
  return plan.labs.some((lab) => lab.account === account);
}

/** The deal by which a signer sells equipment to the lab that the deal is for. */
export function platformDeal(book: Book, plan: Plan, deal: string, signer: string): string | null {
  const lab = plan.labs
    .map(({ account }) => plan.accounts[account]?.id ?? '')
    .find((id) => plan.rows.some((row) => row.deal === deal && accountsOf(plan, row).includes(id)));
  return lab === undefined ? null : equipmentDeal(book, plan, signer, lab);
}

function accountsOf(plan: Plan, row: Plan['rows'][number]): string[] {
  return [plan.accounts[row.payer]?.id ?? '', plan.accounts[row.payee]?.id ?? ''];
}
