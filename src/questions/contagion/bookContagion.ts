import type { Book } from '../../book/book.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import { show as showFinding } from '../show/show.ts';
import { bookWeb } from './bookExposures.ts';
import { contagionResult } from './contagionResult.ts';
import type { ContagionResult } from './contagionSchema.ts';
import { BOOK_LIMITS, CONTAGION_UNITS, REFERENCES } from './contagionWords.ts';
import { debtRankOutcome, networkOf } from './distressOutcome.ts';
import { type Shock, shockAmounts } from './shocks.ts';

/** How contagion over a book is worked out. */
export interface BookContagionOptions {
  readonly model: 'debtrank' | 'debtrank-single-hit';
  /** Parties that fail outright. */
  readonly failed: readonly number[];
  /** Losses of equity. */
  readonly shocks: readonly Shock[];
  /** Share of a claim that is recovered from a failed party. */
  readonly recovery: number;
}

/** The ids that a book's contagion speaks of, in its order: the parties, then the accounts of the outside world. */
export function contagionParties(book: Book): readonly string[] {
  return bookWeb(book, showFinding(book).result, 0).ids;
}

/**
 * What the failure of a party costs each partner, direct and by round, named by what ties them.
 *
 * Definition: exposures as in `bookWeb`; the failed lose all their equity, and losses of equity spread by DebtRank: a stake
 * falls with its issuer, a claim or backlog in the proportion in which the debtor's equity does.
 * Units: the book's currency. Assumes: medians, on the day of the book.
 * Verified by: contagionQuestion.test.ts.
 */
export function bookContagion(book: Book, options: BookContagionOptions): Finding<ContagionResult> {
  const web = bookWeb(book, showFinding(book).result, options.recovery);
  const shock = shockAmounts(options.shocks, web.equity);
  for (const party of options.failed) shock[party] = web.equity[party]!;
  const form = options.model === 'debtrank' ? 'linear' : 'single-hit';
  const outcome = debtRankOutcome(web.exposures, web.equity, shock, web.owed, form);
  const result = contagionResult(outcome, {
    ids: web.ids,
    model: options.model,
    valuation: null,
    equilibrium: 'greatest',
    failed: options.failed.map((party) => web.ids[party]!),
    shock,
    weight: web.equity,
    exposures: networkOf(web.exposures, web.equity),
  });
  return {
    question: 'contagion',
    result,
    units: CONTAGION_UNITS,
    method: { docs: 'docs/models/contagion.md', references: [...REFERENCES[options.model]] },
    limits: [...BOOK_LIMITS],
    restsOn: restingOn(book, result),
    warnings: [],
  };
}

const MOST_RESTED_ON = 20;

/** The largest losses and the places of the book that they come from. */
function restingOn(book: Book, result: ContagionResult): RestsOn[] {
  const losses = Object.entries(result.parties).flatMap(([holder, party]) =>
    party.losses.map((loss) => ({ ...loss, holder })),
  );
  const total = losses.reduce((sum, loss) => sum + loss.amount, 0);
  const paths = new Map<string, number>();
  for (const { holder, mechanism, of, amount } of losses) {
    if (of === null) continue;
    const path = of.startsWith('parties.')
      ? `${of}.amount`
      : mechanism === 'stake'
        ? `stakes.${of}.holders.${holder}`
        : `deals.${of.replace('.', '.terms.')}`;
    paths.set(path, (paths.get(path) ?? 0) + amount);
  }
  return [...paths]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_RESTED_ON)
    .map(([path, amount]) => restsOn(book, path, total > 0 ? Math.min(1, amount / total) : null));
}
