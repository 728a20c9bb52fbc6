import type { RunColumns } from '../../run/runColumns.ts';
import { meanOf } from '../run/distributionOf.ts';
import type { Holding } from './holding.ts';
import { largestBalance, type PathLosses } from './holdingLosses.ts';
import { balanceName, gaveName } from './positionNeeds.ts';
import type { PaysInstead } from './positionSchema.ts';

/**
 * Who pays in a holder's place, and how much on average.
 *
 * Definition: guarantors of the book: what is called on them for the claim, by the holding's part of it. Rescuers: the loss of the
 * same path without rescues less the loss with them, where that is more than nothing, shared by what each gave on that path.
 * Assumes: nothing for a guarantee that the reader gave: it comes after those of the book.
 */
export function paysInstead(run: RunColumns, holding: Holding, lost: PathLosses, alone: PathLosses): PaysInstead[] {
  return [...guarantors(run, holding), ...rescuers(run, lost, alone)]
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount);
}

function guarantors(run: RunColumns, { term: index, kind, amount, party, until }: Holding): PaysInstead[] {
  const { plan } = run;
  if (index === null || kind === 'guarantee' || kind === 'cds' || kind === 'limit') return [];
  const term = plan.terms[index]!;
  const claim = plan.claims.find((c) => c.term === index)!;
  const whole = term.kind === 'loan' ? largestBalance(run, term.ref) : 0;
  const failed = run.values(`${party}.default`);
  return claim.guarantees.map(({ term: place }): PaysInstead => {
    const guarantee = plan.terms[place]!;
    const called = run.values(`guarantee.${guarantee.ref}.called`).map((paid, p) => {
      if (failed[p] === 0 || (until !== null && failed[p]! > until + 1)) return 0;
      const at = Math.min(plan.quarters - 1, failed[p]!);
      const owed = whole > 0 ? whole : run.values(`${balanceName(term.ref)}.${at}`)[p]!;
      return owed > 0 ? amount * Math.min(1, paid / owed) : 0;
    });
    return { party: plan.accounts[guarantee.debtor]!.id, as: 'guarantor', amount: meanOf(called) };
  });
}

/** What rescues save, shared by what each rescuer gave on the path. */
export function rescuers(run: RunColumns, lost: PathLosses, alone: PathLosses): PaysInstead[] {
  const { plan } = run;
  const given = plan.rescues.flatMap(({ party, contributors }) =>
    contributors.map(({ party: giver }) => ({
      giver: plan.parties[giver]!.id,
      gave: run.values(gaveName(plan.parties[party]!.id, plan.parties[giver]!.id)),
    })),
  );
  const saved = new Map<string, number>();
  for (let p = 0; p < run.paths; p++) {
    const less = alone.loss[p]! - lost.loss[p]!;
    if (less <= 0) continue;
    const all = given.reduce((sum, { gave }) => sum + gave[p]!, 0);
    if (all <= 0) continue;
    for (const { giver, gave } of given)
      if (gave[p]! > 0) saved.set(giver, (saved.get(giver) ?? 0) + (less * gave[p]!) / all / run.paths);
  }
  return [...saved].map(([party, amount]) => ({ party, as: 'rescuer' as const, amount }));
}

/** The same payers over several holdings. */
export function sumOfPayers(lists: readonly (readonly PaysInstead[])[]): PaysInstead[] {
  const sums = new Map<string, PaysInstead>();
  for (const one of lists.flat()) {
    const key = `${one.as}.${one.party}`;
    sums.set(key, { ...one, amount: (sums.get(key)?.amount ?? 0) + one.amount });
  }
  return [...sums.values()].sort((a, b) => b.amount - a.amount);
}
