import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { Grant } from './flowPlan.ts';

/** A stake whose worth is asked for: columns of shares held, market value and shares outstanding. */
interface Stake {
  readonly issuer: number;
  readonly holder: number;
  readonly columns: readonly [number, number, number];
}

/** Stakes of all who were granted shares under a warrant, in the order of the issuers. */
function stakesOfHolders(plan: Plan): { stakes: Stake[]; isGranted: (stake: Stake) => boolean } {
  const placeOf = new Map(plan.parties.map((p, i) => [p.account, i]));
  const granted = new Set<string>();
  const holders = new Set<number>();
  for (const term of plan.terms) {
    if (term.kind !== 'warrant') continue;
    const row = plan.rows.find((r) => r.column === term.rows.exercise);
    if (row === undefined) continue;
    granted.add(`${row.payee} ${row.payer}`);
    holders.add(row.payer);
  }
  const stakes = plan.issuers.flatMap((issuer) =>
    issuer.holders
      .filter((h) => holders.has(h.account))
      .map(
        (h): Stake => ({
          issuer: placeOf.get(issuer.account) ?? -1,
          holder: placeOf.get(h.account) ?? -1,
          columns: [h.column, issuer.value, issuer.shares],
        }),
      ),
  );
  const isGranted = (s: Stake): boolean =>
    granted.has(`${plan.parties[s.issuer]?.account} ${plan.parties[s.holder]?.account}`);
  return { stakes, isGranted };
}

const nameOf = (stake: number, part: number): string => `stake.${stake}.${part}`;

/** What the central case must record so that grants can be weighed. */
export function grantsRecorded(plan: Plan): Recorded[] {
  return stakesOfHolders(plan).stakes.flatMap(({ columns }, s) =>
    columns.map((column, part): Recorded => ({ name: nameOf(s, part), columns: [column], every: 'quarter' })),
  );
}

/**
 * Who granted shares to whom, and what part of all that the holder owns of others they are, quarter by quarter.
 *
 * Definition: part = n_ij·M_i/N_i over the sum for all i that j holds, at the end of each quarter of the central case.
 * Assumes: money raised on a portfolio of stakes is raised on each in proportion to its worth.
 */
export function grantsOf(plan: Plan, central: RunColumns['central']): Grant[] {
  const { stakes, isGranted } = stakesOfHolders(plan);
  const worth = stakes.map((_, s) =>
    Float64Array.from({ length: plan.quarters }, (_, q) => {
      const at = (part: number): number => central.recorded.get(`${nameOf(s, part)}.${q}`) ?? 0;
      return at(2) > 0 ? Math.max(0, (at(0) * at(1)) / at(2)) : 0;
    }),
  );
  return stakes.flatMap((stake, s): Grant[] => {
    if (!isGranted(stake) || stake.issuer < 0 || stake.holder < 0) return [];
    const part = Float64Array.from({ length: plan.quarters }, (_, q) => {
      let all = 0;
      for (const [t, other] of stakes.entries()) if (other.holder === stake.holder) all += worth[t]![q]!;
      return all > 0 ? worth[s]![q]! / all : 0;
    });
    return [{ issuer: stake.issuer, holder: stake.holder, part }];
  });
}
