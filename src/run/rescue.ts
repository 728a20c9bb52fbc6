import type { Plan, RescueProgram } from '../plan/plan.ts';
import { TERM_STEPS } from '../terms/registry.ts';
import type { Block } from './block.ts';
import { drawDebt } from './drawDebt.ts';
import { rescueNeed } from './rescueNeed.ts';

/** Recovery that partners expect from the estate when they weigh a rescue (grade D). */
const EXPECTED_RECOVERY = 0.3;

/**
 * Offers one rescue to a party that would default in round 0: its partners lend what it needs, super-senior, if what
 * each would lose and can spare adds up to the need.
 *
 * Definition: R = largest cumulative shortfall until forecast cash flow turns positive; all-pay is an equilibrium iff
 * Σ min(lossⱼ, liquidⱼ) ≥ R; contributions in proportion to min(lossⱼ, liquidⱼ).
 * Source: definitions D8; Rogers and Veraart (2013), section 4; Bernard, Capponi and Stiglitz (2022).
 */
export function offerRescue(plan: Plan, block: Block, rescue: RescueProgram, l: number, quarter: number): boolean {
  const { data, width } = block;
  if (data[rescue.columns.rescued * width + l] !== 0) return false;
  const { need } = rescueNeed(plan, block, rescue.party, l, quarter);
  const offers = rescue.contributors.map((contributor) => {
    const loss = lossOf(plan, block, rescue, contributor.party, l, quarter);
    return Math.max(0, Math.min(loss, liquidOf(plan, block, contributor.party, l)));
  });
  const total = offers.reduce((sum, offer) => sum + offer, 0);
  data[rescue.columns.need * width + l] = need;
  if (total < need || need <= 0) return false;
  for (const [i, contributor] of rescue.contributors.entries()) {
    const gives = (need * offers[i]) / total;
    data[contributor.giveRow * width + l] = gives;
    borrow(plan, block, contributor.party, l, gives);
  }
  data[rescue.columns.rescued * width + l] = quarter + 1;
  block.open.rescues = true;
  if (block.log !== null)
    block.log.push({ quarter, kind: 'rescued', party: plan.parties[rescue.party].id, amount: need, text: '' });
  return true;
}

/** Wealth of a partner if the party is rescued, before contributing, less its wealth if it fails: claims and stake. */
function lossOf(plan: Plan, block: Block, rescue: RescueProgram, partner: number, l: number, quarter: number): number {
  const at = (column: number): number => block.data[column * block.width + l];
  const party = plan.parties[rescue.party];
  const j = plan.parties[partner];
  let loss = 0;
  for (const claim of plan.claims) {
    if (claim.debtor !== party.account || claim.creditor !== j.account) continue;
    const term = plan.terms[claim.term];
    const ahead = TERM_STEPS[term.kind as keyof typeof TERM_STEPS].claim?.(term, block, l, quarter) ?? 0;
    const due = at(term.rows.payment ?? term.rows.service ?? term.rows.call ?? claim.row);
    loss += (1 - EXPECTED_RECOVERY) * (ahead + due);
  }
  const issuer = plan.issuers.find((i) => i.account === party.account);
  const holding = issuer?.holders.find((h) => h.account === j.account);
  if (issuer !== undefined && holding !== undefined) {
    loss += (at(holding.column) / Math.max(1, at(issuer.shares))) * Math.max(0, at(issuer.value));
  }
  return loss;
}

/** Free cash, and the room for debt that funding has left it this quarter. */
function liquidOf(plan: Plan, block: Block, partner: number, l: number): number {
  const at = (column: number): number => block.data[column * block.width + l];
  const c = plan.parties[partner].columns;
  const cash = Math.max(0, at(c.cash) + at(c.into) - at(c.out));
  return cash + at(c.debtRoom);
}

/** What a contributor gives beyond its free cash it draws as debt, so that its own payments stand. */
function borrow(plan: Plan, block: Block, partner: number, l: number, gives: number): void {
  const { data, width } = block;
  const party = plan.parties[partner];
  const c = party.columns;
  const free = Math.max(0, data[c.cash * width + l] + data[c.into * width + l] - data[c.out * width + l]);
  const wanted = Math.max(0, gives - free);
  if (wanted <= 0 || party.debt.length === 0) return;
  const drawn = drawDebt(plan, block, party, l, wanted, data[c.debtRoom * width + l], data[c.debtOwed * width + l]);
  data[c.debtRoom * width + l] -= drawn;
  data[c.debtOwed * width + l] += drawn;
  for (const d of party.debt) data[d.draw * width + l] += drawn * d.share;
}
