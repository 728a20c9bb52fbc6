import type { ChannelProgram, ClaimGuarantee, EstateClaim, OwnerProgram, PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import { findActiveRows } from '../activeRows.ts';
import type { Block } from '../block.ts';
import { calledDues } from '../calledCapacity.ts';
import { noteChangesOfControl } from '../changesOfControl.ts';
import { debtRate } from '../debtRate.ts';
import { rowGroups } from '../rowGroups.ts';

/** Quarters over which the book value of capacity is written off for tax. */
const DEPRECIATION_QUARTERS = 24;
const RESCUE_RATE = 0.08;
const RESCUE_QUARTERS = 12;
const RESCUE_GRACE = 4;

/** States every payment that falls due this quarter: terms, orders of capacity, debt outside the web, estates, tax. */
export function fallDue(plan: Plan, block: Block, quarter: number): void {
  noteChangesOfControl(plan, block, quarter);
  for (const term of plan.terms) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].due?.(term, block, quarter);
  for (const owner of plan.owners) payOrders(plan, block, owner);
  payEstates(plan, block, quarter);
  if (block.open.rescues) payBackRescues(plan, block, quarter);
  payCommitments(plan, block);
  for (const party of plan.parties) {
    nothingRaised(block, party);
    serveDebt(block, party, quarter);
  }
  findActiveRows(plan, block);
  webIncome(plan, block);
  for (const party of plan.parties) payTax(block, party);
}

/** Every order pays its capex in equal parts over the lead time; an equipment contract is the chip part where it equips. */
function payOrders(plan: Plan, block: Block, owner: OwnerProgram): void {
  const { data, width, from, to, scratch } = block;
  const c = owner.columns;
  const m = plan.market;
  const covered = scratch[0];
  covered.fill(0, from, to);
  for (const i of owner.equips) {
    const paid = plan.terms[i].rows.payment * width;
    for (let l = from; l < to; l++) covered[l] += data[paid + l];
  }
  const build = owner.rows.build * width;
  const ahead = c.equipped * width;
  const underwayAt = c.underway * width;
  const arrivedAt = c.arrived * width;
  const refreshedAt = c.refreshed * width;
  const restoredAt = c.restored * width;
  const chipsAt = c.chips * width;
  const shellAt = c.shell * width;
  for (let l = from; l < to; l++) {
    // What is delivered now pays its last part now.
    const started = (data[underwayAt + l] + data[arrivedAt + l]) / m.lead;
    const gross = (started + data[refreshedAt + l]) * data[chipsAt + l];
    // Equipment paid for ahead of the orders that it equips counts when they fall due.
    const credit = data[ahead + l] + covered[l];
    const chips = Math.max(0, gross - credit);
    data[ahead + l] = Math.max(0, credit - gross);
    data[build + l] = (started + data[restoredAt + l]) * data[shellAt + l];
    for (const vendor of owner.vendors) data[vendor.row * width + l] = chips * vendor.share;
  }
  for (const i of owner.ownSupplies) {
    const arrived = plan.terms[i].columns.arrived * width;
    for (let l = from; l < to; l++) data[build + l] += data[arrived + l] * data[m.columns.shell * width + l];
  }
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      if (!vendor.isEquipment || plan.owners[vendor.owner] !== owner) continue;
      const arrived = vendor.served * width;
      for (let l = from; l < to; l++) data[build + l] += data[arrived + l] * data[m.columns.shell * width + l];
    }
  }
}

/** An estate pays what it opened with over four quarters; a guarantor who paid stands behind the creditor's remainder. */
function payEstates(plan: Plan, block: Block, quarter: number): void {
  for (const [i, claim] of plan.claims.entries()) {
    if (block.open.claims[i] === 0) continue;
    const term = plan.terms[claim.term];
    if (claim.columns.unpaid >= 0)
      TERM_STEPS[term.kind as keyof typeof TERM_STEPS].wouldFallDue?.(term, block, quarter);
    payClaim(block, claim);
  }
  const { data, width, from, to } = block;
  for (const [i, party] of plan.parties.entries()) {
    const c = party.columns;
    if (block.open.parties[i] === 0) continue;
    const installmentsLeftAt = c.installmentsLeft * width;
    const installmentAt = c.installment * width;
    for (let l = from; l < to; l++) {
      const isPaying = data[installmentsLeftAt + l] > 0;
      const pays = isPaying ? data[installmentAt + l] : 0;
      if (isPaying) data[installmentsLeftAt + l] -= 1;
      for (const d of party.debt) data[d.estate * width + l] = pays * d.share;
    }
  }
}

/**
 * The creditor's own part of an instalment lightens the original schedule that its guarantors are held to; what goes beyond
 * its remainder is shared by the guarantors in proportion to what each has paid.
 */
function payClaim(block: Block, claim: EstateClaim): void {
  const { data, width, from, to } = block;
  const c = claim.columns;
  const claimAt = claim.row * width;
  const shadowDueAt = c.shadowDue * width;
  const unpaidAt = c.unpaid * width;
  const leftAt = c.left * width;
  const installmentAt = c.installment * width;
  const cClaimAt = c.claim * width;
  const recoveredAt = c.recovered * width;
  const shadowAt = c.shadow * width;
  for (let l = from; l < to; l++) {
    data[claimAt + l] = 0;
    for (const g of claim.guarantees) data[g.recovery * width + l] = 0;
    const scheduled = c.shadowDue < 0 ? 0 : data[shadowDueAt + l];
    if (c.unpaid >= 0) data[unpaidAt + l] = scheduled;
    if (data[leftAt + l] <= 0) continue;
    data[leftAt + l] -= 1;
    const pays = data[installmentAt + l];
    let guaranteed = 0;
    for (const g of claim.guarantees) guaranteed += paidBy(block, g, l);
    const open = data[cClaimAt + l] - data[recoveredAt + l] - guaranteed;
    const toCreditor = guaranteed <= 0 ? pays : Math.min(pays, Math.max(0, open));
    data[claimAt + l] = toCreditor;
    if (pays > toCreditor) {
      const part = (pays - toCreditor) / guaranteed;
      for (const g of claim.guarantees) data[g.recovery * width + l] = part * paidBy(block, g, l);
    }
    data[recoveredAt + l] += toCreditor;
    if (c.unpaid >= 0) data[unpaidAt + l] = Math.max(0, scheduled - toCreditor);
    if (c.shadow >= 0) data[shadowAt + l] = Math.max(0, data[shadowAt + l] - Math.max(0, toCreditor - scheduled));
  }
}

/** What a guarantor has paid on a claim since the estate opened, what falls due now included. */
function paidBy(block: Block, guarantee: ClaimGuarantee, l: number): number {
  const { data, width } = block;
  const before = data[guarantee.paidBefore * width + l];
  return data[guarantee.paidOut * width + l] - before + data[guarantee.call * width + l];
}

function payBackRescues(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to } = block;
  for (const rescue of plan.rescues) {
    for (const contributor of rescue.contributors) {
      const outstandingAt = contributor.outstanding * width;
      const giveRowAt = contributor.giveRow * width;
      const rescuedAt = rescue.columns.rescued * width;
      const backRowAt = contributor.backRow * width;
      for (let l = from; l < to; l++) {
        const stands = data[outstandingAt + l];
        data[giveRowAt + l] = 0;
        const since = quarter - (data[rescuedAt + l] - 1);
        const principal =
          stands > 0 && since > RESCUE_GRACE
            ? Math.min(stands, stands / Math.max(1, RESCUE_QUARTERS + RESCUE_GRACE - since + 1))
            : 0;
        data[backRowAt + l] = stands > 0 ? stands * (RESCUE_RATE / 4) + principal : 0;
      }
    }
  }
}

/** What commitments called forth by channels cost the lab this quarter. */
function payCommitments(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) calledDues(plan, block, channel, vendor);
    if (channel.kind !== 'funding') continue;
    const pendingAt = channel.columns.pending * width;
    const borrowAt = channel.rows.borrow * width;
    const investAt = channel.rows.invest * width;
    for (let l = from; l < to; l++) {
      const amount = data[pendingAt + l];
      data[borrowAt + l] = amount;
      if (channel.rows.invest >= 0) data[investAt + l] = amount;
    }
    if (channel.rows.interest >= 0) payChannelInterest(plan, block, channel);
  }
}

/** What a holder borrowed through channels bears interest like new debt; who may not raise money pays what it has, the rest is added. */
function payChannelInterest(plan: Plan, block: Block, channel: ChannelProgram): void {
  const { data, width, from, to } = block;
  const party = plan.parties[channel.constants.party];
  const interestAt = channel.rows.interest * width;
  const rolledAt = channel.columns.rolled * width;
  const debtAt = channel.columns.debt * width;
  const cashAt = party.columns.cash * width;
  const otherAt = party.columns.debt * width;
  const ebitdaAt = party.columns.ebitda * width;
  const riskFreeAt = plan.market.columns.riskFree * width;
  for (let l = from; l < to; l++) {
    const stands = data[debtAt + l];
    const interest =
      (stands * debtRate(party, stands + data[otherAt + l], data[ebitdaAt + l], data[riskFreeAt + l])) / 4;
    const pays = party.hasFunding ? interest : Math.min(interest, Math.max(0, data[cashAt + l]));
    data[interestAt + l] = pays;
    data[rolledAt + l] = interest - pays;
  }
}

/** What was raised a quarter ago is no income of this one; what is raised now is written when parties fund themselves. */
function nothingRaised(block: Block, party: PartyProgram): void {
  const { data, width, from, to } = block;
  data.fill(0, party.rows.equity * width + from, party.rows.equity * width + to);
  for (const d of party.debt) data.fill(0, d.draw * width + from, d.draw * width + to);
}

/**
 * Interest on the debt outside the web and the part of it that matures: the debt of the start by its maturities where they
 * are written, what was drawn since, or all of it, at 1 / (4 × average life).
 */
function serveDebt(block: Block, party: PartyProgram, quarter: number): void {
  if (party.debt.length === 0) return;
  const { data, width, from, to } = block;
  const c = party.columns;
  const written = party.maturities;
  for (let l = from; l < to; l++) {
    const stands = data[c.debt * width + l];
    const life = Math.max(1, 4 * data[c.averageLife * width + l]);
    const first = data[c.debtAtStart * width + l];
    const due = written === null ? 0 : first * written.due[quarter];
    const later = written === null ? stands : Math.max(0, stands - first * written.left[quarter]);
    const principal = Math.min(stands, due + later / life);
    data[c.maturing * width + l] = principal;
    const service = stands * (data[c.debtRate * width + l] / 4) + principal;
    const secured = c.securedDebt < 0 ? 0 : serveSecured(block, party, l, stands, due, principal);
    for (const d of party.debt) {
      data[d.service * width + l] = (service - secured) * d.share;
      if (d.securedService >= 0) data[d.securedService * width + l] = secured * d.share;
    }
  }
}

/** Interest and principal on what was drawn as secured debt: of the principal its share in what is not due by a written date. */
function serveSecured(
  block: Block,
  party: PartyProgram,
  l: number,
  stands: number,
  dated: number,
  principal: number,
): number {
  const { data, width } = block;
  const c = party.columns;
  const secured = Math.min(stands, data[c.securedDebt * width + l]);
  const first = party.maturities === null ? 0 : Math.min(dated, stands);
  const later = party.maturities === null ? stands : Math.max(secured, stands - data[c.debtAtStart * width + l]);
  const repaid = later > 0 ? Math.min(secured, (Math.max(0, principal - first) * secured) / later) : 0;
  data[c.securedMaturing * width + l] = repaid;
  return secured * (data[c.debtRate * width + l] / 4) + repaid;
}

/** EBITDA and the taxable income that a party has from the web. */
function webIncome(plan: Plan, block: Block): void {
  const { data, sums, width, from, to } = block;
  const groups = rowGroups(plan);
  for (const party of plan.parties) {
    data.fill(0, party.columns.webIncome * width + from, party.columns.webIncome * width + to);
    data.fill(0, party.columns.shortage * width + from, party.columns.shortage * width + to);
  }
  const book = (
    rows: readonly number[],
    role: 'webIncome' | 'shortage',
    sides: 'both' | 'payer' | 'payee',
    sign: 1 | -1 = 1,
  ): void => {
    const spend = sign === 1 ? sums.subtract : sums.add;
    const earn = sign === 1 ? sums.add : sums.subtract;
    for (const i of rows) {
      if (block.active.isActive[i] === 0) continue;
      const at = groups.column[i] * width + from;
      const payer = groups.partyOf[groups.payer[i]];
      const payee = groups.partyOf[groups.payee[i]];
      if (payer >= 0 && sides !== 'payee') spend(plan.parties[payer].columns[role] * width + from, at, to - from);
      if (payee >= 0 && sides !== 'payer') earn(plan.parties[payee].columns[role] * width + from, at, to - from);
    }
  };
  book(groups.operating, 'webIncome', 'both');
  book(groups.capital, 'webIncome', 'payee');
  costOfChips(plan, block);
  for (const party of plan.parties) {
    const c = party.columns;
    const salesAt = party.rows.sales * width;
    const costsAt = party.rows.costs * width;
    const ebitdaAt = c.ebitda * width;
    const webIncomeAt = c.webIncome * width;
    for (let l = from; l < to; l++) {
      const outside = data[salesAt + l] - data[costsAt + l];
      data[ebitdaAt + l] = 4 * (data[webIncomeAt + l] + outside);
      if (party.isLab) data[webIncomeAt + l] += outside;
    }
  }
  book(groups.service, 'webIncome', 'both');
  principalIsNoExpense(plan, block);
  // `shortage` serves as scratch here: the capital spent this quarter, for depreciation.
  book(groups.capital, 'shortage', 'payer', -1);
}

/** Chips and systems cost their seller what its margin leaves. */
function costOfChips(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const party of plan.parties) {
    const c = party.columns;
    if (party.kind !== 'chipmaker') continue;
    const webIncomeAt = c.webIncome * width;
    const webMarginAt = c.webMargin * width;
    const webCostsAt = party.rows.webCosts * width;
    for (let l = from; l < to; l++) {
      const sales = Math.max(0, data[webIncomeAt + l]);
      const cost = sales * (1 - data[webMarginAt + l]);
      data[webCostsAt + l] = cost;
      data[webIncomeAt + l] -= cost;
    }
  }
}

/** Debt service carries principal, which is neither expense nor income. */
function principalIsNoExpense(plan: Plan, block: Block): void {
  const { sums, width, from, to } = block;
  const lanes = to - from;
  const incomeOf = (party: number): number => plan.parties[party].columns.webIncome * width + from;
  for (const [i, party] of plan.parties.entries()) {
    if (party.debt.length > 0) sums.add(incomeOf(i), party.columns.maturing * width + from, lanes);
  }
  const { partyOf } = rowGroups(plan);
  for (const term of plan.terms) {
    if (term.kind !== 'loan') continue;
    const repaying = term.columns.repaying * width + from;
    const debtor = partyOf[term.debtor];
    const creditor = partyOf[term.creditor];
    if (debtor >= 0) sums.add(incomeOf(debtor), repaying, lanes);
    if (creditor >= 0) sums.subtract(incomeOf(creditor), repaying, lanes);
  }
}

/** Web income is taxed at the party's rate after depreciation, losses carried forward; payouts come from what is left. */
function payTax(block: Block, party: PartyProgram): void {
  const { data, width, from, to } = block;
  const c = party.columns;
  const shortageAt = c.shortage * width;
  const bookAt = c.book * width;
  const webIncomeAt = c.webIncome * width;
  const lossesAt = c.losses * width;
  const taxAt = party.rows.tax * width;
  const cTaxAt = c.tax * width;
  const salesAt = party.rows.sales * width;
  const costsAt = party.rows.costs * width;
  const capexAt = party.rows.capex * width;
  const payoutAt = party.rows.payout * width;
  const cPayoutAt = c.payout * width;
  for (let l = from; l < to; l++) {
    const spent = data[shortageAt + l];
    data[shortageAt + l] = 0;
    const worn = data[bookAt + l] / DEPRECIATION_QUARTERS;
    data[bookAt + l] += spent - worn;
    let profit = data[webIncomeAt + l] - worn;
    if (profit < 0) {
      data[lossesAt + l] -= profit;
      profit = 0;
    } else {
      const used = Math.min(profit, data[lossesAt + l]);
      data[lossesAt + l] -= used;
      profit -= used;
    }
    data[taxAt + l] = profit * data[cTaxAt + l];
    const outside = data[salesAt + l] - data[costsAt + l] - data[capexAt + l];
    const free = (party.isLab ? 0 : outside) + data[webIncomeAt + l] - spent - data[taxAt + l];
    data[payoutAt + l] = c.payout < 0 ? 0 : Math.max(0, free) * data[cPayoutAt + l];
  }
}
