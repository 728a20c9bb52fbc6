import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { FigureAt, VectorSlice } from '../claims/measured.ts';
import { asAnnouncedDeal, withoutDeal } from '../claims/worldIds.ts';
import { dealColumns } from '../gains/dealColumns.ts';
import { type DealGains, dealGain, principalsOf, type ReadRecorded } from '../gains/dealGain.ts';
import { gainColumns, wealthOf } from '../gains/gainColumns.ts';
import { type Granted, grantColumns, grantedShares } from '../gains/grantedShares.ts';
import { contractOf } from './contractOf.ts';
import { independentLoss } from './exclusion.ts';
import { canBeStruck, equipmentDeal, platformDeal, stands } from './platformDeal.ts';
import { positionShare } from './positionShare.ts';
import { positions } from './positions.ts';
import { pricedDeal, sellerWeightOf } from './pricedDeal.ts';

/** A figure of `leverage` that a claim may test. */
export type LeverageMeasure =
  | { readonly is: 'position' }
  | { readonly is: 'gain'; readonly deal: string; readonly signer: string; readonly withFear: boolean }
  | { readonly is: 'weights'; readonly more: string; readonly less: string };

/** Reads the path of a measure; null where leverage has no such figure. */
export function leverageMeasure(path: string): LeverageMeasure | null {
  if (path === 'explained.position_share') return { is: 'position' };
  const gain = /^deals\.([\w-]+)\.signers\.([\w-]+)\.(gain|gain_with_exclusion_loss)$/.exec(path);
  if (gain !== null) return { is: 'gain', deal: gain[1] ?? '', signer: gain[2] ?? '', withFear: gain[3] !== 'gain' };
  const pair = /^comparison\.([\w-]+)_less_([\w-]+)\.implied_weight$/.exec(path);
  return pair === null ? null : { is: 'weights', more: pair[1] ?? '', less: pair[2] ?? '' };
}

/** Deals that must be run as announced, and without which the book must be run, for a measure. */
export function dealsCompared(
  book: Book,
  plan: Plan,
  measure: LeverageMeasure,
): { announced: string[]; without: string[] } {
  if (measure.is === 'position') return { announced: [], without: [] };
  if (measure.is === 'weights') {
    const deals = [measure.more, measure.less].flatMap((seller) => equipmentDeal(book, plan, seller, null) ?? []);
    return { announced: deals, without: deals };
  }
  if (!stands(book, plan, measure.deal)) return { announced: [], without: [] };
  const platform = measure.withFear ? platformDeal(book, plan, measure.deal, measure.signer) : null;
  return {
    announced: [measure.deal, ...(platform === null ? [] : [platform])],
    without: [measure.deal],
  };
}

/**
 * Figures of `leverage` on the paths of one input vector.
 *
 * Definition: gain = G0 of a signer in the world in which the deal is performed as announced, over the world without it;
 * gain_with_exclusion_loss = G0 + X̂, X̂ = E[1{the lab leads}·m·margin after tax] of the equipment that the signer sells that
 * lab, as announced; implied weight = the sellers' part of what their deals with a lab create, as announced.
 * Assumes: a figure is null on vectors on which a deal creates nothing. Verified by: leverageMeasured.test.ts.
 */
export function leverageFigures(slice: VectorSlice): FigureAt {
  return (path) => {
    const measure = leverageMeasure(path);
    if (measure === null) return undefined;
    if (measure.is === 'position') return positionFigure(slice);
    if (measure.is === 'weights') {
      const [more, less] = [measure.more, measure.less].map((seller) => sellerWeight(slice, seller));
      return more === undefined || less === undefined ? undefined : more === null || less === null ? null : more - less;
    }
    return gainFigure(slice, measure.deal, measure.signer, measure.withFear);
  };
}

function positionFigure(slice: VectorSlice): number | null {
  const { book, plan, world, paths } = slice;
  const base = world('');
  const gains: DealGains = { deals: {}, plan, base, without: {}, granted: grantedOf(slice, '', undefined), paths };
  const deals = Object.keys(plan.dealTitles).filter((deal) => canBeStruck(plan, deal));
  return positionShare(
    positions(
      book,
      gains,
      deals.map((id) => pricedDeal(book, gains, id)),
    ),
  ).explained;
}

const grantsOfRuns = new WeakMap<ReadRecorded, Granted[]>();

/** Shares granted in a world on the paths of a vector. */
function grantedOf({ plan, whole, from, paths }: VectorSlice, world: string, deal: string | undefined): Granted[] {
  const read = whole(world);
  const all = grantsOfRuns.get(read) ?? grantedShares(plan, read, deal);
  grantsOfRuns.set(read, all);
  const cut = (values: Float64Array): Float64Array => values.subarray(from, from + paths);
  return all.map((grant) => ({ ...grant, worth: cut(grant.worth), paid: cut(grant.paid) }));
}

/** Gains of a deal as announced over the world without it. */
function announcedGains(slice: VectorSlice, deal: string): DealGains {
  const { plan, world, paths } = slice;
  const [base, without] = [world(asAnnouncedDeal(deal)), world(withoutDeal(deal))];
  const granted = grantedOf(slice, asAnnouncedDeal(deal), deal);
  const principals = new Set(principalsOf(plan, deal));
  const [withDeal, other] = [base, without].map((read) => wealthOf(plan, read, principals)) as [Wealth, Wealth];
  const gain = dealGain(plan, deal, withDeal, other, granted);
  return { deals: { [deal]: gain }, plan, base, without: { [deal]: without }, granted, paths };
}

type Wealth = ReturnType<typeof wealthOf>;

/** What must be recorded of a deal performed as announced. */
export function announcedColumns(plan: Plan, deal: string): Recorded[] {
  const principals = new Set(principalsOf(plan, deal));
  const isOfDeal = (name: string): boolean => {
    const [, kind = '', of = ''] = name.split('.');
    if (kind === 'sales' || kind === 'nominal' || kind === 'term' || kind === 'outstanding') return of === deal;
    return kind === 'margin' || kind === 'tax' ? principals.has(of) : kind === 'revenue' || kind === 'longRunCost';
  };
  return [
    ...gainColumns(plan, principals),
    ...grantColumns(plan, deal),
    ...dealColumns(plan).filter(({ name }) => isOfDeal(name)),
  ];
}

/** What must be recorded of the book as it stands to tell what positions explain. */
export function positionColumns(plan: Plan): Recorded[] {
  const kinds = new Set(['sales', 'nominal', 'term', 'outstanding', 'revenue', 'longRunCost']);
  return [...grantColumns(plan), ...dealColumns(plan).filter(({ name }) => kinds.has(name.split('.')[1] ?? ''))];
}

function gainFigure(slice: VectorSlice, deal: string, signer: string, withFear: boolean): number | null | undefined {
  const { plan, book } = slice;
  if (!stands(book, plan, deal)) return undefined;
  const gain = announcedGains(slice, deal).deals[deal]?.byParty[signer]?.gain;
  if (gain === undefined || !withFear) return gain;
  const platform = platformDeal(book, plan, deal, signer);
  if (platform === null) return undefined;
  const base = slice.world(asAnnouncedDeal(platform));
  const gains: DealGains = { deals: {}, plan, base, without: {}, granted: [], paths: slice.paths };
  const contract = contractOf(book, gains, platform);
  const fear = contract === null ? null : independentLoss(book, gains, platform, contract).lead;
  return fear === null ? undefined : gain + fear.amount;
}

/** The seller's weight in its equipment deal with a lab; undefined where it has none, null where the deal creates nothing. */
function sellerWeight(slice: VectorSlice, seller: string): number | null | undefined {
  const deal = equipmentDeal(slice.book, slice.plan, seller, null);
  return deal === null ? undefined : sellerWeightOf(pricedDeal(slice.book, announcedGains(slice, deal), deal));
}
