import type { ScoredFact } from '../../../questions/backtest/backtestSchema.ts';
import { factsApart, factWords, printFact, yesNoWords } from '../../backtestWords.ts';
import { backtestDays, backtestDots } from '../../figures/backtestFigures.ts';
import { NO_FIGURE, printNumber, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** Where what came later fell in what was predicted before; only where it was asked. */
export function backtestSection(data: ReportData): Section | null {
  const result = data.answers.backtest?.result ?? null;
  if (result === null || result.facts.length === 0) return null;
  const nameOf = (f: ScoredFact): string => factWords(f, data.name);
  const days = backtestDays(result, data.currency, nameOf);
  const forecasts = Object.values(result.forecasts);
  const { ranged, yesNo } = factsApart(result.facts);
  return {
    id: 'backtest',
    title: `What became public after ${result.from}`,
    body: html`${ranged.length === 0 ? null : figureBlock(backtestDots(result, nameOf))}
${days === null ? null : figureBlock(days)}
${
  forecasts.length === 0
    ? null
    : table({
        caption: 'Forecasts made at the time, and the run on the same days: mean absolute error and score',
        columns: [
          { title: 'Forecast', isLong: true },
          { title: 'Made' },
          { title: 'Its error', isFigure: true },
          { title: 'Error of the median', isFigure: true },
          { title: 'Score of the run', isFigure: true },
        ],
        rows: forecasts.map((f) => [
          f.says,
          f.made,
          printNumber(f.mean_error),
          printNumber(f.mean_error_model),
          printNumber(f.mean_crps_model),
        ]),
      })
}
${rangedTable(ranged, data.currency, nameOf)}
${yesNo.length === 0 ? null : html`<p>${yesNoWords(result)}</p>${yesNoTable(yesNo, nameOf)}`}`,
  };
}

function rangedTable(
  facts: readonly ScoredFact[],
  currency: string,
  nameOf: (fact: ScoredFact) => string,
): Html | null {
  if (facts.length === 0) return null;
  return table({
    caption: 'Each fact and what was predicted for its day',
    columns: [
      { title: 'Fact', isLong: true },
      { title: 'Day' },
      { title: 'Observed', isFigure: true },
      { title: '5 %', isFigure: true },
      { title: 'Median', isFigure: true },
      { title: '95 %', isFigure: true },
      { title: 'Percentile', isFigure: true },
      { title: 'Before', isFigure: true },
    ],
    rows: facts.map((f) => {
      const print = printFact(f, currency);
      return [
        nameOf(f),
        f.date,
        print(f.observed),
        print(f.predicted.p5),
        print(f.predicted.p50),
        print(f.predicted.p95),
        printPercent(f.percentile),
        f.last_known === null ? NO_FIGURE : print(f.last_known),
      ];
    }),
  });
}

function yesNoTable(facts: readonly ScoredFact[], nameOf: (fact: ScoredFact) => string): Html {
  return table({
    caption: 'Each fact of yes or no and its probability',
    columns: [
      { title: 'Fact', isLong: true },
      { title: 'Day' },
      { title: 'Came true' },
      { title: 'Probability', isFigure: true },
      { title: 'Brier score', isFigure: true },
    ],
    rows: facts.map((f) => [
      nameOf(f),
      f.date,
      f.observed === 1 ? 'yes' : 'no',
      printPercent(f.predicted.mean),
      printNumber(f.crps),
    ]),
  });
}
