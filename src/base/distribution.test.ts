import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Distribution, isUncertain, massWithinTruncation, meanOf, medianOf, quantileOf } from './distribution.ts';

/** Mean and standard deviation by integrating the quantile function, graded towards both ends. */
function momentsByIntegration(d: Distribution): { mean: number; sd: number } {
  const steps = 20000;
  let first = 0;
  let second = 0;
  const centre = medianOf(d);
  for (let i = 0; i < steps; i++) {
    // u = s³(10 − 15s + 6s²): midpoint rule with a Jacobian that vanishes at the ends, where quantiles run away.
    const s = (i + 0.5) / steps;
    const u = s * s * s * (10 - 15 * s + 6 * s * s);
    const jacobian = 30 * s * s * (1 - s) * (1 - s);
    const x = quantileOf(d, u) - centre;
    first += (x * jacobian) / steps;
    second += (x * x * jacobian) / steps;
  }
  return { mean: centre + first, sd: Math.sqrt(second - first * first) };
}

const EXAMPLES: { d: Distribution; mean: number; sd: number }[] = [
  { d: { kind: 'normal', mean: -3, sd: 2 }, mean: -3, sd: 2 },
  { d: { kind: 'lognormal', mean: 10, sd: 4 }, mean: 10, sd: 4 },
  { d: { kind: 'uniform', min: 2, max: 8 }, mean: 5, sd: 6 / Math.sqrt(12) },
  // Textbook moments: (a + b + c)/3 and √((a² + b² + c² − ab − ac − bc)/18).
  { d: { kind: 'triangular', min: 1, mode: 2, max: 6 }, mean: 3, sd: Math.sqrt((1 + 4 + 36 - 2 - 6 - 12) / 18) },
  // (min + 4 mode + max)/6 and √((mean − min)(max − mean)/7).
  { d: { kind: 'pert', min: 0, mode: 3, max: 12 }, mean: 4, sd: Math.sqrt((4 * 8) / 7) },
  { d: { kind: 'beta', mean: 0.3, sd: 0.1, min: 0, max: 1 }, mean: 0.3, sd: 0.1 },
  { d: { kind: 'beta', mean: 50, sd: 12, min: 20, max: 90 }, mean: 50, sd: 12 },
  { d: { kind: 'discrete', values: [5, 1, 3], weights: [1, 2, 1] }, mean: 2.5, sd: Math.sqrt(2.75) },
  { d: { kind: 'student-t', location: 1, scale: 2, degreesOfFreedom: 12 }, mean: 1, sd: 2 * Math.sqrt(12 / 10) },
];

test('each distribution has the mean and standard deviation it was given, or those of the textbook', () => {
  for (const { d, mean, sd } of EXAMPLES) {
    const integrated = momentsByIntegration(d);
    expect(integrated.mean, d.kind).toBeCloseTo(mean, 3);
    expect(integrated.sd, d.kind).toBeCloseTo(sd, 2);
    expect(meanOf(d), d.kind).toBeCloseTo(mean, 9);
  }
});

test('the ends of an interval are its 5th and 95th percentiles', () => {
  // z = 3.28971/2 stands for the 95 % point 1.6448536, so the match is to six digits.
  const intervals: Distribution[] = [
    { kind: 'interval-lognormal', low: 250, high: 350 },
    { kind: 'interval-normal', low: -4, high: 6 },
    { kind: 'interval-logit-normal', low: 0.2, high: 0.9 },
  ];
  const ends = [
    [250, 350],
    [-4, 6],
    [0.2, 0.9],
  ];
  for (const [i, d] of intervals.entries()) {
    expect(quantileOf(d, 0.05) / ends[i]![0]!).toBeCloseTo(1, 5);
    expect(quantileOf(d, 0.95) / ends[i]![1]!).toBeCloseTo(1, 5);
  }
  expect(medianOf(intervals[0]!)).toBeCloseTo(Math.sqrt(250 * 350), 10);
  expect(medianOf(intervals[1]!)).toBe(1);
});

test('an interval follows the definition to its last digit: m = (ln a + ln b)/2, s = ln(b/a)/3.28971', () => {
  const m = (Math.log(250) + Math.log(350)) / 2;
  const s = Math.log(350 / 250) / 3.28971;
  // N⁻¹(0.975) = 1.959963984540054.
  const d: Distribution = { kind: 'interval-lognormal', low: 250, high: 350 };
  expect(quantileOf(d, 0.975)).toBeCloseTo(Math.exp(m + s * 1.959963984540054), 10);
  expect(meanOf(d)).toBeCloseTo(Math.exp(m + (s * s) / 2), 10);
});

test('published quantiles', () => {
  // Symmetric pert is a beta(3, 3), whose quartiles solve 10x³ − 15x⁴ + 6x⁵ = ¼.
  const x = quantileOf({ kind: 'pert', min: 0, mode: 0.5, max: 1 }, 0.25);
  expect(10 * x ** 3 - 15 * x ** 4 + 6 * x ** 5).toBeCloseTo(0.25, 13);
  expect(quantileOf({ kind: 'triangular', min: 0, mode: 1, max: 4 }, 0.25)).toBeCloseTo(1, 14);
  expect(quantileOf({ kind: 'student-t', location: 10, scale: 1, degreesOfFreedom: 4 }, 0.975)).toBeCloseTo(12.776, 3);
  expect(quantileOf({ kind: 'discrete', values: [5, 1, 3], weights: [1, 2, 1] }, 0.5)).toBe(1);
  expect(quantileOf({ kind: 'discrete', values: [5, 1, 3], weights: [1, 2, 1] }, 0.51)).toBe(3);
  expect(quantileOf({ kind: 'point', value: 7 }, 0.2)).toBe(7);
});

const CUT: Distribution[] = [
  { kind: 'normal', mean: 0, sd: 1, truncation: { min: 0 } },
  { kind: 'normal', mean: 0, sd: 1, truncation: { min: 9 } },
  { kind: 'normal', mean: 0, sd: 1, truncation: { min: -12, max: -9 } },
  { kind: 'normal', mean: 3, sd: 2, truncation: { min: 5, max: 8 } },
  { kind: 'lognormal', mean: 10, sd: 8, truncation: { min: 4, max: 15 } },
  { kind: 'interval-normal', low: -1, high: 4, truncation: { min: 0 } },
  { kind: 'interval-lognormal', low: 1, high: 4, truncation: { max: 3 } },
  { kind: 'interval-logit-normal', low: 0.1, high: 0.6, truncation: { min: 0.2, max: 0.5 } },
  { kind: 'interval-logit-normal', low: 0.1, high: 0.6 },
  { kind: 'uniform', min: 0, max: 10, truncation: { min: 4, max: 20 } },
  { kind: 'triangular', min: 0, mode: 2, max: 5, truncation: { min: 1, max: 4 } },
  { kind: 'triangular', min: -1, mode: 2, max: 5, truncation: { min: 3 } },
  { kind: 'triangular', min: 1, mode: 2, max: 5, truncation: { min: 1.5, max: 4 } },
  { kind: 'pert', min: 2, mode: 3, max: 8, truncation: { min: 3.5, max: 7 } },
  { kind: 'pert', min: 0, mode: 2, max: 5, truncation: { min: 1 } },
  { kind: 'beta', mean: 0.4, sd: 0.2, min: 0, max: 1, truncation: { max: 0.5 } },
  { kind: 'student-t', location: 1, scale: 2, degreesOfFreedom: 3, truncation: { min: 0, max: 9 } },
  { kind: 'student-t', location: 1, scale: 2, degreesOfFreedom: 1, truncation: { min: 0, max: 9 } },
  { kind: 'student-t', location: 1, scale: 2, degreesOfFreedom: 8, truncation: { min: 0 } },
  { kind: 'discrete', values: [1, 2, 3, 4], weights: [1, 1, 1, 1], truncation: { min: 2, max: 3 } },
];

test('a truncated distribution stays in its bounds and its mean is the integral of its quantiles', () => {
  for (const d of CUT) {
    const { min = -Infinity, max = Infinity } = (d.kind === 'point' ? undefined : d.truncation) ?? {};
    let previous = -Infinity;
    for (const u of [1e-12, 0.01, 0.3, 0.5, 0.8, 0.99, 1 - 1e-12]) {
      const x = quantileOf(d, u);
      expect(x >= min && x <= max && x >= previous, `${JSON.stringify(d)} at ${u}: ${x}`).toBe(true);
      previous = x;
    }
    expect(Math.abs(meanOf(d) - momentsByIntegration(d).mean), JSON.stringify(d)).toBeLessThan(1e-5);
  }
});

test('a logit-normal symmetric about one half has mean one half, whole or cut symmetrically', () => {
  const whole: Distribution = { kind: 'interval-logit-normal', low: 0.2, high: 0.8 };
  expect(meanOf(whole)).toBeCloseTo(0.5, 13);
  expect(meanOf({ ...whole, truncation: { min: 0.4, max: 0.6 } })).toBeCloseTo(0.5, 13);
});

test('known means of truncated normals', () => {
  // Half-normal: √(2/π). Far tail: the inverse Mills ratio at 9, 9.1085… (by its continued fraction).
  expect(meanOf({ kind: 'normal', mean: 0, sd: 1, truncation: { min: 0 } })).toBeCloseTo(Math.sqrt(2 / Math.PI), 14);
  let mills = 9;
  for (let k = 200; k >= 1; k--) mills = 9 + k / mills;
  expect(meanOf({ kind: 'normal', mean: 0, sd: 1, truncation: { min: 9 } })).toBeCloseTo(mills, 10);
});

test('truncation keeps the shape: conditional probabilities are unchanged', () => {
  const whole: Distribution = { kind: 'pert', min: 0, mode: 2, max: 5 };
  const cut: Distribution = { ...whole, truncation: { min: quantileOf(whole, 0.2), max: quantileOf(whole, 0.7) } };
  expect(massWithinTruncation(cut)).toBeCloseTo(0.5, 12);
  expect(medianOf(cut)).toBeCloseTo(quantileOf(whole, 0.45), 11);
  expect(massWithinTruncation({ kind: 'normal', mean: 0, sd: 1, truncation: { min: 50 } })).toBe(0);
  expect(massWithinTruncation({ kind: 'discrete', values: [1, 2], weights: [1, 3], truncation: { max: 1 } })).toBe(
    0.25,
  );
});

test('quantiles rise with the probability', () => {
  const u = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...EXAMPLES.map((e) => e.d), ...CUT), u, u, (d, a, b) => {
      expect(quantileOf(d, Math.min(a, b))).toBeLessThanOrEqual(quantileOf(d, Math.max(a, b)) + 1e-12);
    }),
  );
});

test('a distribution that can take one value only is not uncertain', () => {
  const certain: Distribution[] = [
    { kind: 'point', value: 3 },
    { kind: 'normal', mean: 3, sd: 0 },
    { kind: 'lognormal', mean: 3, sd: 0 },
    { kind: 'interval-lognormal', low: 3, high: 3 },
    { kind: 'uniform', min: 3, max: 3 },
    { kind: 'pert', min: 3, mode: 3, max: 3 },
    { kind: 'beta', mean: 3, sd: 0, min: 0, max: 9 },
    { kind: 'discrete', values: [3, 4], weights: [1, 0] },
    { kind: 'discrete', values: [3, 4], weights: [1, 1], truncation: { max: 3 } },
    { kind: 'student-t', location: 3, scale: 0, degreesOfFreedom: 5 },
    { kind: 'normal', mean: 0, sd: 1, truncation: { min: 3, max: 3 } },
  ];
  for (const d of certain) {
    expect(isUncertain(d), JSON.stringify(d)).toBe(false);
    expect(medianOf(d), JSON.stringify(d)).toBeCloseTo(3, 12);
    expect(meanOf(d.kind === 'normal' ? { ...d, truncation: {} } : d)).toBeCloseTo(
      d.kind === 'normal' ? d.mean : 3,
      12,
    );
  }
  for (const { d } of EXAMPLES) expect(isUncertain(d)).toBe(true);
  expect(meanOf({ kind: 'student-t', location: 3, scale: 1, degreesOfFreedom: 1 })).toBeNaN();
});
