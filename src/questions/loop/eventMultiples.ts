import { normalQuantile } from '../../base/normal.ts';
import type { Book } from '../../book/book.ts';
import { poolRandomEffects, predictiveInterval, type Study } from '../../mechanisms/feedback/randomEffects.ts';
import { eventStudies } from '../../plan/newsMultiple.ts';
import type { LoopMultiple, LoopResult } from './loopSchema.ts';

const WITHIN = 0.9;

/**
 * What a unit of newly contracted revenue did to sellers' market values: all events of the book, and by regime.
 *
 * Definition: random effects; interval of the mean ± z·s.e., of a new deal ± t_{k−2}·√(s.e.² + τ²).
 * Source: DerSimonian and Laird (1986); Higgins, Thompson and Spiegelhalter (2009).
 * Verified by: test/published/marketMoves.test.ts, randomEffects.test.ts.
 */
export function eventMultiples(book: Book): LoopResult['multiples'] {
  const studies = eventStudies(book);
  return {
    pooled: multipleOf(studies),
    by_regime: {
      borrows: multipleOf(studies.filter((s) => s.borrows)),
      does_not_borrow: multipleOf(studies.filter((s) => !s.borrows)),
    },
    events: studies.map(({ id, party, date, borrows, effect, variance }) => ({
      event: id,
      party,
      date,
      borrows,
      multiple: effect,
      standard_error: Math.sqrt(variance),
    })),
  };
}

function multipleOf(studies: readonly Study[]): LoopMultiple | null {
  const pooled = poolRandomEffects(studies);
  if (pooled === null) return null;
  const { mean, standardError } = pooled;
  const half = normalQuantile((1 + WITHIN) / 2) * standardError;
  const { low, high } = predictiveInterval(pooled, WITHIN);
  return {
    events: pooled.studies,
    mean,
    standard_error: standardError,
    between_sd: Math.sqrt(pooled.betweenVariance),
    mean_interval: [mean - half, mean + half],
    predicted_range: { p5: low, p95: high },
  };
}
