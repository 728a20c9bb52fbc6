import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { CentralCase } from '../../run/centralCase.ts';
import { type Finding, remarkOf, restsOn } from '../answer.ts';
import { show as showFinding } from '../show/show.ts';
import { bookDues } from './bookDues.ts';
import { type BookWeb, bookWeb } from './bookExposures.ts';
import { contagionResult } from './contagionResult.ts';
import type { ContagionResult } from './contagionSchema.ts';
import { BOOK_CLEARING_LIMITS, CONTAGION_UNITS, REFERENCES } from './contagionWords.ts';
import { debtRankOutcome, networkOf } from './distressOutcome.ts';
import { type ContagionOptions, outcomeOf, solutionWarnings } from './plainContagion.ts';
import type { PlainNetwork } from './plainNetwork.ts';
import { type Shock, shockAmounts } from './shocks.ts';

/** What is asked about the clearing of a book. */
export interface BookClearing {
  readonly book: Book;
  readonly plan: Plan;
  readonly central: CentralCase;
  readonly options: Omit<ContagionOptions, 'shocks'>;
  /** Parties that lose all that they have outside the web. */
  readonly failed: readonly number[];
  readonly shocks: readonly Shock[];
}

/** The ids that the clearing of a book speaks of: those of its exposures, then further accounts of the outside world. */
export function clearingParties(book: Book, plan: Plan): readonly string[] {
  const { ids } = bookWeb(book, showFinding(book).result, 0);
  return [...new Set([...ids, ...plan.accounts.map(({ id }) => id)])];
}

/**
 * Who cannot pay what falls due in the next four quarters when parties fail, by clearing or network valuation.
 *
 * Definition: the web of `bookDues`; who fails loses its outside assets, a shock cuts them; `marked_loss` is what the same failures cost
 * by linear DebtRank over market values (`bookContagion`).
 * Units: the book's currency. Assumes: what the central case raises outside comes in, and no more than that.
 * Verified by: bookDues.test.ts.
 */
export function bookClearing({ book, plan, central, options, failed, shocks }: BookClearing): Finding<ContagionResult> {
  const web = bookWeb(book, showFinding(book).result, options.recovery);
  const network = bookDues(book, plan, central, clearingParties(book, plan));
  const assets = network.outsideAssets ?? new Float64Array(network.ids.length);
  const shock = shockAmounts(shocks, assets);
  for (const party of failed) shock[party] = Math.max(0, assets[party] ?? 0);
  const outcome = outcomeOf(network, { ...options, shocks: [] }, undefined, shock);
  const equity = widened(web.equity, network);
  const told = contagionResult(outcome, {
    ids: network.ids,
    model: options.model,
    valuation: options.model === 'neva' ? options.valuation : null,
    equilibrium: options.equilibrium,
    failed: failed.map((party) => network.ids[party] ?? ''),
    shock,
    weight: equity,
    exposures: networkOf(web.exposures, equity),
  });
  const result = withMarked(told, web, network, failed);
  const paths = Object.keys(book.content.deals ?? {}).filter((id) => plan.terms.some((term) => term.deal === id));
  return {
    question: 'contagion',
    result,
    units: CONTAGION_UNITS,
    method: { docs: 'docs/models/contagion.md', references: [...REFERENCES[options.model]] },
    limits: [...BOOK_CLEARING_LIMITS],
    restsOn: paths.map((id) => restsOn(book, `deals.${id}`, null)),
    warnings: solutionWarnings(result).map(remarkOf),
  };
}

/** Values of the parties, with next to nothing for accounts that are no holders. */
function widened(equity: Float64Array, { ids }: PlainNetwork): Float64Array {
  return Float64Array.from(ids, (_, i) => equity[i] ?? 1);
}

function withMarked(
  result: ContagionResult,
  web: BookWeb,
  { ids }: PlainNetwork,
  failed: readonly number[],
): ContagionResult {
  if (failed.length === 0) return result;
  const shock = new Float64Array(web.equity.length);
  for (const party of failed) if (party < shock.length) shock[party] = web.equity[party] ?? 0;
  const marked = debtRankOutcome(web.exposures, web.equity, shock, web.owed, 'linear');
  const parties = { ...result.parties };
  for (const [i, id] of ids.entries()) {
    const party = parties[id];
    const before = marked.equityAtStart[i];
    if (party === undefined || before === undefined) continue;
    const lost = Math.max(0, Math.max(0, before) - Math.max(0, marked.netWorth[i] ?? 0));
    parties[id] = { ...party, marked_loss: lost };
  }
  return { ...result, parties };
}
