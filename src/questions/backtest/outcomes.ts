import { isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import { type Evidence, type Grade, worstGrade } from '../../base/evidence.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { WrittenOutcomes } from '../../book/schema/outcomes.ts';
import type { LaterFact } from './laterFacts.ts';

/** A forecast that others made at the time, with a number for each day of an outcome that it speaks of. */
export interface Forecast {
  readonly says: string;
  readonly made: string;
  readonly path: string;
  readonly sources: readonly string[];
  readonly values: Readonly<Record<string, number>>;
}

/** A day beyond every date of a book. */
const EVER = '9999-12-31';

function knownOf(q: Quantity | undefined, asOf: string): number | null {
  const statement = q === undefined ? null : statementAt(q, asOf);
  return statement === null ? null : medianOf(statement.distribution);
}

/** Outcomes as facts that came after the book, in the order in which they are written. */
export function factsOfOutcomes(book: Book, written: WrittenOutcomes): (LaterFact & { readonly id: string })[] {
  return Object.entries(written.outcomes).flatMap(([id, outcome]) => {
    const d = statementAt(outcome.value, EVER)?.distribution;
    if (d === undefined) return [];
    return [
      {
        id,
        path: outcome.path,
        date: outcome.date,
        known: outcome.known ?? outcome.date,
        observed: medianOf(d),
        interval: isUncertain(d) ? ([quantileOf(d, 0.05), quantileOf(d, 0.95)] as const) : null,
        lastKnown: knownOf(outcome.last_known, EVER),
        sources: sourcesOf(outcome),
        grade: gradeOf(outcome, written),
        reason: outcome.date <= book.asOf ? 'not later than the day of the book' : null,
      },
    ];
  });
}

/** Forecasts with their number for each day of an outcome: that of the day, else that of its year. */
export function forecastsOf(written: WrittenOutcomes): Record<string, Forecast> {
  return Object.fromEntries(
    Object.entries(written.forecasts ?? {}).map(([id, { says, made, path, values, ...evidence }]) => {
      const days = [...new Set(Object.values(written.outcomes).flatMap((o) => (o.path === path ? [o.date] : [])))];
      const told = days.flatMap((day): [string, number][] => {
        const value = knownOf(values[day] ?? values[day.slice(0, 4)], EVER);
        return value === null ? [] : [[day, value]];
      });
      return [id, { says, made, path, sources: sourcesOf(evidence), values: Object.fromEntries(told) }];
    }),
  );
}

const sourcesOf = ({ source }: Evidence): string[] =>
  source === undefined ? [] : typeof source === 'string' ? [source] : [...source];

const gradeOf = (evidence: Evidence, { sources }: WrittenOutcomes): Grade =>
  evidence.grade ?? worstGrade(sourcesOf(evidence).flatMap((id) => sources?.[id]?.grade ?? []));
