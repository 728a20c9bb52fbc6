import type { Book } from '../../book/book.ts';
import { tradedGood } from '../../book/tradedGood.ts';
import type { Answer } from '../../questions/answer.ts';
import type { AnswersByQuestion } from '../../questions/answersByQuestion.ts';
import type { BacktestResult } from '../../questions/backtest/backtestSchema.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { printMoney } from '../number.ts';
import { partyName } from '../terminal/partyName.ts';
import { type CitedSource, citedSources } from './citedSources.ts';
import type { Html } from './escape.ts';

/** Answers that a report tells where they were asked; a backtest needs a second day and stands in no report of all questions. */
type ReportAnswers = Partial<AnswersByQuestion> & { readonly backtest?: Answer<BacktestResult> };

/** What a report is made of. */
export interface ReportInput {
  readonly book: Book;
  readonly show: Answer<ShowResult>;
  /** Null where nothing was simulated. */
  readonly run: Answer<RunResult> | null;
  /** Further questions, each with its section; those not asked are left out. */
  readonly answers?: ReportAnswers;
}

/** The answers as the parts of a report use them. */
export interface ReportData {
  readonly book: Book;
  readonly showAnswer: Answer<ShowResult>;
  readonly runAnswer: Answer<RunResult> | null;
  readonly show: ShowResult;
  readonly run: RunResult | null;
  readonly answers: ReportAnswers;
  readonly paths: number;
  readonly asOf: string;
  readonly currency: string;
  readonly capacity: string;
  /** What the market trades, and what one price of it buys. */
  readonly good: string;
  readonly per: string;
  readonly sources: ReadonlyMap<string, CitedSource>;
  readonly name: (party: string) => string;
  readonly money: (amount: number | null) => string;
}

/** A part of a report; the contents list names it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export function reportData(input: ReportInput): ReportData {
  const { book, show: showAnswer, run: runAnswer } = input;
  const show = showAnswer.result;
  if (show === null) throw new TypeError('a report needs an answer of show that has a result');
  const traded = tradedGood(book);
  const currency = showAnswer.currency ?? book.content.book.currency;
  return {
    book,
    showAnswer,
    runAnswer,
    show,
    run: runAnswer?.result ?? null,
    answers: input.answers ?? {},
    paths: runAnswer?.paths ?? 0,
    asOf: showAnswer.as_of ?? book.asOf,
    currency,
    capacity: book.content.market?.unit.capacity ?? 'unit',
    good: traded?.good ?? 'capacity',
    per: traded?.per ?? 'unit',
    sources: citedSources(book),
    name: (party) => partyName(show.parties, party),
    money: (amount) => printMoney(amount, currency),
  };
}
