import type { TermProgram } from '../terms/term.ts';
import type { EstateClaim, LabProgram, PartyProgram, RescueProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** For every term that a party owes something under: the columns of the claim that stands if it fails. */
export function compileClaims(
  context: PlanContext,
  terms: readonly TermProgram[],
  parties: readonly PartyProgram[],
): EstateClaim[] {
  const shareholders = accountOf(context, 'world-shareholders');
  const isParty = new Set(parties.map((p) => p.account));
  return terms.flatMap((term, index): EstateClaim[] => {
    if (term.debtor < 0 || term.creditor < 0 || !isParty.has(term.debtor)) return [];
    if (term.kind === 'equity' || term.kind === 'tender' || term.kind === 'warrant') return [];
    const at = (role: string, unit = 'currency'): number => context.columns.column(`${term.ref}:claim_${role}`, unit);
    const unpaid = context.columns.find(`${term.ref}:unpaid`);
    return [
      {
        debtor: term.debtor,
        creditor: term.creditor,
        term: index,
        seniority: term.seniority,
        isSecured: term.kind === 'loan' && term.constants.isSecured === 1,
        pledge: pledgeOf(context, term, terms),
        columns: {
          claim: at('amount'),
          missed: at('missed_dues'),
          installment: at('installment'),
          left: at('quarters_left', 'quarters'),
          recovered: at('recovered'),
          lost: at('lost'),
          unpaid,
          shadow: term.columns.shadow ?? -1,
          shadowDue: term.columns.shadowDue ?? -1,
        },
        row: context.columns.row({
          payer: shareholders,
          payee: term.creditor,
          purpose: 'service',
          seniority: 2,
          role: 'estate',
          ref: term.ref,
          deal: term.deal,
        }),
        guarantees: terms.flatMap((t, i) =>
          t.kind === 'guarantee' && unpaid >= 0 && t.columns.unpaid === unpaid
            ? [
                {
                  term: i,
                  call: t.rows.call,
                  paidOut: t.columns.paidOut,
                  paidBefore: at(`guaranteed_before:${t.ref}`),
                  recovery: t.rows.recovery,
                },
              ]
            : [],
        ),
      },
    ];
  });
}

/** The term that a loan is secured on. */
function pledgeOf(context: PlanContext, loan: TermProgram, terms: readonly TermProgram[]): number {
  const written = context.content.deals?.[loan.deal]?.terms[loan.ref.slice(loan.deal.length + 1)];
  const reference = written?.type === 'loan' ? written.secured_on?.term : undefined;
  if (reference === undefined) return -1;
  const full = reference.includes('.') ? reference : `${loan.deal}.${reference}`;
  return terms.findIndex((t) => t.ref === full);
}

/** Parties that their partners may rescue: each contributor's payment in and its repayment as a super-senior loan. */
export function compileRescues(
  context: PlanContext,
  parties: readonly PartyProgram[],
  terms: readonly TermProgram[],
  labs: readonly LabProgram[],
): RescueProgram[] {
  if (context.content.book.rescue === false) return [];
  const isCorporate = (p: PartyProgram): boolean =>
    p.kind !== 'person' && p.kind !== 'foundation' && p.kind !== 'vehicle';
  return parties.flatMap((party, index): RescueProgram[] => {
    if (!party.mayBeRescued) return [];
    const partners = parties.flatMap((p, i) =>
      i !== index && isCorporate(p) && isPartner(context, party, p, terms) ? [i] : [],
    );
    if (partners.length === 0 && !labs.some((l) => l.party === index)) return [];
    return [
      {
        party: index,
        columns: {
          rescued: accountColumn(context, party.account, 'rescued_in', 'quarter of rescue'),
          need: accountColumn(context, party.account, 'rescue_need'),
        },
        contributors: partners.map((i) => {
          const p = parties[i];
          return {
            party: i,
            giveRow: context.columns.row({
              payer: p.account,
              payee: party.account,
              purpose: 'finance',
              seniority: 1,
              role: 'rescue',
            }),
            backRow: context.columns.row({
              payer: party.account,
              payee: p.account,
              purpose: 'service',
              seniority: 1,
              role: 'rescue_repayment',
            }),
            outstanding: context.columns.column(`rescue:${party.id}:${p.id}`, 'currency'),
          };
        }),
      },
    ];
  });
}

function isPartner(context: PlanContext, x: PartyProgram, y: PartyProgram, terms: readonly TermProgram[]): boolean {
  if (terms.some((t) => t.debtor === x.account && t.creditor === y.account)) return true;
  return context.columns.find(`holding:${x.id}:${y.id}`) >= 0;
}
