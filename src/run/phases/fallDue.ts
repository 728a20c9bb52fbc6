import type { EstateClaim, OwnerProgram, PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import { findActiveRows } from '../activeRows.ts';
import type { Block } from '../block.ts';
import { rowGroups } from '../rowGroups.ts';

/** Quarters over which the book value of capacity is written off for tax. */
const DEPRECIATION_QUARTERS = 24;
const RESCUE_RATE = 0.08;
const RESCUE_QUARTERS = 12;
const RESCUE_GRACE = 4;

/** States every payment that falls due this quarter: terms, orders of capacity, debt outside the web, estates, tax. */
export function fallDue(plan: Plan, block: Block, quarter: number): void {
  for (const term of plan.terms) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].due?.(term, block, quarter);
  for (const owner of plan.owners) payOrders(plan, block, owner);
  payEstates(plan, block, quarter);
  if (block.open.rescues) payBackRescues(plan, block, quarter);
  payCommitments(plan, block);
  for (const party of plan.parties) serveDebt(block, party, quarter);
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
  for (let l = from; l < to; l++) {
    // What is delivered now pays its last part now.
    const started = (data[c.underway * width + l] + data[c.arrived * width + l]) / m.lead;
    const chips = Math.max(0, (started + data[c.refreshed * width + l]) * data[c.chips * width + l] - covered[l]);
    data[build + l] = started * data[c.shell * width + l];
    for (const vendor of owner.vendors) data[vendor.row * width + l] = chips * vendor.share;
  }
  for (const i of owner.ownSupplies) {
    const arrived = plan.terms[i].columns.arrived * width;
    for (let l = from; l < to; l++) data[build + l] += data[arrived + l] * data[m.columns.shell * width + l];
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
    for (let l = from; l < to; l++) {
      const isPaying = data[c.installmentsLeft * width + l] > 0;
      const pays = isPaying ? data[c.installment * width + l] : 0;
      if (isPaying) data[c.installmentsLeft * width + l] -= 1;
      for (const d of party.debt) data[d.estate * width + l] = pays * d.share;
    }
  }
}

/** The creditor's own part of an instalment lightens the original schedule that its guarantor is held to. */
function payClaim(block: Block, claim: EstateClaim): void {
  const { data, width, from, to } = block;
  const c = claim.columns;
  for (let l = from; l < to; l++) {
    data[claim.row * width + l] = 0;
    if (claim.recoveryRow >= 0) data[claim.recoveryRow * width + l] = 0;
    const scheduled = c.shadowDue < 0 ? 0 : data[c.shadowDue * width + l];
    if (c.unpaid >= 0) data[c.unpaid * width + l] = scheduled;
    if (data[c.left * width + l] <= 0) continue;
    data[c.left * width + l] -= 1;
    const pays = data[c.installment * width + l];
    let open = data[c.claim * width + l] - data[c.recovered * width + l];
    if (c.paidOut >= 0) open -= data[c.paidOut * width + l] - data[c.paidBefore * width + l] + data[c.call * width + l];
    const toCreditor = claim.recoveryRow < 0 ? pays : Math.min(pays, Math.max(0, open));
    data[claim.row * width + l] = toCreditor;
    if (claim.recoveryRow >= 0) data[claim.recoveryRow * width + l] = pays - toCreditor;
    data[c.recovered * width + l] += toCreditor;
    if (c.unpaid >= 0) data[c.unpaid * width + l] = Math.max(0, scheduled - toCreditor);
    if (c.shadow >= 0)
      data[c.shadow * width + l] = Math.max(0, data[c.shadow * width + l] - Math.max(0, toCreditor - scheduled));
  }
}

function payBackRescues(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to } = block;
  for (const rescue of plan.rescues) {
    for (const contributor of rescue.contributors) {
      for (let l = from; l < to; l++) {
        const stands = data[contributor.outstanding * width + l];
        data[contributor.giveRow * width + l] = 0;
        const since = quarter - (data[rescue.columns.rescued * width + l] - 1);
        const principal =
          stands > 0 && since > RESCUE_GRACE
            ? Math.min(stands, stands / Math.max(1, RESCUE_QUARTERS + RESCUE_GRACE - since + 1))
            : 0;
        data[contributor.backRow * width + l] = stands > 0 ? stands * (RESCUE_RATE / 4) + principal : 0;
      }
    }
  }
}

/** What commitments called forth by channels cost the lab this quarter. */
function payCommitments(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    for (const vendor of channel.vendors) {
      for (let l = from; l < to; l++) data[vendor.row * width + l] = data[vendor.active * width + l];
    }
    if (channel.kind !== 'funding') continue;
    for (let l = from; l < to; l++) {
      const amount = data[channel.columns.pending * width + l];
      data[channel.rows.borrow * width + l] = amount;
      if (channel.rows.invest >= 0) data[channel.rows.invest * width + l] = amount;
    }
  }
}

/** Interest on the debt outside the web and the part of it that matures: by its maturities, or 1 / (4 × average life). */
function serveDebt(block: Block, party: PartyProgram, quarter: number): void {
  if (party.debt.length === 0) return;
  const { data, width, from, to } = block;
  const c = party.columns;
  const matures = party.maturities === null ? -1 : party.maturities[quarter];
  for (let l = from; l < to; l++) {
    const stands = data[c.debt * width + l];
    const principal =
      matures >= 0 ? Math.min(stands, matures * stands) : stands / Math.max(1, 4 * data[c.averageLife * width + l]);
    data[c.maturing * width + l] = principal;
    const service = stands * (data[c.debtRate * width + l] / 4) + principal;
    for (const d of party.debt) data[d.service * width + l] = service * d.share;
  }
}

/** EBITDA and the taxable income that a party has from the web. */
function webIncome(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const groups = rowGroups(plan);
  for (const party of plan.parties) {
    data.fill(0, party.columns.webIncome * width + from, party.columns.webIncome * width + to);
    data.fill(0, party.columns.shortage * width + from, party.columns.shortage * width + to);
  }
  const book = (
    rows: readonly number[],
    role: 'webIncome' | 'shortage',
    sides: 'both' | 'payer' | 'payee',
    sign = 1,
  ): void => {
    for (const i of rows) {
      if (block.active.isActive[i] === 0) continue;
      const at = groups.column[i] * width;
      const payer = groups.partyOf[groups.payer[i]];
      const payee = groups.partyOf[groups.payee[i]];
      if (payer >= 0 && sides !== 'payee') {
        const target = plan.parties[payer].columns[role] * width;
        for (let l = from; l < to; l++) data[target + l] -= sign * data[at + l];
      }
      if (payee >= 0 && sides !== 'payer') {
        const target = plan.parties[payee].columns[role] * width;
        for (let l = from; l < to; l++) data[target + l] += sign * data[at + l];
      }
    }
  };
  book(groups.operating, 'webIncome', 'both');
  book(groups.capital, 'webIncome', 'payee');
  // Chips and systems cost their seller what its margin leaves.
  for (const party of plan.parties) {
    const c = party.columns;
    if (party.kind !== 'chipmaker') continue;
    for (let l = from; l < to; l++) {
      const sales = Math.max(0, data[c.webIncome * width + l]);
      const cost = sales * (1 - data[c.webMargin * width + l]);
      data[party.rows.webCosts * width + l] = cost;
      data[c.webIncome * width + l] -= cost;
    }
  }
  for (const party of plan.parties) {
    const c = party.columns;
    for (let l = from; l < to; l++) {
      const outside = data[party.rows.sales * width + l] - data[party.rows.costs * width + l];
      data[c.ebitda * width + l] = 4 * (data[c.webIncome * width + l] + outside);
      if (party.isLab) data[c.webIncome * width + l] += outside;
    }
  }
  book(groups.service, 'webIncome', 'both');
  principalIsNoExpense(plan, block);
  // `shortage` serves as scratch here: the capital spent this quarter, for depreciation.
  book(groups.capital, 'shortage', 'payer', -1);
}

/** Debt service carries principal, which is neither expense nor income. */
function principalIsNoExpense(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const party of plan.parties) {
    if (party.debt.length === 0) continue;
    const income = party.columns.webIncome * width;
    const maturing = party.columns.maturing * width;
    for (let l = from; l < to; l++) data[income + l] += data[maturing + l];
  }
  const { partyOf } = rowGroups(plan);
  for (const term of plan.terms) {
    if (term.kind !== 'loan') continue;
    const repaying = term.columns.repaying * width;
    const debtor = partyOf[term.debtor];
    const creditor = partyOf[term.creditor];
    if (debtor >= 0) {
      const income = plan.parties[debtor].columns.webIncome * width;
      for (let l = from; l < to; l++) data[income + l] += data[repaying + l];
    }
    if (creditor >= 0) {
      const income = plan.parties[creditor].columns.webIncome * width;
      for (let l = from; l < to; l++) data[income + l] -= data[repaying + l];
    }
  }
}

/** Web income is taxed at the party's rate after depreciation, losses carried forward; payouts come from what is left. */
function payTax(block: Block, party: PartyProgram): void {
  const { data, width, from, to } = block;
  const c = party.columns;
  for (let l = from; l < to; l++) {
    const spent = data[c.shortage * width + l];
    data[c.shortage * width + l] = 0;
    const worn = data[c.book * width + l] / DEPRECIATION_QUARTERS;
    data[c.book * width + l] += spent - worn;
    let profit = data[c.webIncome * width + l] - worn;
    if (profit < 0) {
      data[c.losses * width + l] -= profit;
      profit = 0;
    } else {
      const used = Math.min(profit, data[c.losses * width + l]);
      data[c.losses * width + l] -= used;
      profit -= used;
    }
    data[party.rows.tax * width + l] = profit * data[c.tax * width + l];
    const outside =
      data[party.rows.sales * width + l] - data[party.rows.costs * width + l] - data[party.rows.capex * width + l];
    const free = (party.isLab ? 0 : outside) + data[c.webIncome * width + l] - spent - data[party.rows.tax * width + l];
    data[party.rows.payout * width + l] = c.payout < 0 ? 0 : Math.max(0, free) * data[c.payout * width + l];
  }
}
