import type { Book } from '../../book/book.ts';
import { type Finding, restsOn } from '../answer.ts';
import type { DealGains } from '../gains/dealGain.ts';
import { lessTransfer, type StandIn } from './bargain.ts';
import { businessOf, type Telling } from './businessOf.ts';
import { presentValue } from './contractOf.ts';
import { guaranteesInTalks, type SizedGuarantee } from './guaranteesInTalks.ts';
import type { DealLeverage, LeverageResult } from './leverageSchema.ts';
import { LIMITS, REFERENCES, UNITS } from './leverageWords.ts';
import { NO_OTHER_WORLDS, type OtherWorlds } from './otherWorlds.ts';
import { positionShare } from './positionShare.ts';
import { positions } from './positions.ts';
import { type PricedDeal, pairOf, pricedDeal } from './pricedDeal.ts';
import { comparisonOf, sideBySide } from './sideBySide.ts';
import { signersOf } from './signers.ts';
import { type Solve, solveTerm } from './solveTerm.ts';
import { type GuaranteeCost, guaranteeCost } from './tradeOff.ts';
import { twinsOf } from './twins.ts';

/** The worlds that `leverage` reads. */
export interface LeverageQuestion {
  readonly book: Book;
  readonly gains: DealGains;
  /** Gains of deals in a world in which they are performed as announced. */
  readonly announced: Readonly<Record<string, DealGains>>;
  /** Worlds of single deals besides; without them gains are held against the struck-out world and taken in one step. */
  readonly others?: OtherWorlds;
  /** What guarantees of loans in talks bring their guarantors at several sizes. */
  readonly sizes?: Readonly<Record<string, readonly SizedGuarantee[]>>;
  readonly buyerWeight: number;
  readonly byLead: LeverageResult['by_lead'];
  readonly solve: Solve | null;
}

/**
 * What each side of each deal gained, what passed between them beyond the price, and what fear or bargaining power it takes
 * to explain it.
 *
 * Definition: D4 and D6 of the model: gains over a world without the deal on the same draws, one pricing kernel, transfer T
 * from seller to buyer, discount = T/PV, G0 and the exclusion loss that it implies, weights of a Nash bargain.
 * Units: money today. Verified by: leverage.test.ts; dealGains.test.ts; pricing.test.ts; kernelPrices.test.ts.
 */
export function leverage(question: LeverageQuestion): Finding<LeverageResult> {
  const { book, gains, announced, buyerWeight, others = NO_OTHER_WORLDS } = question;
  const priced = Object.keys(gains.deals).map((id) => pricedDeal(book, gains, id));
  const standIns = priced.flatMap((deal) => standInOf(deal));
  const costs = new Map<string, GuaranteeCost>();
  const costOf = (party: string): GuaranteeCost => {
    const known = costs.get(party) ?? guaranteeCost(book, gains, party, bindingPurchases(priced, party));
    costs.set(party, known);
    return known;
  };
  const deals: Record<string, DealLeverage> = {};
  const telling = { book, gains, announced, others, standIns, buyerWeight, costOf };
  for (const deal of priced) deals[deal.id] = dealLeverage(telling, deal);
  const share = positionShare(positions(book, gains, priced));
  return {
    question: 'leverage',
    result: {
      deals,
      position_share: share,
      explained: { position_share: share.explained },
      twins: twinsOf(book, gains, deals),
      side_by_side: sideBySide(book, gains, announced, priced),
      comparison: comparisonOf(book, gains.plan, announced),
      guarantees_in_talks: guaranteesInTalks(book, deals, costOf, question.sizes ?? {}),
      by_lead: question.byLead,
      solved: question.solve === null ? null : solveTerm(book, deals, question.solve),
    },
    units: UNITS,
    method: { docs: 'docs/models/leverage.md', references: REFERENCES },
    limits: LIMITS,
    restsOn: Object.keys(deals).map((id) => restsOn(book, `deals.${id}`, null)),
    warnings: [],
  };
}

/** A deal as a stand-in for others, in one step. */
function standInOf(deal: PricedDeal): StandIn[] {
  const { contract, transfer } = deal;
  if (contract === null) return [];
  const { seller, buyer, kind, expected } = contract;
  return [{ deal: deal.id, seller, buyer, kind, expected, gross: lessTransfer(pairOf(deal), transfer.mid) }];
}

/** Present value of what a party is bound to buy. */
function bindingPurchases(priced: readonly PricedDeal[], party: string): number {
  return priced.reduce(
    (sum, { contract }) => sum + (contract?.buyer === party ? (presentValue(contract, contract.firm) ?? 0) : 0),
    0,
  );
}

function dealLeverage(telling: Telling, deal: PricedDeal): DealLeverage {
  const { book } = telling;
  const written = book.content.deals?.[deal.id];
  const { gain, contract } = deal;
  const told = (g: { gain: number; standard_error: number }) => ({ amount: g.gain, standard_error: g.standard_error });
  return {
    title: written?.title ?? null,
    date: written?.date ?? '',
    status: written?.status ?? '',
    gains: Object.fromEntries(Object.entries(gain.byParty).map(([id, g]) => [id, told(g)])),
    joint_gain: told(gain.joint),
    signers: signersOf(book, telling.announced, deal.id),
    terms: { ...deal.terms },
    business: contract === null ? null : businessOf(telling, deal, contract),
  };
}
