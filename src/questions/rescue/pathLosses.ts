import { type LossTie, passedOnLosses } from '../../mechanisms/rescue/passedOnLosses.ts';
import { largestOffer } from '../../mechanisms/rescue/rescueGame.ts';
import type { DistressWatch, Plan, WatchedClaim } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { kernelAt } from './distressColumns.ts';

/** Ways in which a partner loses by the failure, each told once. */
export const LOSS_PARTS = ['direct_claim', 'backlog', 'stake', 'guarantee', 'second_round'] as const;
export type LossPart = (typeof LOSS_PARTS)[number];

/** What the failure would cost a partner on one path, and what it would give at most to prevent it. */
export interface PartnerLoss {
  readonly parts: Readonly<Record<LossPart, number>>;
  readonly loss: number;
  readonly liquid: number;
  readonly offer: number;
}

/** Whether old shares are lost whole, as in a run, or their owners keep what the estate has beyond all claims. */
export type OldShares = 'cancelled' | 'keep-rest';

/** One path on which the party first cannot pay and lacks something. */
export interface PathDistress {
  /** Place among the paths read. */
  readonly path: number;
  readonly quarter: number;
  /** Today's value of a unit of money in that quarter on that path. */
  readonly kernel: number;
  readonly need: number;
  readonly needYear: number;
  /** In the order of the watch's partners. */
  readonly partners: readonly PartnerLoss[];
  /** Offers of those who may be asked, others at nothing; in the same order. */
  readonly offers: readonly number[];
}

/**
 * What the failure of a party would cost each partner, path by path, at the prices of the day.
 *
 * Definition: loss = wealth if rescued, before contributing, − wealth if failed, with direct claim (1 − ρ)·(dues that its cash leaves unpaid + loans) not covered by a guarantee, backlog (1 − ρ)·damages on what contracts would still have
 * brought over letting again and the margin on equipment that nobody else buys, stake = share · value, guarantee = cover · (1 − ρ) · claim up to its limit, second round what is
 * passed on (passedOnLosses); ρ what the estate pays of the claim's class. offer = min(loss, liquid).
 * Units: money of the quarter of distress. Assumes: what is owed to a partner over the need's quarters may be put off on the
 * terms of the loan, and so counts with its free cash and room for debt; no value of news.
 * Verified by: src/experiments/askRescue.test.ts (a book by hand; the fork; nothing is added twice).
 */
export function pathLosses(
  plan: Plan,
  watch: DistressWatch,
  read: ReadRecorded,
  oldShares: OldShares = 'cancelled',
): PathDistress[] {
  const column = (c: number): Float64Array => read(plan.columnNames[c] ?? '');
  const quarter = column(watch.columns.quarter);
  const need = column(watch.columns.need);
  const paths = Array.from(quarter.keys()).filter((l) => quarter[l]! > 0 && need[l]! > 0);
  if (paths.length === 0) return [];
  const kernel = read(kernelAt(plan.parties[watch.party]!.id));
  const needYear = column(watch.columns.needYear);
  const state = columnsOf(watch, column);
  return paths.map((l) => {
    const first = firstLosses(plan, watch, state, oldShares, l);
    const second = secondRound(watch, state, first, l);
    const partners = watch.partners.map((p, i): PartnerLoss => {
      const parts = { ...first[i]!, second_round: second[i]! };
      const loss = LOSS_PARTS.reduce((sum, part) => sum + parts[part], 0);
      const liquid = state.at(p.liquid, l) + state.at(p.deferrable, l);
      return { parts, loss, liquid, offer: p.mayPay ? largestOffer(loss, liquid) : 0 };
    });
    return {
      path: l,
      quarter: quarter[l]! - 1,
      kernel: kernel[l]!,
      need: need[l]!,
      needYear: needYear[l]!,
      partners,
      offers: partners.map((p) => p.offer),
    };
  });
}

/**
 * What the estate pays of a unit of the partners' claims, mean over the paths.
 *
 * Definition: Σ ρ · claim / Σ claim on each path, claims after letting again; where nothing is left of any, the plain mean of ρ
 * over them. Null where no partner has a claim.
 */
export function meanRecovery(plan: Plan, watch: DistressWatch, read: ReadRecorded): number | null {
  if (watch.claims.length === 0) return null;
  const column = (c: number): Float64Array => read(plan.columnNames[c] ?? '');
  const [quarter, need] = [column(watch.columns.quarter), column(watch.columns.need)];
  const { at } = columnsOf(watch, column);
  let [sum, paths] = [0, 0];
  for (let l = 0; l < quarter.length; l++) {
    if (!(quarter[l]! > 0 && need[l]! > 0)) continue;
    let [paid, claimed, plain] = [0, 0, 0];
    for (const { claim, due, ahead } of watch.claims) {
      const recovery = at(watch.columns.recovery[plan.claims[claim]!.seniority - 1]!, l);
      const amount = at(watch.columns.unpaid, l) * at(due, l) + at(ahead, l);
      paid += recovery * amount;
      claimed += amount;
      plain += recovery / watch.claims.length;
    }
    sum += claimed > 0 ? paid / claimed : plain;
    paths += 1;
  }
  return paths === 0 ? null : sum / paths;
}

/** Columns of a watch by column, read once. */
interface WatchState {
  readonly at: (column: number, l: number) => number;
}

function columnsOf(watch: DistressWatch, column: (c: number) => Float64Array): WatchState {
  const known = new Map<number, Float64Array>();
  const keep = (c: number): void => void known.set(c, column(c));
  keep(watch.columns.value);
  keep(watch.columns.unpaid);
  keep(watch.columns.surplus);
  for (const c of watch.columns.recovery) keep(c);
  for (const p of watch.partners) for (const c of [p.share, p.value, p.debt, p.liquid, p.deferrable]) keep(c);
  for (const claim of watch.claims) {
    keep(claim.due);
    keep(claim.ahead);
    keep(claim.order);
    for (const { cover, limit } of claim.covers) {
      keep(cover);
      keep(limit);
    }
  }
  for (const tie of watch.ties) keep(tie.column);
  return { at: (c, l) => known.get(c)![l]! };
}

/** Losses by the party itself, in the order of the partners. */
function firstLosses(
  plan: Plan,
  watch: DistressWatch,
  state: WatchState,
  oldShares: OldShares,
  l: number,
): Record<LossPart, number>[] {
  const kept = oldShares === 'keep-rest' ? state.at(watch.columns.surplus, l) : 0;
  const value = Math.max(0, state.at(watch.columns.value, l) - kept);
  const unpaid = state.at(watch.columns.unpaid, l);
  const losses = watch.partners.map((p) => ({
    direct_claim: 0,
    backlog: 0,
    stake: state.at(p.share, l) * value,
    guarantee: 0,
    second_round: 0,
  }));
  const placeOf = new Map(watch.partners.map((p, i) => [plan.parties[p.party]!.account, i]));
  for (const claim of watch.claims) {
    const { creditor, seniority, term } = plan.claims[claim.claim]!;
    const lost = 1 - state.at(watch.columns.recovery[seniority - 1]!, l);
    const covered = coveredParts(plan, claim, state, { lost, unpaid }, l);
    for (const { guarantor, amount } of covered.by) {
      const place = placeOf.get(guarantor);
      if (place !== undefined) losses[place]!.guarantee += amount;
    }
    const place = placeOf.get(creditor);
    if (place === undefined) continue;
    const [due, ahead] = [unpaid * state.at(claim.due, l) * lost, state.at(claim.ahead, l) * lost];
    const left = due + ahead > 0 ? Math.max(0, 1 - covered.all / (due + ahead)) : 0;
    const isContract = plan.terms[term]!.kind !== 'loan' && plan.terms[term]!.kind !== 'guarantee';
    losses[place]!.direct_claim += left * (isContract ? due : due + ahead);
    losses[place]!.backlog += state.at(claim.order, l) + (isContract ? left * ahead : 0);
  }
  return losses;
}

/** What guarantors pay of what is lost on a claim. */
function coveredParts(
  plan: Plan,
  claim: WatchedClaim,
  state: WatchState,
  { lost, unpaid }: { readonly lost: number; readonly unpaid: number },
  l: number,
): { readonly all: number; readonly by: readonly { readonly guarantor: number; readonly amount: number }[] } {
  const open = lost * (unpaid * state.at(claim.due, l) + state.at(claim.ahead, l));
  const by = claim.covers.map(({ term, cover, limit }) => ({
    guarantor: plan.terms[term]!.debtor,
    amount: Math.min(state.at(limit, l), state.at(cover, l) * open),
  }));
  return { all: by.reduce((sum, { amount }) => sum + amount, 0), by };
}

function secondRound(
  watch: DistressWatch,
  state: WatchState,
  first: readonly Readonly<Record<LossPart, number>>[],
  l: number,
): Float64Array {
  const placeOf = new Map(watch.partners.map((p, i) => [p.party, i]));
  const ties = watch.ties.flatMap(({ kind, from, to, column }): LossTie[] => {
    const [a, b] = [placeOf.get(from), placeOf.get(to)];
    return a === undefined || b === undefined ? [] : [{ kind, from: a, to: b, size: Math.max(0, state.at(column, l)) }];
  });
  return passedOnLosses({
    losses: first.map((parts) => LOSS_PARTS.reduce((sum, part) => sum + parts[part], 0)),
    worth: watch.partners.map((p) => state.at(p.value, l)),
    debts: watch.partners.map((p) => state.at(p.debt, l)),
    ties,
  });
}
