import type { Book } from '../../book/book.ts';
import { type Finding, restsOn } from '../answer.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { bargainOf, bestRival, type StandIn } from './bargain.ts';
import { type Contract, presentValue } from './contractOf.ts';
import { exclusionOf, independentLoss, leadsAtHorizon } from './exclusion.ts';
import { guaranteesInTalks } from './guaranteesInTalks.ts';
import type { BusinessLeverage, DealLeverage, LeverageResult } from './leverageSchema.ts';
import { LIMITS, REFERENCES, UNITS } from './leverageWords.ts';
import { type Positioned, positionShare } from './positionShare.ts';
import { type PricedDeal, pairOf, pricedDeal } from './pricedDeal.ts';
import { referencePrice } from './referencePrice.ts';
import { sideBySide } from './sideBySide.ts';
import { type Solve, solveTerm } from './solveTerm.ts';
import type { TransferRange } from './termValues.ts';
import { type GuaranteeCost, guaranteeCost, rebateOf, tradeOff } from './tradeOff.ts';
import { twinsOf } from './twins.ts';

/** The worlds that `leverage` reads. */
export interface LeverageQuestion {
  readonly book: Book;
  readonly gains: DealGains;
  /** Gains of deals in a world in which they are performed as announced. */
  readonly announced: Readonly<Record<string, DealGains>>;
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
  const { book, gains, announced, buyerWeight } = question;
  const priced = Object.keys(gains.deals).map((id) => pricedDeal(book, gains, id));
  const standIns = priced.flatMap((deal) => standInOf(deal));
  const costs = new Map<string, GuaranteeCost>();
  const costOf = (party: string): GuaranteeCost => {
    const known = costs.get(party) ?? guaranteeCost(book, gains, party, bindingPurchases(priced, party));
    costs.set(party, known);
    return known;
  };
  const deals: Record<string, DealLeverage> = {};
  const asked = { book, gains, standIns, buyerWeight, costOf };
  for (const deal of priced) deals[deal.id] = dealLeverage(asked, deal);
  return {
    question: 'leverage',
    result: {
      deals,
      position_share: positionShare(positions(book, gains, priced)),
      twins: twinsOf(book, gains, deals),
      side_by_side: sideBySide(book, gains, announced, priced),
      guarantees_in_talks: guaranteesInTalks(book, deals, costOf),
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

function standInOf(deal: PricedDeal): StandIn[] {
  const { contract, transfer } = deal;
  if (contract === null) return [];
  const { seller, buyer } = pairOf(deal);
  return [
    {
      seller: contract.seller,
      buyer: contract.buyer,
      kind: contract.kind,
      expected: contract.expected,
      gross: { seller: seller + transfer.mid, buyer: buyer - transfer.mid },
    },
  ];
}

/** Present value of what a party is bound to buy. */
function bindingPurchases(priced: readonly PricedDeal[], party: string): number {
  return priced.reduce(
    (sum, { contract }) => sum + (contract?.buyer === party ? (presentValue(contract, contract.firm) ?? 0) : 0),
    0,
  );
}

/** What every deal is told by. */
interface Telling {
  readonly book: Book;
  readonly gains: DealGains;
  readonly standIns: readonly StandIn[];
  readonly buyerWeight: number;
  readonly costOf: (party: string) => GuaranteeCost;
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
    terms: { ...deal.terms },
    business: contract === null ? null : businessOf(telling, deal, contract),
  };
}

function businessOf(telling: Telling, deal: PricedDeal, contract: Contract): BusinessLeverage {
  const { book, gains, standIns, buyerWeight, costOf } = telling;
  const { transfer } = deal;
  const signer = deal.gain.byParty[contract.seller] ?? { gain: 0, standard_error: 0 };
  const reference = referencePrice(book, gains, contract);
  const lift =
    reference.concession === null || reference.contract === null ? 1 : (reference.reference ?? 0) / reference.contract;
  const firm = presentValue(contract, contract.firm);
  const headline = presentValue(contract, contract.headline);
  const { curve, ...displaced } = exclusionOf(gains, deal.id, contract, signer);
  const independent = independentLoss(book, gains, deal.id, contract);
  const loss = Math.max(0, -signer.gain);
  const value = meanOf(gains.base(`gains.worth.${contract.seller}.0`)).gain;
  const [own] = standInOf(deal);
  const rival = own === undefined ? null : bestRival(own, standIns);
  const fear = independent.lead?.amount ?? independent.rivals_event?.amount ?? null;
  return {
    kind: contract.kind,
    seller: contract.seller,
    buyer: contract.buyer,
    firm: contract.firm,
    headline: contract.headline,
    present_value: { firm, headline, expected: contract.expected },
    reference_price: reference,
    transfer,
    discount: { firm: over(transfer, firm, lift), headline: over(transfer, headline, lift) },
    signer_gain_without_fear: { amount: signer.gain, standard_error: signer.standard_error },
    ...displaced,
    implied_exclusion_loss: { amount: loss, share_of_market_value: value > 0 ? loss / value : null, curve: [...curve] },
    independent_exclusion_loss: {
      rivals_event: independent.rivals_event && {
        amount: independent.rivals_event.amount,
        events: [...independent.rivals_event.events],
      },
      lead: independent.lead && {
        ...independent.lead,
        probability_interval: [independent.lead.probability_interval[0], independent.lead.probability_interval[1]],
      },
    },
    is_explained_by_fear: fear === null ? null : signer.gain < 0 && signer.gain + fear >= 0,
    ...bargainOf(pairOf(deal), transfer.mid, buyerWeight, rival),
    rebate: rebateTold(gains, deal, contract),
    trade_off: tradeOff(book, gains, deal.id, contract, transfer.mid, costOf(contract.buyer)),
  };
}

function rebateTold(gains: DealGains, deal: PricedDeal, contract: Contract): BusinessLeverage['rebate'] {
  const { per_firm_unit, by_year } = rebateOf(gains, deal.id, contract, deal.transfer.mid);
  return { per_firm_unit, by_year: by_year.map((row) => ({ ...row })) };
}

function over(
  transfer: TransferRange,
  value: number | null,
  lift: number,
): { low: number; mid: number; high: number } | null {
  if (value === null || value <= 0) return null;
  const whole = value * lift;
  return { low: transfer.low / whole, mid: transfer.mid / whole, high: transfer.high / whole };
}

/** Deals that sell something, with the positions of their two sides. */
export function positions(book: Book, gains: DealGains, priced: readonly PricedDeal[]): Positioned[] {
  const selling = priced.filter((d) => d.contract !== null && d.contract.expected > 0);
  const sum = (of: (d: PricedDeal) => boolean): number =>
    selling.reduce((all, d) => all + (of(d) ? (d.contract?.expected ?? 0) : 0), 0);
  return selling.map((deal) => {
    const { seller, buyer, kind, expected } = deal.contract as Contract;
    const leads = leadsAtHorizon(gains, buyer);
    return {
      deal: deal.id,
      transfer_per_sales: deal.transfer.mid / expected,
      lead: leads === null ? 0 : leads.reduce((all, x) => all + x, 0) / leads.length,
      size: sum((d) => d.contract?.buyer === buyer),
      vendor_share:
        sum((d) => d.contract?.seller === seller && d.contract.kind === kind) / sum((d) => d.contract?.kind === kind),
      is_funded: isFunded(book, seller, buyer),
    };
  });
}

/** Whether a seller invests in a buyer, lends to it or guarantees for it in any deal that has not ended. */
function isFunded(book: Book, seller: string, buyer: string): boolean {
  return Object.values(book.content.deals ?? {}).some(
    (deal) =>
      deal.status !== 'lapsed' &&
      deal.status !== 'terminated' &&
      Object.values(deal.terms).some(
        (term) =>
          (term.type === 'equity' && term.investor === seller && term.issuer === buyer) ||
          (term.type === 'loan' && term.lender === seller && term.borrower === buyer) ||
          (term.type === 'guarantee' && term.guarantor === seller && deal.between.includes(buyer)),
      ),
  );
}
