import { wilsonInterval } from '../../base/wilson.ts';
import type { Book } from '../../book/book.ts';
import { figureOf } from '../figure.ts';
import { type DealGains, type Gain, meanOf } from '../gains/dealGain.ts';
import { type Contract, presentValue } from './contractOf.ts';

/** What the signer gains, and the fear that explains it, where it would have sold a part of the volume anyway. */
export interface DisplacedPoint {
  readonly displaced: number;
  readonly gain: number;
  readonly exclusion_loss: number;
  readonly share_of_market_value: number | null;
}

export interface Exclusion {
  /** Part of the volume that the engine itself sells to others without the deal. */
  readonly displaced: number | null;
  readonly displaced_at_zero_gain: number | null;
  readonly curve: readonly DisplacedPoint[];
}

const SHARES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/** Margin after tax that the signer makes on a unit of sales; capacity at its long-run cost makes none. */
function marginOf(gains: DealGains, contract: Contract): number {
  if (contract.kind !== 'supply') return 0;
  const margin = meanOf(gains.base(`gains.margin.${contract.seller}`)).gain;
  return margin * (1 - meanOf(gains.base(`gains.tax.${contract.seller}`)).gain);
}

/**
 * The signer's gain without fear against the part of the volume that it would have sold anyway, and the exclusion loss that
 * it implies.
 *
 * Definition: G0(φ) = G0(φ_run) − (φ − φ_run)·margin·PV(firm); loss X*(φ) = max(0, −G0(φ)); φ_run = 1 − Δ(signer's income)/
 * (deal's sales) over the world of G0, in which the next-best vendor serves the buyer; φ* where G0 = 0.
 * Units: money today; fractions. Assumes: what is sold elsewhere fetches the reference price; compute at its long-run cost earns nothing beyond it.
 * Verified by: leverage.test.ts (falling in φ, the run's own point lies on the curve).
 */
export function exclusionOf(
  gains: DealGains,
  contract: Contract,
  signer: Gain,
  incomeWithout: number | null,
): Exclusion {
  const firm = presentValue(contract, contract.firm);
  const value = meanOf(gains.base(`gains.worth.${contract.seller}.0`)).gain;
  if (incomeWithout === null || firm === null || contract.expected <= 0)
    return { displaced: null, displaced_at_zero_gain: null, curve: [] };
  const income = meanOf(gains.base(`gains.income.${contract.seller}`)).gain;
  const measured = 1 - (income - incomeWithout) / contract.expected;
  const displaced = Math.min(1, Math.max(0, measured));
  const resale = marginOf(gains, contract) * firm;
  const crossing = resale > 0 ? displaced + signer.gain / resale : null;
  return {
    displaced,
    displaced_at_zero_gain: crossing !== null && crossing >= 0 && crossing <= 1 ? crossing : null,
    curve: SHARES.map((share) => {
      const gain = signer.gain - (share - displaced) * resale;
      const loss = Math.max(0, -gain);
      return { displaced: share, gain, exclusion_loss: loss, share_of_market_value: value > 0 ? loss / value : null };
    }),
  };
}

/** An estimate of the exclusion loss that does not come from the terms. */
export interface IndependentExclusionLoss {
  /** What shares of rivals that were left out lost on the day; null where the book tells no such event. */
  readonly rivals_event: { readonly amount: number; readonly events: readonly string[] } | null;
  readonly lead: {
    readonly probability: number;
    readonly probability_interval: readonly [number, number];
    readonly amount: number;
    readonly standard_error: number;
  } | null;
}

const DAYS_AFTER = 4;

/**
 * The exclusion loss two ways, never added: the fall of rivals' shares when the deal was told, and the chance that the buyer
 * leads all labs times the signer's margin on it where it does.
 *
 * Definition: (a) −Σ value change of events within four days of the deal that name no contract of the party, for parties of
 * the seller's kind; (b) E[1{buyer
 * has the largest revenue of all labs at the horizon}·m-weighted sales·margin after tax].
 * Units: money. Assumes: (b) is for equipment sold to a lab. Verified by: leverage.test.ts.
 */
export function independentLoss(
  book: Book,
  gains: DealGains,
  deal: string,
  contract: Contract,
): IndependentExclusionLoss {
  const written = book.content.deals?.[deal];
  const day = dayNumber(written?.known ?? written?.date ?? '');
  const events = Object.entries(book.content.events ?? {}).filter(([, event]) => {
    const after = dayNumber(event.date) - day;
    const contracted = figureOf(event.contracted, book.asOf)?.value ?? 1;
    const isVendor = book.content.parties[event.party]?.kind === book.content.parties[contract.seller]?.kind;
    return (
      isVendor &&
      after >= 0 &&
      after <= DAYS_AFTER &&
      contracted === 0 &&
      event.party !== contract.seller &&
      event.party !== contract.buyer
    );
  });
  const lost = events.reduce((sum, [, event]) => sum - (figureOf(event.value_change, book.asOf)?.value ?? 0), 0);
  return {
    rivals_event: events.length === 0 ? null : { amount: lost, events: events.map(([id]) => id) },
    lead: leadLoss(gains, deal, contract),
  };
}

function leadLoss(gains: DealGains, deal: string, contract: Contract): IndependentExclusionLoss['lead'] {
  const leads = leadsAtHorizon(gains, contract.buyer);
  if (leads === null || contract.kind !== 'supply') return null;
  const margin = marginOf(gains, contract);
  const lost = gains.base(`gains.sales.${deal}`).map((sold, l) => (leads[l] === 1 ? sold * margin : 0));
  const count = leads.reduce((sum, x) => sum + x, 0);
  const { gain, standard_error } = meanOf(lost);
  const { low, high } = wilsonInterval(count, leads.length);
  return {
    probability: count / leads.length,
    probability_interval: [low, high],
    amount: gain,
    standard_error,
  };
}

/** On which paths a lab has the largest revenue of all labs at the horizon; null for what is no lab, or the only one. */
export function leadsAtHorizon(gains: DealGains, lab: string): Uint8Array | null {
  const { plan, base } = gains;
  const labs = plan.labs.map(({ account }) => plan.accounts[account]?.id ?? '');
  if (!labs.includes(lab) || labs.length < 2) return null;
  const revenues = labs.map((id) => base(`gains.revenue.${id}`));
  const own = base(`gains.revenue.${lab}`);
  return Uint8Array.from(own, (r, l) => (r > 0 && revenues.every((other) => (other[l] ?? 0) <= r) ? 1 : 0));
}

/** Days since some day, of a date as YYYY-MM-DD; no calendar of the machine is asked. */
function dayNumber(date: string): number {
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split('-').map(Number);
  const shifted = month > 2 ? month - 3 : month + 9;
  const era = month > 2 ? year : year - 1;
  return (
    365 * era +
    Math.floor(era / 4) -
    Math.floor(era / 100) +
    Math.floor(era / 400) +
    Math.floor((153 * shifted + 2) / 5) +
    day
  );
}
