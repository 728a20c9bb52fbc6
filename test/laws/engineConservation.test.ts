import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/base/invariant.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planBook } from '../../src/plan/planBook.ts';
import type { Block } from '../../src/run/block.ts';
import { PHASES, simulateBlock } from '../../src/run/simulate.ts';
import { bookFolder } from '../bookFolder.ts';
import { smallPlan } from '../engineBook.ts';

/** Runs a plan with something spoilt after one phase of one quarter; gives the error that this ends in. */
function spoilt(plan: Plan, phase: string, at: number, spoil: (block: Block) => void, lanes = 4): unknown {
  const phases = PHASES.map((p) =>
    p.name !== phase
      ? p
      : {
          ...p,
          run: (planned: Plan, block: Block, quarter: number) => {
            p.run(planned, block, quarter);
            if (quarter === at) spoil(block);
          },
        },
  );
  try {
    simulateBlock(plan, { seed: 1, firstPath: 0, lanes }, undefined, phases);
    return null;
  } catch (error) {
    return error;
  }
}

const cashOf = (plan: Plan, id: string): number => plan.accountCash[plan.accounts.findIndex((a) => a.id === id)]!;

/** A lab, a cloud, a chip maker, a loan, shares and a market, in money of some ten thousand a quarter. */
const SMALL = smallPlan({
  end: '2027-Q4',
  parties: {
    lab: {
      name: 'Lab',
      kind: 'lab',
      cash: 50000,
      private: { valuation: 300000 },
      demand: { revenue: 40000, growth: 0.3, margin: 0.7, other_costs: 8000, training: 2, revenue_per_capacity: 8000 },
      funding: { buffer: 5000 },
    },
    cloud: {
      name: 'Cloud',
      kind: 'cloud',
      cash: 20000,
      capacity: 6,
      debt: { amount: 30000, rate: 0.06, holders: { bank: 0.5, insurer: 0.5 } },
      listed: { price: 10, shares: 10000 },
      operations: { revenue: 40000, growth: 0.02, margin: 0.2, capex: 0.05 },
      funding: { buffer: 4000 },
    },
    maker: {
      name: 'Maker',
      kind: 'chipmaker',
      cash: 10000,
      equipment_share: 0.5,
      operations: { revenue: 10000, margin: 0.3 },
    },
  },
  stakes: { cloud: { holders: { maker: 0.1 } } },
  market: {
    capacity: 20,
    demand: 17,
    growth: { 2026: 0.2 },
    reference_price: 4000,
    running_cost: 500,
    build: { chips: 9000, shell: 4000 },
  },
  deals: {
    compute: {
      between: ['lab', 'cloud'],
      date: '2025-10-15',
      status: 'signed',
      firm: 0.5,
      terms: {
        compute: {
          type: 'capacity',
          buyer: 'lab',
          seller: 'cloud',
          amount: 3,
          start: '2026-04-01',
          years: 3,
          price: 4200,
        },
        loan: {
          type: 'loan',
          lender: 'maker',
          borrower: 'cloud',
          principal: 6000,
          rate: 0.08,
          maturity: '2028-06-30',
          amortisation: 'linear',
        },
      },
    },
  },
});

describe('conservation', () => {
  it('holds to 1e-9 of gross payments on every path, small book and shipped book at both dates', () => {
    expect(simulateBlock(SMALL, { seed: 1, firstPath: 0, lanes: 256 }).conservationError).toBeLessThan(1e-9);
    for (const asOf of ['2025-11-30', '2026-06-30']) {
      const plan = planBook(bookFolder('ai-buildout', { asOf }));
      expect(simulateBlock(plan, { seed: 2, firstPath: 0, lanes: 64 }).conservationError).toBeLessThan(1e-9);
    }
  });

  it('the small book moves well under a million a quarter', () => {
    let largest = 0;
    simulateBlock(SMALL, { seed: 1, firstPath: 0, lanes: 1, isCentral: true }, (block) => {
      largest = Math.max(
        largest,
        SMALL.rows.reduce((sum, row) => sum + Math.abs(block.data[row.column]!), 0),
      );
    });
    expect(largest).toBeGreaterThan(10_000);
    expect(largest).toBeLessThan(1_000_000);
  });

  for (const { name } of PHASES) {
    it(`a leak of one cent after ${name} is caught on the small book, with the path and the quarter`, () => {
      const cash = cashOf(SMALL, 'cloud');
      const error = spoilt(SMALL, name, 3, (block) => {
        block.data[cash * block.width + 2]! -= 0.01;
      });
      expect(error).toBeInstanceOf(InvariantError);
      expect(error).toMatchObject({ quarter: 3, path: 2, seed: 1 });
    });
  }

  it('a leak of 1e-8 of gross payments after each phase is caught on the shipped book, in an account of a party and of the world', () => {
    const plan = planBook(bookFolder('ai-buildout'));
    let gross = 0;
    simulateBlock(plan, { seed: 1, firstPath: 0, lanes: 2 }, (block, quarter) => {
      if (quarter === 1)
        gross = plan.rows.reduce((sum, row) => sum + Math.abs(block.data[row.column * block.width]!), 0);
    });
    expect(gross).toBeGreaterThan(1e9);
    for (const [k, { name }] of PHASES.entries()) {
      const cash = cashOf(plan, k % 2 === 0 ? 'openai' : 'world-bank');
      const error = spoilt(
        plan,
        name,
        1,
        (block) => {
          block.data[cash * block.width]! += 1e-8 * gross;
        },
        2,
      );
      expect(error, name).toBeInstanceOf(InvariantError);
    }
  });

  it('a payment changed after it was made is caught', () => {
    const row = SMALL.rows.find((r) => r.role === 'payment')!;
    const error = spoilt(SMALL, 'mark', 5, (block) => {
      block.data[row.column * block.width]! += 0.01;
    });
    expect(error).toBeInstanceOf(InvariantError);
  });

  it('shares out of nothing and capacity out of nothing are caught', () => {
    const holding = SMALL.issuers[0]!.holders[0]!.column;
    const shares = spoilt(SMALL, 'clear', 2, (block) => {
      block.data[holding * block.width]! += 1;
    });
    expect(String(shares)).toMatch(/shares of cloud/);
    const owned = SMALL.owners[0]!.columns.owned!;
    const capacity = spoilt(SMALL, 'operate', 2, (block) => {
      block.data[owned * block.width]! += 1e-6;
    });
    expect(String(capacity)).toMatch(/capacity/);
    // Used twice: the lab takes more than what was delivered.
    const taken = SMALL.terms.find((t) => t.kind === 'capacity')!.columns.taken!;
    const twice = spoilt(SMALL, 'operate', 2, (block) => {
      block.data[taken * block.width]! += 1e-6;
    });
    expect(String(twice)).toMatch(/used/);
  });
});
