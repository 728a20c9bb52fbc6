import { describe, expect, it } from 'vitest';
import { claimPayments, guaranteePayments } from '../../src/mechanisms/clearing/claimPayments.ts';
import { type ClearingOptions, clear } from '../../src/mechanisms/clearing/clear.ts';
import { classedNetwork, eisenbergNoe, matrixColumns } from '../../src/mechanisms/clearing/eisenbergNoe.ts';
import { obligationNetwork } from '../../src/mechanisms/clearing/obligationNetwork.ts';
import { transferGain } from '../../src/mechanisms/clearing/transferGain.ts';

const half: ClearingOptions = { outsideAssetsRecovered: 0.5, receiptsRecovered: 0.5 };
const kernels = ['fastest', 'general'] as const;

function expectVector(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => {
    expect(Math.abs(actual[index]! - value), `entry ${index}: ${actual[index]} for ${value}`).toBeLessThan(1e-12);
  });
}

describe.each(kernels)('one class, %s kernel', (kernel) => {
  it("EN1: Siebenbrunner's worked example, with waves of default", () => {
    const network = eisenbergNoe(
      [
        [0, 20, 10],
        [5, 0, 24],
        [10, 0, 0],
      ],
      [10, 10, 10],
    );
    const { greatest, least, defaultRound, isUnique } = clear(network, { kernel });
    expectVector(greatest.paid, [270 / 11, 290 / 11, 10]);
    expectVector(least.paid, [270 / 11, 290 / 11, 10]);
    expectVector(greatest.netWorth, [-60 / 11, -29 / 11, 30]);
    expect([...defaultRound]).toEqual([0, 1, -1]);
    expect(isUnique).toBe(true);
  });

  it('EN3: two parties that only owe each other clear at any common payment', () => {
    const network = eisenbergNoe(
      [
        [0, 1],
        [1, 0],
      ],
      [0, 0],
    );
    const { greatest, least, isUnique, defaultRound } = clear(network, { kernel });
    expectVector(greatest.paid, [1, 1]);
    expectVector(least.paid, [0, 0]);
    expect([...least.isDefaulting]).toEqual([1, 1]);
    expect([...defaultRound]).toEqual([-1, -1]);
    expect(isUnique).toBe(false);
  });

  it('EN4: outside debt pari passu', () => {
    const ring = [
      [0, 4, 0],
      [0, 0, 3],
      [2, 0, 0],
    ];
    const { greatest, least } = clear(eisenbergNoe(ring, [18, 18, 9], [17, 18, 8]), { kernel });
    expectVector(greatest.paid, [20, 21, 10]);
    expectVector(least.paid, [20, 21, 10]);
  });

  it('RV2: three levels of default cost', () => {
    const network = eisenbergNoe(
      [
        [0, 30, 0],
        [5, 0, 20],
        [10, 0, 0],
      ],
      [10, 5, 5],
    );
    expectVector(clear(network, { kernel }).greatest.paid, [25, 25, 10]);
    expectVector(clear(network, { kernel, outsideAssetsRecovered: 0.4 }).greatest.paid, [18, 20, 10]);
    const { greatest } = clear(network, { kernel, ...half });
    expectVector(greatest.paid, [205 / 19, 150 / 19, 10]);
    expect(greatest.residual).toBeLessThan(1e-14);
    const outsideLost = 0.5 * (10 + 5);
    const receiptsLost = 0.5 * ((150 / 19 / 25) * 5 + 10 + 205 / 19);
    expectVector([greatest.defaultCost.reduce((a, b) => a + b)], [outsideLost + receiptsLost]);
  });

  it('RV3b: two equilibria, both reported', () => {
    const network = eisenbergNoe(
      [
        [0, 11 / 5],
        [11 / 5, 0],
      ],
      [1, 1],
    );
    const { greatest, least, isUnique } = clear(network, { kernel, ...half });
    expectVector(greatest.paid, [2.2, 2.2]);
    expectVector(least.paid, [1, 1]);
    expect(isUnique).toBe(false);
  });

  it('RV4: ring of six, even ones fail first', () => {
    const ring = Array.from({ length: 6 }, (_, i) =>
      Array.from({ length: 6 }, (_, j) => (j === (i + 1) % 6 ? (i % 2 === 0 ? 2 : 3) : 0)),
    );
    const { greatest, defaultRound } = clear(eisenbergNoe(ring, [0, 0.8, 0, 0.8, 0, 0.8]), { kernel, ...half });
    expectVector(greatest.paid, [4 / 15, 8 / 15, 4 / 15, 8 / 15, 4 / 15, 8 / 15]);
    expect([...defaultRound]).toEqual([1, 0, 1, 0, 1, 0]);
  });
});

it('EN4 with outside debt senior: what is left goes to parties', () => {
  const ring = [
    [0, 4, 0],
    [0, 0, 3],
    [2, 0, 0],
  ];
  const empty = ring.map((row) => row.map(() => 0));
  const network = classedNetwork([empty, ring], [18, 18, 9], [[17, 18, 8]]);
  const { greatest, least } = clear(network);
  expectVector(claimPayments(network, greatest.recovery), [3, 3, 2]);
  expectVector(claimPayments(network, least.recovery), [3, 3, 2]);
});

describe('ELS: seniority and cross-holdings (Elsinger 2009)', () => {
  it('ELS1: two classes with shareholdings', () => {
    const senior = [
      [0, 20, 10],
      [5, 0, 40],
      [10, 0, 0],
    ];
    const junior = [
      [0, 0, 15],
      [0, 0, 24],
      [10, 0, 0],
    ];
    const network = obligationNetwork({
      outsideAssets: [0, 50, 10],
      obligations: matrixColumns([senior, junior]),
      holdings: [
        { owner: 1, owned: 0, fraction: 0.1 },
        { owner: 2, owned: 1, fraction: 0.15 },
      ],
    });
    for (const vector of [clear(network).greatest, clear(network).least]) {
      const byClass = vector.recovery.map((fraction, slot) => fraction * vector.due[slot]!);
      expectVector(byClass, [25, 0, 45, 65 / 3, 10, 10]);
      expectVector(vector.netWorth, [-20, -7 / 3, 60]);
    }
  });

  it('ELS3: two parties that hold each other', () => {
    const network = obligationNetwork({
      outsideAssets: [10, 4],
      obligations: { debtor: [], creditor: [], amount: [] },
      holdings: [
        { owner: 1, owned: 0, fraction: 0.5 },
        { owner: 0, owned: 1, fraction: 0.4 },
      ],
    });
    expectVector(clear(network).greatest.equity, [14.5, 11.25]);
    expectVector(clear(network).least.equity, [14.5, 11.25]);
  });
});

describe('GUA: guarantees in one class', () => {
  it('GUA1: the guarantor of all debts fails in its turn', () => {
    const [b, c, g, x] = [0, 1, 2, 3];
    const network = obligationNetwork({
      outsideAssets: [4, 0, 5, 0],
      obligations: { debtor: [b, g], creditor: [c, x], amount: [10, 3] },
      guarantees: [{ guarantor: g, debtor: b, cover: 1 }],
    });
    for (const vector of [clear(network).greatest, clear(network).least]) {
      expectVector([vector.recovery[g]!, vector.receipts[c]!, vector.receipts[x]!], [5 / 9, 22 / 3, 5 / 3]);
    }
    expect([...clear(network).defaultRound]).toEqual([0, -1, 1, -1]);
  });

  it('GUA0: a guarantee of 80 %', () => {
    const [d, l, g, x] = [0, 1, 2, 3];
    const network = obligationNetwork({
      outsideAssets: [30, 0, 40, 0],
      obligations: { debtor: [d, g], creditor: [l, x], amount: [100, 20] },
      guarantees: [{ guarantor: g, debtor: d, creditor: l, cover: 0.8 }],
    });
    const { greatest } = clear(network);
    expectVector([greatest.due[g]!, greatest.paid[g]!], [76, 40]);
    expect(greatest.receipts[l]!.toFixed(6)).toBe((30 + 29.473684).toFixed(6));
    expect(greatest.receipts[x]!.toFixed(6)).toBe('10.526316');
    const { called, paid } = guaranteePayments(network, greatest.recovery);
    expectVector(called, [56]);
    expectVector(paid, [560 / 19]);
  });
});

describe('RES: who would rescue (Rogers and Veraart 2013)', () => {
  const network = eisenbergNoe(
    [
      [0, 30, 0],
      [5, 0, 20],
      [10, 0, 0],
    ],
    [10, 5, 5],
  );
  const transfer = { giver: 2, receiver: 0, amount: 5 };

  it('nobody rescues without default costs', () => {
    const { without, with: after } = transferGain(network, transfer);
    expectVector([without, after], [15, 10]);
  });

  it('party 3 rescues party 1 when half is lost in default', () => {
    const result = transferGain(network, transfer, half);
    expectVector([result.without, result.with, result.gain], [25 / 19, 10, 165 / 19]);
  });
});
