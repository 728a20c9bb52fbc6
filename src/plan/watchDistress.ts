import type {
  DistressWatch,
  PaymentRow,
  Plan,
  RescueProgram,
  WatchedClaim,
  WatchedPartner,
  WatchedTie,
} from './plan.ts';

/** Makes a column of the watch and gives it. */
type NewColumn = (role: string, unit?: string) => number;

const PAYS_NOTHING: ReadonlySet<string> = new Set(['person', 'foundation', 'vehicle']);

/**
 * The plan in which nobody is rescued by partners, and what stands when a party first cannot pay is written down; with
 * `isCarried` outsiders then lend what it needs, so that its partners are seen before they contribute.
 *
 * Definition: columns and two payments are added behind those of the plan; whatever else happens is the same to the bit.
 * Verified by: src/experiments/askRescue.test.ts (a watched run is the same run).
 */
export function watchDistress(plan: Plan, party: number, isCarried: boolean): Plan {
  const names = [...plan.columnNames];
  const units = [...plan.columnUnits];
  const id = plan.parties[party].id;
  const column: NewColumn = (role, unit = 'currency') => {
    names.push(`distress:${id}:${role}`);
    units.push(unit);
    return names.length - 1;
  };
  const columns: DistressWatch['columns'] = {
    quarter: column('quarter', 'quarters'),
    now: column('now', 'flag'),
    need: column('need'),
    needYear: column('need_year'),
    value: column('value'),
    unpaid: column('unpaid', 'fraction'),
    recovery: [column('recovery.1', 'fraction'), column('recovery.2', 'fraction'), column('recovery.3', 'fraction')],
    surplus: column('surplus'),
  };
  const partners = partnersOf(plan, party, column);
  const claims = claimsOn(plan, party, column);
  const ties = tiesOf(plan, party, column);
  const rows = [...plan.rows];
  const rescue = isCarried ? carriedBy(plan, party, rows, column) : null;
  const initial = new Float64Array(names.length);
  initial.set(plan.initial);
  const watch: DistressWatch = { party, columns, partners, claims, ties, rescue };
  return {
    ...plan,
    columnNames: names,
    columnUnits: units,
    initial,
    rows,
    rescues: rescue === null ? [] : [rescue],
    distress: [...plan.distress, watch],
  };
}

function partnersOf(plan: Plan, party: number, column: NewColumn): WatchedPartner[] {
  return plan.parties.flatMap((p, i): WatchedPartner[] => {
    if (i === party) return [];
    const at = (role: string, unit = 'currency'): number => column(`${role}.${p.id}`, unit);
    return [
      {
        party: i,
        mayPay: !PAYS_NOTHING.has(p.kind),
        share: at('share', 'fraction'),
        value: at('value'),
        debt: at('debt'),
        liquid: at('liquid'),
        deferrable: at('deferrable'),
      },
    ];
  });
}

function claimsOn(plan: Plan, party: number, column: NewColumn): WatchedClaim[] {
  return plan.claims.flatMap((claim, i): WatchedClaim[] => {
    if (claim.debtor !== plan.parties[party].account) return [];
    const { ref } = plan.terms[claim.term];
    return [
      {
        claim: i,
        due: column(`due.${ref}`),
        ahead: column(`ahead.${ref}`),
        order: column(`order.${ref}`),
        covers: claim.guarantees.map(({ term }) => ({
          term,
          cover: column(`cover.${ref}.${plan.terms[term].ref}`, 'fraction'),
          limit: column(`limit.${ref}.${plan.terms[term].ref}`),
        })),
      },
    ];
  });
}

/** Outsiders lend in the partners' place, on the same terms. */
function carriedBy(plan: Plan, party: number, rows: PaymentRow[], column: NewColumn): RescueProgram {
  const account = plan.parties[party].account;
  const outside = plan.accounts.findIndex((a) => a.id === 'world-other');
  const row = (payer: number, payee: number, purpose: PaymentRow['purpose'], role: string): number => {
    const at = column(role);
    rows.push({ payer, payee, purpose, seniority: 1, column: at, role, ref: '', deal: '', unpaid: -1 });
    return at;
  };
  return {
    party,
    columns: { rescued: column('rescued_in', 'quarters'), need: column('rescue_need') },
    contributors: [
      {
        party: -1,
        giveRow: row(outside, account, 'finance', 'rescue'),
        backRow: row(account, outside, 'service', 'rescue_repayment'),
        outstanding: column('outstanding'),
      },
    ],
  };
}

/** What others hold of each other and lend each other; what concerns the watched party itself is counted apart. */
function tiesOf(plan: Plan, party: number, column: NewColumn): WatchedTie[] {
  const placeOf = (account: number): number => plan.parties.findIndex((p) => p.account === account);
  const stakes = plan.issuers.flatMap((issuer) =>
    issuer.holders.flatMap((holder): WatchedTie[] => {
      if (issuer.party === party || holder.party === party || issuer.party < 0 || holder.party < 0) return [];
      const [of, by] = [plan.parties[issuer.party].id, plan.parties[holder.party].id];
      const role = `stake.${of}.${by}`;
      return [
        {
          kind: 'stake',
          from: issuer.party,
          to: holder.party,
          column: column(role, 'fraction'),
          source: holder.column,
        },
      ];
    }),
  );
  const loans = plan.terms.flatMap((term): WatchedTie[] => {
    if (term.kind !== 'loan') return [];
    const [from, to] = [placeOf(term.debtor), placeOf(term.creditor)];
    if (from < 0 || to < 0 || from === party || to === party) return [];
    return [{ kind: 'loan', from, to, column: column(`loan.${term.ref}`), source: term.columns.outstanding }];
  });
  return [...stakes, ...loans];
}
