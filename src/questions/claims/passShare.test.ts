import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../base/random.ts';
import { passShare } from './passShare.ts';

const of = (passed: readonly number[], counted: readonly number[]) =>
  passShare({ passed: Float64Array.from(passed), counted: Float64Array.from(counted) });

describe('share of worlds in which a claim passes', () => {
  it('has the binomial error where a vector is one world', () => {
    const passed = Array.from({ length: 200 }, (_, v) => (v < 142 ? 1 : 0));
    const share = of(
      passed,
      passed.map(() => 1),
    );
    expect(share?.probability).toBeCloseTo(0.71, 12);
    expect(share?.standardError).toBeCloseTo(Math.sqrt((0.71 * 0.29) / 199), 12);
    expect(share?.verdict).toBe('depends');
  });

  it('has the error of repeated draws where paths of a vector go together', () => {
    const draw = (repeat: number): { passed: number[]; counted: number[] } => {
      const passed: number[] = [];
      const counted: number[] = [];
      for (let v = 0; v < 50; v++) {
        const chance = uniformAt({ k0: repeat, k1: 1 }, v, 0);
        let k = 0;
        for (let i = 0; i < 10; i++) if (uniformAt({ k0: repeat, k1: 2 }, 10 * v + i, 0) < chance) k++;
        passed.push(k);
        counted.push(10);
      }
      return { passed, counted };
    };
    const shares = Array.from({ length: 400 }, (_, repeat) => {
      const { passed, counted } = draw(repeat);
      return of(passed, counted);
    });
    const mean = shares.reduce((sum, s) => sum + (s?.probability ?? 0), 0) / shares.length;
    const spread = Math.sqrt(shares.reduce((sum, s) => sum + ((s?.probability ?? 0) - mean) ** 2, 0) / shares.length);
    const told = shares.reduce((sum, s) => sum + (s?.standardError ?? 0), 0) / shares.length;
    expect(told / spread).toBeGreaterThan(0.85);
    expect(told / spread).toBeLessThan(1.15);
  });

  it('decides only with two standard errors on one side', () => {
    const ones = (share: number, n: number) =>
      of(
        Array.from({ length: n }, (_, v) => (v < share * n ? 1 : 0)),
        Array(n).fill(1),
      );
    expect(ones(0.97, 200)?.verdict).toBe('holds');
    expect(ones(0.91, 200)?.verdict).toBe('depends');
    expect(ones(0.03, 200)?.verdict).toBe('fails');
    expect(ones(1, 200)?.verdict).toBe('holds');
    expect(ones(1, 10)?.verdict).toBe('depends');
    expect(ones(0, 200)?.verdict).toBe('fails');
  });

  it('is never surer with a dissenting path than without it', () => {
    const tens = (vectors: number, off: number, all: number) =>
      of(
        Array.from({ length: vectors }, (_, v) => (v === 0 ? Math.abs(all - off) : all)),
        Array(vectors).fill(10),
      )?.verdict;
    expect([tens(10, 0, 10), tens(10, 1, 10)]).toEqual(['depends', 'depends']);
    expect([tens(20, 0, 0), tens(20, 1, 0)]).toEqual(['depends', 'depends']);
    expect([tens(200, 0, 10), tens(200, 1, 10)]).toEqual(['holds', 'holds']);
    expect([tens(200, 0, 0), tens(200, 1, 0)]).toEqual(['fails', 'fails']);
  });

  it('counts only where the measure is defined', () => {
    expect(of([1, 0, 0], [1, 0, 1])?.probability).toBe(0.5);
    expect(of([0, 0], [0, 0])).toBeNull();
  });
});
