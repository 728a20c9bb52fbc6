import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp } from '../../base/elementary.ts';
import { normalDensity } from '../../base/normal.ts';
import { clear } from '../clearing/clear.ts';
import { eisenbergNoe } from '../clearing/eisenbergNoe.ts';
import { debtRank, singleHitDebtRank } from './debtRank.ts';
import { exposureNetwork } from './exposureNetwork.ts';
import { neva } from './neva.ts';
import { spectralRadius } from './spectralRadius.ts';
import { additionalStress, systemicImportance } from './systemicImportance.ts';
import { eisenbergNoeValue, furfineValue, linearDebtRankValue, mertonValue, type Valuation } from './valuation.ts';

type Matrix = readonly (readonly number[])[];

/** claims[i][j] is what i claims from j. */
function network(claims: Matrix, equity: readonly number[]) {
  const cells = claims.flatMap((row, creditor) =>
    row.flatMap((amount, debtor) => (amount > 0 ? [{ creditor, debtor, amount }] : [])),
  );
  return exposureNetwork({
    equity,
    debtor: cells.map((c) => c.debtor),
    creditor: cells.map((c) => c.creditor),
    amount: cells.map((c) => c.amount),
  });
}

const DR1 = network(
  [
    [0, 1, 0],
    [10, 0, 3],
    [3, 2, 0],
  ],
  [2, 5, 2],
);
const RING: Matrix = [
  [0, 0.5, 0],
  [0, 0, 0.5],
  [0.5, 0, 0],
];

function expectNear(found: ArrayLike<number>, wanted: readonly number[], digits = 12): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits);
  });
}

describe('DebtRank, printed cases', () => {
  const weight = Float64Array.of(10, 100, 30);

  test('DR1: what each failure adds, linear and single hit', () => {
    expectNear(systemicImportance(DR1, weight, 'linear').stress, [0.928571428571, 0.25, 0.75], 11);
    expectNear(systemicImportance(DR1, weight, 'single-hit').stress, [0.928571428571, 0.25, 0.664285714286], 11);
    const shock = [0.1, 0.1, 0.1];
    expect(additionalStress(debtRank(DR1, shock).distress, shock, weight)).toBeCloseTo(0.871428571429, 11);
    expect(additionalStress(singleHitDebtRank(DR1, shock).distress, shock, weight)).toBeCloseTo(0.160714285714, 11);
  });

  test('DR3: a ring shocked by half of the first', () => {
    const ring = network(RING, [1, 1, 1]);
    expectNear(debtRank(ring, [0.5, 0, 0]).distress, [4 / 7, 1 / 7, 2 / 7]);
    expectNear(singleHitDebtRank(ring, [0.5, 0, 0]).distress, [0.5625, 0.125, 0.25]);
  });

  test('DR4: the same ring with equities 2, 1, 4', () => {
    const ring = network(RING, [2, 1, 4]);
    const { distress } = debtRank(ring, [0.5, 0, 0]);
    expectNear(
      distress.map((h, i) => ring.equity[i]! * (1 - h)),
      [62 / 63, 61 / 63, 236 / 63],
    );
    expectNear(singleHitDebtRank(ring, [0.5, 0, 0]).distress, [0.5078125, 0.03125, 0.0625]);
  });

  test('failures come in rounds, and each round tells what it added', () => {
    const chain = network(
      [
        [0, 0, 0],
        [4, 0, 0],
        [0, 4, 0],
      ],
      [1, 2, 8],
    );
    const added: number[][] = [];
    const { failedRound, distress } = debtRank(chain, [1, 0, 0], (_, more) => added.push([...more]));
    expect([...failedRound]).toEqual([0, 1, -1]);
    expect([...distress]).toEqual([1, 1, 0.5]);
    expect(added).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0.5],
    ]);
  });
});

const anyWeb = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    claims: fc.array(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 })), { minLength: n, maxLength: n }),
      { minLength: n, maxLength: n },
    ),
    equity: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: n, maxLength: n }),
    shock: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: n, maxLength: n }),
    outside: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: n, maxLength: n }),
  }),
);
const offDiagonal = (claims: Matrix): Matrix => claims.map((row, i) => row.map((a, j) => (i === j ? 0 : a)));

/** Linear DebtRank written over the matrix, losses from equities, without any of the sparse bookkeeping. */
function slowDebtRank(claims: Matrix, equity: readonly number[], shock: readonly number[]): number[] {
  let h = shock.map((x) => Math.min(1, x));
  for (let round = 0; round < 3000; round++) {
    h = shock.map((x, i) => {
      let sum = x;
      for (let j = 0; j < h.length; j++) sum += (claims[i]![j]! / equity[i]!) * h[j]!;
      return Math.min(1, sum);
    });
  }
  return h;
}

function slowSingleHit(claims: Matrix, equity: readonly number[], shock: readonly number[]): number[] {
  let h = shock.map((x) => Math.min(1, x));
  let state: string[] = h.map((x) => (x > 0 ? 'distressed' : 'undistressed'));
  for (let round = 0; round < h.length + 1; round++) {
    const next = h.map((x, i) => {
      let sum = x;
      for (let j = 0; j < h.length; j++) {
        if (state[j] === 'distressed') sum += Math.min(1, claims[i]![j]! / equity[i]!) * h[j]!;
      }
      return Math.min(1, sum);
    });
    state = state.map((s, i) => (s === 'undistressed' ? (next[i]! > 0 ? 'distressed' : s) : 'inactive'));
    h = next;
  }
  return h;
}

describe('DebtRank, against slow twins and laws', () => {
  test('agrees with iterations over the whole matrix', () => {
    fc.assert(
      fc.property(anyWeb, (web) => {
        const claims = offDiagonal(web.claims);
        const shock = web.shock.map((x) => x / 10);
        const linear = debtRank(network(claims, web.equity), shock).distress;
        expectNear(linear, slowDebtRank(claims, web.equity, shock), 9);
        const hit = singleHitDebtRank(network(claims, web.equity), shock).distress;
        expectNear(hit, slowSingleHit(claims, web.equity, shock), 12);
        hit.forEach((h, i) => {
          expect(h).toBeLessThanOrEqual(linear[i]! + 1e-12);
        });
      }),
    );
  });

  test('below failure, h solves (I − W)h = h₀, and it exists only for a radius below one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1.5, noNaN: true }), (scale) => {
        const n = 3;
        const claims = [
          [0, 0.6 * scale, 0.1],
          [0.3, 0, 0.5 * scale],
          [0.7 * scale, 0.2, 0],
        ];
        const web = network(claims, [1, 1, 1]);
        const radius = spectralRadius(n, web.start, web.creditor, web.amount);
        const shock = [1e-7, 2e-7, 0];
        const { distress } = debtRank(web, shock);
        if (radius < 0.999) {
          claims.forEach((row, i) => {
            const spread = row.reduce((sum, w, j) => sum + w * distress[j]!, 0);
            expect(distress[i]! - spread).toBeCloseTo(shock[i]!, 14);
          });
          expect(Math.max(...distress)).toBeLessThan(1);
        } else if (radius > 1.001) expect(Math.max(...distress)).toBe(1);
      }),
    );
  });

  test('scale and order of the parties do not matter', () => {
    fc.assert(
      fc.property(anyWeb, (web) => {
        const claims = offDiagonal(web.claims);
        const shock = web.shock.map((x) => x / 10);
        const plain = debtRank(network(claims, web.equity), shock).distress;
        const scaled = network(
          claims.map((row) => row.map((a) => 8 * a)),
          web.equity.map((e) => 8 * e),
        );
        expect([...debtRank(scaled, shock).distress]).toEqual([...plain]);
        const turned = network(
          [...claims].reverse().map((row) => [...row].reverse()),
          [...web.equity].reverse(),
        );
        expectNear([...debtRank(turned, [...shock].reverse()).distress].reverse(), [...plain], 10);
      }),
    );
  });

  test('a party without equity has failed from the start, and is nobody’s doing', () => {
    const web = network(
      [
        [0, 0],
        [1, 0],
      ],
      [0, 2],
    );
    const { distress, failedRound } = debtRank(web, [0, 0]);
    expect([[...distress], [...failedRound]]).toEqual([
      [1, 0.5],
      [0, -1],
    ]);
    expectNear(systemicImportance(web, Float64Array.of(1, 1), 'linear').stress, [0, 0]);
  });
});

describe('the spectral radius', () => {
  test('closed forms: a ring, two groups, no cycle, and the next generation of checks', () => {
    const ring = network(RING, [1, 1, 1]);
    expect(spectralRadius(3, ring.start, ring.creditor, ring.amount)).toBeCloseTo(0.5, 12);
    const chain = network(
      [
        [0, 0],
        [5, 0],
      ],
      [1, 1],
    );
    expect(spectralRadius(2, chain.start, chain.creditor, chain.amount)).toBe(0);
    const loops = Int32Array.of(0, 2, 4);
    const radius = spectralRadius(2, loops, Int32Array.of(0, 1, 0, 1), Float64Array.of(0.5, 0.4, 0.3, 0.2));
    expect(radius).toBeCloseTo((0.7 + Math.sqrt(0.57)) / 2, 12);
  });

  test('is the rate at which powers grow', () => {
    fc.assert(
      fc.property(anyWeb, (web) => {
        const claims = offDiagonal(web.claims);
        const net = network(
          claims,
          claims.map(() => 1),
        );
        const radius = spectralRadius(net.partyCount, net.start, net.creditor, net.amount);
        // Trace of a power: Σ λ^k, so its k-th root tends to the radius where that is reached by an aperiodic cycle.
        let power = claims.map((row) => [...row]);
        let log2 = 0;
        for (let k = 0; k < 12; k++) {
          power = power.map((row) => row.map((_, j) => row.reduce((sum, a, m) => sum + a * power[m]![j]!, 0)));
          const largest = Math.max(...power.flat());
          if (largest === 0) break;
          log2 += Math.log2(largest) / 2 ** (k + 1);
          power = power.map((row) => row.map((a) => a / largest));
        }
        const isNilpotent = power.flat().every((a) => a === 0);
        if (isNilpotent) expect(radius).toBe(0);
        else expect(radius / 2 ** log2).toBeCloseTo(1, 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('NEVA', () => {
  const quiet = (n: number) => ({ outsideAssets: new Float64Array(n), volatility: new Float64Array(n) });

  test('with the valuation of Eisenberg and Noe it gives the net worths of the greatest and least clearing vector', () => {
    fc.assert(
      fc.property(anyWeb, (web) => {
        const owes = offDiagonal(web.claims);
        const n = owes.length;
        const cleared = clear(eisenbergNoe(owes, web.outside, web.shock));
        const owed = owes.map((row, i) => row.reduce((sum, a) => sum + a, web.shock[i]!));
        const claims = owes.map((_, i) => owes.map((row) => row[i]!));
        const equity = owes.map((_, i) => web.outside[i]! + claims[i]!.reduce((sum, a) => sum + a, 0) - owed[i]!);
        const parties = { ...quiet(n), owed, shock: new Float64Array(n) };
        const upper = neva(network(claims, equity), parties, eisenbergNoeValue);
        expectNear(upper.equity, [...cleared.greatest.netWorth], 8);
        const lower = neva(network(claims, equity), parties, eisenbergNoeValue, 'least');
        expectNear(lower.equity, [...cleared.least.netWorth], 8);
      }),
      { numRuns: 60 },
    );
  });

  test('with the linear valuation it gives linear DebtRank', () => {
    fc.assert(
      fc.property(anyWeb, (web) => {
        const claims = offDiagonal(web.claims);
        const n = claims.length;
        const net = network(claims, web.equity);
        const { distress } = debtRank(
          net,
          web.shock.map((x) => x / 10),
        );
        const parties = {
          ...quiet(n),
          owed: quiet(n).volatility,
          shock: web.shock.map((x, i) => (x / 10) * web.equity[i]!),
        };
        const { value } = neva(net, parties, linearDebtRankValue);
        expectNear(
          value.map((v) => 1 - v),
          [...distress],
          8,
        );
      }),
    );
  });

  test('Furfine: rounds of failures at a fixed recovery, as written out by hand', () => {
    // B has 1 and claims 10 on A, C has 3 and claims 8 on B; A falls short, pays 40 %.
    const claims = [
      [0, 0, 0],
      [10, 0, 0],
      [0, 8, 0],
    ];
    const parties = { ...quiet(3), owed: [10, 8, 0], shock: [2, 0, 0] };
    const { equity, failedRound } = neva(network(claims, [1, 1, 3]), parties, furfineValue(0.4));
    expectNear(equity, [-1, 1 - 6, 3 - 4.8]);
    expect([...failedRound]).toEqual([0, 1, 2]);
  });

  test('every valuation grows with equity, and the least solution is never above the greatest', () => {
    const valuations: Valuation[] = [eisenbergNoeValue, furfineValue(0.3), linearDebtRankValue, mertonValue(1, 0.5)];
    fc.assert(
      fc.property(anyWeb, fc.constantFrom(...valuations), (web, valuation) => {
        const claims = offDiagonal(web.claims);
        const parties = {
          owed: claims.map((_, j) => claims.reduce((sum, row) => sum + row[j]!, 5)),
          shock: web.shock,
          outsideAssets: web.outside.map((x) => x + 10),
          volatility: web.outside.map(() => 0.3),
        };
        const upper = neva(network(claims, web.equity), parties, valuation);
        const lower = neva(network(claims, web.equity), parties, valuation, 'least');
        upper.equity.forEach((e, i) => {
          expect(lower.equity[i]).toBeLessThanOrEqual(e + 1e-9);
        });
      }),
    );
  });

  test('Merton: the closed form is the integral of what is paid over the normal distribution', () => {
    const integrate = (equity: number, owed: number, assets: number, spread: number, recovered: number): number => {
      const steps = 200_000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const z = -9 + (18 * (i + 0.5)) / steps;
        const then = equity + assets * exp(-spread * spread * 0.5 + spread * z) - assets;
        const pays = then >= 0 ? 1 : recovered * Math.max(0, (then + owed) / owed);
        sum += pays * normalDensity(z) * (18 / steps);
      }
      return sum;
    };
    for (const [equity, owed, assets, volatility, years, recovered] of [
      [10, 50, 60, 0.25, 1, 1],
      [-3, 20, 40, 0.4, 2, 0.5],
      [5, 100, 20, 0.6, 1, 0.8],
    ] as const) {
      const value = mertonValue(
        years,
        recovered,
      )({ equity, equityAtStart: 1, owed, outsideAssets: assets, volatility });
      expect(value).toBeCloseTo(integrate(equity, owed, assets, volatility * Math.sqrt(years), recovered), 5);
    }
    const certain = { equity: -4, equityAtStart: 1, owed: 10, outsideAssets: 8, volatility: 1e-9 };
    expect(mertonValue(1)(certain)).toBeCloseTo(eisenbergNoeValue(certain), 9);
  });
});
