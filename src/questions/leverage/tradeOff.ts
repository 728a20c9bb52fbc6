import { yearOfQuarter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { merton } from '../../mechanisms/pricing/merton.ts';
import { figureOf } from '../figure.ts';
import { type DealGains, meanOf } from '../gains/dealGain.ts';
import { type Contract, presentValue } from './contractOf.ts';

/** So much of one thing is worth the transfer. */
export interface Equivalent {
  readonly instrument: 'shares' | 'price points' | 'guaranteed debt' | 'prepayment';
  readonly unit: string;
  readonly value_per_unit: number;
  readonly amount: number | null;
}

/** Years for which a guarantee is taken to stand, and what lenders lose of a claim on a failed debtor (assumptions, grade D). */
export const GUARANTEE = { years: 5, loss_given_default: 0.6 } as const;

/** Volatility of a private party's value where nobody says: the middle of the standing 40 to 70 %. */
const UNTOLD_VOLATILITY = 0.55;

/**
 * Shares, price points, guaranteed debt and advances that are worth the same transfer.
 *
 * Definition: a share at what the warrant's shares are worth each, or the seller's market price; a point is 1 % of
 * PV(firm); a unit of guaranteed debt at its expected loss; a unit paid a year early at the cost of capital.
 * Units: amounts in shares, points, currency and currency-years. Verified by: leverage.test.ts (each times its value is the transfer).
 */
export function tradeOff(
  book: Book,
  gains: DealGains,
  deal: string,
  contract: Contract,
  transfer: number,
  guarantee: GuaranteeCost,
): Equivalent[] {
  const { plan, base } = gains;
  const warrants = gains.granted.filter(
    (g) => g.term.deal === deal && g.term.kind === 'warrant' && plan.accounts[g.issuer]?.id === contract.seller,
  );
  const granted = warrants.reduce((sum, g) => sum + meanOf(g.worth).gain, 0);
  const written = Object.values(book.content.deals?.[deal]?.terms ?? {}).reduce(
    (sum, term) =>
      sum +
      (term.type === 'warrant' && term.issuer === contract.seller ? (figureOf(term.shares, book.asOf)?.value ?? 0) : 0),
    0,
  );
  const price = figureOf(book.content.parties[contract.seller]?.listed?.price, book.asOf)?.value ?? 0;
  const firm = presentValue(contract, contract.firm);
  const rows: (readonly [Equivalent['instrument'], string, number])[] = [
    [
      'shares',
      granted > 0 && written > 0 ? 'a share of the seller under the warrant’s conditions' : 'a share of the seller',
      granted > 0 && written > 0 ? granted / written : price,
    ],
    ['price points', '1 % of the binding volume’s price', firm === null ? 0 : firm / 100],
    ['guaranteed debt', `a unit of the buyer’s debt guaranteed for ${GUARANTEE.years} years`, guarantee.merton ?? 0],
    ['prepayment', 'a unit paid a year early that need not be', meanOf(base('gains.costOfCapital')).gain],
  ];
  return rows.map(([instrument, unit, value]) => ({
    instrument,
    unit,
    value_per_unit: value,
    amount: value > 0 ? transfer / value : null,
  }));
}

/** What it costs to guarantee a unit of a party's debt: by Merton's put, and as often as it fails in the run. */
export interface GuaranteeCost {
  readonly merton: number | null;
  readonly run: number;
}

/**
 * What a guarantee of a party's debt costs a unit of it.
 *
 * Definition: put(V, D)/D over five years with D = debt + binding purchases ahead, V from the party's value and volatility
 * (merton.ts); in the run E[m at default; default within five years]·loss given default.
 * Units: a fraction of the debt. Assumes: what is binding ranks with debt. Source: Merton (1974, 1977).
 * Verified by: leverage.test.ts (between nothing and all; rises with what is owed).
 */
export function guaranteeCost(book: Book, gains: DealGains, party: string, purchases: number): GuaranteeCost {
  const { base } = gains;
  const rate = meanOf(base('gains.rate.0')).gain;
  // The quarter of a default, from 1; 0 for whoever stands at the horizon.
  const failed = base(`gains.status.${party}`).map((quarter, l) => {
    if (quarter < 1 || quarter > 4 * GUARANTEE.years) return 0;
    return base(`gains.kernel.${quarter - 1}`)[l] / base(`gains.volatility.${quarter - 1}`)[l];
  });
  const written = book.content.parties[party];
  const value = meanOf(base(`gains.worth.${party}.0`)).gain;
  const debt = (figureOf(written?.debt?.amount, book.asOf)?.value ?? 0) + purchases;
  const volatility = figureOf((written?.listed ?? written?.private)?.volatility, book.asOf)?.value ?? UNTOLD_VOLATILITY;
  return {
    merton:
      debt > 0 && value > 0
        ? merton({ equity: value, equity_volatility: volatility, debt, rate, years: GUARANTEE.years }).put / debt
        : null,
    run: meanOf(failed).gain * GUARANTEE.loss_given_default,
  };
}

/** The transfer a unit that is binding, and what a customer's warrant takes from reported revenue by year. */
export interface Rebate {
  readonly per_firm_unit: number | null;
  readonly by_year: readonly {
    readonly year: number;
    readonly revenue: number;
    readonly reduction: number;
    readonly share: number | null;
  }[];
}

/**
 * A warrant for the customer is a rebate: its value is spread over the deliveries and taken off reported revenue.
 *
 * Definition: reduction in a year = value of shares granted × sales of the year / all sales under the deal.
 * Source: ASC 606-10-32-25, consideration payable to a customer. Verified by: leverage.test.ts (sums to the value).
 */
export function rebateOf(gains: DealGains, deal: string, contract: Contract, transfer: number): Rebate {
  const { plan } = gains;
  const granted = gains.granted
    .filter((g) => g.term.deal === deal && g.term.kind === 'warrant' && plan.accounts[g.issuer]?.id === contract.seller)
    .reduce((sum, g) => sum + meanOf(g.worth).gain - meanOf(g.paid).gain, 0);
  const sales = new Map<number, number>();
  for (let q = 0; q < plan.quarters; q++) {
    const sold = meanOf(gains.base(`gains.nominal.${deal}.${q}`)).gain;
    const year = yearOfQuarter(plan.firstQuarter + q);
    if (sold > 0) sales.set(year, (sales.get(year) ?? 0) + sold);
  }
  return {
    per_firm_unit: contract.firmUnits === null ? null : transfer / contract.firmUnits,
    by_year:
      granted === 0 || contract.nominal <= 0
        ? []
        : [...sales].map(([year, revenue]) => {
            const reduction = (granted * revenue) / contract.nominal;
            return { year, revenue, reduction, share: reduction / revenue };
          }),
  };
}
