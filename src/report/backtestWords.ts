import type { ScoredFact } from '../questions/backtest/backtestSchema.ts';
import { printMoney, printNumber, printPercent } from './number.ts';

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
