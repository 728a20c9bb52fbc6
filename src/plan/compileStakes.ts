import type { Quantity } from '../base/quantity.ts';
import { statementAt } from '../base/quantity.ts';
import type { IssuerProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Column of a holder's shares in an issuer, made on first use and remembered for `compileStakes`. */
export function holdingColumn(context: PlanContext, issuer: number, holder: number): number {
  const issuerId = context.accounts[issuer].id;
  const holderId = context.accounts[holder].id;
  if (holderId === 'world-shareholders') return outsideColumn(context, issuerId);
  return context.columns.column(`holding:${issuerId}:${holderId}`, 'shares');
}

/** Column of what outside shareholders hold of an issuer: all that nobody of the book does. */
function outsideColumn(context: PlanContext, issuerId: string): number {
  return context.columns.column(`outside:${issuerId}`, 'shares');
}

/** Lays the written cap tables into share counts; whoever is not named is an outside shareholder. */
export function writeStakes(context: PlanContext): void {
  for (const [issuerId, stake] of Object.entries(context.content.stakes ?? {})) {
    const issuer = accountOf(context, issuerId);
    const shares = accountColumn(context, issuer, 'shares', 'shares', 1e9);
    for (const [holderId, held] of Object.entries(stake.holders)) {
      const holder = accountOf(context, holderId);
      const statement = statementAt(held as Quantity, context.book.asOf);
      if (statement === null) continue;
      const path = `stakes.${issuerId}.holders.${holderId}`;
      const amount = context.inputs.input(held as Quantity, path, 'fraction or shares');
      const column = holdingColumn(context, issuer, holder);
      const isFraction = context.inputs.centralOf(amount) <= 1;
      const count = isFraction
        ? context.columns.derive(`${path}:shares`, 'shares', {
            scale: 1,
            numerators: [amount, shares],
            denominators: [],
          })
        : amount;
      context.columns.copy(column, count);
    }
  }
}

/** Every issuer with its holders, once all terms have asked for their holdings. */
export function compileIssuers(context: PlanContext): IssuerProgram[] {
  const byIssuer = new Map<number, { account: number; party: number; column: number }[]>();
  const ids = Object.keys(context.content.parties);
  for (const [column, name] of context.columns.names.entries()) {
    const [kind, issuerId, holderId] = name.split(':');
    if (kind !== 'holding' && kind !== 'outside') continue;
    const issuer = accountOf(context, issuerId);
    if (!byIssuer.has(issuer)) byIssuer.set(issuer, []);
    if (kind === 'outside') continue;
    const holder = accountOf(context, holderId);
    const list = byIssuer.get(issuer) ?? [];
    list.push({ account: holder, party: ids.indexOf(holderId), column });
    byIssuer.set(issuer, list);
  }
  return ids.flatMap((id, party) => {
    const account = accountOf(context, id);
    const holders = byIssuer.get(account);
    if (holders === undefined) return [];
    return [
      {
        account,
        party,
        shares: accountColumn(context, account, 'shares', 'shares', 1e9),
        value: accountColumn(context, account, 'value'),
        holders,
        outside: outsideColumn(context, id),
      },
    ];
  });
}
