import type { YearResult } from './show.ts';

/** Sums of several calendar years in one, for tables that cannot show them all. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
  readonly headline: number;
  readonly net: number;
  readonly firm: number;
  readonly paid: number;
}

/** The years one by one from `first` on, at most `most` of them; those before and after in one sum each. */
export function yearSpans(years: readonly YearResult[], first: number, most: number): YearSpan[] {
  const before = years.filter((y) => y.year < first);
  const shown = years.filter((y) => y.year >= first && y.year < first + most);
  const after = years.filter((y) => y.year >= first + most);
  return [before, ...shown.map((y) => [y]), after].filter((span) => span.length > 0).map(spanOf);
}

function spanOf(years: readonly YearResult[]): YearSpan {
  const of = (layer: 'headline' | 'net' | 'firm' | 'paid'): number => years.reduce((all, y) => all + y[layer], 0);
  return {
    from: years[0]!.year,
    to: years.at(-1)!.year,
    headline: of('headline'),
    net: of('net'),
    firm: of('firm'),
    paid: of('paid'),
  };
}
