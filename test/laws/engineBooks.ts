// table: one case a term type, and the shape of a party, a market, a cap table, all from one stream of draws.
import type { SmallBook } from '../engineBook.ts';

/** How a random book is written: the unit of its money, extra cash of its first party, and what it may hold. */
export interface BookShape {
  readonly money?: number;
  readonly extraCash?: number;
  readonly hasMarket?: boolean;
  readonly hasFunding?: boolean;
}

type Draw = () => number;

/** A small generator of numbers in [0, 1), so that a book is told by its seed alone. */
function drawsOf(seed: number): Draw {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const DATES = ['2025-07-01', '2025-12-01', '2026-01-15', '2026-05-01', '2026-10-01', '2027-03-01', '2027-09-01'];

/** A book of two to five parties with terms of all types at random; two shapes of one seed differ in nothing else. */
export function randomBook(seed: number, shape: BookShape = {}): SmallBook {
  const draw = drawsOf(seed);
  const money = shape.money ?? 1;
  const chance = (p: number): boolean => draw() < p;
  const between = (low: number, high: number): number => low + (high - low) * draw();
  const sum = (low: number, high: number): number => money * Math.round(between(low, high));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
  const count = 2 + Math.floor(draw() * 4);
  const ids = Array.from({ length: count }, (_, i) => `p${i}`);
  const hasMarket = shape.hasMarket ?? chance(0.7);
  const labs = new Set(ids.filter(() => hasMarket && chance(0.3)));
  const parties = Object.fromEntries(
    ids.map((id, i) => [id, party(i === 0 ? (shape.extraCash ?? 0) * money : 0, labs.has(id))]),
  );
  const deals = Object.fromEntries(Array.from({ length: 1 + Math.floor(draw() * 6) }, (_, d) => [`d${d}`, deal(d)]));
  const guaranteed = Object.entries(deals).filter(
    ([, d]) => d.kind === 'loan' || d.kind === 'lease' || d.kind === 'capacity',
  );
  if (guaranteed.length > 0 && chance(0.5)) {
    const [id] = pick(guaranteed);
    const guarantor = pick(ids);
    deals.cover = {
      kind: 'guarantee',
      between: [guarantor, 'world-bank'],
      terms: { g: { type: 'guarantee', guarantor, of: `${id}.t`, cover: between(0.1, 1), fee: between(0, 0.03) } },
    };
  }
  return {
    end: '2028-Q4',
    parties,
    stakes: stakes(),
    ...(hasMarket ? { market: market() } : {}),
    deals: Object.fromEntries(
      Object.entries(deals).map(([id, { kind, ...d }]) => [
        id,
        {
          date: '2025-10-15',
          status: pick(['signed', 'announced', 'signed', 'intent']),
          firm: pick([1, 0.5, 1, 0]),
          ...d,
        },
      ]),
    ),
  };

  function party(extra: number, isLab: boolean): Record<string, unknown> {
    const listed = { price: money * between(1, 20), shares: 100, volatility: between(0.1, 0.8), beta: between(0, 2) };
    const value = pick([{ listed }, { private: { valuation: sum(100, 2000) } }, { asset_value: sum(0, 500) }]);
    const funding = {
      buffer: sum(0, 40),
      equity_fraction: between(0, 0.2),
      ebitda_multiple: between(0, 5),
      value_fraction: between(0, 0.4),
    };
    const mayFund = chance(0.5) && shape.hasFunding !== false;
    const result: Record<string, unknown> = {
      name: 'Party',
      kind: isLab ? 'lab' : pick(['cloud', 'chipmaker', 'vehicle', 'other', 'builder']),
      cash: sum(0, 200) + extra,
      rescue: chance(0.3) && shape.hasFunding !== false,
      ...value,
    };
    if (chance(0.5)) result.debt = { amount: sum(0, 300), rate: between(0, 0.1), holders: { bank: 0.5, insurer: 0.5 } };
    if (chance(0.6))
      result.operations = {
        revenue: sum(0, 400),
        growth: '-20% to 20%',
        margin: between(-0.3, 0.5),
        capex: between(0, 0.1),
        payout: between(0, 0.3),
      };
    if (mayFund) result.funding = funding;
    if (hasMarket && chance(0.5)) result.capacity = between(0, 4);
    if (isLab)
      result.demand = {
        revenue: sum(10, 300),
        growth: '-10% to 90%',
        margin: between(0.2, 0.9),
        other_costs: sum(0, 100),
        training: between(0, 3),
        revenue_per_capacity: money * between(20, 200),
      };
    return result;
  }

  function stakes(): Record<string, object> {
    const held = ids.filter((id) => !('asset_value' in (parties[id] as object)) && chance(0.4));
    return Object.fromEntries(
      held.map((issuer) => {
        const holders = ids.filter((id) => id !== issuer && id > issuer && chance(0.5));
        return [issuer, { holders: Object.fromEntries(holders.map((id) => [id, 0.8 / holders.length])) }];
      }),
    );
  }

  function market(): object {
    return {
      capacity: between(15, 30),
      demand: between(5, 35),
      growth: '-20% to 40%',
      reference_price: money * between(5, 20),
      elasticity: '0.6 to 2',
      running_cost: money * between(0.5, 3),
      build: {
        chips: money * between(10, 40),
        shell: money * between(0, 20),
        chip_life: between(2, 8),
        shell_life: between(10, 30),
      },
      lead: 1 + Math.floor(between(0, 8)),
    };
  }

  function deal(d: number): { kind: string } & Record<string, unknown> {
    const first = pick(ids);
    const second = pick(ids.filter((id) => id !== first));
    const date = (): string => pick(DATES);
    const kinds = [
      'equity',
      'warrant',
      'loan',
      'loan',
      'lease',
      'revenue_share',
      'tender',
      ...(hasMarket ? ['capacity', 'capacity', 'supply', 'backstop'] : []),
    ];
    const kind = pick(kinds);
    const term = ((): object => {
      switch (kind) {
        case 'capacity':
          return {
            buyer: first,
            seller: second,
            amount: between(0.1, 4),
            start: date(),
            years: between(0.5, 4),
            price: money * between(2, 30),
            ramp: Math.floor(between(0, 6)),
            take_or_pay: between(0, 1),
            indexed: pick([0, 0, 0.5, 1]),
            renegotiable: pick([0, 0.6]),
            prepayment: pick([0, 0, 0.2]),
            mitigation: chance(0.8),
            ...(chance(0.3) ? { cancel: { notice: 2, fee: 0.2 } } : {}),
          };
        case 'supply':
          return {
            buyer: first,
            seller: second,
            amount: between(0.1, 3),
            price: money * between(5, 40),
            start: date(),
            years: between(0.5, 3),
            own: true,
          };
        case 'backstop':
          return {
            taker: first,
            seller: second,
            amount: between(0, 3),
            price: money * between(2, 30),
            start: date(),
            until: '2028-06-30',
          };
        case 'equity':
          return {
            investor: first,
            issuer: second,
            amount: sum(1, 200),
            tranches: { a: { share: 0.5, date: date() }, b: { share: 0.5, date: date() } },
          };
        case 'warrant':
          return {
            issuer: first,
            holder: second,
            shares: between(1, 30),
            strike: money * between(0, 20),
            expiry: pick(['2026-06-30', '2027-12-31']),
          };
        case 'loan':
          return {
            lender: pick([first, 'world-bank']),
            borrower: second,
            principal: sum(1, 300),
            rate: between(0, 0.15),
            maturity: pick(['2026-06-30', '2027-12-31', '2030-12-31']),
            amortisation: pick(['bullet', 'linear', 'annuity']),
            seniority: pick(['senior', 'subordinated', 'super-senior']),
            ...(chance(0.3) ? { recourse: { to: first, up_to: sum(0, 100) } } : {}),
            ...(chance(0.3)
              ? {
                  covenants: {
                    c: {
                      measure: pick(['minimum_cash', 'interest_cover', 'debt_to_ebitda', 'loan_to_value']),
                      threshold: 1,
                    },
                  },
                }
              : {}),
            ...(chance(0.3) ? { draws: { a: { share: 0.4, date: date() }, b: { share: 0.6, date: date() } } } : {}),
          };
        case 'lease':
          return {
            lessor: first,
            lessee: second,
            asset_value: sum(10, 300),
            payment: sum(1, 60),
            start: date(),
            years: between(0.5, 3),
            renewals: 2,
            renewal_years: 0.5,
            ...(hasMarket ? { capacity: between(0, 2) } : {}),
            ...(chance(0.5) ? { residual_value_guarantee: { value: sum(1, 200) } } : {}),
          };
        case 'revenue_share':
          return { payer: first, payee: second, rate: between(0, 0.3), ...(chance(0.5) ? { cap: sum(1, 100) } : {}) };
        default:
          return {
            issuer: first,
            buyers: { [second]: 1 },
            sellers: { 'world-shareholders': 1 },
            authorised: sum(1, 50),
            date: date(),
          };
      }
    })();
    void d;
    return { kind, between: [first, second], terms: { t: { type: kind, ...term } } };
  }
}
