import { quantilesOf, summariseDistribution } from '../../base/quantiles.ts';
import { printQuarter } from '../../base/quarter.ts';
import { wilsonInterval } from '../../base/wilson.ts';
import {
  holdoutsSurvived,
  nobodyPaysIsEquilibrium,
  pivotalPartners,
  rescuedBy,
  smallestCoalition,
} from '../../mechanisms/rescue/rescueGame.ts';
import type { DistressWatch, Plan } from '../../plan/plan.ts';
import type { ReadRecorded } from '../gains/dealGain.ts';
import { partyShares } from './partyShares.ts';
import { type LOSS_PARTS, meanRecovery, type PathDistress, pathLosses } from './pathLosses.ts';
import { type BranchWealth, rescueFork } from './rescueFork.ts';
import type { PartyRescue } from './rescueSchema.ts';
import { failedAfter, heldForGood, noSecondDistress } from './secondDistress.ts';

/** A world in which the first distress of one party was written down, as it was run. */
export interface WatchedWorld {
  readonly plan: Plan;
  readonly read: ReadRecorded;
}

/** The three worlds of one party's rescue, with wealth path by path where it was recorded. */
export interface RescueQuestion {
  readonly fails: WatchedWorld;
  readonly carried: WatchedWorld;
  readonly untied: WatchedWorld | null;
  /** Where the party is made to fail: the worlds in which it fails, and is carried, by itself, if it ever comes to that. */
  readonly asSeen: { readonly fails: WatchedWorld; readonly carried: WatchedWorld } | null;
  readonly wealth: BranchWealth | null;
  readonly distress: { readonly kind: 'seen' | 'forced'; readonly quarter: number | null; readonly seen: number };
  /** Paths on which it fails alone, with support, and alone but not with support. */
  readonly defaults: {
    readonly alone: number;
    readonly supported: number;
    readonly saved: number;
    readonly paths: number;
  };
}

/** Losses by fewer than this part of all are left out of the answer, except of those who pay. */
const TOLD_PART = 0.001;
const LISTED_HOLDOUTS = 6;

/** Who would lose and pay how much, and how surely it is enough, over the paths on which the party cannot pay. */
export function partyRescue(asked: RescueQuestion): PartyRescue {
  const { fails, carried, untied, distress } = asked;
  const watch = watchOf(fails.plan);
  const failedLater = failedAfter(carried);
  const paths = pathLosses(fails.plan, watch, fails.read);
  const apart = untied === null ? null : pathLosses(untied.plan, watchOf(untied.plan), untied.read);
  const loss = meanLosses(fails.plan, watch, paths);
  const lossOfAll = sum(Object.values(loss).map((l) => l.total));
  const lossOfPayers = sum(Object.values(loss).flatMap((l) => (l.may_pay ? [l.total] : [])));
  const need = mean(paths.map((p) => p.need));
  const rescued = paths.map(({ offers, need: r }) => rescuedBy({ offers, need: r }));
  const feasible = paths.filter((_, k) => rescued[k]?.all === true);
  const all = feasible.length;
  const split = partyShares(
    watch.partners.map((p) => fails.plan.parties[p.party]!.id),
    feasible,
  );
  return {
    name: fails.plan.accounts[fails.plan.parties[watch.party]!.account]!.name,
    distress: {
      kind: distress.kind,
      quarter: quarterName(fails.plan, distress.quarter ?? medianQuarter(paths)),
      paths: paths.length,
      seen: distress.seen,
    },
    default_probability: defaultsOf(asked.defaults),
    need: distributionOf(paths.map((p) => p.need)),
    need_four_quarters: distributionOf(paths.map((p) => p.needYear)),
    loss: toldLosses(loss, lossOfAll),
    loss_of_all: lossOfAll,
    index: paths.length === 0 ? null : lossOfAll / need,
    index_of_payers: paths.length === 0 ? null : lossOfPayers / need,
    recovery: paths.length === 0 ? null : meanRecovery(fails.plan, watch, fails.read),
    no_second_distress: noSecondDistress(paths, failedLater),
    feasible: paths.length === 0 ? null : all / paths.length,
    feasible_interval: intervalOf(all, paths.length),
    coalition: coalitionOf(fails.plan, watch, paths, feasible),
    pivotal: pivotalOf(fails.plan, watch, feasible),
    holdouts_survived: holdoutsOf(feasible),
    nobody_pays_too: all === 0 ? null : feasible.filter(nobodyPaysIsEquilibrium).length / all,
    shares: split.shares,
    shares_over: split.over,
    p_rescued_given_distress: rescuedOf(paths, apart, failedLater),
    as_seen: asSeen(asked.asSeen),
    untied_web: apart === null ? null : threeWays(apart),
    if_owners_keep_rest: ifOwnersKeepRest(fails, watch),
    ...rescueFork(fails.plan, watch, paths, asked.wealth),
  };
}

export function watchOf(plan: Plan): DistressWatch {
  const watch = plan.distress.at(-1);
  if (watch === undefined) throw new Error('no party of the plan is watched');
  return watch;
}

type Losses = PartyRescue['loss'];

/** Means over the paths, by partner in the order of the book. */
export function meanLosses(plan: Plan, watch: DistressWatch, paths: readonly PathDistress[]): Losses {
  const losses: Losses = {};
  for (const [i, partner] of watch.partners.entries()) {
    const { id, account } = plan.parties[partner.party]!;
    const own = paths.map((p) => p.partners[i]!);
    const part = (name: (typeof LOSS_PARTS)[number]): number => mean(own.map((p) => p.parts[name]));
    losses[id] = {
      name: plan.accounts[account]!.name,
      may_pay: partner.mayPay,
      total: mean(own.map((p) => p.loss)),
      direct_claim: part('direct_claim'),
      backlog: part('backlog'),
      stake: part('stake'),
      guarantee: part('guarantee'),
      second_round: part('second_round'),
      liquid: mean(own.map((p) => p.liquid)),
      offer: mean(own.map((p) => p.offer)),
    };
  }
  return losses;
}

function toldLosses(losses: Losses, all: number): Losses {
  return Object.fromEntries(Object.entries(losses).filter(([, l]) => l.total > TOLD_PART * all));
}

function coalitionOf(
  plan: Plan,
  watch: DistressWatch,
  paths: readonly PathDistress[],
  feasible: readonly PathDistress[],
): PartyRescue['coalition'] {
  const enough = feasible.length === 0 ? null : smallestCoalition(meanGame(watch, feasible));
  const places = enough ?? allByOffer(meanGame(watch, paths).offers);
  return {
    parties: places.map((i) => plan.parties[watch.partners[i]!.party]!.id),
    is_enough: enough !== null,
    size: distributionOf(feasible.flatMap((p) => smallestCoalition(p)?.length ?? [])),
  };
}

/** Those who would offer anything, the largest first: all of them are not enough. */
function allByOffer(offers: readonly number[]): number[] {
  return offers.flatMap((x, i) => (x > 0 ? [i] : [])).sort((a, b) => offers[b]! - offers[a]! || a - b);
}

function meanGame(watch: DistressWatch, paths: readonly PathDistress[]): { offers: number[]; need: number } {
  return {
    offers: watch.partners.map((_, i) => mean(paths.map((p) => p.offers[i]!))),
    need: mean(paths.map((p) => p.need)),
  };
}

function pivotalOf(plan: Plan, watch: DistressWatch, feasible: readonly PathDistress[]): PartyRescue['pivotal'] {
  const counts = watch.partners.map(() => 0);
  for (const path of feasible) for (const i of pivotalPartners(path)) counts[i]! += 1;
  return counts
    .map((count, i) => ({ party: plan.parties[watch.partners[i]!.party]!.id, probability: count / feasible.length }))
    .filter((p) => p.probability > 0)
    .sort((a, b) => b.probability - a.probability);
}

function holdoutsOf(feasible: readonly PathDistress[]): PartyRescue['holdouts_survived'] {
  const survived = feasible.flatMap((p) => holdoutsSurvived(p) ?? []);
  const share = (k: number): number => survived.filter((s) => s >= k).length / survived.length;
  return {
    mean: survived.length === 0 ? null : mean(survived),
    at_least:
      survived.length === 0
        ? []
        : Array.from({ length: LISTED_HOLDOUTS }, (_, k) => ({ holdouts: k, probability: share(k) })),
  };
}

type ThreeWays = NonNullable<PartyRescue['untied_web']>;

export function threeWays(paths: readonly PathDistress[]): ThreeWays | null {
  const n = paths.length;
  if (n === 0) return null;
  const by = paths.map((path) => rescuedBy(path));
  const [one, without, all] = [
    by.filter((b) => b.oneAlone).length,
    by.filter((b) => b.withoutLargest).length,
    by.filter((b) => b.all).length,
  ];
  return {
    one_alone: one / n,
    one_alone_interval: intervalOf(one, n),
    without_largest: without / n,
    without_largest_interval: intervalOf(without, n),
    all: all / n,
    all_interval: intervalOf(all, n),
  };
}

export function rescuedOf(
  paths: readonly PathDistress[],
  apart: readonly PathDistress[] | null,
  failedLater: Float64Array | null,
): PartyRescue['p_rescued_given_distress'] {
  const here = threeWays(paths);
  if (here === null) return null;
  const there = apart === null ? null : threeWays(apart);
  return {
    ...here,
    rise_against_untied_web: there === null ? null : here.without_largest - there.without_largest,
    for_good: failedLater === null ? null : heldForGood(paths, failedLater),
  };
}

function asSeen(worlds: RescueQuestion['asSeen']): PartyRescue['as_seen'] {
  if (worlds === null) return null;
  const { fails, carried } = worlds;
  const paths = pathLosses(fails.plan, watchOf(fails.plan), fails.read);
  const ways = threeWays(paths);
  return ways === null ? null : { paths: paths.length, ...ways, for_good: heldForGood(paths, failedAfter(carried)) };
}

/** What would be lost and raised if the estate gave old owners what it has beyond all claims. */
function ifOwnersKeepRest({ plan, read }: WatchedWorld, watch: DistressWatch): PartyRescue['if_owners_keep_rest'] {
  const paths = pathLosses(plan, watch, read, 'keep-rest');
  const ways = threeWays(paths);
  if (ways === null) return null;
  const losses = Object.values(meanLosses(plan, watch, paths));
  const [all, ofPayers] = [losses, losses.filter((l) => l.may_pay)].map((some) => sum(some.map((l) => l.total)));
  const need = mean(paths.map((p) => p.need));
  return { ...ways, loss_of_all: all!, index: all! / need, index_of_payers: ofPayers! / need };
}

function defaultsOf({
  alone,
  supported,
  saved,
  paths,
}: RescueQuestion['defaults']): PartyRescue['default_probability'] {
  return {
    stand_alone: paths === 0 ? 0 : alone / paths,
    stand_alone_interval: intervalOf(alone, paths),
    supported: paths === 0 ? 0 : supported / paths,
    supported_interval: intervalOf(supported, paths),
    saved: alone === 0 ? null : saved / alone,
    saved_interval: intervalOf(saved, alone),
  };
}

function quarterName(plan: Plan, quarter: number): string {
  return printQuarter(plan.firstQuarter + quarter);
}

function medianQuarter(paths: readonly PathDistress[]): number {
  if (paths.length === 0) return 0;
  return Math.round(
    quantilesOf(
      Float64Array.from(paths, (p) => p.quarter),
      [0.5],
    )[0] ?? 0,
  );
}

function distributionOf(values: readonly number[]): PartyRescue['need'] {
  return values.length === 0 ? null : summariseDistribution(Float64Array.from(values));
}

function intervalOf(successes: number, n: number): [number, number] {
  const { low, high } = wilsonInterval(successes, n);
  return [low, high];
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : sum(values) / values.length;
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, x) => all + x, 0);
}
