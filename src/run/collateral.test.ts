import { describe, expect, it } from 'vitest';
import { smallPlan, type Told, tell } from '../../test/engineBook.ts';

const signed = (terms: object): object => ({
  between: ['lender', 'vehicle'],
  date: '2025-10-15',
  status: 'signed',
  firm: 1,
  terms,
});
const loan = (principal: number, more: object = {}): object => ({
  type: 'loan',
  lender: 'lender',
  borrower: 'vehicle',
  principal,
  rate: 0,
  maturity: '2030-12-31',
  recourse: 'none',
  secured_on: { term: 'site.lease' },
  ...more,
});

/** A vehicle with much wealth outside the web, a leased site of 400 that wears over 10 years, and loans on it; it is made to fail. */
function failed(loans: Readonly<Record<string, object>>, rent: number, more: object = {}): Told {
  const plan = smallPlan({
    end: '2028-Q4',
    parties: {
      lender: { name: 'Lender', kind: 'lender', cash: 0 },
      vehicle: { name: 'Vehicle', kind: 'vehicle', cash: 0, asset_value: 10_000 },
      tenant: { name: 'Tenant', kind: 'cloud', cash: 10_000, ...more },
    },
    deals: {
      site: signed({
        lease: {
          type: 'lease',
          lessor: 'vehicle',
          lessee: 'tenant',
          asset_value: 400,
          payment: rent,
          start: '2026-01-01',
          years: 5,
          life: 10,
        },
        ...loans,
      }),
    },
  });
  const forced = plan.columnNames.indexOf('vehicle:forced_default');
  return tell({ ...plan, patches: [{ quarter: 3, column: forced, operation: 'set', value: 1 }] });
}

/** Recovered over the four quarters of the estate, which opens in the fifth. */
const recovered = (told: Told, ref: string): number =>
  told
    .paid('world-shareholders', 'lender', 'estate', ref)
    .slice(4, 8)
    .reduce((sum, x) => sum + x, 0);

describe('a loan secured on a term of the book', () => {
  // The site is four quarters old of forty, sold at half: 400 × 36/40 × 0.5.
  const SITE = 180;

  it('is covered by what the leased asset brings, and without recourse recovers no more', () => {
    expect(recovered(failed({ loan: loan(300) }, 0), 'site.loan')).toBeCloseTo(SITE, 9);
    expect(recovered(failed({ loan: loan(100) }, 0), 'site.loan')).toBeCloseTo(100, 9);
    // With recourse the rest ranks as senior and is paid from the vehicle's other wealth.
    expect(recovered(failed({ loan: loan(300, { recourse: 'full' }) }, 0), 'site.loan')).toBeCloseTo(300, 9);
  });

  it('is covered by the rent that a good tenant still owes where that is more', () => {
    // A tenant without debt surely pays: 60 a year for the 15 quarters after the fifth of 20, at 1.01 a quarter.
    const rent = 15 * ((1 - 1.01 ** -15) / 0.01);
    expect(recovered(failed({ loan: loan(300) }, 60), 'site.loan')).toBeCloseTo(rent, 9);
  });

  it('shares the pledge with other loans on the same term, in proportion to what they claim', () => {
    const told = failed({ loan: loan(300), second: loan(100) }, 0);
    expect(recovered(told, 'site.loan')).toBeCloseTo((SITE * 3) / 4, 9);
    expect(recovered(told, 'site.second')).toBeCloseTo(SITE / 4, 9);
  });

  it('is covered by equipment that has arrived, at half of what it cost', () => {
    const market = {
      capacity: 10,
      demand: 9,
      growth: { 2026: 0 },
      reference_price: 10,
      elasticity: 1,
      running_cost: 1,
      build: { chips: 20, shell: 12, chip_life: 5, shell_life: 20 },
      ageing: 0,
    };
    const plan = smallPlan({
      end: '2028-Q4',
      parties: {
        lender: { name: 'Lender', kind: 'lender', cash: 0 },
        vehicle: { name: 'Vehicle', kind: 'vehicle', cash: 1000, capacity: 4, asset_value: 10_000 },
        maker: { name: 'Maker', kind: 'chipmaker', cash: 0 },
      },
      market,
      deals: {
        site: signed({
          chips: {
            type: 'supply',
            buyer: 'vehicle',
            seller: 'maker',
            total: 80,
            amount: 4,
            start: '2026-01-01',
            years: 2,
            own: true,
          },
          loan: loan(300, { secured_on: { term: 'site.chips' } }),
        }),
      },
    });
    const forced = plan.columnNames.indexOf('vehicle:forced_default');
    const told = tell({ ...plan, patches: [{ quarter: 3, column: forced, operation: 'set', value: 1 }] });
    // When the estate opens half of the equipment has arrived: 40, at half, at the market of the quarter before.
    const price = told.column('market:price')[3]! / told.column('market:long_run_cost')[3]!;
    expect(recovered(told, 'site.loan')).toBeCloseTo(40 * 0.5 * Math.min(1.2, price), 9);
  });
});
