import type { Book } from '../../book/book.ts';
import type { PaymentRow, Plan } from '../../plan/plan.ts';

/** Payments that tracing need not tell apart: same payer, same payee, same use. */
export interface FlowGroup {
  /** Places among the plan's parties; −1 outside the web. */
  readonly payer: number;
  readonly payee: number;
  readonly purpose: PaymentRow['purpose'];
  /** The party whose finance it is: the payer of finance, or who granted the shares that the payee turned into money. */
  readonly sponsor: number;
  /** Share of the amount that counts as that sponsor's, by quarter; all of it where null. */
  readonly part: Float64Array | null;
  /** Places among the plan's rows. */
  readonly rows: readonly number[];
}

/** A fund that its giver tied to a deal: the groups that feed it, and those it must be spent on. */
export interface EarmarkedGroups {
  readonly holder: number;
  readonly feeds: readonly number[];
  readonly uses: readonly number[];
  readonly deal: string;
}

/** The plan's payments as tracing reads them. */
export interface FlowPlan {
  readonly plan: Plan;
  readonly ids: readonly string[];
  readonly groups: readonly FlowGroup[];
  readonly earmarks: readonly EarmarkedGroups[];
  /** All rows by payer, and those on which it is paid for goods and services. */
  readonly paid: readonly (readonly number[])[];
  readonly sold: readonly (readonly number[])[];
}

/** Who granted shares to whom under warrants, and what part of the holder's granted stakes is theirs by quarter. */
export interface Grant {
  readonly issuer: number;
  readonly holder: number;
  readonly part: Float64Array;
}

/**
 * Groups the payments of a plan for tracing.
 *
 * Definition: a payment of finance is its payer's; money that a holder raises by selling shares of a vendor that granted
 * them under a warrant, or by borrowing on them, is the vendor's (definitions D8).
 * Assumes: accounts outside the book's parties (the world, the rest of the market) pass nothing on.
 */
export function flowPlan(book: Book, plan: Plan, grants: readonly Grant[]): FlowPlan {
  const placeOf = new Map(plan.parties.map((p, i) => [p.account, i]));
  const at = (account: number): number => placeOf.get(account) ?? -1;
  const tied = earmarkedRows(book, plan, at);
  const byKey = new Map<string, { group: FlowGroup; rows: number[]; order: number }>();
  for (const [r, row] of plan.rows.entries()) {
    const payer = at(row.payer);
    const payee = at(row.payee);
    if (payee < 0 || payer === payee) continue;
    for (const { sponsor, part } of sponsorsOf(plan, row, payer, payee, grants, at)) {
      if (payer < 0 && sponsor < 0) continue;
      const key = [payer, payee, row.purpose, sponsor, part === null ? '' : r, tied.key(r)].join(' ');
      const known = byKey.get(key);
      if (known !== undefined) known.rows.push(r);
      else {
        const rows = [r];
        byKey.set(key, { group: { payer, payee, purpose: row.purpose, sponsor, part, rows }, rows, order: byKey.size });
      }
    }
  }
  const groups = [...byKey.values()].map(({ group }) => group);
  const holdsRow = (rows: ReadonlySet<number>): number[] =>
    groups.flatMap((g, k) => (g.payer >= 0 && rows.has(g.rows[0]!) ? [k] : []));
  const earmarks = tied.list.map(({ holder, feeds, uses, deal }) => ({
    holder,
    feeds: holdsRow(feeds),
    uses: holdsRow(uses),
    deal,
  }));
  const rowsWhere = (test: (row: PaymentRow, account: number) => boolean): number[][] =>
    plan.parties.map(({ account }) => [...plan.rows.keys()].filter((r) => test(plan.rows[r]!, account)));
  return {
    plan,
    ids: plan.parties.map((p) => p.id),
    groups,
    earmarks: earmarks.filter((e) => e.feeds.length > 0 && e.uses.length > 0),
    paid: rowsWhere((row, account) => row.payer === account && row.payee !== account),
    sold: rowsWhere((row, account) => row.payee === account && row.payer !== account && row.purpose === 'purchase'),
  };
}

interface Sponsored {
  readonly sponsor: number;
  readonly part: Float64Array | null;
}

/** Whose finance a payment is: mostly the payer's; of money raised on granted shares, each grantor's part. */
function sponsorsOf(
  plan: Plan,
  row: PaymentRow,
  payer: number,
  payee: number,
  grants: readonly Grant[],
  at: (account: number) => number,
): Sponsored[] {
  if (row.purpose !== 'finance') return [{ sponsor: -1, part: null }];
  const term = plan.terms.find((t) => t.ref === row.ref);
  if (term?.kind === 'tender') {
    const issuer = plan.issuers.find((i) => Object.values(term.columns).includes(i.shares));
    const grantor = issuer === undefined ? -1 : at(issuer.account);
    if (grants.some((g) => g.issuer === grantor && g.holder === payee)) return [{ sponsor: grantor, part: null }];
  }
  const channel = plan.channels.find((c) => row.role === `channel_borrowing:${c.id}`);
  if (channel !== undefined && channel.constants.holder === channel.constants.issuer) {
    const own = grants.filter((g) => g.holder === payee);
    if (own.length > 0) return own.map(({ issuer, part }) => ({ sponsor: issuer, part }));
  }
  return [{ sponsor: payer, part: null }];
}

/** Rows that feed an earmarked fund and rows that it must be spent on, by the term that carries the earmark. */
function earmarkedRows(book: Book, plan: Plan, at: (account: number) => number) {
  const list: { holder: number; deal: string; feeds: Set<number>; uses: Set<number> }[] = [];
  for (const [id, deal] of Object.entries(book.content.deals ?? {})) {
    for (const [name, term] of Object.entries(deal.terms)) {
      if (term.type !== 'equity' || term.earmark === undefined) continue;
      const feeds = new Set<number>();
      const uses = new Set<number>();
      let holder = -1;
      for (const [r, row] of plan.rows.entries()) {
        if (row.ref !== `${id}.${name}` || row.purpose !== 'finance') continue;
        feeds.add(r);
        holder = at(row.payee);
      }
      for (const [r, row] of plan.rows.entries())
        if (row.deal === term.earmark && row.purpose === 'purchase' && at(row.payer) === holder) uses.add(r);
      list.push({ holder, deal: term.earmark, feeds, uses });
    }
  }
  const key = (r: number): string => list.map((e) => (e.feeds.has(r) ? 'f' : e.uses.has(r) ? 'u' : '')).join('|');
  return { list, key };
}
