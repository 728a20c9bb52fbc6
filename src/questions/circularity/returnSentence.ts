import { moneyWords, shareWords } from './moneyWords.ts';
import type { ThreeWays, WindowSums } from './partyReturns.ts';
import type { MoneyEnd } from './returnEnds.ts';

/** What a sentence on one party needs. */
export interface SentenceParts {
  readonly name: string;
  readonly period: string;
  readonly given: number;
  /** The part of it that others raised on shares it granted. */
  readonly granted: number;
  readonly sums: WindowSums;
  readonly ways: ThreeWays;
  readonly ends: readonly MoneyEnd[];
  readonly nameOf: (party: number) => string;
  readonly currency: string;
}

/** The answer on one party in a sentence that can be printed as it stands. */
export function returnSentence({
  name,
  period,
  given,
  granted,
  sums,
  ways,
  ends,
  nameOf,
  currency,
}: SentenceParts): string {
  const money = (amount: number): string => moneyWords(amount, currency);
  if (given <= 0)
    return `${name} puts no finance into companies of this web${period}, and nobody turns shares that it granted into money.`;
  const put = given - granted;
  const raised = `others raise ${money(granted)} on shares that ${name} granted them`;
  const puts = `${name} puts ${money(put)} of finance into companies of this web`;
  const gives = `${granted <= 1e-9 * given ? puts : put <= 1e-9 * given ? raised[0]!.toUpperCase() + raised.slice(1) : `${puts}, and ${raised}`}${period}`;
  if (sums.income <= 0) {
    const most = ends.find((e) => e.how !== 'returned');
    const where =
      most === undefined || most.amount <= 0
        ? ''
        : ` Mixed evenly, the largest part of it, ${money(most.amount)}, is ${most.how === 'kept' ? 'still held by' : 'paid outside the web by'} ${nameOf(most.party)}.`;
    return `${gives} and sells them nothing, so that none of it can come back as sales of its own.${where}`;
  }
  const share = shareWords(ways.proRata / sums.income);
  const whole =
    sums.revenue === null || sums.revenue <= 0
      ? ''
      : ` and ${shareWords(ways.proRata / sums.revenue)} of all its revenue`;
  const range =
    ways.high - ways.low < 0.005 * ways.high
      ? `${money(ways.high)} of it comes back as purchases`
      : ways.low > 0
        ? `between ${money(ways.low)} and ${money(ways.high)} of it comes back as purchases`
        : `at most ${money(ways.high)} of it comes back as purchases`;
  return `${gives}; ${range}. If everybody’s money mixes evenly it is ${money(ways.proRata)}, ${share} of the ${money(sums.income)} that the web buys from it${whole}.`;
}
