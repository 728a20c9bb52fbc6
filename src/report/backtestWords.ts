import type { BacktestScores, ScoredFact } from '../questions/backtest/backtestSchema.ts';
import { printCountOf, printMoney, printNumber, printPercent } from './number.ts';

/** Number from which a count is told in thousands, millions or billions. */
const LARGE = 1e6;

/** Whom or what a fact is about. */
function factSubject({ path }: ScoredFact, name: (party: string) => string): string {
  const [section, id = '', , holder = ''] = path.split('.');
  if (section === 'parties') return name(id);
  if (section === 'stakes') return `${name(holder)} of ${name(id)}`;
  return section === 'market' ? 'Market' : id;
}

/** Units that figures carry themselves, or that need no word. */
const PLAIN = /^(fraction|probability|ratio|shares|currency)/;

/** What a fact is, with whom it is about and its unit where the figure does not tell it. */
export function factWords(fact: ScoredFact, name: (party: string) => string): string {
  const unit = PLAIN.test(fact.unit) ? '' : `, ${fact.unit}`;
  return `${factSubject(fact, name)}: ${fact.meaning}${unit}`;
}

/** How figures of a fact are printed: by its unit. */
export function printFact({ unit }: ScoredFact, currency: string): (value: number) => string {
  if (unit === 'fraction' || unit === 'probability') return (value) => printPercent(value);
  if (/^currency( a year| per share)?$/.test(unit)) return (value) => printMoney(value, currency);
  // Counts and prices a unit: the signs of money without its currency where they are large.
  return (value) => (Math.abs(value) >= LARGE ? printMoney(value, '').trim() : printNumber(value));
}

/** Facts that have a range, and those of yes or no, which are told by their probability. */
export function factsApart(facts: readonly ScoredFact[]): { ranged: ScoredFact[]; yesNo: ScoredFact[] } {
  return { ranged: facts.filter((f) => f.within_90 !== null), yesNo: facts.filter((f) => f.within_90 === null) };
}

/** How the facts of yes or no did, in one sentence. */
export function yesNoWords({ yes_no }: BacktestScores): string {
  const { n, mean_brier, mean_probability, share_true } = yes_no;
  const facts = printCountOf(n, 'fact of yes or no is', 'facts of yes or no are');
  return `${facts} scored apart: a mean probability of ${printPercent(mean_probability)}, ${printPercent(share_true)} came true; Brier score ${printNumber(mean_brier)} (0 is best, 0.25 is one half each time).`;
}
