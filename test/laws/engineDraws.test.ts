import { describe, expect, it } from 'vitest';
import { planBook } from '../../src/plan/planBook.ts';
import { keptTable } from '../../src/run/kept.ts';
import { simulateBlock } from '../../src/run/simulate.ts';
import { bookFolder } from '../bookFolder.ts';
import { type SmallBook, smallBook } from '../engineBook.ts';

const BASE: SmallBook = {
  parties: {
    lab: {
      name: 'Lab',
      kind: 'lab',
      cash: 500,
      private: { valuation: 3000 },
      demand: {
        revenue: '300 to 500',
        growth: '10% to 50%',
        margin: 0.7,
        other_costs: 80,
        training: 2,
        revenue_per_capacity: 80,
      },
      funding: { buffer: 50 },
    },
  },
  market: {
    capacity: 20,
    demand: '15 to 19',
    growth: '5% to 35%',
    reference_price: 40,
    running_cost: 5,
    build: { chips: 90, shell: 40 },
  },
};

/** A party that touches nobody, with uncertain figures and a process of its own. */
const BYSTANDER = {
  name: 'Bystander',
  kind: 'other',
  cash: '1 to 9',
  listed: { price: '5 to 20', shares: 10 },
  operations: { revenue: '2 to 3', growth: '0% to 20%', margin: '5% to 30%' },
};

describe('draws', () => {
  it('an input more changes no other draw, wherever it stands', () => {
    const plain = planBook(smallBook(BASE));
    const before = planBook(smallBook({ ...BASE, parties: { bystander: BYSTANDER, ...BASE.parties } }));
    const after = planBook(smallBook({ ...BASE, parties: { ...BASE.parties, bystander: BYSTANDER } }));
    const keptOf = (plan: typeof plain): Map<string, Float64Array> => {
      const { kept } = simulateBlock(plan, { seed: 3, firstPath: 0, lanes: 64 });
      return new Map(keptTable(plan).names.map((name, k) => [name, kept.slice(k * 64, (k + 1) * 64)]));
    };
    const reference = keptOf(plain);
    for (const plan of [before, after]) {
      const kept = keptOf(plan);
      for (const [name, values] of reference) expect(kept.get(name), name).toEqual(values);
      expect(kept.size).toBeGreaterThan(reference.size);
    }
  });

  it('an uncertain figure in place of a plain one changes no other draw', () => {
    const columnsOf = (cash: unknown): { names: readonly string[]; data: Float64Array } => {
      const plan = planBook(smallBook({ ...BASE, parties: { lab: { ...BASE.parties.lab, cash } } }));
      let data = new Float64Array();
      simulateBlock(plan, { seed: 3, firstPath: 0, lanes: 8 }, (block, quarter) => {
        if (quarter === 2) data = block.data.slice();
      });
      return { names: plan.columnNames, data };
    };
    const plain = columnsOf(500);
    const uncertain = columnsOf('400 to 600');
    expect(uncertain.names).toEqual(plain.names);
    for (const [c, name] of plain.names.entries()) {
      if (!name.startsWith('draw:') && !name.startsWith('market')) continue;
      expect(uncertain.data.subarray(c * 8, c * 8 + 8), name).toEqual(plain.data.subarray(c * 8, c * 8 + 8));
    }
  });

  it('the central case does not depend on the seed', () => {
    const plan = planBook(bookFolder('ai-buildout'));
    const of = (seed: number): Float64Array =>
      simulateBlock(plan, { seed, firstPath: 0, lanes: 1, isCentral: true }).kept;
    expect(of(1)).toEqual(of(99));
  });

  it('another seed gives other paths', () => {
    const plan = planBook(smallBook(BASE));
    const of = (seed: number): Float64Array => simulateBlock(plan, { seed, firstPath: 0, lanes: 4 }).kept;
    expect(of(1)).not.toEqual(of(2));
  });
});
