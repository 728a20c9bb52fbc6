import type { Book } from '../../book/book.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { bargainOf, bestRival, lessTransfer, type Rival, type StandIn } from './bargain.ts';
import { type Contract, presentValue } from './contractOf.ts';
import { exclusionOf, independentLoss } from './exclusion.ts';
import type { BusinessLeverage } from './leverageSchema.ts';
import type { OtherWorlds, Served } from './otherWorlds.ts';
import { type PricedDeal, pairOf } from './pricedDeal.ts';
import { referencePrice } from './referencePrice.ts';
import type { TransferRange } from './termValues.ts';
import { type GuaranteeCost, rebateOf, tradeOff } from './tradeOff.ts';

/** What every deal is told by. */
export interface Telling {
  readonly book: Book;
  readonly gains: DealGains;
  readonly announced: Readonly<Record<string, DealGains>>;
  readonly others: OtherWorlds;
  readonly standIns: readonly StandIn[];
  readonly buyerWeight: number;
  readonly costOf: (party: string) => GuaranteeCost;
}

/** A deal that sells something: what passes beyond the price, what fear explains it, what a bargain would have brought. */
export function businessOf(telling: Telling, deal: PricedDeal, contract: Contract): BusinessLeverage {
  const { book, gains, others, costOf } = telling;
  const { transfer } = deal;
  const served = others.served[deal.id];
  const struck = deal.gain.byParty[contract.seller] ?? { gain: 0, standard_error: 0 };
  const signer = served?.signer ?? struck;
  const reference = referencePrice(book, gains, contract);
  const lift =
    reference.concession === null || reference.contract === null ? 1 : (reference.reference ?? 0) / reference.contract;
  const firm = presentValue(contract, contract.firm);
  const headline = presentValue(contract, contract.headline);
  const { curve, ...displaced } = exclusionOf(gains, contract, signer, incomeWithout(gains, deal.id, contract, served));
  const independent = independentLoss(book, gains, deal.id, contract);
  const loss = Math.max(0, -signer.gain);
  const value = meanOf(gains.base(`gains.worth.${contract.seller}.0`)).gain;
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
    next_best: nextBestTold(served),
    signer_gain_if_nobody_serves: { amount: struck.gain, standard_error: struck.standard_error },
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
    ...bargained(telling, deal),
    rebate: rebateTold(gains, deal, contract),
    trade_off: tradeOff(book, gains, deal.id, contract, transfer.mid, costOf(contract.buyer)),
  };
}

/** Purchases that the seller receives in the world against which its gain is held. */
function incomeWithout(
  gains: DealGains,
  deal: string,
  { seller }: Contract,
  served: Served | undefined,
): number | null {
  const struck = gains.without[deal];
  return served?.income ?? (struck === undefined ? null : meanOf(struck(`gains.income.${seller}`)).gain);
}

function nextBestTold(served: Served | undefined): BusinessLeverage['next_best'] {
  if (served === undefined) return null;
  const { seller, basis, ahead, unitPrice } = served.nextBest;
  return { seller, basis, ahead, unit_price: unitPrice };
}

type Bargained = Pick<BusinessLeverage, 'gross' | 'predicted' | 'implied_weight' | 'walk_away' | 'in_one_step'>;

/** The bargain from the runs without the transfer and with the next-best vendor; in one step beside it. */
function bargained({ standIns, others, buyerWeight }: Telling, deal: PricedDeal): Bargained {
  const transfer = deal.transfer.mid;
  const own = standIns.find((d) => d.deal === deal.id);
  const inOneStep = lessTransfer(pairOf(deal), transfer);
  const rival = own === undefined ? null : bestRival(own, standIns);
  const preview = bargainOf(inOneStep, transfer, buyerWeight, rival);
  const run = others.withoutTransfers[deal.id];
  const gross = run === undefined ? inOneStep : lessTransfer(run, transfer - beside(deal));
  const served = others.served[deal.id];
  const threat: Rival | null =
    served === undefined ? rival : { seller: served.nextBest.seller, gains: served.rival, from: 'run' };
  const told = bargainOf(gross, transfer, buyerWeight, threat);
  return {
    ...told,
    in_one_step: {
      gross: preview.gross,
      nash: preview.predicted.nash,
      with_threat: preview.predicted.with_threat,
      rival: preview.predicted.rival,
      seller_weight: preview.implied_weight?.seller ?? null,
      nash_less_run:
        run === undefined || preview.predicted.nash === null || told.predicted.nash === null
          ? null
          : preview.predicted.nash - told.predicted.nash,
    },
  };
}

/** What passes beside the price by terms that the run without a transfer leaves out. */
function beside({ terms }: PricedDeal): number {
  return Object.values(terms).reduce(
    (sum, { type, transfer }) => sum + (type === 'loan' ? 0 : (transfer?.mid ?? 0)),
    0,
  );
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
