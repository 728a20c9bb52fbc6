import type { Answer } from '../../questions/answer.ts';
import type { BacktestResult, ScoredFact } from '../../questions/backtest/backtestSchema.ts';
import { factsApart, factWords, printFact, yesNoWords } from '../backtestWords.ts';
import { NO_FIGURE, printCountOf, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { partyName } from './partyName.ts';
import { warningLines } from './remarks.ts';
import { type Cell, cut, printTable, wrap } from './table.ts';

type Names = Readonly<Record<string, { readonly name: string }>>;

/** Facts that one screen holds, and how many of these may be of yes or no. */
const SHOWN = 16;
const SHOWN_YES_NO = 4;
const REASONS = 5;

/** What `interlock backtest` prints: whether the ranges held, by kind of fact, and the facts furthest from the middle. */
export function backtestScreen(answer: Answer<BacktestResult>, names: Names, page: Page, isAll: boolean): string {
  const result = answer.result as BacktestResult;
  const currency = answer.currency ?? 'USD';
  const parts = [
    [
      `${page.ink.bold(cut(answer.book?.title ?? '', page.width - 46))}  ${page.ink.dim(`run as of ${result.from}, facts up to ${result.to}, ${answer.paths} paths`)}`,
      ...verdict(result).flatMap((sentence) => wrap(sentence, page.width)),
    ],
    forecastLines(result, page),
    groupLines(result, page),
    factLines(result, names, currency, page, isAll),
    yesNoLines(result, names, page, isAll),
    unscoredLines(result, page),
    [page.ink.dim('Score: continuous ranked probability score over what was last known. docs/models/backtest.md')],
    warningLines(page, answer.warnings, 2),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdict(result: BacktestResult): string[] {
  if (result.facts.length === 0) return ['Nothing that became public later can be held against a run of this book.'];
  const apart = result.yes_no.n === 0 ? [] : [yesNoWords(result)];
  if (result.n === 0) return apart;
  const inside = result.facts.filter((f) => f.within_90).length;
  const counted = `${inside} of ${printCountOf(result.n, 'fact', 'facts')} about ${printCountOf(result.quantities, 'quantity', 'quantities')} fell within the 5–95 % range predicted before: ${printPercent(result.coverage)}, where 90 % would be right.`;
  if (result.skill_no_change === null) return [counted, ...apart];
  const better = result.skill_no_change > 0 ? 'less' : 'more';
  return [
    counted,
    `The mean score is ${printPercent(Math.abs(result.skill_no_change))} ${better} than the error of “nothing changes” (${printPercent(result.mean_crps_compared)} against ${printPercent(result.mean_error_no_change)}); the central case alone errs by ${printPercent(result.mean_error_central)}.`,
    ...apart,
  ];
}

function forecastLines(result: BacktestResult, page: Page): string[] {
  const forecasts = Object.values(result.forecasts);
  if (forecasts.length === 0) return [];
  return [
    heading(
      page,
      'Against forecasts made at the time',
      'mean absolute error, and the score of the run on the same days',
    ),
    ...printTable(
      page,
      [
        { title: 'forecast', gives: true },
        { title: 'made', drops: true },
        { title: 'days', align: 'right' },
        { title: 'its error', align: 'right' },
        { title: 'run, median', align: 'right' },
        { title: 'run, score', align: 'right' },
        { title: 'the run is' },
      ],
      forecasts.map((f): Cell[] => [
        `${f.says}${f.had_later_facts ? ' *' : ''}`,
        f.made,
        String(f.n),
        printNumber(f.mean_error),
        printNumber(f.mean_error_model),
        printNumber(f.mean_crps_model),
        f.mean_error_model < f.mean_error
          ? page.ink.green('better')
          : f.mean_crps_model < f.mean_error
            ? 'better as a range only'
            : page.ink.red('worse'),
      ]),
    ),
    ...(forecasts.some((f) => f.had_later_facts)
      ? [page.ink.dim('* made after the day of the book, with later facts at hand')]
      : []),
  ];
}

function groupLines(result: BacktestResult, page: Page): string[] {
  const groups = Object.entries(result.groups).filter(([, scores]) => scores.n > 0);
  if (groups.length < 2) return [];
  return [
    heading(page, 'By kind of fact', 'mean percentile: above 50 % the run expected too little'),
    ...printTable(
      page,
      [
        { title: 'facts', gives: true },
        { title: 'n', align: 'right' },
        { title: 'within 5–95 %', align: 'right' },
        { title: 'mean percentile', align: 'right' },
        { title: 'score', align: 'right' },
        { title: 'no change', align: 'right' },
        { title: 'central case', align: 'right' },
      ],
      groups.map(([name, s]): Cell[] => [
        name,
        String(s.n),
        printPercent(s.coverage),
        printPercent(s.mean_percentile),
        printPercent(s.mean_crps),
        printPercent(s.mean_error_no_change),
        printPercent(s.compared === 0 ? null : s.mean_error_central),
      ]),
    ),
  ];
}

function factLines(result: BacktestResult, names: Names, currency: string, page: Page, isAll: boolean): string[] {
  if (result.n === 0) return [];
  const { ranged, yesNo } = factsApart(result.facts);
  const most = SHOWN - Math.min(yesNo.length, SHOWN_YES_NO);
  const isLong = ranged.length > most && !isAll;
  const distance = (f: ScoredFact): number => Math.abs(f.percentile - 0.5);
  const shown = isLong ? [...ranged].sort((a, b) => distance(b) - distance(a)).slice(0, most) : ranged;
  return [
    heading(
      page,
      isLong ? 'Facts furthest from the middle' : 'Facts',
      isLong ? `--all tells all ${result.n}` : 'by date',
    ),
    ...printTable(
      page,
      [
        { title: 'fact', gives: true },
        { title: 'day' },
        { title: 'observed', align: 'right' },
        { title: '5 %', align: 'right' },
        { title: 'median', align: 'right' },
        { title: '95 %', align: 'right' },
        { title: 'percentile', align: 'right' },
        { title: 'before', align: 'right', drops: true },
      ],
      shown.map((f): Cell[] => {
        const print = printFact(f, currency);
        const percentile = printPercent(f.percentile);
        return [
          factWords(f, (party) => partyName(names, party)),
          f.date,
          print(f.observed),
          print(f.predicted.p5),
          print(f.predicted.p50),
          print(f.predicted.p95),
          f.within_90 ? percentile : { text: percentile, style: page.ink.red },
          f.last_known === null ? NO_FIGURE : print(f.last_known),
        ];
      }),
    ),
  ];
}

function yesNoLines(result: BacktestResult, names: Names, page: Page, isAll: boolean): string[] {
  const { yesNo } = factsApart(result.facts);
  if (yesNo.length === 0) return [];
  const isLong = yesNo.length > SHOWN_YES_NO && !isAll;
  const shown = isLong ? [...yesNo].sort((a, b) => b.crps - a.crps).slice(0, SHOWN_YES_NO) : yesNo;
  return [
    heading(page, 'Yes or no', isLong ? `worst scores; --all tells all ${yesNo.length}` : 'by date'),
    ...printTable(
      page,
      [
        { title: 'fact', gives: true },
        { title: 'day' },
        { title: 'came true' },
        { title: 'probability', align: 'right' },
        { title: 'Brier score', align: 'right' },
      ],
      shown.map((f): Cell[] => [
        factWords(f, (party) => partyName(names, party)),
        f.date,
        f.observed === 1 ? 'yes' : 'no',
        printPercent(f.predicted.mean),
        printNumber(f.crps),
      ]),
    ),
  ];
}

function unscoredLines(result: BacktestResult, page: Page): string[] {
  if (result.unscored.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { reason } of result.unscored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const largest = [...counts].sort((a, b) => b[1] - a[1]).slice(0, REASONS);
  return [
    heading(page, `Not scored: ${result.unscored.length}`, 'what became public later and no run of the book tells'),
    ...largest.map(([reason, count]) => `${String(count).padStart(5)}  ${cut(reason, page.width - 8)}`),
  ];
}
