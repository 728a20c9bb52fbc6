import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clearing, clear } from '../../src/mechanisms/clearing/clear.ts';
import type { ClearingVector } from '../../src/mechanisms/clearing/clearingVector.ts';
import { networkProblems } from '../../src/mechanisms/clearing/networkProblems.ts';
import {
  type ObligationNetwork,
  type ObligationNetworkInput,
  obligationNetwork,
} from '../../src/mechanisms/clearing/obligationNetwork.ts';
import { oneClassClearing, oneClassRounds } from '../../src/mechanisms/clearing/oneClassClearing.ts';
import { oneClassWeb } from '../../src/mechanisms/clearing/oneClassSweep.ts';
import { sweepModule } from '../../src/mechanisms/clearing/sweepModule.ts';
import { randomWeb } from '../oracle/clearingWebs.ts';

const webs = fc.record({
  parties: fc.integer({ min: 2, max: 14 }),
  density: fc.integer({ min: 1, max: 5 }),
  classes: fc.integer({ min: 1, max: 3 }),
  guarantees: fc.integer({ min: 0, max: 10 }),
  holdings: fc.integer({ min: 0, max: 6 }),
  richness: fc.constantFrom(0, 0.5, 3, 8),
  owesOutside: fc.boolean(),
  seed: fc.integer(),
});
const costs = fc.record({
  outsideAssetsRecovered: fc.constantFrom(1, 0.7, 0.2, 0),
  receiptsRecovered: fc.constantFrom(1, 0.9, 0.4),
});

type Shape = typeof webs extends fc.Arbitrary<infer T> ? T : never;
const webOf = (shape: Shape): ObligationNetworkInput =>
  randomWeb({ ...shape, links: shape.parties * shape.density }, shape.seed);
const ends = (clearing: Clearing): ClearingVector[] => [clearing.greatest, clearing.least];
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
const grossOf = (network: ObligationNetwork): number => sum(network.amount) + sum(network.outsideAssets) + 1e-9;

const property = (check: (shape: Shape, cost: { outsideAssetsRecovered: number; receiptsRecovered: number }) => void) =>
  fc.assert(fc.property(webs, costs, check), { numRuns: 200, seed: 20260331 });

describe('laws of every clearing vector', () => {
  it('limited liability: nobody pays more than it has, or more than it owes, or less than nothing', () => {
    property((shape, cost) => {
      const network = obligationNetwork(webOf(shape));
      for (const vector of ends(clear(network, cost))) {
        for (let i = 0; i < network.partyCount; i++) {
          const assets = network.outsideAssets[i]! + vector.receipts[i]! + vector.stakes[i]!;
          expect(vector.paid[i]!).toBeGreaterThanOrEqual(0);
          expect(vector.paid[i]!).toBeLessThanOrEqual(assets * (1 + 1e-12) + 1e-12);
          expect(vector.equity[i]!).toBeGreaterThanOrEqual(0);
        }
        for (const fraction of vector.recovery) expect(fraction >= 0 && fraction <= 1).toBe(true);
      }
    });
  });

  it('priority: a class gets something only if all above it are paid, and equity only if all are', () => {
    property((shape, cost) => {
      const network = obligationNetwork(webOf(shape));
      const { classCount } = network;
      for (const vector of ends(clear(network, cost))) {
        for (let i = 0; i < network.partyCount; i++) {
          let isShort = false;
          for (let slot = i * classCount; slot < (i + 1) * classCount; slot++) {
            if (vector.due[slot] === 0) continue;
            if (isShort) expect(vector.recovery[slot]).toBe(0);
            if (vector.recovery[slot]! < 1) isShort = true;
          }
          if (isShort) expect(vector.equity[i]).toBe(0);
          expect(vector.isDefaulting[i] === 1).toBe(isShort);
        }
      }
    });
  });

  it('outside assets + receipts + stakes = paid + equity + default cost, for every party and in all', () => {
    property((shape, cost) => {
      const network = obligationNetwork(webOf(shape));
      for (const vector of ends(clear(network, cost))) {
        expect(vector.residual).toBeLessThan(1e-12);
        const received = sum(network.outsideAssets) + sum(vector.receipts) + sum(vector.stakes);
        const given = sum(vector.paid) + sum(vector.equity) + sum(vector.defaultCost);
        expect(Math.abs(received - given)).toBeLessThan(1e-12 * grossOf(network));
      }
    });
  });

  it('the least is nowhere above the greatest', () => {
    property((shape, cost) => {
      const { greatest, least } = clear(obligationNetwork(webOf(shape)), cost);
      least.recovery.forEach((fraction, slot) => {
        if (least.due[slot]! > 0) expect(fraction).toBeLessThanOrEqual(greatest.recovery[slot]! + 1e-12);
      });
      least.equity.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual(greatest.equity[i]! + 1e-11);
      });
    });
  });

  it('the order of parties and of rows is irrelevant', () => {
    property((shape, cost) => {
      const web = webOf(shape);
      const n = shape.parties;
      const moved = (i: number): number => (i * (n === 2 || n % 3 !== 0 ? 3 : 5) + 1) % n;
      const isPermutation = new Set(Array.from({ length: n }, (_, i) => moved(i))).size === n;
      const place = isPermutation ? moved : (i: number): number => n - 1 - i;
      const outsideAssets = new Array<number>(n).fill(0);
      for (let i = 0; i < n; i++) outsideAssets[place(i)] = web.outsideAssets[i]!;
      const last = web.obligations.debtor.length - 1;
      const backwards = <T>(column: ArrayLike<T>): T[] => Array.from(column).reverse();
      const shuffled = obligationNetwork({
        outsideAssets,
        obligations: {
          debtor: backwards(web.obligations.debtor).map(place),
          creditor: backwards(web.obligations.creditor).map(place),
          amount: backwards(web.obligations.amount),
          seniority: backwards(web.obligations.seniority!),
        },
        outsideObligations: {
          ...web.outsideObligations!,
          debtor: Array.from(web.outsideObligations!.debtor).map(place),
        },
        guarantees: web.guarantees!.map((guarantee) => ({
          ...guarantee,
          guarantor: place(guarantee.guarantor),
          debtor: place(guarantee.debtor),
          obligation: last - guarantee.obligation!,
        })),
        holdings: web.holdings!.map((holding) => ({
          ...holding,
          owner: place(holding.owner),
          owned: place(holding.owned),
        })),
      });
      const one = clear(obligationNetwork(web), cost);
      const two = clear(shuffled, cost);
      for (let i = 0; i < n; i++) {
        expect(two.greatest.paid[place(i)]!).toBeCloseTo(one.greatest.paid[i]!, 10);
        expect(two.least.paid[place(i)]!).toBeCloseTo(one.least.paid[i]!, 10);
        expect(two.defaultRound[place(i)]).toBe(one.defaultRound[i]);
      }
    });
  });

  it('counting in another unit scales every amount and changes no fraction', () => {
    property((shape, cost) => {
      const web = webOf(shape);
      const network = obligationNetwork(web);
      const scaled = {
        ...network,
        outsideAssets: network.outsideAssets.map((value) => value * 1000),
        amount: network.amount.map((value) => value * 1000),
        outsideObligations: network.outsideObligations.map((value) => value * 1000),
      };
      const one = clear(network, cost).greatest;
      const two = clear(scaled, cost).greatest;
      one.paid.forEach((value, i) => {
        expect(two.paid[i]! / 1000).toBeCloseTo(value, 10);
      });
    });
  });
});

describe('laws in outside assets', () => {
  it('payments never fall when a party is given more', () => {
    property((shape, cost) => {
      const network = obligationNetwork(webOf(shape));
      const richer = { ...network, outsideAssets: network.outsideAssets.map((value, i) => value + (i % 3)) };
      const [poor, rich] = [clear(network, cost), clear(richer, cost)];
      poor.greatest.recovery.forEach((fraction, slot) => {
        expect(rich.greatest.recovery[slot]!).toBeGreaterThanOrEqual(fraction - 1e-11);
      });
      poor.least.recovery.forEach((fraction, slot) => {
        if (poor.least.due[slot]! > 0) expect(rich.least.recovery[slot]!).toBeGreaterThanOrEqual(fraction - 1e-11);
      });
    });
  });

  it('without default costs payments rise by no more than the gift', () => {
    property((shape) => {
      const network = obligationNetwork(webOf({ ...shape, guarantees: 0, holdings: 0 }));
      const richer = { ...network, outsideAssets: network.outsideAssets.map((value, i) => value + (i % 3)) };
      const gift = sum(richer.outsideAssets) - sum(network.outsideAssets);
      const [poor, rich] = [clear(network).greatest, clear(richer).greatest];
      const outside = (vector: ClearingVector): number => sum(vector.equity) + sum(vector.paid) - sum(vector.receipts);
      expect(outside(rich) - outside(poor)).toBeCloseTo(gift, 9);
      // Non-expansive in what each party ends up with: no equity or outside payment falls.
      rich.equity.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(poor.equity[i]! - 1e-10);
      });
    });
  });

  it('equity is the same in every clearing vector when nothing is lost in default', () => {
    property((shape) => {
      const { greatest, least } = clear(obligationNetwork(webOf({ ...shape, guarantees: 0, holdings: 0 })), {
        kernel: 'general',
      });
      greatest.equity.forEach((value, i) => {
        expect(least.equity[i]!).toBeCloseTo(value, 9);
      });
    });
  });
});

it('both kernels give the same ends to 1e-12', () => {
  property((shape, cost) => {
    const network = obligationNetwork(webOf({ ...shape, classes: 1, guarantees: 0, holdings: 0 }));
    const fast = clear(network, cost);
    const general = clear(network, { ...cost, kernel: 'general' });
    for (let i = 0; i < network.partyCount; i++) {
      const owed = Math.max(1, general.greatest.due[i]!);
      expect(Math.abs(fast.greatest.paid[i]! - general.greatest.paid[i]!)).toBeLessThan(1e-12 * owed);
      expect(Math.abs(fast.least.paid[i]! - general.least.paid[i]!)).toBeLessThan(1e-12 * owed);
      expect(fast.defaultRound[i]).toBe(general.defaultRound[i]);
    }
    expect(fast.isUnique).toBe(general.isUnique);
  });
});

it('random webs have no problems, and each kind of broken column is named', () => {
  property((shape) => {
    expect(networkProblems(webOf(shape))).toEqual([]);
  });
  const base = { outsideAssets: [1, 1], obligations: { debtor: [0], creditor: [1], amount: [1] } };
  const codes = (input: Partial<ObligationNetworkInput>): string[] =>
    networkProblems({ ...base, ...input }).map((problem) => problem.code);
  expect(codes({ outsideAssets: [1, Number.NaN] })).toEqual(['amount-invalid']);
  expect(codes({ obligations: { debtor: [0], creditor: [7], amount: [1] } })).toEqual(['party-unknown']);
  expect(codes({ obligations: { debtor: [1], creditor: [1], amount: [-1] } })).toEqual([
    'owes-itself',
    'amount-invalid',
  ]);
  expect(codes({ obligations: { ...base.obligations, seniority: [0] } })).toEqual(['class-invalid']);
  expect(codes({ guarantees: [{ guarantor: 1, debtor: 0, cover: 0.5 }] })).toEqual(['guarantee-empty']);
  const three = { outsideAssets: [1, 1, 1, 1] };
  const twice = [2, 3].map((guarantor) => ({ guarantor, debtor: 0, cover: 0.6 }));
  expect(codes({ ...three, guarantees: twice })).toEqual(['cover-above-one']);
  const closed = [
    { owner: 0, owned: 1, fraction: 1 },
    { owner: 1, owned: 0, fraction: 1 },
  ];
  expect(codes({ holdings: closed })).toEqual(['holdings-closed', 'holdings-closed']);
  expect(codes({ holdings: [closed[0]!, { ...closed[0]!, fraction: 0.1 }] })).toContain('holdings-above-one');
});

it('the compiled sweep gives the same bits as the script', () => {
  expect(WebAssembly.validate(sweepModule() as Uint8Array<ArrayBuffer>)).toBe(true);
  property((shape, cost) => {
    const network = obligationNetwork(webOf({ ...shape, classes: 1, guarantees: 0, holdings: 0 }));
    const [compiled, script] = [oneClassWeb(network, 'compiled'), oneClassWeb(network, 'script')];
    for (const start of [1, 0] as const) {
      expect(oneClassClearing(compiled, cost, start)).toEqual(oneClassClearing(script, cost, start));
    }
    expect(oneClassRounds(compiled, cost)).toEqual(oneClassRounds(script, cost));
    expect(compiled.assets).toEqual(script.assets);
  });
});
