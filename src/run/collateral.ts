import type { EstateClaim, Plan } from '../plan/plan.ts';
import { remainingPayments } from '../terms/capacity/capacity.ts';
import { assetValue, rentLeft } from '../terms/lease/lease.ts';
import type { TermProgram } from '../terms/term.ts';
import type { Block } from './block.ts';
import { planIndex } from './planIndex.ts';

/** What a sale by an estate brings, as a share of cost or value (grade D; that sellers short of money get less: Pulvino 1998). */
export const SALE_SHARE = 0.5;
/** Most that a dear market adds to the replacement cost of capacity. */
const HIGHEST_MARKET = 1.2;
/** Discount a quarter on payments that a pledged contract still brings, as on damages. */
const QUARTER_DISCOUNT = 1.01;

/** What the pledged capacity, assets, shares and contracts of a loan are worth now; without limit where nothing is named. */
export function collateralOf(plan: Plan, block: Block, claim: EstateClaim, l: number, quarter: number): number {
  const { data, width } = block;
  const term = plan.terms[claim.term];
  const c = term.columns;
  if (term.kind !== 'loan') return Number.MAX_VALUE;
  const at = (column: number): number => data[column * width + l];
  const m = plan.market.columns;
  let value = 0;
  if (c.collateralCapacity >= 0)
    value += at(c.collateralCapacity) * (at(m.chips) + at(m.shell)) * SALE_SHARE * marketOf(plan, block, l);
  if (c.collateralAssets >= 0) value += at(c.collateralAssets);
  if (c.stakeValue >= 0) {
    const pledged = at(c.stakePledged);
    const shares = pledged <= 1 ? pledged * at(c.stakeHolding) : Math.min(pledged, at(c.stakeHolding));
    value += at(c.stakeShares) > 0 ? (shares / at(c.stakeShares)) * at(c.stakeValue) : 0;
  }
  if (claim.pledge >= 0) value += shareOfPledge(plan, block, claim, l, quarter);
  const isNamed = c.collateralCapacity >= 0 || c.collateralAssets >= 0 || c.stakeValue >= 0 || claim.pledge >= 0;
  return isNamed ? value : Number.MAX_VALUE;
}

/** Loans on one and the same term share what it is worth in proportion to what they claim. */
function shareOfPledge(plan: Plan, block: Block, claim: EstateClaim, l: number, quarter: number): number {
  const amount = (of: EstateClaim): number => block.data[of.columns.claim * block.width + l];
  let claimed = 0;
  for (const other of plan.claims) if (other.pledge === claim.pledge) claimed += amount(other);
  const worth = pledgeValue(plan, block, plan.terms[claim.pledge], claim.debtor, l, quarter);
  return claimed > 0 ? (worth * amount(claim)) / claimed : worth;
}

/**
 * What a pledged term brings its lender: the asset sold, or, where more, the payments that the borrower is still owed under it.
 *
 * Definition: max(0.5 × value of the asset, Σ s^k × payment in k quarters), s = q^(1/4) / 1.01, q the payer's payment
 * probability a year.
 */
function pledgeValue(
  plan: Plan,
  block: Block,
  term: TermProgram,
  borrower: number,
  l: number,
  quarter: number,
): number {
  const asset = SALE_SHARE * pledgedAsset(plan, block, term, l, quarter);
  if (term.creditor !== borrower) return asset;
  const payer = planIndex(plan).partyOfAccount.get(term.debtor);
  const paying = payer === undefined ? 1 : block.data[payer.columns.survival * block.width + l];
  const kept = Math.sqrt(Math.sqrt(paying)) / QUARTER_DISCOUNT;
  if (term.kind === 'lease') {
    const { rent, quarters } = rentLeft(term, block, l, quarter);
    return Math.max(asset, rent * annuity(kept, quarters));
  }
  if (term.kind !== 'capacity') return asset;
  const left = term.schedules.shape.length - 1 - quarter;
  const payments = remainingPayments(term, block, l, quarter, 0).beyond;
  return Math.max(asset, left > 0 ? (payments / left) * annuity(kept, left) : 0);
}

/** Σ sᵏ over k = 1 … n. */
function annuity(kept: number, quarters: number): number {
  let sum = 0;
  for (let k = 0; k < quarters; k++) sum = (sum + 1) * kept;
  return sum;
}

/** The asset of a lease as it has worn, the capacity that a contract is served from, or equipment that has arrived. */
function pledgedAsset(plan: Plan, block: Block, term: TermProgram, l: number, quarter: number): number {
  const { data, width } = block;
  const at = (column: number): number => data[column * width + l];
  if (term.kind === 'lease') return assetValue(term, data, width, l, quarter);
  const market = marketOf(plan, block, l);
  if (term.kind === 'supply') return market * at(term.columns.share) * at(term.columns.total) * term.constants.own;
  if (term.kind !== 'capacity') return 0;
  const owner = planIndex(plan).ownerOfAccount.get(term.creditor)?.columns ?? plan.market.columns;
  return market * at(term.columns.delivered) * (at(owner.chips) + at(owner.shell));
}

/** Price of capacity against its long-run cost, at most 1.2. */
export function marketOf(plan: Plan, block: Block, l: number): number {
  const m = plan.market.columns;
  const at = (column: number): number => block.data[column * block.width + l];
  return Math.min(HIGHEST_MARKET, at(m.price) / at(m.longRunCost));
}
