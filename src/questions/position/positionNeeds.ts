import type { Plan } from '../../plan/plan.ts';
import { type Recorded, recordedNames } from '../../run/recorded.ts';
import type { Needs } from '../run/runNeeds.ts';
import type { Holding } from './holding.ts';

export const CLASSES = [1, 2, 3] as const;

export const owedName = (party: string, seniority: number): string => `position.owed.${party}.${seniority}`;
export const lostName = (party: string, seniority: number): string => `position.lost.${party}.${seniority}`;
export const valueName = (party: string): string => `position.value.${party}`;
export const sharesName = (party: string): string => `position.shares.${party}`;
export const startName = (party: string): string => `position.start.${party}`;
export const sharesAtStartName = (party: string): string => `position.shares_at_start.${party}`;
export const balanceName = (ref: string): string => `position.balance.${ref}`;
export const gaveName = (party: string, giver: string): string => `position.gave.${party}.${giver}`;

/**
 * What the reader's holdings need of every path: failures and their causes, what estates owed and did not pay by class, values
 * and numbers of shares, balances of loans, and who paid for rescues; with rescues and without.
 */
export function positionNeeds(plan: Plan, holdings: readonly Holding[]): Needs {
  const recorded: Recorded[] = [];
  const held = holdings.filter((h) => h.kind !== 'limit');
  for (const party of plan.parties) {
    if (!held.some((h) => h.party === party.id)) continue;
    if (held.some((h) => h.party === party.id && h.kind !== 'shares')) recorded.push(...estateColumns(plan, party.id));
    if (held.some((h) => h.party === party.id && h.kind === 'shares')) {
      const { value, shares, start } = party.columns;
      recorded.push({ name: valueName(party.id), columns: [value!], every: 'quarter' });
      recorded.push({ name: sharesName(party.id), columns: [shares!], every: 'quarter' });
      recorded.push({ name: startName(party.id), columns: [start!], every: 'horizon' });
      const written = plan.columnNames.indexOf(`parties.${party.id}.listed.shares`);
      if (written >= 0) recorded.push({ name: sharesAtStartName(party.id), columns: [written], every: 'horizon' });
    }
  }
  const terms = [...new Set(held.flatMap((h) => (h.term === null ? [] : [h.term])))];
  for (const i of terms) {
    const term = plan.terms[i]!;
    const claim = plan.claims.find((c) => c.term === i)!;
    const columns = [term.kind === 'loan' ? term.columns.outstanding! : claim.columns.claim];
    recorded.push({ name: balanceName(term.ref), columns, every: 'quarter' });
  }
  for (const { party, contributors } of plan.rescues)
    for (const { party: giver, giveRow } of contributors)
      recorded.push({
        name: gaveName(plan.parties[party]!.id, plan.parties[giver]!.id),
        columns: [giveRow],
        every: 'run',
      });
  const kept = [
    ...plan.parties.flatMap(({ id }) => [`${id}.default`, `${id}.cause`, `${id}.rescued`]),
    ...terms.flatMap((i) => claimNames(plan, i)),
    ...recordedNames(plan, recorded),
  ];
  return { exact: kept, told: [], standAlone: kept, recorded };
}

function estateColumns(plan: Plan, id: string): Recorded[] {
  const party = plan.parties.find((p) => p.id === id)!;
  return CLASSES.flatMap((seniority): Recorded[] => {
    const claims = plan.claims.filter((c) => c.debtor === party.account && c.seniority === seniority);
    const outside = seniority === 2;
    const owed = [...claims.map((c) => c.columns.claim), ...(outside ? [party.columns.claim!] : [])];
    const lost = [...claims.map((c) => c.columns.lost), ...(outside ? [party.columns.lost!] : [])];
    return [
      { name: owedName(id, seniority), columns: owed, every: 'quarter' },
      { name: lostName(id, seniority), columns: lost, every: 'quarter' },
    ];
  });
}

/** Kept names of what a claim lost and of what was called on the guarantees of it. */
function claimNames(plan: Plan, term: number): string[] {
  return plan.claims
    .filter((c) => c.term === term)
    .flatMap((c) => [
      `claim.${plan.terms[c.term]!.ref}.lost`,
      ...c.guarantees.map((g) => `guarantee.${plan.terms[g.term]!.ref}.called`),
    ]);
}
