import { type Distribution, medianOf } from '../base/distribution.ts';
import { type Quantity, statementAt } from '../base/quantity.ts';
import type { Book } from '../book/book.ts';
import { type PooledEffect, poolRandomEffects, type Study } from '../mechanisms/feedback/randomEffects.ts';
import type { PlanContext } from './planContext.ts';

const DAILY_VOLATILITY = 0.025;

/** What a share price did on the day of a deal, per unit of newly contracted revenue. */
export interface EventStudy extends Study {
  readonly id: string;
  readonly party: string;
  readonly date: string;
  /** Whether the seller must borrow to build. */
  readonly borrows: boolean;
}

/**
 * The book's events that enter the estimate, as they were known on its day.
 *
 * Definition: effect = abnormal ΔM / ΔB; variance 2(σ_daily·M/ΔB)² (definitions D4). Verified by: test/published/marketMoves.test.ts.
 */
export function eventStudies(book: Book): EventStudy[] {
  return Object.entries(book.content.events ?? {}).flatMap(([id, event]) => {
    if (event.pooled === false) return [];
    const at = (q: Quantity | undefined, standing: number): number => {
      const statement = q === undefined ? null : statementAt(q, book.asOf);
      return statement === null ? standing : medianOf(statement.distribution);
    };
    const contracted = at(event.contracted, 0);
    const value = at(event.market_value, 0);
    if (contracted === 0 || value <= 0) return [];
    const abnormal = at(event.value_change, 0) - value * at(event.market_move, 0);
    const noise = (at(event.volatility_daily, DAILY_VOLATILITY) * value) / contracted;
    const { party, date, borrows } = event;
    return [{ id, party, date, borrows, effect: abnormal / contracted, variance: 2 * noise * noise }];
  });
}

/** The events of one regime pooled by random effects; null where there is none. */
export function pooledMultiple(book: Book, borrows: boolean): PooledEffect | null {
  return poolRandomEffects(eventStudies(book).filter((study) => study.borrows === borrows));
}

/** The distribution of the multiple of a deal not seen yet: Student's t about the pooled mean; nothing where no event is known. */
export function predictedMultiple(pooled: PooledEffect | null): Distribution {
  if (pooled === null) return { kind: 'point', value: 0 };
  const { mean, predictiveScale, degreesOfFreedom } = pooled;
  return { kind: 'student-t', location: mean, scale: predictiveScale, degreesOfFreedom };
}

/**
 * Column of the market value gained per unit of newly contracted revenue, drawn from the predictive distribution of the
 * book's events of this regime (the seller borrows to build, or not) that were known on the day.
 */
export function estimateMultiple(context: PlanContext, path: string, borrows: boolean): number {
  const pooled = pooledMultiple(context.book, borrows);
  const column = context.columns.column(path, 'ratio', pooled?.mean ?? 0);
  context.inputs.inputs.push({
    path,
    unit: 'ratio',
    column,
    distribution: predictedMultiple(pooled),
    central: pooled?.mean ?? 0,
    isUncertain: pooled !== null,
    isDefault: false,
    grade: 'C',
    sources: [],
  });
  return column;
}
