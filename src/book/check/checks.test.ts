import { describe, expect, test } from 'vitest';
import { readBook } from '../readBook.ts';

const HEAD = `book:
  format: 1
  title: Example
  as_of: 2025-12-31
  currency: USD
  horizon: {end: 2030-Q4}
sources:
  invented: {title: Invented, publisher: Interlock, grade: D, note: for the test}
parties:
  lab: {name: Lab, kind: other, source: invented, cash: 1B to 2B, private: {valuation: 20B}}
  cloud: {name: Cloud, kind: cloud, source: invented, cash: 1B}
  bank: {name: Bank, kind: lender, source: invented, cash: 5B}
`;
const DEAL = `deals:
  d:
    between: [lab, cloud, bank]
    date: 2025-10-01
    status: signed
    source: invented
    terms:
`;
const CAPACITY = 'gpus: {type: capacity, buyer: lab, seller: cloud, amount: 0.5, price: 12B, start: 2026-Q1, years: 5}';
const LOAN = 'loan: {type: loan, lender: bank, borrower: lab, principal: 2B, rate: 8%, maturity: 2029-12-31}';

function codesOf(text: string): string[] {
  return [...new Set(readBook([{ name: 'book.yaml', text }]).diagnostics.map((d) => d.code))];
}

const withTerms = (...terms: string[]): string[] =>
  codesOf(HEAD + DEAL + terms.map((term) => `      ${term}\n`).join(''));
const withSection = (...lines: string[]): string[] => codesOf(`${HEAD}${lines.join('\n')}\n`);

/** A term written over another: the same text with a part exchanged. */
const exchanged = (term: string, from: string, to: string): string => term.replace(from, to);

describe('what is right passes without a word', () => {
  test('a deal of every type of term', () => {
    expect(
      withTerms(
        CAPACITY,
        exchanged(
          LOAN,
          'rate: 8%',
          'rate: 8%, recourse: none, secured_on: {term: d.gpus}, draws: {a: {share: 50%, date: 2026-01-31}, b: {amount: 1B, date: 2026-06-30}}',
        ),
        'chips: {type: supply, buyer: cloud, seller: bank, total: 9B, start: 2026-Q1, years: 2, equips: [d.gpus]}',
        'round: {type: equity, investor: cloud, issuer: lab, amount: 1B, valuation: 20B, earmark: d, tranches: {a: {share: 100%, date: 2026-01-31}}}',
        'warrant: {type: warrant, issuer: cloud, holder: lab, shares: 10M, strike: 0.01, expiry: 2030-12-31, volume: d.chips, tranches: {a: {share: 50%, delivered: 50%}, b: {share: 50%, vested: true}}}',
        'cover: {type: guarantee, guarantor: world-other, of: d.loan, cover: 60%}',
        'more: {type: guarantee, guarantor: cloud, of: d.loan, cover: 40%}',
        'put: {type: backstop, taker: bank, seller: cloud, amount: 0.1, price: 10B, start: 2026-Q1, until: 2028-Q4}',
        'lease: {type: lease, lessor: bank, lessee: cloud, asset_value: 3B, payment: 0.4B, start: 2026-Q1, years: 10}',
        'share: {type: revenue_share, payer: lab, payee: cloud, rate: 5%, until: 2030-Q4}',
        'sale: {type: tender, issuer: lab, buyers: {bank: 100%}, sellers: {world-shareholders: 100%}, authorised: 1B, date: 2025-10-10}',
        'seats: {type: rights, holder: cloud, issuer: lab, board_seats: 1}',
      ),
    ).toEqual([]);
  });

  test('stakes, correlations, scenarios, milestones', () => {
    expect(
      withSection(
        'stakes:',
        '  lab: {source: invented, holders: {cloud: 30%, world-shareholders: 50%}, board: {seats: 5, appointed_by: {cloud: 2}}, pledged: {cloud: 10%}}',
        '  cloud: {source: invented, holders: {lab: 10%}}',
        '  bank: {source: invented, holders: {cloud: 100%}}',
        'milestones:',
        '  ipo: {says: Listed., source: invented, window: {earliest: 2026-01-01, likely: 2026-06-30, latest: 2027-12-31, never: 30%}}',
        'correlations:',
        '  cash: {between: [parties.lab.cash, parties.lab.private.volatility], rho: 0.5, source: invented}',
        'scenarios:',
        '  poorer: {says: Less cash., changes: [{set: {parties.lab.cash: 0.5B, parties.cloud.debt.amount: 1B}}, {shock: {compute_price: 0.5}}]}',
      ),
    ).toEqual([]);
  });
});

describe('each way in which a fault comes about', () => {
  test.each([
    ['book.deal-with-itself', exchanged(CAPACITY, 'seller: cloud', 'seller: lab')],
    ['book.deal-with-itself', 'round: {type: equity, investor: lab, issuer: lab, amount: 1B}'],
    ['book.undetermined-capacity', exchanged(CAPACITY, 'price: 12B, ', '')],
    ['book.undetermined-capacity', exchanged(CAPACITY, 'amount: 0.5, price: 12B', 'total: 30B')],
    ['book.out-of-range', exchanged(CAPACITY, 'years: 5', 'years: 0')],
    [
      'book.shares-exceed-whole',
      exchanged(CAPACITY, 'years: 5', 'years: 5, build: {vendors: {bank: 60%, cloud: 50%}}'),
    ],
    [
      'book.shares-exceed-whole',
      exchanged(
        LOAN,
        'rate: 8%',
        'rate: 8%, draws: {a: {amount: 1.5B, date: 2026-01-31}, b: {share: 50%, date: 2026-06-30}}',
      ),
    ],
    [
      'book.shares-exceed-whole',
      'w: {type: warrant, issuer: cloud, holder: lab, shares: 10M, strike: 1, expiry: 2030-12-31, tranches: {a: {shares: 11M, vested: true}}}',
    ],
    [
      'book.shares-exceed-whole',
      's: {type: tender, issuer: lab, buyers: {bank: 80%, cloud: 30%}, sellers: {world: 100%}, authorised: 1B, date: 2025-10-10}',
    ],
    [
      'book.tranche-undated',
      'w: {type: warrant, issuer: cloud, holder: lab, shares: 10M, strike: 1, expiry: 2030-12-31, tranches: {a: {share: 50%}}}',
    ],
    ['book.tranche-undated', exchanged(LOAN, 'rate: 8%', 'rate: 8%, draws: {a: {share: 50%}}')],
    ['book.tranche-size', exchanged(LOAN, 'rate: 8%', 'rate: 8%, draws: {a: {date: 2026-01-31}}')],
    ['book.ends-before-start', exchanged(LOAN, '2029-12-31', '2025-09-30')],
    [
      'book.ends-before-start',
      'put: {type: backstop, taker: bank, seller: cloud, amount: 0.1, price: 10B, start: 2028-Q1, until: 2027-Q4}',
    ],
    [
      'book.wrong-term-type',
      'seats: {type: rights, holder: cloud, issuer: lab}\n      g: {type: guarantee, guarantor: bank, of: d.seats, cover: 50%}',
    ],
    ['book.unknown-term', exchanged(LOAN, 'rate: 8%', 'rate: 8%, secured_on: {term: d.gpu}')],
    ['book.unknown-party', exchanged(LOAN, 'rate: 8%', 'rate: 8%, recourse: {to: bnak, up_to: 1B}')],
    ['book.world-cannot', exchanged(LOAN, 'rate: 8%', 'rate: 8%, secured_on: {stake: {issuer: world, shares: 10%}}')],
    ['book.unknown-deal', 'round: {type: equity, investor: cloud, issuer: lab, amount: 1B, earmark: computer}'],
    ['book.unknown-source', exchanged(LOAN, 'rate: 8%', 'rate: {value: 8%, source: [invented, papr]}')],
    ['book.bad-date', exchanged(LOAN, 'rate: 8%', 'rate: {2025-02-29: 8%}')],
    ['book.unknown-key', exchanged(LOAN, 'rate: 8%', 'rate: 8%, recourse: {too: bank, to: bank, up_to: 1B}')],
  ])('%s: %s', (code, term) => {
    expect(withTerms(term)).toContain(code);
  });

  test.each([
    ['book.shares-exceed-whole', ['stakes:', '  lab: {source: invented, holders: {cloud: 70%, bank: 40%}}']],
    [
      'book.shares-exceed-whole',
      [
        'stakes:',
        '  lab: {source: invented, holders: {cloud: 10%}, classes: {b: {votes: 10, shares: 1M, holders: {bank: 2M}}}}',
      ],
    ],
    ['book.deal-with-itself', ['stakes:', '  lab: {source: invented, holders: {lab: 10%}}']],
    ['book.pledged-not-held', ['stakes:', '  lab: {source: invented, holders: {cloud: 1M}, pledged: {cloud: 2M}}']],
    ['book.unknown-party', ['stakes:', '  lap: {source: invented, holders: {cloud: 10%}}']],
    ['book.world-cannot', ['stakes:', '  world: {source: invented, holders: {cloud: 10%}}']],
    [
      'book.ends-before-start',
      ['milestones:', '  m: {says: x, window: {earliest: 2027-01-01, likely: 2026-06-30, latest: 2027-12-31}}'],
    ],
    ['book.milestone-without-condition', ['milestones:', '  m: {says: x, when: {}}']],
    [
      'book.milestone-said-twice',
      [
        'milestones:',
        '  m: {says: x, when: {value_above: {party: lab, amount: 1B}, revenue_above: {party: lab, amount: 1B}}}',
      ],
    ],
    ['book.missing-key', ['channels:', '  c: {says: x, kind: funding, holder: cloud, source: invented}']],
    ['book.empty-change', ['scenarios:', '  s: {says: x, changes: [{shock: {party: lab}}]}']],
    [
      'book.unknown-path',
      ['scenarios:', '  s: {says: x, changes: [{set: {market.growth: 1%, deals.x.date: 2026-01-01}}]}'],
    ],
    ['book.unknown-term', ['scenarios:', '  s: {says: x, changes: [{scale: {d.gpus: 0.5}}]}']],
    [
      'book.named-twice',
      [
        'correlations:',
        '  a: {between: [parties.lab.cash, parties.lab.cash], rho: 0.5}',
        '  b: {between: [parties.lab.cash, parties.lab.cash], rho: 0.5}',
      ],
    ],
    [
      'book.not-an-input',
      [
        'correlations:',
        '  a: {between: [parties.lab.cash, parties.cloud.listed.volatility], rho: 0.5, source: invented}',
      ],
    ],
    ['book.unknown-party', ['mine:', '  h: {kind: loan, on: nobody, amount: 1M}']],
    [
      'book.other-currency',
      [
        'events:',
        '  e: {says: x, party: lab, date: 2025-01-10, contracted: £1B, value_change: 1B, borrows: true, source: invented}',
      ],
    ],
  ])('%s: %s', (code, lines) => {
    expect(withSection(...lines)).toContain(code);
  });
});
