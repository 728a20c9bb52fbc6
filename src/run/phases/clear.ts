import { clearLane } from '../../mechanisms/clearing/clearLane.ts';
import type { PartyProgram, Plan } from '../../plan/plan.ts';
import { TERM_STEPS } from '../../terms/registry.ts';
import { findActiveRows } from '../activeRows.ts';
import type { Block } from '../block.ts';
import { type QuarterClearing, quarterClearing } from '../clearing.ts';
import { noteDistress, startNoting } from '../noteDistress.ts';
import { offerRescue } from '../rescue.ts';
import { rowGroups } from '../rowGroups.ts';

const TOLERANCE = 1e-9;

/** Causes of a default, in the order in which they are looked for; the code is the place in the list, from 1. */
export const DEFAULT_CAUSES = [
  'counterparty default',
  'margin call or covenant',
  'guarantee called',
  'debt maturing',
  'market price under cost',
  'funding closed',
  'revenue shortfall',
  'set by the scenario',
] as const;

/** What is due is paid by the greatest clearing vector; lanes in which nobody is short take the short way. */
export function clear(plan: Plan, block: Block, quarter: number): void {
  findActiveRows(plan, block);
  if (plan.distress.length > 0) startNoting(plan, block);
  const { data, width, from, to } = block;
  const short = block.scratch[0];
  short.fill(0, from, to);
  for (const party of plan.parties) {
    const c = party.columns;
    const cashAt = c.cash * width;
    const intoAt = c.into * width;
    const outAt = c.out * width;
    const forcedAt = c.forced * width;
    for (let l = from; l < to; l++) {
      const left = data[cashAt + l] + data[intoAt + l] - data[outAt + l];
      if (left < -TOLERANCE * (1 + data[outAt + l]) || data[forcedAt + l] !== 0) short[l] = 1;
    }
  }
  clearShortLanes(plan, block, short, quarter);
  post(plan, block);
  for (const party of plan.parties) repayOutside(block, party);
  for (const term of plan.terms) TERM_STEPS[term.kind as keyof typeof TERM_STEPS].settle?.(term, block, quarter);
  if (block.open.rescues) settleRescues(plan, block);
  settleChannels(plan, block);
}

/** Every payment leaves one account and enters another. */
function post(plan: Plan, block: Block): void {
  const { sums, width, from, to } = block;
  const groups = rowGroups(plan);
  for (let k = 0; k < block.active.count; k++) {
    const i = block.active.rows[k];
    const payer = plan.accountCash[groups.payer[i]] * width + from;
    const payee = plan.accountCash[groups.payee[i]] * width + from;
    sums.move(payer, payee, groups.column[i] * width + from, to - from);
  }
}

function repayOutside(block: Block, party: PartyProgram): void {
  const { data, width, from, to } = block;
  const c = party.columns;
  if (party.debt.length === 0) return;
  for (let l = from; l < to; l++)
    data[c.debt * width + l] = Math.max(0, data[c.debt * width + l] - data[c.maturing * width + l]);
  if (c.securedDebt < 0) return;
  const securedAt = c.securedDebt * width;
  for (let l = from; l < to; l++)
    data[securedAt + l] = Math.max(0, data[securedAt + l] - data[c.securedMaturing * width + l]);
}

function settleRescues(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const rescue of plan.rescues) {
    for (const contributor of rescue.contributors) {
      const at = contributor.outstanding * width;
      const back = contributor.backRow * width;
      const give = contributor.giveRow * width;
      for (let l = from; l < to; l++) {
        const interest = data[at + l] * 0.02;
        data[at + l] = Math.max(0, data[at + l] - Math.max(0, data[back + l] - interest) + data[give + l]);
      }
    }
  }
}

/** Money that a channel brought: the holder owes what it borrowed, and holds new shares of the issuer. */
function settleChannels(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const funding = plan.channels.filter((channel) => channel.kind === 'funding');
  for (const channel of funding)
    data.fill(0, channel.columns.raisedTotal * width + from, channel.columns.raisedTotal * width + to);
  for (const channel of funding) {
    const c = channel.columns;
    const issuerValueAt = c.issuerValue * width;
    const debtAt = c.debt * width;
    const borrowAt = channel.rows.borrow * width;
    const rolledAt = c.rolled * width;
    const raisedTotalAt = c.raisedTotal * width;
    const issuerSharesAt = c.issuerShares * width;
    const holdingAt = c.holding * width;
    const issuerTradeAt = c.issuerTrade * width;
    const holderTradeAt = c.holderTrade * width;
    for (let l = from; l < to; l++) {
      const paid = data[(channel.rows.invest < 0 ? channel.rows.borrow : channel.rows.invest) * width + l];
      const value = data[issuerValueAt + l];
      data[debtAt + l] += data[borrowAt + l] + (c.rolled < 0 ? 0 : data[rolledAt + l]);
      data[raisedTotalAt + l] += paid;
      if (paid <= 0 || value <= 0 || channel.rows.invest < 0) continue;
      const issued = (data[issuerSharesAt + l] * paid) / value;
      data[issuerSharesAt + l] += issued;
      data[holdingAt + l] += issued;
      data[issuerTradeAt + l] += paid;
      data[holderTradeAt + l] -= paid;
    }
  }
  commitNew(plan, block);
}

/** What channels brought becomes new commitments, in force over the lead time; a lab that failed keeps none. */
function commitNew(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  const { lead } = plan.market;
  for (const channel of plan.channels) {
    if (channel.kind !== 'commitment') continue;
    const c = channel.columns;
    const debtShareAt = c.debtShare * width;
    const ownShareAt = c.ownShare * width;
    const statusAt = c.status * width;
    const aliveAt = c.alive * width;
    const raisedAt = c.raised * width;
    for (const vendor of channel.vendors) {
      const pendingAt = vendor.pending * width;
      const standingAt = vendor.standing * width;
      const rowAt = vendor.row * width;
      for (let l = from; l < to; l++) {
        const lever = 1 / Math.max(0.05, 1 - data[debtShareAt + l] - data[ownShareAt + l]);
        const stands = data[statusAt + l] === 0 ? 1 : 0;
        const fresh = data[raisedAt + l] * lever * vendor.share * data[aliveAt + l];
        const arriving = data[pendingAt + l] / lead;
        data[standingAt + l] = stands * Math.max(0, data[standingAt + l] - data[rowAt + l] + arriving);
        data[pendingAt + l] = stands * (data[pendingAt + l] - arriving + fresh);
      }
    }
  }
}

/** Lanes in which somebody is short are cleared one by one, on the rows that are active in some lane. */
function clearShortLanes(plan: Plan, block: Block, short: Float64Array, quarter: number): void {
  let clearing: QuarterClearing | null = null;
  for (let l = block.from; l < block.to; l++) {
    if (short[l] !== 1) continue;
    clearing ??= quarterClearing(plan, block.active);
    clearShortLane(plan, block, clearing, l, quarter);
  }
}

function clearShortLane(plan: Plan, block: Block, clearing: QuarterClearing, l: number, quarter: number): void {
  gather(plan, block, clearing, l);
  clearLane(clearing.network, clearing.due, clearing.available, clearing.paid, clearing.round, clearing.work);
  const isCarried = plan.distress.length > 0 && noteDistress(plan, block, clearing.round, l, quarter);
  if (block.rescues || isCarried) {
    let isRescued = isCarried;
    for (const rescue of isCarried ? [] : plan.rescues) {
      if (clearing.round[plan.parties[rescue.party].account] !== 0) continue;
      if (offerRescue(plan, block, rescue, l, quarter)) isRescued = true;
    }
    if (isRescued) {
      // A rescue makes rows active that were silent: they are laid out afresh, for the lanes that follow too.
      findActiveRows(plan, block);
      quarterClearing(plan, block.active);
      gather(plan, block, clearing, l);
      clearLane(clearing.network, clearing.due, clearing.available, clearing.paid, clearing.round, clearing.work);
    }
  }
  for (const party of plan.parties) {
    const isForced = block.data[party.columns.forced * block.width + l] !== 0;
    if (clearing.round[party.account] >= 0 || isForced) recordDefault(plan, block, party, clearing, l, quarter);
    block.data[party.columns.forced * block.width + l] = 0;
  }
  const { data, width } = block;
  const { column, paid, due, count } = clearing;
  for (let k = 0; k < count; k++) if (paid[k] !== due[k]) data[column[k] * width + l] = paid[k];
}

function gather(plan: Plan, block: Block, clearing: QuarterClearing, l: number): void {
  const { data, width } = block;
  const { column, due, count } = clearing;
  for (let k = 0; k < count; k++) due[k] = data[column[k] * width + l];
  for (let a = 0; a < plan.accounts.length; a++)
    clearing.available[a] = plan.accounts[a].isWorld ? 0 : data[plan.accountCash[a] * width + l];
}

/** Stage (a) of default: what stayed unpaid becomes a claim; the estate opens next quarter and never revises this. */
function recordDefault(
  plan: Plan,
  block: Block,
  party: PartyProgram,
  clearing: QuarterClearing,
  l: number,
  quarter: number,
): void {
  const { data, width } = block;
  const c = party.columns;
  const { payerStart } = clearing.network;
  let unpaidInAll = 0;
  for (let k = payerStart[party.account]; k < payerStart[party.account + 1]; k++) {
    const unpaid = clearing.due[k] - clearing.paid[k];
    if (unpaid <= 0) continue;
    unpaidInAll += unpaid;
    const row = plan.rows[clearing.order[k]];
    if (row.unpaid >= 0) data[row.unpaid * width + l] += unpaid;
    const claim = plan.claims.find((x) => x.debtor === party.account && plan.terms[x.term].ref === row.ref);
    if (claim !== undefined) data[claim.columns.missed * width + l] += unpaid;
    else if (row.role === 'secured_debt_service') data[c.securedMissed * width + l] += unpaid;
    else if (row.role === 'debt_service' || row.role === 'channel_interest') data[c.missed * width + l] += unpaid;
  }
  data[c.estateOpens * width + l] = 1;
  block.open.parties[plan.parties.indexOf(party)] = 1;
  for (const [i, claim] of plan.claims.entries()) if (claim.debtor === party.account) block.open.claims[i] = 1;
  if (data[c.status * width + l] === 0) {
    data[c.status * width + l] = quarter + 1;
    data[c.cause * width + l] = causeOf(plan, block, party, clearing.round[party.account], l);
  }
  if (block.log !== null) {
    const cause = DEFAULT_CAUSES[data[c.cause * width + l] - 1] ?? '';
    block.log.push({ quarter, kind: 'default', party: party.id, amount: unpaidInAll, text: cause });
  }
}

/** What brought the party down: the first cause of the list that was at work. */
function causeOf(plan: Plan, block: Block, party: PartyProgram, round: number, l: number): number {
  const { data, width } = block;
  const at = (column: number): number => data[column * width + l];
  const m = plan.market.columns;
  if (at(party.columns.forced) !== 0) return 8;
  if (round > 0) return 1;
  let called = 0;
  let guarantees = 0;
  for (const term of plan.terms) {
    if (term.debtor !== party.account) continue;
    if (term.kind === 'loan') called += at(term.columns.called);
    if (term.kind === 'guarantee') guarantees += at(term.rows.call);
  }
  if (called > 0) return 2;
  const out = at(party.columns.out);
  if (guarantees > 0.1 * out) return 3;
  let service = 0;
  for (const d of party.debt) service += at(d.service) + (d.securedService < 0 ? 0 : at(d.securedService));
  for (const term of plan.terms)
    if (term.kind === 'loan' && term.debtor === party.account) service += at(term.rows.service);
  if (service > 0.5 * out) return 4;
  if (
    plan.hasMarket &&
    at(m.price) < 0.8 * at(m.longRunCost) &&
    plan.owners.some((o) => o.account === party.account && !o.isLab)
  )
    return 5;
  if (at(m.appetite) < 0) return 6;
  return 7;
}
