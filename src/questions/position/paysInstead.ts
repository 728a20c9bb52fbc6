import type { RunColumns } from '../../run/runColumns.ts';
import { meanOf, meanWithError } from '../run/distributionOf.ts';
import { rootOf } from './firstCauses.ts';
import type { Holding } from './holding.ts';
import { largestBalance } from './holdingLosses.ts';
import type { HeldLosses } from './netOfProtection.ts';
import { balanceName, gaveName } from './positionNeeds.ts';
import type { PaysInstead } from './positionSchema.ts';

/** Standard errors beyond which rescues are told to have saved anything. */
const ERRORS = 2;

/** The book as it stands, with rescues and without, on the same draws. */
export interface RescueWorlds {
  readonly run: RunColumns;
  readonly standAlone: RunColumns;
}

/**
 * Who pays in a holder's place, and how much on average.
 *
 * Definition: guarantors of the book: what is called on them for the claim, by the holding's part of it. Rescuers: the mean of
 * `saved`, what rescues take off the loss path by path, where it is more than two standard errors above nothing; shared by what each
 * gave on the paths that lose less, to the debtor or to the party at which the loss began that the rescue spared. What other
 * rescues saved is nobody's.
 * Assumes: nothing for a guarantee that the reader gave: it comes after those of the book.
 * Verified by: paysInstead.test.ts (shares by hand; the sum is at most what was saved).
 */
export function paysInstead(worlds: RescueWorlds, parts: readonly HeldLosses[], saved: Float64Array): PaysInstead[] {
  return sumOfPayers([
    ...parts.map(({ holding }) => guarantors(worlds.run, holding)),
    ...parts.map((part) => rescuers(worlds, part, partSaved(parts, saved))),
  ]).filter(({ amount }) => amount > 0);
}

/** Part of what a path loses less without rescues that is a saving on the whole, gains and losses by rescue set off. */
function partSaved(parts: readonly HeldLosses[], saved: Float64Array): number {
  const { mean, standard_error } = meanWithError(saved);
  if (mean <= ERRORS * standard_error) return 0;
  let gross = 0;
  for (const { lost, alone } of parts)
    for (let p = 0; p < saved.length; p++) gross += Math.max(0, alone.loss[p]! - lost.loss[p]!);
  return gross > 0 ? Math.min(1, (mean * saved.length) / gross) : 0;
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

function rescuers({ run, standAlone }: RescueWorlds, part: HeldLosses, share: number): PaysInstead[] {
  if (share === 0) return [];
  const { holding, lost, alone } = part;
  const { plan } = run;
  const root = rootOf(standAlone);
  const given = plan.rescues.flatMap(({ party, contributors }) =>
    contributors
      .map((c) => ({ rescued: plan.parties[party]!.id, giver: plan.parties[c.party]!.id }))
      .filter(({ giver }) => giver !== holding.party)
      .map((pair) => ({ ...pair, gave: run.values(gaveName(pair.rescued, pair.giver)) })),
  );
  const saved = new Map<string, number>();
  for (let p = 0; p < run.paths; p++) {
    const less = share * (alone.loss[p]! - lost.loss[p]!);
    if (less <= 0) continue;
    const spared = root(holding, p).party;
    const here = given.filter((g) => g.gave[p]! > 0 && (g.rescued === holding.party || g.rescued === spared));
    const all = here.reduce((sum, { gave }) => sum + gave[p]!, 0);
    for (const { giver, gave } of here) saved.set(giver, (saved.get(giver) ?? 0) + (less * gave[p]!) / all / run.paths);
  }
  return [...saved].map(([party, amount]) => ({ party, as: 'rescuer' as const, amount }));
}

/** The same payers over several holdings. */
function sumOfPayers(lists: readonly (readonly PaysInstead[])[]): PaysInstead[] {
  const sums = new Map<string, PaysInstead>();
  for (const one of lists.flat()) {
    const key = `${one.as}.${one.party}`;
    sums.set(key, { ...one, amount: (sums.get(key)?.amount ?? 0) + one.amount });
  }
  return [...sums.values()].sort((a, b) => b.amount - a.amount);
}
