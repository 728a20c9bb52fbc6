import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { type ClearingOptions, clear } from '../../src/mechanisms/clearing/clear.ts';
import { type ObligationNetwork, obligationNetwork } from '../../src/mechanisms/clearing/obligationNetwork.ts';
import { clearingFixedPoints } from './clearingEnumeration.ts';
import { clearNaively } from './clearingNaive.ts';
import { randomWeb } from './clearingWebs.ts';

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  for (let i = 0; i < expected.length; i++) {
    const gap = Math.abs(actual[i]! - expected[i]!);
    expect(gap, `${what}, entry ${i}: ${actual[i]} for ${expected[i]}`).toBeLessThanOrEqual(tolerance);
  }
}

/** max Σp subject to p ≤ owed and p ≤ e + receipts, as an LP file (Eisenberg and Noe 2001, Lemma 4). */
function clearingProgram(network: ObligationNetwork): string {
  const { partyCount, claimStart, creditor, amount, outsideObligations, outsideAssets } = network;
  const owed = Array.from(outsideObligations);
  const receives: Map<number, number>[] = Array.from({ length: partyCount }, () => new Map());
  for (let i = 0; i < partyCount; i++) {
    for (let k = claimStart[i]!; k < claimStart[i + 1]!; k++) owed[i]! += amount[k]!;
  }
  for (let i = 0; i < partyCount; i++) {
    for (let k = claimStart[i]!; k < claimStart[i + 1]!; k++) {
      const row = receives[creditor[k]!]!;
      row.set(i, (row.get(i) ?? 0) + amount[k]! / owed[i]!);
    }
  }
  const names = owed.map((_, i) => `p${i}`);
  const rows = receives.map((row, i) => {
    const terms = [...row].map(([debtor, share]) => ` - ${share} p${debtor}`).join('');
    return ` c${i}: p${i}${terms} <= ${outsideAssets[i]}`;
  });
  const bounds = owed.map((limit, i) => ` 0 <= p${i} <= ${limit}`);
  return ['Maximize', ` obj: ${names.join(' + ')}`, 'Subject To', ...rows, 'Bounds', ...bounds, 'End'].join('\n');
}

describe('one class without default costs', () => {
  it.each([1, 2, 3, 4, 5, 6])('the linear program finds the same payments, web %i', async (seed) => {
    const highs = await (loadHighs as unknown as typeof loadHighs.default)();
    const parties = 20 + 15 * seed;
    const web = randomWeb({ parties, links: parties * 4, richness: 6, owesOutside: seed % 2 === 0 }, seed);
    const network = obligationNetwork(web);
    const solution = highs.solve(clearingProgram(network));
    expect(solution.Status).toBe('Optimal');
    const expected = Array.from(
      { length: parties },
      (_, i) => (solution.Columns[`p${i}`] as { Primal: number }).Primal,
    );
    for (const kernel of ['fastest', 'general'] as const) {
      const { greatest } = clear(network, { kernel });
      expect(greatest.isDefaulting.filter((flag) => flag === 1).length).toBeGreaterThan(3);
      expectClose(greatest.paid, expected, 1e-6, kernel);
      expect(greatest.residual).toBeLessThan(1e-13);
    }
  });
});

describe('enumeration of default sets', () => {
  const costs: ClearingOptions[] = [
    {},
    { outsideAssetsRecovered: 0.5, receiptsRecovered: 0.5 },
    { outsideAssetsRecovered: 0.3, receiptsRecovered: 0.9 },
    { outsideAssetsRecovered: 0, receiptsRecovered: 0.6 },
  ];
  it.each([3, 4, 5, 6, 7, 8])('greatest and least of all fixed points, %i parties', (parties) => {
    let multiple = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const network = obligationNetwork(
        randomWeb({ parties, links: parties * 2, richness: 5, owesOutside: true }, seed),
      );
      for (const cost of costs) {
        const points = clearingFixedPoints(network, cost);
        expect(points.length).toBeGreaterThan(0);
        if (points.length > 1) multiple++;
        const top = Array.from({ length: parties }, (_, i) => Math.max(...points.map((point) => point[i]!)));
        const bottom = Array.from({ length: parties }, (_, i) => Math.min(...points.map((point) => point[i]!)));
        for (const kernel of ['fastest', 'general'] as const) {
          const { greatest, least } = clear(network, { ...cost, kernel });
          expectClose(greatest.paid, top, 1e-11, `greatest, seed ${seed}, ${kernel}`);
          expectClose(least.paid, bottom, 1e-11, `least, seed ${seed}, ${kernel}`);
        }
      }
    }
    // The webs must include some with several clearing vectors, or this would not test the two ends apart.
    expect(multiple).toBeGreaterThan(0);
  });
});

describe('thin webs, in which money goes round many times', () => {
  it.each([40, 150, 400])('%i parties: the exact solution is reached, and both kernels agree', (parties) => {
    const web = randomWeb({ parties, links: parties * 6, richness: 1e-6 }, parties);
    const network = obligationNetwork(web);
    const general = clear(network, { kernel: 'general', maximumSweeps: 5_000 });
    const fastest = clear(network, { maximumSweeps: 5_000 });
    expect(general.greatest.hasConverged && general.least.hasConverged).toBe(true);
    expect(general.greatest.residual).toBeLessThan(1e-13);
    expect(general.isUnique && fastest.isUnique).toBe(true);
    expectClose(fastest.greatest.recovery, general.least.recovery, 1e-12, 'recovery');
    expect(fastest.greatest.isDefaulting.filter((flag) => flag === 1).length).toBeGreaterThan(parties / 4);
  });
});

describe('plain iteration of the definition', () => {
  const shapes = [
    { name: 'classes', shape: { parties: 12, links: 40, classes: 3, owesOutside: true } },
    { name: 'guarantees', shape: { parties: 12, links: 40, guarantees: 25, owesOutside: true } },
    { name: 'classes and guarantees', shape: { parties: 12, links: 40, classes: 3, guarantees: 25 } },
    { name: 'holdings', shape: { parties: 12, links: 40, classes: 2, holdings: 10 } },
    {
      name: 'everything',
      shape: { parties: 15, links: 60, classes: 3, guarantees: 30, holdings: 12, owesOutside: true },
    },
  ];
  it.each(shapes)('$name', ({ shape }) => {
    for (let seed = 1; seed <= 15; seed++) {
      const network = obligationNetwork(randomWeb(shape, seed));
      for (const cost of [{}, { outsideAssetsRecovered: 0.6, receiptsRecovered: 0.8 }]) {
        const { greatest, least } = clear(network, cost);
        expect(greatest.hasConverged && least.hasConverged).toBe(true);
        expectClose(greatest.paid, clearNaively(network, cost, 1), 1e-9, `greatest, seed ${seed}`);
        expectClose(least.paid, clearNaively(network, cost, 0), 1e-9, `least, seed ${seed}`);
        expect(greatest.residual).toBeLessThan(1e-13);
        expect(least.residual).toBeLessThan(1e-13);
      }
    }
  });
});

it('a limit from below that does not clear is passed: a party exactly able to pay, pays', () => {
  // From below each pays 1 + ½·(what the other pays) → 2, so assets tend to exactly 3, from below, and never get there.
  const network = obligationNetwork({
    outsideAssets: [1, 1],
    obligations: { debtor: [0, 1], creditor: [1, 0], amount: [3, 3] },
  });
  for (const kernel of ['fastest', 'general'] as const) {
    const { greatest, least } = clear(network, { kernel, outsideAssetsRecovered: 1, receiptsRecovered: 0.5 });
    expectClose(greatest.paid, [3, 3], 1e-12, 'greatest');
    expectClose(least.paid, [3, 3], 1e-12, 'least');
  }
  const points = clearingFixedPoints(network, { outsideAssetsRecovered: 1, receiptsRecovered: 0.5 });
  expect(points.length).toBe(1);
});

it('a jump stops at the edge of its regime: nothing reaches a closed pair that the least vector leaves unpaid', () => {
  // A owes B 10 and, junior, G 1; B owes A 12 and C .12; C owes A .05. Until C is paid up no money leaves the circle of
  // A, B and C, so the equations of that regime have no end; beyond it A gets 12/12.12 of B's payments and .05.
  const [a, b, c, g, h] = [0, 1, 2, 3, 4];
  const network = obligationNetwork({
    outsideAssets: [1e-4, 0, 0, 0, 0],
    obligations: {
      debtor: [a, a, b, b, c, g, h],
      creditor: [b, g, a, c, a, h, g],
      amount: [10, 1, 12, 0.12, 0.05, 1, 1],
      seniority: [1, 2, 1, 1, 1, 1, 1],
    },
  });
  const { greatest, least } = clear(network);
  const circle = (0.05 + 1e-4) / (1 - 12 / 12.12);
  expectClose(least.paid, [circle, circle, 0.05, 0, 0], 1e-11, 'least');
  expectClose(greatest.paid, [circle, circle, 0.05, 1, 1], 1e-11, 'greatest');
  expect(least.sweeps).toBeLessThan(100);
});
