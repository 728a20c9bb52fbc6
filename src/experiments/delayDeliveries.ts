import type { Plan } from '../plan/plan.ts';

/**
 * The plan in which deliveries that were to come from a quarter on come some quarters later.
 *
 * Definition: what stands at the end of the quarter before goes on until its own end; what was to be added in quarter t is
 * added in t + delay. For capacity (a level) s′(t) = max(min(s(t), s(q−1)), s(t − delay)); for equipment (arrivals)
 * s′(t) = s(t − delay) where t − delay ≥ q, else 0.
 */
export function delayDeliveries(plan: Plan, refs: ReadonlySet<string>, quarter: number, delay: number): Plan {
  const terms = plan.terms.map((term) => {
    const shape = term.schedules.shape;
    if (!refs.has(term.ref) || shape === undefined) return term;
    const moved = term.kind === 'capacity' ? levelLater(shape, quarter, delay) : arrivalsLater(shape, quarter, delay);
    return { ...term, schedules: { ...term.schedules, shape: moved } };
  });
  return { ...plan, terms };
}

function levelLater(shape: Float64Array, quarter: number, delay: number): Float64Array {
  const standing = shape[quarter - 1] ?? 0;
  return shape.map((level, t) => {
    if (t < quarter) return level;
    const slipped = t - delay >= quarter ? (shape[t - delay] ?? 0) : 0;
    return Math.max(Math.min(level, standing), slipped);
  });
}

function arrivalsLater(shape: Float64Array, quarter: number, delay: number): Float64Array {
  return shape.map((arrives, t) => {
    if (t < quarter) return arrives;
    return t - delay >= quarter ? (shape[t - delay] ?? 0) : 0;
  });
}
