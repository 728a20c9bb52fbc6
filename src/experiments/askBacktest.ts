import type { Place } from '../base/diagnostic.ts';
import type { Book } from '../book/book.ts';
import type { OutcomesReading } from '../book/readOutcomes.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { backtest, sortedOut } from '../questions/backtest/backtest.ts';
import type { BacktestResult } from '../questions/backtest/backtestSchema.ts';
import { type LaterFact, laterFacts } from '../questions/backtest/laterFacts.ts';
import { factsOfOutcomes, forecastsOf } from '../questions/backtest/outcomes.ts';
import { predictedSeries } from '../questions/backtest/predictedSeries.ts';
import { backtestRecorded } from '../questions/backtest/scoreFact.ts';
import { centralCase } from '../run/centralCase.ts';
import type { Asking } from './asking.ts';
import { recordWorlds } from './recordWorlds.ts';

/** A backtest: the asked book as it stood, and what came later, in the same book read on a later day or in outcomes of its own. */
export interface BacktestAsking extends Asking {
  readonly later: Book | null;
  readonly outcomes: OutcomesReading | null;
}

/** Runs the book as it stood and holds what came later against what it predicted. */
export async function askBacktest(asking: BacktestAsking): Promise<Answer<BacktestResult>> {
  const { book, later, outcomes, diagnostics, seed, paths } = asking;
  const plan = planBook(book);
  const stated = later === null ? [] : laterFacts(book, later, (path) => predictedSeries(plan, path) !== null);
  const written = outcomes?.outcomes ?? null;
  const told = written === null ? [] : factsOfOutcomes(book, written);
  const idOf = new Map<LaterFact, string>(told.map((fact) => [fact, fact.id]));
  const facts = [...stated, ...told];
  const recorded = backtestRecorded(sortedOut(plan, facts).predicted);
  const read = (await recordWorlds([{ id: '', plan, recorded }], asking))?.[0];
  if (read === undefined)
    return failedAnswer('backtest', 'run.interrupted', 'interrupted before the paths were finished');
  const locate = (fact: LaterFact): Place | null => {
    const id = idOf.get(fact);
    if (id !== undefined) return outcomes?.locate(id) ?? null;
    return later?.locate(`${fact.path}.${fact.date}`) ?? later?.locate(fact.path) ?? null;
  };
  const days = told.map((fact) => fact.date).sort();
  const finding = backtest({
    book,
    plan,
    to: later?.asOf ?? days.at(-1) ?? book.asOf,
    facts,
    locate,
    forecasts: written === null ? {} : forecastsOf(written),
    read,
    central: centralCase(plan, true, recorded),
  });
  return answerOf(book, finding, diagnostics, { seed, paths: Math.max(1, paths), scenarios: [] });
}
