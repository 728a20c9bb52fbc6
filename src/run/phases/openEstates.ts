import type { EstateClaim, PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import type { Block } from '../block.ts';
import { collateralOf, marketOf, SALE_SHARE } from '../collateral.ts';

/** An estate pays over four quarters (definitions D3). */
const ESTATE_QUARTERS = 4;
const EBITDA_MULTIPLE = 6;
/** Share of its demand with which a reorganised lab goes on (grade D). */
export const KEPT_DEMAND = 0.6;

/** Second stage of default: the quarter after, claims are added up, the estate is valued and shared out by class. */
export function openEstates(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to } = block;
  for (const party of plan.parties) {
    const opens = party.columns.estateOpens * width;
    for (let l = from; l < to; l++) {
      if (data[opens + l] === 0) continue;
      data[opens + l] = 0;
      openEstate(plan, block, party, l, quarter);
    }
  }
}

function openEstate(plan: Plan, block: Block, party: PartyProgram, l: number, quarter: number): void {
  const { data, width } = block;
  const claims = plan.claims.filter((c) => c.debtor === party.account);
  const assets = estateValue(plan, block, party, l);
  for (const claim of claims) raiseClaim(plan, block, claim, l, quarter);
  const outside = raiseOutsideClaim(block, party, l);
  // New debt that is secured has a charge on all that the estate brings but the cash.
  const charged = Math.min(outside.secured, assets - Math.max(0, data[party.columns.cash * width + l]));
  const first = payClass(plan, block, claims, l, quarter, 1, charged, assets);
  const rest = outside.all - charged;
  const senior = payClass(plan, block, claims, l, quarter, 2, rest, first.left);
  data[party.columns.installment * width + l] += (charged * first.fraction + rest * senior.fraction) / ESTATE_QUARTERS;
  data[party.columns.installmentsLeft * width + l] = ESTATE_QUARTERS;
  data[party.columns.lost * width + l] += charged * (1 - first.fraction) + rest * (1 - senior.fraction);
  payClass(plan, block, claims, l, quarter, 3, 0, senior.left);
  for (const claim of claims) closeClaim(plan, block, claim, l);
  endPromises(plan, block, party, l);
  reorganise(plan, block, party, l, assets);
  data[party.columns.estates * width + l] += 1;
  if (data[party.columns.estates * width + l] > 1) windUp(plan, block, party, l);
  if (block.log !== null) block.log.push({ quarter, kind: 'estate-opened', party: party.id, amount: assets, text: '' });
}

/** Promises of the failed party end, and what others still promised to pay for its shares; so do rights to shares that are no more. */
function endPromises(plan: Plan, block: Block, party: PartyProgram, l: number): void {
  for (const term of plan.terms) {
    const isPromise =
      term.debtor === party.account &&
      (term.kind === 'equity' || term.kind === 'guarantee' || term.kind === 'backstop');
    const isTranche = term.kind === 'equity' && term.creditor === party.account;
    const isRight = term.kind === 'warrant' && term.constants.issuer === party.account;
    if (isPromise || isTranche || isRight) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].end?.(term, block, l);
  }
}

/** Missed dues and what the failure makes due. What an earlier estate still has to pay stays promised, over the quarters of this one. */
function raiseClaim(plan: Plan, block: Block, claim: EstateClaim, l: number, quarter: number): void {
  const { data, width } = block;
  const c = claim.columns;
  const term = plan.terms[claim.term];
  const ahead = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].claim?.(term, block, l, quarter - 1) ?? 0;
  data[c.claim * width + l] = data[c.missed * width + l] + ahead;
  data[c.missed * width + l] = 0;
  data[c.installment * width + l] *= data[c.left * width + l] / ESTATE_QUARTERS;
  data[c.recovered * width + l] = -ESTATE_QUARTERS * data[c.installment * width + l];
  for (const g of claim.guarantees) data[g.paidBefore * width + l] = data[g.paidOut * width + l];
}

/** The same for the debt owed outside the web, and the part of it that was drawn as secured. */
function raiseOutsideClaim(block: Block, party: PartyProgram, l: number): { all: number; secured: number } {
  const { data, width } = block;
  const c = party.columns;
  const at = (column: number): number => (column < 0 ? 0 : data[column * width + l]);
  const secured = at(c.securedMissed) + Math.min(at(c.debt), at(c.securedDebt));
  const outside = at(c.missed) + at(c.securedMissed) + at(c.debt) + at(c.channelDebt);
  data[c.missed * width + l] = 0;
  if (c.securedDebt >= 0) {
    data[c.securedMissed * width + l] = 0;
    data[c.securedDebt * width + l] = 0;
  }
  data[c.claim * width + l] = outside;
  data[c.installment * width + l] *= data[c.installmentsLeft * width + l] / ESTATE_QUARTERS;
  return { all: outside, secured };
}

/** What the failed party brings as a going concern: cash, capacity at the market or earnings, stakes, a lab's own value. */
export function estateValue(plan: Plan, block: Block, party: PartyProgram, l: number): number {
  const { data, width } = block;
  const at = (column: number): number => data[column * width + l];
  const owner = plan.owners.find((o) => o.account === party.account);
  const market = marketOf(plan, block, l);
  const capacity =
    owner === undefined
      ? 0
      : at(owner.columns.owned) * (at(owner.columns.chips) + at(owner.columns.shell)) * SALE_SHARE * market;
  const earnings = EBITDA_MULTIPLE * Math.max(0, at(party.columns.ebitda));
  // A private party's enterprise as it was last marked: value less stakes and net cash.
  const netCash = at(party.columns.cash) - at(party.columns.debt) - at(party.columns.channelDebt);
  const enterprise = at(party.columns.value) - at(party.columns.stakes) - netCash;
  const outside = party.columns.outsideWealth >= 0 ? at(party.columns.core) : 0;
  const own = SALE_SHARE * Math.max(0, party.isPrivate ? enterprise : outside);
  return (
    Math.max(0, at(party.columns.cash)) + Math.max(capacity, earnings, own) + Math.max(0, at(party.columns.stakes))
  );
}

/** Pays one class pro rata; secured claims are held to their collateral, the rest of a secured claim ranks as senior. */
function payClass(
  plan: Plan,
  block: Block,
  claims: readonly EstateClaim[],
  l: number,
  quarter: number,
  seniority: number,
  outside: number,
  assets: number,
): { fraction: number; left: number } {
  const { data, width } = block;
  let owed = outside;
  const share = (claim: EstateClaim): number => {
    const amount = data[claim.columns.claim * width + l];
    if (claim.seniority === 1) {
      const secured = Math.min(amount, claim.isSecured ? collateralOf(plan, block, claim, l, quarter) : amount);
      if (seniority === 1) return secured;
      return seniority === 2 && plan.terms[claim.term].constants.isNonRecourse !== 1 ? amount - secured : 0;
    }
    return claim.seniority === seniority ? amount : 0;
  };
  for (const claim of claims) owed += share(claim);
  const fraction = owed > 0 ? Math.min(1, assets / owed) : 1;
  for (const claim of claims) {
    data[claim.columns.installment * width + l] += (share(claim) * fraction) / ESTATE_QUARTERS;
    data[claim.columns.left * width + l] = ESTATE_QUARTERS;
  }
  return { fraction, left: Math.max(0, assets - owed * fraction) };
}

/** The claim stands as it is; what it does not recover is lost, but for recourse to whoever stands behind the debtor. */
function closeClaim(plan: Plan, block: Block, claim: EstateClaim, l: number): void {
  const { data, width } = block;
  const term = plan.terms[claim.term];
  const amount = data[claim.columns.claim * width + l];
  const promised =
    ESTATE_QUARTERS * data[claim.columns.installment * width + l] + data[claim.columns.recovered * width + l];
  const open = Math.max(0, amount - promised);
  let lost = open;
  if (term.kind === 'loan' && term.rows.recourse >= 0) {
    const called = Math.min(open, term.constants.recourseUpTo);
    data[term.columns.recourseDue * width + l] += called;
    lost -= called;
  }
  data[claim.columns.lost * width + l] += lost;
  TERM_STEPS[term.kind as keyof typeof TERM_STEPS].end?.(term, block, l);
}

/** The party restarts: old debts discharged, old shares cancelled, the new ones sold to outside shareholders at the estate's value. */
function reorganise(plan: Plan, block: Block, party: PartyProgram, l: number, assets: number): void {
  const { data, width } = block;
  const c = party.columns;
  data[c.debt * width + l] = 0;
  data[c.channelDebt * width + l] = 0;
  data[c.losses * width + l] = 0;
  const issuer = plan.issuers.find((i) => i.account === party.account);
  if (issuer !== undefined) {
    for (const holder of issuer.holders) data[holder.column * width + l] = 0;
    data[issuer.outside * width + l] = data[issuer.shares * width + l];
  }
  if (party.isPrivate) data[c.core * width + l] *= SALE_SHARE;
  else if (party.isListed) data[c.core * width + l] = assets - data[c.stakes * width + l];
  data[c.news * width + l] = 0;
  data[c.backlog * width + l] = 0;
  for (const lab of plan.labs)
    if (lab.account === party.account) data[lab.columns.revenueShock * width + l] *= KEPT_DEMAND;
}

/** A reorganised party that fails again is wound up: its business ends, its capacity goes to the rest of the market. */
function windUp(plan: Plan, block: Block, party: PartyProgram, l: number): void {
  const { data, width } = block;
  data[party.columns.operations * width + l] = 0;
  for (const lab of plan.labs) {
    if (lab.account !== party.account) continue;
    data[lab.columns.unconstrained * width + l] = 0;
    data[lab.columns.revenueShock * width + l] = 0;
  }
  for (const term of plan.terms) {
    if (term.creditor !== party.account || term.kind !== 'capacity') continue;
    // It was the seller that ended it: no guarantor stands in for the buyer, who still owes what it put off.
    data[term.columns.alive * width + l] = 0;
    data[term.columns.ended * width + l] = 0;
  }
  const owner = plan.owners.find((o) => o.account === party.account);
  const rest = plan.owners[plan.owners.length - 1];
  if (owner === undefined || rest === undefined || owner === rest) return;
  const move = (from: number, to: number): void => {
    data[to * width + l] += data[from * width + l];
    data[from * width + l] = 0;
  };
  move(owner.columns.owned, rest.columns.owned);
  move(owner.columns.underway, rest.columns.underway);
  for (const [k, slot] of owner.slots.entries()) move(slot, rest.slots[k]);
}
