import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalValue } from '../../mechanisms/feedback/criticalValue.ts';
import { loopGain } from '../../mechanisms/feedback/loopGain.ts';
import { answerWithoutBook } from '../answer.ts';
import { loopAnswerSchema, type MatrixLoopResult } from './loopSchema.ts';
import { plainLoop } from './plainLoop.ts';

function ask(rows: readonly (readonly number[])[]): MatrixLoopResult {
  const ids = rows.map((_, k) => `p${k}`);
  const answer = answerWithoutBook(plainLoop({ ids, values: Float64Array.from(rows.flat()) }), []);
  expect(loopAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
  return answer.result as MatrixLoopResult;
}

describe('the loop of a matrix', () => {
  it('[[.5, .4], [.3, .2]] has gain (.7 + √.57)/2, its inverse, and circles of .5, .2 and .12', () => {
    const result = ask([
      [0.5, 0.4],
      [0.3, 0.2],
    ]);
    expect(result.gain).toBeCloseTo(0.727491721764, 12);
    const inverse = [2.857142857, 1.428571429, 1.071428571, 1.785714286];
    result.multiplier_matrix!.flat().forEach((x, k) => {
      expect(x).toBeCloseTo(inverse[k]!, 9);
    });
    expect(result.multiplier).toBeCloseTo(2.857142857 + 1.071428571, 8);
    expect(result.cycles.map((c) => c.gain)).toEqual([0.5, 0.2, expect.closeTo(0.12, 12)]);
    expect(result.by_party.map((p) => p.in_a_turn)).toEqual([0.8, expect.closeTo(0.6, 12)]);
  });

  it('Miller and Blair (2009), section 2.3: [[.15, .25], [.20, .05]] has the inverse 1.2541 .3300 .2640 1.1221', () => {
    const { multiplier_matrix: inverse } = ask([
      [0.15, 0.25],
      [0.2, 0.05],
    ]);
    expect(inverse!.flat().map((x) => x.toFixed(4))).toEqual(['1.2541', '0.3300', '0.2640', '1.1221']);
  });

  it('from a gain of one on nothing has a bound, and what would have to shrink is told', () => {
    const result = ask([
      [0, 2],
      [0.6, 0],
    ]);
    expect(result.gain).toBeCloseTo(Math.sqrt(1.2), 12);
    expect([result.multiplier, result.multiplier_matrix]).toEqual(['unbounded', null]);
    expect(result.by_party.map((p) => p.in_all)).toEqual(['unbounded', 'unbounded']);
    expect(result.thresholds.map((t) => [t.from, t.to, t.at])).toEqual([
      ['p1', 'p0', expect.closeTo(1 / 0.6, 12)],
      ['p0', 'p1', expect.closeTo(0.5, 12)],
    ]);
    expect(ask([[1]]).multiplier).toBe('unbounded');
    expect(ask([[0.9]]).multiplier).toBeCloseTo(10, 12);
  });

  it('a party from which no circle of gain one is reached has a bound, whatever the others do', () => {
    const result = ask([
      [1, 0],
      [0, 0.5],
    ]);
    expect(result.by_party.map((p) => p.in_all)).toEqual(['unbounded', 2]);
    expect(result.multiplier).toBe('unbounded');
    // p1 calls forth p0, whose units last; p2 calls forth p3 alone.
    const chain = ask([
      [1.5, 0.1, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0.5, 0],
      [0, 0, 0.25, 0.5],
    ]);
    expect(chain.by_party.map((p) => p.in_all)).toEqual(['unbounded', 'unbounded', 3, 2]);
  });

  it('where every unit has a bound it is what the turns add up to', () => {
    const entry = fc.integer({ min: 0, max: 9 }).map((x) => (x > 5 ? 0 : x / 20));
    fc.assert(
      fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), (flat) => {
        const rows = [0, 1, 2, 3].map((i) => flat.slice(4 * i, 4 * i + 4));
        const result = ask(rows);
        result.by_party.forEach(({ in_all: total }, j) => {
          let unit: number[] = [0, 1, 2, 3].map((i) => (i === j ? 1 : 0));
          let sum = 0;
          for (let turn = 0; turn < 4000; turn++) {
            sum += unit.reduce((a, b) => a + b, 0);
            if (sum > 1e6) break;
            unit = rows.map((row) => row.reduce((a, w, k) => a + w * unit[k]!, 0));
          }
          if (total === 'unbounded') expect(sum).toBeGreaterThan(1000);
          else if (total < 100) expect(sum / total).toBeCloseTo(1, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('what is under nothing damps and is no gain; what never returns has none', () => {
    const damped = ask([
      [0.25, -0.5],
      [0.4, 0],
    ]);
    expect([damped.gain, damped.damping]).toEqual([0.25, expect.closeTo(-0.2, 12)]);
    const chain = ask([
      [0, 0, 0],
      [3, 0, 0],
      [0, 5, 0],
    ]);
    expect([chain.gain, chain.multiplier, chain.cycles, chain.elasticity]).toEqual([0, 19, [], []]);
    expect(chain.thresholds.map((t) => t.at)).toEqual([null, null]);
  });

  it('tells thresholds that bracketing finds, under a gain of one and over it', () => {
    const square = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.05, max: 0.9, noNaN: true })), {
      minLength: 9,
      maxLength: 9,
    });
    fc.assert(
      fc.property(square, (flat) => {
        const rows = [0, 1, 2].map((i) => flat.slice(3 * i, 3 * i + 3));
        const { thresholds } = ask(rows);
        for (const { from, to, at } of thresholds) {
          const k = 3 * Number(to[1]) + Number(from[1]);
          const gainAt = (t: number): number =>
            loopGain(
              Float64Array.from(flat, (x, e) => (e === k ? t : x)),
              3,
            );
          const found = gainAt(0) >= 1 ? null : criticalValue(gainAt, 1, 1e6);
          if (found === null) expect(at).toBeNull();
          else expect(at! / found).toBeCloseTo(1, 8);
        }
      }),
    );
  });

  it('says where it stops counting circles', () => {
    const rows = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 0.01));
    const values = Float64Array.from(rows.flat());
    const { warnings } = plainLoop({ ids: rows.map((_, k) => String(k)), values });
    expect(warnings.map((w) => w.code)).toEqual(['loop.more-circles']);
    expect(ask(rows).gain).toBeCloseTo(0.12, 12);
  });
});
