import type { DistressWatch, Plan, WatchedClaim, WatchedPartner } from '../plan/plan.ts';
import { TERM_STEPS } from '../terms/registry.ts';
import type { TermProgram } from '../terms/term.ts';
import type { Block } from './block.ts';
import { estateValue, KEPT_DEMAND } from './phases/openEstates.ts';
import { onLane, rescueNeed } from './rescueNeed.ts';

/** Value today of a unit of margin a quarter later. */
const QUARTER_DISCOUNT = 1 / 1.01;

/** Forgets whose first distress was in the quarter before. */
export function startNoting(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const { columns } of plan.distress) data.fill(0, columns.now * width + from, columns.now * width + to);
}

/**
 * Writes down what stands when a watched party first cannot pay; true where outsiders then carried it.
 *
 * Definition: on a lane in which the party is short in round 0 of the clearing, or is made to fail: its need, the claims on it
 * with what the estate would pay of them, each partner's share, value and means, and who is tied to whom.
 * Assumes: called before anything of the clearing is posted, so that columns hold what is due.
 * Verified by: src/experiments/askRescue.test.ts (a book by hand; a watched run is the same run).
 */
export function noteDistress(plan: Plan, block: Block, round: Int32Array, l: number, quarter: number): boolean {
  const { data, width } = block;
  let isCarried = false;
  for (const watch of plan.distress) {
    const party = plan.parties[watch.party];
    const forcedAt = party.columns.forced * width + l;
    const isSeen = data[watch.columns.quarter * width + l] !== 0;
    if (isSeen || (round[party.account] !== 0 && data[forcedAt] === 0)) continue;
    note(plan, block, watch, l, quarter);
    const { rescue } = watch;
    if (rescue === null) continue;
    const need = data[watch.columns.need * width + l];
    data[forcedAt] = 0;
    data[rescue.columns.need * width + l] = need;
    data[rescue.columns.rescued * width + l] = quarter + 1;
    data[rescue.contributors[0].giveRow * width + l] = need;
    block.open.rescues = true;
    isCarried = true;
  }
  return isCarried;
}

function note(plan: Plan, block: Block, watch: DistressWatch, l: number, quarter: number): void {
  const { data, width } = block;
  const put = (column: number, value: number): void => {
    data[column * width + l] = value;
  };
  const { columns, partners, claims, ties } = watch;
  const party = plan.parties[watch.party];
  const { need, year, quarters } = rescueNeed(plan, block, watch.party, l, quarter);
  put(columns.quarter, quarter + 1);
  put(columns.now, 1);
  put(columns.need, need);
  put(columns.needYear, year);
  put(columns.value, Math.max(0, data[party.columns.value * width + l]));
  for (const claim of claims) noteClaim(plan, block, claim, l, quarter);
  noteRecovery(plan, block, watch, l);
  for (const partner of partners) notePartner(plan, block, watch, partner, l);
  noteDeferrable(plan, block, watch, { l, quarter, quarters });
  const at = (column: number): number => data[column * width + l];
  for (const tie of ties) {
    const issuer = tie.kind === 'stake' ? plan.issuers.find((i) => i.party === tie.from) : undefined;
    put(tie.column, issuer === undefined ? at(tie.source) : at(tie.source) / Math.max(1, at(issuer.shares)));
  }
}

/** What is due under a claim now, what would be claimed beyond, and who stands in for how much of it. */
function noteClaim(plan: Plan, block: Block, watched: WatchedClaim, l: number, quarter: number): void {
  const { data, width } = block;
  const claim = plan.claims[watched.claim];
  const term = plan.terms[claim.term];
  const ahead = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].claim?.(term, block, l, quarter) ?? 0;
  data[watched.ahead * width + l] = ahead;
  data[watched.due * width + l] = Math.max(0, data[dueColumn(term, claim.row) * width + l]);
  if (term.kind === 'supply') data[watched.order * width + l] = lostOrder(plan, block, term, l, quarter);
  for (const { term: place, cover, limit } of watched.covers) {
    const { columns: c, constants } = plan.terms[place];
    const at = (column: number): number => data[column * width + l];
    const stands = quarter <= constants.until ? at(c.alive) : 0;
    const given = constants.firm + (1 - constants.firm) * (at(c.f) > 0 ? 1 : 0);
    data[cover * width + l] = at(c.cover) * given * stands;
    data[limit * width + l] = c.upTo < 0 ? Number.MAX_VALUE : Math.max(0, at(c.upTo) - at(c.paidOut));
  }
}

/**
 * Equipment on order can be sold to others as far as the reorganised party, or whoever serves it, goes on: on the rest the
 * vendor's margin is lost.
 */
function lostOrder(plan: Plan, block: Block, term: TermProgram, l: number, quarter: number): number {
  const { data, width, scratch } = block;
  const vendor = plan.parties.find((p) => p.account === term.creditor);
  if (vendor === undefined) return 0;
  const [survival, into] = [scratch[10], scratch[11]];
  survival[l] = QUARTER_DISCOUNT;
  into[l] = 0;
  const { backlog } = TERM_STEPS[term.kind as keyof typeof TERM_STEPS];
  onLane(block, l, () => backlog?.(term, block, quarter, survival, into));
  const { webMargin, tax } = vendor.columns;
  return (1 - KEPT_DEMAND) * into[l] * data[webMargin * width + l] * (1 - data[tax * width + l]);
}

function dueColumn(term: TermProgram, standing: number): number {
  return term.rows.payment ?? term.rows.service ?? term.rows.call ?? standing;
}

/**
 * What its cash leaves unpaid this quarter, and the estate as it would open in the next: by class, secured claims taken to be
 * covered as long as assets last.
 */
function noteRecovery(plan: Plan, block: Block, watch: DistressWatch, l: number): void {
  const { data, width } = block;
  const at = (column: number): number => (column < 0 ? 0 : data[column * width + l]);
  const c = plan.parties[watch.party].columns;
  const cash = at(c.cash) + at(c.into);
  const unpaid = at(c.out) > 0 ? Math.max(0, 1 - Math.max(0, cash) / at(c.out)) : 0;
  data[watch.columns.unpaid * width + l] = unpaid;
  const owed = [0, at(c.debt) + at(c.channelDebt), 0];
  for (const { claim, due, ahead } of watch.claims)
    owed[plan.claims[claim].seniority - 1] += unpaid * at(due) + at(ahead);
  const beside = estateValue(plan, block, plan.parties[watch.party], l) - Math.max(0, at(c.cash));
  let left = Math.max(0, beside + Math.max(0, cash - at(c.out)));
  for (const [k, amount] of owed.entries()) {
    data[watch.columns.recovery[k] * width + l] = amount > 0 ? Math.min(1, left / amount) : 1;
    left = Math.max(0, left - amount);
  }
  data[watch.columns.surplus * width + l] = left;
}

/** A partner's shares of the party, its own worth and debts, and what it can spare: free cash and room for debt that funding left. */
function notePartner(plan: Plan, block: Block, watch: DistressWatch, watched: WatchedPartner, l: number): void {
  const { data, width } = block;
  const at = (column: number): number => data[column * width + l];
  const partner = plan.parties[watched.party];
  const c = partner.columns;
  const issuer = plan.issuers.find((i) => i.party === watch.party);
  const holding = issuer?.holders.find((h) => h.party === watched.party);
  data[watched.share * width + l] =
    issuer === undefined || holding === undefined ? 0 : at(holding.column) / Math.max(1, at(issuer.shares));
  data[watched.value * width + l] = Math.max(0, at(c.value));
  data[watched.debt * width + l] = at(c.debt) + at(c.channelDebt);
  data[watched.liquid * width + l] = Math.max(0, at(c.cash) + at(c.into) - at(c.out)) + at(c.debtRoom);
}

/** What the party would owe each partner over the quarters of its need: a creditor can help without cash by waiting. */
function noteDeferrable(
  plan: Plan,
  block: Block,
  watch: DistressWatch,
  { l, quarter, quarters }: { readonly l: number; readonly quarter: number; readonly quarters: number },
): void {
  const { data, width, scratch } = block;
  const debtor = plan.parties[watch.party].account;
  const [out, into] = [scratch[10], scratch[11]];
  onLane(block, l, () => {
    for (const term of plan.terms) {
      const place = watch.partners.find((p) => plan.parties[p.party].account === term.creditor);
      if (term.debtor !== debtor || place === undefined) continue;
      const steps = TERM_STEPS[term.kind as keyof typeof TERM_STEPS];
      into[l] = 0;
      for (let k = 1; k < quarters; k++) {
        steps.scheduled?.(term, block, quarter + k, out, into);
        steps.instalments?.(term, block, quarter, k, out, into);
      }
      data[place.deferrable * width + l] += Math.max(0, into[l]);
    }
  });
}
