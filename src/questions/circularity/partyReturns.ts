import { yearOfQuarter } from '../../base/quarter.ts';
import { type ProRataReturn, proRataReturn } from '../../mechanisms/flows/proRataReturn.ts';
import { type ReturnBounds, returnBounds } from '../../mechanisms/flows/returnBounds.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import type { ReturnedAmount, ReturnedYear } from './circularitySchema.ts';

/** The quarters asked about, both included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Payments of one world on one path, as tracing reads them, and what each party sells in all. */
export interface TracedMoney {
  readonly flows: TimedFlows;
  /** Parties of the book; purses of earmarked money stand behind them in the flows. */
  readonly parties: number;
  /** All purchases paid to party i in quarter q; null where that is not known. */
  readonly revenue: ((party: number, quarter: number) => number) | null;
}

/** What of a party's finance comes back, three ways. */
export interface ThreeWays {
  readonly low: number;
  readonly proRata: number;
  readonly high: number;
}

/** Sums over a window: purchases from the web, finance into the web, all purchases. */
export interface WindowSums {
  readonly income: number;
  readonly financedOut: number;
  readonly revenue: number | null;
}

export function sumsOf({ flows, revenue }: TracedMoney, party: number, { from, to }: Window): WindowSums {
  const { payer, payee, isPurchase, sponsor, amount, periods } = flows;
  let income = 0;
  let financedOut = 0;
  for (let k = 0; k < payer.length; k++) {
    const isIncome = payee[k] === party && isPurchase[k] === 1 && payer[k]! >= 0;
    const isFinance = sponsor[k] === party && payee[k] !== party;
    if (!isIncome && !isFinance) continue;
    for (let q = from; q <= to; q++) {
      if (isIncome) income += amount[k * periods + q]!;
      if (isFinance) financedOut += amount[k * periods + q]!;
    }
  }
  let whole: number | null = null;
  if (revenue !== null) {
    whole = 0;
    for (let q = from; q <= to; q++) whole += revenue(party, q);
  }
  return { income, financedOut, revenue: whole };
}

/** Whether a party gives finance to the web at all, at any time up to the end of the window. */
export function isSponsor(flows: TimedFlows, party: number, to: number): boolean {
  const { payee, sponsor, amount, periods } = flows;
  for (let k = 0; k < payee.length; k++) {
    if (sponsor[k] !== party || payee[k] === party) continue;
    for (let q = 0; q <= to; q++) if (amount[k * periods + q]! > 0) return true;
  }
  return false;
}

function within(values: Float64Array, { from, to }: Window): number {
  let sum = 0;
  for (let q = from; q <= to; q++) sum += values[q]!;
  return sum;
}

/** Even mixing can leave the bounds by a rounding, where they meet. */
function threeWays({ low, high }: ReturnBounds, proRata: number): ThreeWays {
  return { low, proRata: Math.min(high, Math.max(low, proRata)), high };
}

/** All that comes back in the window, and the part that those who were financed pay back themselves. */
export function returnsOf(
  flows: TimedFlows,
  party: number,
  window: Window,
): { all: ThreeWays; direct: ThreeWays; mixed: ProRataReturn } {
  const mixed = proRataReturn(flows, party);
  const all = returnBounds(flows, { sponsor: party, ...window });
  const direct = returnBounds(flows, { sponsor: party, ...window, isDirect: true });
  return {
    all: threeWays(all, within(mixed.returned, window)),
    direct: threeWays(direct, within(mixed.direct, window)),
    mixed,
  };
}

export function amountOf(amount: number, sums: WindowSums): ReturnedAmount {
  const part = (of: number | null): number | null => (of === null || of <= 0 ? null : amount / of);
  return { amount, share: part(sums.income), share_of_revenue: part(sums.revenue) };
}

export function amountsOf(
  ways: ThreeWays,
  sums: WindowSums,
): { low: ReturnedAmount; pro_rata: ReturnedAmount; high: ReturnedAmount } {
  return { low: amountOf(ways.low, sums), pro_rata: amountOf(ways.proRata, sums), high: amountOf(ways.high, sums) };
}

/** The same by year of arrival, money tagged whenever it was given; the bounds are those of each year alone. */
export function yearsOf(
  traced: TracedMoney,
  party: number,
  window: Window,
  firstQuarter: number,
  mixed: ProRataReturn,
): ReturnedYear[] {
  const years: ReturnedYear[] = [];
  for (let from = window.from; from <= window.to; ) {
    const year = yearOfQuarter(firstQuarter + from);
    let to = from;
    while (to < window.to && yearOfQuarter(firstQuarter + to + 1) === year) to += 1;
    const sums = sumsOf(traced, party, { from, to });
    const bounds = returnBounds(traced.flows, { sponsor: party, from, to });
    years.push({
      year,
      income: sums.income,
      revenue: sums.revenue ?? 0,
      financed_out: sums.financedOut,
      ...amountsOf(threeWays(bounds, within(mixed.returned, { from, to })), sums),
    });
    from = to + 1;
  }
  return years;
}
