import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { statementAt } from '../base/quantity.ts';
import type { Book } from './book.ts';
import { readBook } from './readBook.ts';
import { rereadBook } from './rereadBook.ts';

const TWO_PARTY = readFileSync('books/small/two-party/book.yaml', 'utf8');
const twoParty = { name: 'book.yaml', text: TWO_PARTY };

function mustRead(text: string, options: Parameters<typeof readBook>[1] = {}): Book {
  const { book, diagnostics } = readBook([{ name: 'book.yaml', text }], options);
  if (book === null) throw new Error(JSON.stringify(diagnostics, null, 1));
  return book;
}

function codesOf(text: string, options: Parameters<typeof readBook>[1] = {}): string[] {
  return readBook([{ name: 'book.yaml', text }], options).diagnostics.map((d) => d.code);
}

/** The two-party book with a second deal of 2026 and a history of amendments. */
const HISTORY = TWO_PARTY.replace('as_of: 2025-12-31', 'as_of: 2025-12-31')
  .replace(
    'market:  ',
    `  later-deal:
    between: [lab, cloud]
    date: 2026-02-01
    status: signed
    source: example
    said_by: seller
    terms:
      more: {type: capacity, buyer: lab, seller: cloud, amount: 0.1, price: 13B, start: 2027-Q1, years: 3}
  amended-deal:
    between: [lab, cloud]
    date: 2025-06-01
    status: signed
    source: example
    said_by: seller
    paid: {2025-09-30: 1B, 2026-03-31: 2B}
    terms:
      a: {type: capacity, buyer: lab, seller: cloud, amount: 0.1, price: 13B, start: 2027-Q1, years: 3}
      b: {type: revenue_share, payer: lab, payee: cloud, rate: 5%}
    amendments:
      in-march: {date: 2026-03-01, source: press, said_by: press, change: {terms: {a: {amount: 0.3}, b: null}}}
      in-november: {date: 2025-11-01, known: 2026-01-15, status: amended, source: press, change: {terms: {a: {amount: 0.2, ramp: 2}}}}

market:  `,
  )
  .replace('sources:\n', 'sources:\n  press: {title: A report, publisher: A paper, grade: B}\n');

describe('positions', () => {
  test('every path is found where its key is written', () => {
    const book = mustRead(TWO_PARTY);
    const lines = TWO_PARTY.split('\n');
    for (const path of [
      'parties.lab.demand.growth.2027',
      'deals.lab-cloud-compute.terms.compute.price',
      'market.lead',
    ]) {
      const place = book.locate(path);
      const key = path.split('.').pop() as string;
      expect(lines[(place?.line ?? 0) - 1]?.slice((place?.column ?? 0) - 1)).toMatch(new RegExp(`^${key}\\b`));
    }
    expect(book.locate('parties.lab.debt')).toBeNull();
  });

  test('a path inside an overlay is found in the overlay', () => {
    const overlay = {
      name: 'mine.yaml',
      text: 'parties:\n  lab:\n    cash: 9B\nmine:\n  h1: {kind: loan, on: lab, amount: 1M}\n',
    };
    const book = mustRead(TWO_PARTY, { overlays: [overlay] });
    expect(book.locate('parties.lab.cash')).toMatchObject({ file: 'mine.yaml', line: 3, column: 5 });
    expect(book.locate('mine.h1')).toMatchObject({ file: 'mine.yaml', line: 5 });
    expect(book.locate('parties.lab.name')).toMatchObject({ file: 'book.yaml' });
    expect(book.overlays).toEqual(['mine.yaml']);
  });
});

describe('evidence', () => {
  test('is inherited from the nearest mapping, and of a history from the latest statement', () => {
    const book = mustRead(HISTORY, { asOf: '2026-06-30' });
    expect(book.evidenceFor('deals.amended-deal.paid')).toMatchObject({ source: 'example', said_by: 'seller' });
    expect(book.gradeFor('deals.amended-deal.terms.a.price')).toBe('D');
  });

  test('what an amendment changed is spoken for by the amendment, and nothing else is', () => {
    const book = mustRead(HISTORY, { asOf: '2026-06-30' });
    expect(book.evidenceFor('deals.amended-deal.terms.a.amount')).toMatchObject({ source: 'press', said_by: 'press' });
    expect(book.gradeFor('deals.amended-deal.terms.a.amount')).toBe('B');
    expect(book.evidenceFor('deals.amended-deal.terms.a.price')).toMatchObject({ source: 'example' });
  });

  test('what was set by hand is an assumption', () => {
    const book = mustRead(TWO_PARTY, { sets: ['parties.lab.cash=3B'] });
    expect(book.gradeFor('parties.lab.cash')).toBe('D');
    expect(book.evidenceFor('parties.lab.cash').note).toBe('set for this run');
  });
});

describe('time', () => {
  const amountOn = (asOf: string): number | undefined => {
    const term = mustRead(HISTORY, { asOf }).content.deals?.['amended-deal']?.terms.a;
    const d =
      term?.type === 'capacity' && term.amount !== undefined ? statementAt(term.amount, asOf)?.distribution : undefined;
    return d?.kind === 'point' ? d.value : undefined;
  };

  test('amendments count from the day they were known, in the order of their dates', () => {
    expect(amountOn('2025-12-31')).toBe(0.1);
    expect(amountOn('2026-01-15')).toBe(0.2);
    expect(amountOn('2026-03-01')).toBe(0.3);
  });

  test('nothing of a later day is in the book: deals, amendments, statements', () => {
    const before = mustRead(HISTORY, { asOf: '2025-12-31' });
    expect(JSON.stringify(before.tree)).not.toMatch(/later-deal|2026-03-31|in-march|in-november/);
    expect(before.content.deals?.['amended-deal']?.paid?.statements).toHaveLength(1);
    const after = mustRead(HISTORY, { asOf: '2026-06-30' });
    expect(Object.keys(after.content.deals ?? {})).toContain('later-deal');
    expect(after.content.deals?.['amended-deal']?.terms.b).toBeUndefined();
    expect(after.content.deals?.['amended-deal']?.status).toBe('amended');
    expect(after.content.deals?.['amended-deal']?.paid?.statements).toHaveLength(2);
  });

  test('what leans on something not yet known does so only from then on', () => {
    const text = HISTORY.replace(
      'market:  ',
      `  leaning:
    between: [lab, cloud]
    date: 2025-11-01
    status: signed
    source: example
    said_by: seller
    delivered_through: later-deal
    terms:
      cover: {type: guarantee, guarantor: cloud, of: later-deal.more, cover: 50%}
      share: {type: revenue_share, payer: lab, payee: cloud, rate: 1%}

milestones:
  half: {says: Half of it runs., when: {delivered: {term: later-deal.more, share: 50%}}, source: example}

market:  `,
    );
    const before = mustRead(text, { asOf: '2026-01-31' });
    expect(Object.keys(before.content.deals?.leaning?.terms ?? {})).toEqual(['share']);
    expect(before.content.deals?.leaning?.delivered_through).toBeUndefined();
    expect(before.content.milestones?.half?.when).toBeUndefined();
    const after = mustRead(text, { asOf: '2026-02-01' });
    expect(Object.keys(after.content.deals?.leaning?.terms ?? {})).toEqual(['cover', 'share']);
    expect(after.content.milestones?.half?.when?.delivered?.term).toBe('later-deal.more');
  });

  test('what became known later changes nothing of what was known before', () => {
    const later = HISTORY.replace(
      '  later-deal:',
      '  even-later:\n    between: [lab, cloud]\n    date: 2026-03-03\n    status: signed\n    terms: {}\n  later-deal:',
    ).replace('2026-03-31: 2B}', '2026-03-31: 2B, 2026-05-31: 3B}');
    expect(mustRead(later, { asOf: '2026-01-15' }).tree).toEqual(mustRead(HISTORY, { asOf: '2026-01-15' }).tree);
    expect(mustRead(later, { asOf: '2026-06-30' }).tree).not.toEqual(mustRead(HISTORY, { asOf: '2026-06-30' }).tree);
  });

  test('a fault in what is not yet known is reported on any day', () => {
    expect(codesOf(HISTORY.replace('amount: 0.3', 'amount: 0.3GW'), { asOf: '2025-12-31' })).toEqual([
      'book.bad-spelling',
    ]);
    expect(
      codesOf(HISTORY.replace('amount: 0.1, price: 13B', 'amount: -1, price: 13B'), { asOf: '2025-12-31' }),
    ).toEqual(['book.out-of-range']);
  });

  test('a figure that is needed and not yet public is reported as such', () => {
    const text = TWO_PARTY.replace('margin: 70% ', 'margin: {2026-05-01: 70%} ');
    expect(codesOf(text)).toEqual(['book.not-yet-known']);
    expect(codesOf(text, { asOf: '2026-05-01' })).toEqual([]);
  });

  test('all that is needed and not yet public is told once, with the first day on which the book can be read', () => {
    // The margin is public in May; the revenue of June was told in July, that of August is public later still.
    const text = TWO_PARTY.replace('margin: 70% ', 'margin: {2026-05-01: 70%} ').replace(
      /revenue: 8B\b/,
      'revenue: {2026-06-30: {value: 6B, known: 2026-07-15}, 2026-08-01: 7B}',
    );
    expect(text).toContain('known: 2026-07-15');
    const { diagnostics } = readBook([{ name: 'book.yaml', text }]);
    expect(diagnostics.map((d) => d.code)).toEqual(['book.not-yet-known']);
    expect(diagnostics[0]!.message).toContain('can be read from 2026-07-15 on');
    expect(diagnostics[0]!.message).toContain('demand.margin` (public on 2026-05-01)');
    expect(codesOf(text, { asOf: '2026-07-14' })).toEqual(['book.not-yet-known']);
    expect(codesOf(text, { asOf: '2026-07-15' })).toEqual([]);
  });

  test('a scenario changes only what was known: the rest of it, and all of it, comes with its deals', () => {
    const text = `${HISTORY}
  both:
    says: Two deals end.
    source: example
    changes:
      - set: {deals.later-deal.performance: 0, parties.lab.cash: 1B}
      - without: [later-deal]
      - without: [later-deal, amended-deal]
        scale: {later-deal.more: 0.5}
  later: {says: One deal ends., source: example, changes: [{without: [later-deal]}]}
`;
    const before = mustRead(text, { asOf: '2026-01-31' }).content.scenarios;
    expect(Object.keys(before ?? {})).toEqual(['demand-stalls', 'both']);
    expect(before?.both?.changes).toMatchObject([{ set: { 'parties.lab.cash': '1B' } }, { without: ['amended-deal'] }]);
    expect(before?.both?.changes[1]?.scale).toBeUndefined();
    const after = mustRead(text, { asOf: '2026-02-01' }).content.scenarios;
    expect(after?.both?.changes).toHaveLength(3);
    expect(Object.keys(after ?? {})).toEqual(['demand-stalls', 'both', 'later']);
    const wrong = text.replace('deals.later-deal.performance: 0', 'deals.no-deal.performance: 0');
    expect(codesOf(wrong, { asOf: '2026-01-31' })).toContain('book.unknown-path');
  });
});

describe('files, overlays and changes', () => {
  test('sections are merged over files, and an id defined twice is reported at both places', () => {
    const split = TWO_PARTY.indexOf('deals:\n');
    const files = [
      { name: 'a.yaml', text: TWO_PARTY.slice(0, split) },
      { name: 'b.yaml', text: TWO_PARTY.slice(split) },
    ];
    const merged = readBook(files);
    expect(merged.book?.tree).toEqual(mustRead(TWO_PARTY).tree);
    const twice = readBook([...files, { name: 'c.yaml', text: 'parties:\n  lab: {name: Again, kind: lab}\n' }]);
    expect(twice.diagnostics.map((d) => [d.code, d.place?.file])).toEqual([
      ['book.duplicate-id', 'a.yaml'],
      ['book.duplicate-id', 'c.yaml'],
    ]);
  });

  test('an overlay lays over deeply, strikes out with null, and speaks for its own figures only', () => {
    const overlay = {
      name: 'o.yaml',
      text: 'parties: {lab: {cash: 9B, note: mine}}\nscenarios: {demand-stalls: null}\n',
    };
    const book = mustRead(TWO_PARTY, { overlays: [overlay] });
    expect(book.content.scenarios).toEqual({});
    expect(book.evidenceFor('parties.lab.cash').note).toBe('mine');
    expect(book.evidenceFor('parties.lab.demand.revenue').note).toBe('invented');
    expect(codesOf(TWO_PARTY, { overlays: [{ name: 'o', text: 'scenarios: {demand-stall: null}' }] })).toEqual([
      'book.nothing-to-strike',
    ]);
  });

  test('--set changes one quantity, also one that nobody wrote, and suggests the path that was meant', () => {
    expect(
      mustRead(TWO_PARTY, { sets: ['market.elasticity=1.1'] }).content.market?.elasticity?.statements[0]?.text,
    ).toBe('1.1');
    const { diagnostics } = readBook([twoParty], { sets: ['parties.lab.csh=3B', 'nonsense', 'market.lead=soon'] });
    expect(diagnostics.map((d) => d.code).sort()).toEqual([
      'book.bad-setting',
      'book.bad-spelling',
      'book.unknown-path',
    ]);
    expect(diagnostics.find((d) => d.code === 'book.unknown-path')?.help).toBe('did you mean parties.lab.cash?');
  });

  test('one year set beside a value for all years leaves the others as they were', () => {
    const growth = mustRead(TWO_PARTY, { sets: ['parties.cloud.operations.growth.2027=0%'] }).content.parties.cloud
      ?.operations?.growth;
    expect(growth?.['2027']?.statements[0]?.text).toBe('0%');
    expect(growth?.all?.statements[0]?.text).toBe('5% to 9%');
    expect(growth?.all?.path).toBe('parties.cloud.operations.growth');
  });

  test('the digest tells books, days and changes apart', () => {
    const digests = [
      mustRead(TWO_PARTY),
      mustRead(`${TWO_PARTY}\n`),
      mustRead(TWO_PARTY, { asOf: '2026-01-31' }),
      mustRead(TWO_PARTY, { sets: ['parties.lab.cash=6B'] }),
    ].map((book) => book.digest);
    expect(new Set(digests).size).toBe(4);
    expect(mustRead(TWO_PARTY).digest).toBe(digests[0]);
  });
});

describe('rereading', () => {
  test('gives the same content as setting the same value at first reading', () => {
    const once = mustRead(TWO_PARTY, { sets: ['parties.lab.cash=3B', 'market.lead=4'] });
    const { book } = rereadBook(mustRead(TWO_PARTY), { set: { 'parties.lab.cash': '3B', 'market.lead': 4 } });
    expect(book?.content).toEqual(once.content);
    expect(book?.tree).toEqual(once.tree);
  });

  test('taking out a deal takes out what leaned on it', () => {
    const text = HISTORY.replace(
      'market:  ',
      `  leaning:
    between: [lab, cloud]
    date: 2025-11-01
    status: signed
    source: example
    said_by: seller
    delivered_through: lab-cloud-compute
    terms:
      cover: {type: guarantee, guarantor: cloud, of: lab-cloud-compute.vendor-loan, cover: 50%}
      chips: {type: supply, buyer: lab, seller: cloud, total: 1B, start: 2026-Q1, years: 1, equips: [lab-cloud-compute.compute]}
      share: {type: revenue_share, payer: lab, payee: cloud, rate: 1%}

market:  `,
    );
    const { book, diagnostics } = rereadBook(mustRead(text), { without: ['lab-cloud-compute'] });
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(Object.keys(book?.content.deals?.leaning?.terms ?? {})).toEqual(['share']);
    expect(book?.content.deals?.leaning?.delivered_through).toBeUndefined();
    expect(rereadBook(mustRead(text), { without: ['lab-cloud-comput'] }).diagnostics[0]?.help).toBe(
      'did you mean `lab-cloud-compute`?',
    );
  });
});
