import { medianOf } from '../base/distribution.ts';
import { type Quantity, statementAt } from '../base/quantity.ts';
import { poolRandomEffects, type Study } from '../mechanisms/feedback/randomEffects.ts';
import type { PlanContext } from './planContext.ts';

const DAILY_VOLATILITY = 0.025;

/**
 * Column of the market value gained per unit of newly contracted revenue, drawn from the predictive distribution of the
 * book's events of this regime (the seller borrows to build, or not) that were known on the day.
 *
 * Definition: effect = abnormal ΔM / ΔB; variance 2(σ_daily·M/ΔB)²; pooled by random effects (definitions D4).
 */
export function estimateMultiple(context: PlanContext, path: string, borrows: boolean): number {
  const studies: Study[] = [];
  for (const event of Object.values(context.content.events ?? {})) {
    if (event.borrows !== borrows || event.pooled === false) continue;
    const at = (q: Quantity | undefined, standing: number): number => {
      const statement = q === undefined ? null : statementAt(q, context.book.asOf);
      return statement === null ? standing : medianOf(statement.distribution);
    };
    const contracted = at(event.contracted, 0);
    const value = at(event.market_value, 0);
    if (contracted === 0 || value <= 0) continue;
    const abnormal = at(event.value_change, 0) - value * at(event.market_move, 0);
    const noise = (at(event.volatility_daily, DAILY_VOLATILITY) * value) / contracted;
    studies.push({ effect: abnormal / contracted, variance: 2 * noise * noise });
  }
  const pooled = poolRandomEffects(studies);
  const column = context.columns.column(path, 'ratio', pooled?.mean ?? 0);
  context.inputs.inputs.push({
    path,
    unit: 'ratio',
    column,
    distribution:
      pooled === null
        ? { kind: 'point', value: 0 }
        : {
            kind: 'student-t',
            location: pooled.mean,
            scale: pooled.predictiveScale,
            degreesOfFreedom: pooled.degreesOfFreedom,
          },
    central: pooled?.mean ?? 0,
    isUncertain: pooled !== null,
    isDefault: false,
    grade: 'C',
    sources: [],
  });
  return column;
}
