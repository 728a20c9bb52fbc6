import { describe, expect, it } from 'vitest';
import { poolRandomEffects, predictiveInterval } from './randomEffects.ts';

/** Trials of the BCG vaccine: cases and others among the vaccinated, cases and others among the rest (Colditz and others 1994, table 1). */
const BCG = [
  [4, 119, 11, 128],
  [6, 300, 29, 274],
  [3, 228, 11, 209],
  [62, 13536, 248, 12619],
  [33, 5036, 47, 5761],
  [180, 1361, 372, 1079],
  [8, 2537, 10, 619],
  [505, 87886, 499, 87892],
  [29, 7470, 45, 7232],
  [17, 1699, 65, 1600],
  [186, 50448, 141, 27197],
  [5, 2493, 3, 2338],
  [27, 16886, 29, 17825],
] as const;

describe('pooling by random effects', () => {
  it('gives the published DerSimonian–Laird figures of the BCG trials: −0.7141 (0.1787), τ² 0.3088, Q 152.2330 (Viechtbauer 2010)', () => {
    const studies = BCG.map(([a, b, c, d]) => ({
      effect: Math.log(a / (a + b) / (c / (c + d))),
      variance: 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
    }));
    const pooled = poolRandomEffects(studies)!;
    expect(pooled.studies).toBe(13);
    expect(pooled.mean).toBeCloseTo(-0.7141, 4);
    expect(pooled.standardError).toBeCloseTo(0.1787, 4);
    expect(pooled.betweenVariance).toBeCloseTo(0.3088, 4);
    expect(pooled.q).toBeCloseTo(152.233, 3);
  });

  it('gives the textbook’s six studies and the interval for a new one (Borenstein, Hedges, Higgins and Rothstein 2009, chapters 14 and 17)', () => {
    const pooled = poolRandomEffects([
      { effect: 0.0945, variance: 0.0329 },
      { effect: 0.2774, variance: 0.0307 },
      { effect: 0.3668, variance: 0.0499 },
      { effect: 0.6644, variance: 0.0105 },
      { effect: 0.4618, variance: 0.0427 },
      { effect: 0.1852, variance: 0.0234 },
    ])!;
    expect(pooled.q).toBeCloseTo(12, 1);
    expect(pooled.betweenVariance).toBeCloseTo(0.037, 3);
    expect(pooled.mean).toBeCloseTo(0.358, 3);
    expect(pooled.standardError).toBeCloseTo(0.105, 2);
    const interval = predictiveInterval(pooled, 0.95);
    expect(interval.low).toBeCloseTo(-0.25, 2);
    expect(interval.high).toBeCloseTo(0.97, 2);
  });

  it('studies that agree better than chance have no variance between them: the fixed-effect mean', () => {
    const pooled = poolRandomEffects([
      { effect: 1, variance: 1 },
      { effect: 2, variance: 4 },
    ])!;
    expect(pooled.betweenVariance).toBe(0);
    expect(pooled.mean).toBeCloseTo(1.2, 12);
    expect(pooled.standardError).toBeCloseTo(Math.sqrt(0.8), 12);
  });

  it('one study is its own mean; none is nothing', () => {
    expect(poolRandomEffects([])).toBeNull();
    const pooled = poolRandomEffects([{ effect: 3, variance: 0.25 }])!;
    expect([pooled.mean, pooled.standardError, pooled.betweenVariance]).toEqual([3, 0.5, 0]);
    expect(pooled.degreesOfFreedom).toBe(1);
  });

  it('does not depend on the order of the studies, and follows a change of unit', () => {
    const studies = [
      { effect: 0.3, variance: 0.1 },
      { effect: -0.4, variance: 0.02 },
      { effect: 1.1, variance: 0.3 },
    ];
    const pooled = poolRandomEffects(studies)!;
    const turned = poolRandomEffects([...studies].reverse())!;
    expect(turned.mean).toBeCloseTo(pooled.mean, 12);
    const scaled = poolRandomEffects(studies.map((s) => ({ effect: 10 * s.effect, variance: 100 * s.variance })))!;
    expect(scaled.mean).toBeCloseTo(10 * pooled.mean, 10);
    expect(scaled.predictiveScale).toBeCloseTo(10 * pooled.predictiveScale, 10);
  });
});
