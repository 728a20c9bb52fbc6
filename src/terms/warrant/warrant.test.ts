// table: test cases, each with its small book.
import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../../test/engineBook.ts';
import { hasTouched } from './warrant.ts';

const STILL = { price: 10, shares: 100, volatility: 0, beta: -4 / 4.5 };
/** A share that rises 8 % a quarter in the central case: r_f + β·ERP = 31 % a year. */
const RISING = { ...STILL, beta: 6 };

function warrantBook(
  term: object,
  more: {
    listed?: object;
    holder?: object;
    supply?: object;
    milestones?: Record<string, object>;
    stakes?: Record<string, object>;
    parties?: Record<string, object>;
    terms?: Record<string, object>;
    /** Factors and values laid over columns from a quarter on. */
    patches?: readonly [quarter: number, column: string, operation: 'set' | 'multiply', value: number][];
  } = {},
): Told {
  const plan = smallPlan({
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
      ...more.parties,
    },
    milestones: more.milestones ?? {},
    stakes: more.stakes ?? {},
    deals: {
      order: {
        between: ['issuer', 'holder', ...Object.keys(more.parties ?? {})],
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
          ...more.terms,
        },
      },
    },
  });
  const patches = (more.patches ?? []).map(([quarter, name, operation, value]) => ({
    quarter,
    column: plan.columnNames.indexOf(name),
    operation,
    value,
  }));
  return tell({ ...plan, patches });
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

describe('a change of control', () => {
  const milestones = { late: { says: 'It opens late.', date: '2027-05-15' } };
  const parties = { raider: { name: 'Raider', kind: 'other', cash: 5000 } };
  /** 1,200 at the market buys more than half of the shares in the third quarter. */
  const terms = {
    raid: {
      type: 'equity',
      investor: 'raider',
      issuer: 'issuer',
      amount: 1200,
      tranches: { all: { share: 1, date: '2026-08-15' } },
    },
  };
  const tranches = { now: { share: 0.25, vested: true }, later: { share: 0.75, milestone: 'late' } };
  const taken = (clause: object): number[] =>
    held(warrantBook({ tranches, ...clause }, { milestones, parties, terms }));

  it('makes unvested tranches vest, or lapse, as the terms say; without a clause they go on', () => {
    near(taken({ change_of_control: 'vests' }), [5, 5, 5, 20, 20, 20, 20, 20]);
    near(taken({ change_of_control: 'lapses' }), [5, 5, 5, 5, 5, 5, 5, 5]);
    near(taken({}), [5, 5, 5, 5, 5, 20, 20, 20]);
  });

  it('is none where the majority holder was so from the start, or holds half or less', () => {
    const half = { raid: { ...terms.raid, amount: 900 } };
    const clause = { tranches, change_of_control: 'vests' };
    near(held(warrantBook(clause, { milestones, parties, terms: half })), [5, 5, 5, 5, 5, 20, 20, 20]);
    const stakes = { issuer: { holders: { raider: 0.8 } } };
    near(held(warrantBook(clause, { milestones, parties, terms, stakes })), [5, 5, 5, 5, 5, 20, 20, 20]);
  });

  it('also comes with the issuer’s failure: rights that vest then go on against the new shares, all others end with the old', () => {
    const fails = (clause: object): number[] =>
      held(
        warrantBook(
          { tranches: { later: { share: 1, milestone: 'late' } }, ...clause },
          { milestones, patches: [[2, 'issuer:forced_default', 'set', 1]] },
        ),
      );
    near(fails({ change_of_control: 'vests' }), [0, 0, 0, 20, 20, 20, 20, 20]);
    near(fails({ change_of_control: 'lapses' }), Array(8).fill(0));
    near(fails({}), Array(8).fill(0));
  });
});

describe('the reset of a strike', () => {
  const fall = [2, 'issuer:core', 'multiply', 0.4] as const;
  const rise = [4, 'issuer:core', 'multiply', 2] as const;

  it('comes once the share has stood at or under it, and holds when the share has risen again', () => {
    const told = (reset: number | undefined, patches: readonly (typeof fall | typeof rise)[]): number[] =>
      warrantBook({ strike: 9, reset }, { patches: patches.map((p) => [...p]) }).paid('holder', 'issuer', 'exercise');
    // 10, then 4, then 8 a share: the strike of 9 falls to 5 in the quarter after 4 was seen.
    near(told(5, [fall, rise]), [0, 0, 0, 0, 0, 0, 100, 0]);
    near(told(5, []), [0, 0, 0, 0, 0, 0, 180, 0]);
    near(told(3, [fall, rise]), Array(8).fill(0));
    near(told(undefined, [fall, rise]), Array(8).fill(0));
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
