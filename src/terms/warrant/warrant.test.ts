import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';
import { hasTouched } from './warrant.ts';

const STILL = { price: 10, shares: 100, volatility: 0, beta: -4 / 4.5 };
/** A share that rises 8 % a quarter in the central case: r_f + β·ERP = 31 % a year. */
const RISING = { ...STILL, beta: 6 };

function warrantBook(
  term: object,
  more: { listed?: object; holder?: object; supply?: object; milestones?: Record<string, object> } = {},
): Told {
  return tell(
    smallPlan({
      end: '2027-Q4',
      parties: {
        issuer: {
          name: 'Issuer',
          kind: 'chipmaker',
          cash: 0,
          listed: { ...STILL, ...more.listed },
          operations: { revenue: 0, growth: 0, margin: 0, tax: 0, web_margin: 1 },
        },
        holder: { name: 'Holder', kind: 'cloud', cash: 1000, ...more.holder },
      },
      milestones: more.milestones ?? {},
      deals: {
        order: {
          between: ['issuer', 'holder'],
          date: '2025-10-15',
          status: 'signed',
          firm: 1,
          terms: {
            chips: {
              type: 'supply',
              buyer: 'holder',
              seller: 'issuer',
              total: 80,
              start: '2026-01-01',
              years: 2,
              ...more.supply,
            },
            warrant: {
              type: 'warrant',
              issuer: 'issuer',
              holder: 'holder',
              shares: 20,
              strike: 0.01,
              expiry: '2027-09-30',
              volume: 'order.chips',
              ...term,
            },
          },
        },
      },
    }),
  );
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  for (const [q, value] of expected.entries()) expect(actual[q], `quarter ${q}`).toBeCloseTo(value, 9);
};
const held = (told: Told): number[] => told.column('holding:issuer:holder');

describe('a warrant', () => {
  it('vested at signing with a negligible strike is exercised at once: N ← N + m, the issuer gets the strike', () => {
    const told = warrantBook({});
    near(held(told), [20, 20]);
    near(told.column('issuer:shares'), [120, 120]);
    near(told.paid('holder', 'issuer', 'exercise'), [0.2, 0]);
    // The value does not grow by the shares given away: 1000 and the strike, a sixth of it the holder's.
    expect(told.column('issuer:value')[0]).toBeCloseTo(1000.2, 9);
    expect(told.column('holder:stakes')[0]).toBeCloseTo(1000.2 / 6, 9);
  });

  it('vests with deliveries: half when half has been delivered', () => {
    const told = warrantBook(
      { tranches: { a: { share: 0.5, delivered: 0.5 }, b: { share: 0.5, delivered: 1 } } },
      { supply: { amount: 4, total: undefined, price: 20 } },
    );
    near(held(told), [0, 0, 0, 10, 10, 10, 10, 0].slice(0, 7));
    expect(told.column('order.chips:delivered_share')[3]).toBeCloseTo(0.5, 12);
    // All is delivered in the eighth quarter, after the expiry at the end of the seventh.
    expect(held(told)[7]).toBeCloseTo(10, 9);
  });

  it('vests with spending under its volume, in the quarter after it was reached', () => {
    near(held(warrantBook({ tranches: { a: { shares: 20, spend: 30 } } })), [0, 0, 0, 20]);
  });

  it('vests with a milestone', () => {
    const milestones = { opening: { says: 'It opens.', date: '2026-08-15' } };
    near(held(warrantBook({ tranches: { a: { shares: 20, milestone: 'opening' } } }, { milestones })), [0, 0, 20]);
  });

  it('needs its hurdle touched beside its other condition, once', () => {
    const tranches = { a: { shares: 20, hurdle: 15, delivered: 0.125 } };
    const supply = { amount: 4, total: undefined, price: 20 };
    near(held(warrantBook({ tranches }, { supply })), Array(7).fill(0));
    const rising = warrantBook({ tranches }, { supply, listed: RISING });
    const price = rising.column('issuer:value').map((value, q) => value / rising.column('issuer:shares')[q]!);
    const crossed = price.findIndex((p) => p >= 15);
    // The price of the quarter before is what this quarter's test sees.
    expect(held(rising)[crossed]).toBe(0);
    expect(held(rising)[crossed + 1]).toBeCloseTo(20, 9);
  });

  it('with a strike worth the name is held to its expiry, and exercised if in the money', () => {
    near(held(warrantBook({ strike: 6 })), [0, 0, 0, 0, 0, 0, 20, 20]);
    near(warrantBook({ strike: 6 }).paid('holder', 'issuer', 'exercise'), [0, 0, 0, 0, 0, 0, 120, 0]);
    near(held(warrantBook({ strike: 11 })), Array(8).fill(0));
  });

  it('a holder that cannot pay the whole strike gets the shares that it paid for', () => {
    const told = warrantBook({ strike: 6 }, { holder: { cash: 100 }, supply: { total: 0 } });
    const paid = told.paid('holder', 'issuer', 'exercise')[6]!;
    expect(paid).toBeCloseTo(100, 6);
    expect(held(told)[6]).toBeCloseTo(100 / 6, 6);
  });
});

describe('touching a hurdle between quarter-ends', () => {
  it('is the Brownian bridge: simulated on a fine grid', () => {
    // 4,000 bridges of 400 steps over a quarter from 100 to 105 against 120 at 60 % a year, from a fixed generator.
    let state = 12345;
    const uniform = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state + 0.5) / 4294967296;
    };
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const [low, high, hurdle, sigma, steps, paths] = [100, 105, 120, 0.6, 400, 4000];
    let touched = 0;
    for (let p = 0; p < paths; p++) {
      let x = Math.log(low);
      let isTouched = false;
      for (let k = 0; k < steps - 1; k++) {
        const left = steps - k;
        const mean = x + (Math.log(high) - x) / left;
        const variance = ((sigma * sigma * 0.25) / steps) * ((left - 1) / left);
        x = mean + Math.sqrt(variance) * normal();
        if (x >= Math.log(hurdle)) isTouched = true;
      }
      if (isTouched) touched += 1;
    }
    const closed = 1 - quantile((u) => !hasTouched(hurdle, low, high, sigma, u));
    expect(closed).toBeCloseTo(Math.exp((-8 * Math.log(1.2) * Math.log(120 / 105)) / 0.36), 6);
    // A grid misses some touches between its points.
    expect(touched / paths).toBeGreaterThan(closed - 0.06);
    expect(touched / paths).toBeLessThan(closed + 0.02);
  });
});

/** Largest uniform draw up to which the condition holds not, by halving. */
function quantile(holds: (uniform: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return 1 - low;
}
