import { studentTQuantile } from '../../base/studentT.ts';

/** One study: an estimated effect and its sampling variance. */
export interface Study {
  readonly effect: number;
  readonly variance: number;
}

/** A pooled effect and how far a new study may lie from it. */
export interface PooledEffect {
  readonly studies: number;
  readonly mean: number;
  readonly standardError: number;
  /** Variance between studies, τ². */
  readonly betweenVariance: number;
  /** Cochran's Q, the weighted sum of squares about the fixed-effect mean. */
  readonly q: number;
  /** Degrees of freedom and scale of the predictive Student distribution of a new study's effect. */
  readonly degreesOfFreedom: number;
  readonly predictiveScale: number;
}

/**
 * Pools effects that differ from study to study.
 *
 * Definition: wᵢ = 1/vᵢ; Q = Σ wᵢ(yᵢ − ȳ)²; τ² = max(0, (Q − (k − 1)) / (Σw − Σw²/Σw)); wᵢ* = 1/(vᵢ + τ²);
 * mean = Σw*y/Σw*; s.e.² = 1/Σw*. A new study: mean + t_{k−2}·√(s.e.² + τ²).
 * Units: those of the effects. Assumes: positive variances; with fewer than three studies the predictive distribution has one degree of freedom.
 * Cost: linear in the studies.
 * Source: DerSimonian and Laird (1986), eqs 2–8; prediction: Higgins, Thompson and Spiegelhalter (2009), section 4.1.
 * Verified by: randomEffects.test.ts.
 */
export function poolRandomEffects(studies: readonly Study[]): PooledEffect | null {
  const k = studies.length;
  if (k === 0) return null;
  let sum = 0;
  let squares = 0;
  let weighted = 0;
  for (const s of studies) {
    const w = 1 / s.variance;
    sum += w;
    squares += w * w;
    weighted += w * s.effect;
  }
  const fixed = weighted / sum;
  let q = 0;
  for (const s of studies) q += ((s.effect - fixed) * (s.effect - fixed)) / s.variance;
  const spread = sum - squares / sum;
  const between = k > 1 && spread > 0 ? Math.max(0, (q - (k - 1)) / spread) : 0;
  let total = 0;
  let mean = 0;
  for (const s of studies) {
    const w = 1 / (s.variance + between);
    total += w;
    mean += w * s.effect;
  }
  const standardError = Math.sqrt(1 / total);
  return {
    studies: k,
    mean: mean / total,
    standardError,
    betweenVariance: between,
    q,
    degreesOfFreedom: Math.max(1, k - 2),
    predictiveScale: Math.sqrt(standardError * standardError + between),
  };
}

/** The central interval in which a new study's effect lies with the given probability. */
export function predictiveInterval(pooled: PooledEffect, probability: number): { low: number; high: number } {
  const t = studentTQuantile((1 + probability) / 2, pooled.degreesOfFreedom);
  return { low: pooled.mean - t * pooled.predictiveScale, high: pooled.mean + t * pooled.predictiveScale };
}
