import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Deal } from '../schema/deal.ts';
import { isWorldAccount } from '../worldAccounts.ts';
import { type Check, type CheckedBook, certainValue, cycleOf, leastOf, percent } from './checkedBook.ts';

/** What a deal says of itself as a whole: its parties, how firm it is, and through which other deal it is delivered. */
export const checkDeals: Check = (book) => [
  ...Object.entries(book.deals).flatMap(([id, deal]) => [
    ...partyFaults(book, id, deal),
    ...firmFaults(book, id, deal),
    ...throughFaults(book, id, deal),
  ]),
  ...throughCycle(book),
];

const PARTY_FIELDS = [
  'buyer',
  'seller',
  'investor',
  'issuer',
  'holder',
  'lender',
  'borrower',
  'guarantor',
  'taker',
  'lessor',
  'lessee',
  'payer',
  'payee',
];

function partyFaults(book: CheckedBook, id: string, deal: Deal): Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const [i, party] of deal.between.entries())
    if (deal.between.indexOf(party) < i)
      faults.push(
        book.fault(
          'book.named-twice',
          ['deals', id, 'between', i],
          `\`${party}\` is named twice in \`between\``,
          'name each party once',
        ),
      );
  if (Object.keys(deal.terms).length === 0)
    faults.push(
      book.fault(
        'book.deal-without-terms',
        ['deals', id],
        `the deal \`${id}\` has no terms: nothing follows from it`,
        'add a term, or leave the deal out',
      ),
    );
  for (const [termId, term] of Object.entries(deal.terms)) {
    const keys = ['deals', id, 'terms', termId];
    if ((term.type === 'capacity' || term.type === 'supply') && term.buyer === term.seller)
      faults.push(
        book.fault(
          'book.deal-with-itself',
          [...keys, 'seller'],
          `\`${term.seller}\` sells to itself`,
          'correct buyer or seller',
        ),
      );
    for (const field of PARTY_FIELDS) {
      const party = (term as unknown as Record<string, unknown>)[field];
      if (
        typeof party !== 'string' ||
        isWorldAccount(party) ||
        deal.between.includes(party) ||
        !book.idsOf('parties').has(party)
      )
        continue;
      faults.push(
        book.fault(
          'book.not-between',
          [...keys, field],
          `\`${party}\` has a part in this term, but the deal is between ${deal.between.join(', ')}`,
          `add \`${party}\` to \`between\`, or correct \`${field}\``,
        ),
      );
    }
  }
  return faults;
}

function firmFaults(book: CheckedBook, id: string, deal: Deal): Diagnostic[] {
  const faults: Diagnostic[] = [];
  const statements: [readonly string[], Deal['firm']][] = [[['deals', id, 'firm'], deal.firm]];
  for (const [termId, term] of Object.entries(deal.terms))
    statements.push([['deals', id, 'terms', termId, 'firm'], term.firm]);
  for (const [keys, firm] of statements) {
    const least = leastOf(firm, book.asOf);
    if (least > 0 && (deal.status === 'talks' || deal.status === 'intent'))
      faults.push(
        book.fault(
          'book.firm-before-signing',
          keys,
          `the deal is in the state \`${deal.status}\`, and something of it is said to be firm`,
          'set `firm: 0%`, or correct the status',
        ),
      );
    if (least > 0 && (deal.status === 'lapsed' || deal.status === 'terminated'))
      faults.push(
        book.fault(
          'book.firm-after-end',
          keys,
          `the deal has ${deal.status}, and something of it is said to be firm`,
          'set `firm: 0%`, or correct the status',
        ),
      );
  }
  const headline = certainValue(deal.headline, book.asOf);
  const firm = certainValue(deal.firm, book.asOf);
  if (headline !== null && firm !== null && firm > 1 && firm > headline * (1 + 1e-9))
    faults.push(
      book.fault(
        'book.firm-exceeds-headline',
        ['deals', id, 'firm'],
        'more of the deal is firm than its headline says',
        'correct `firm` or `headline`',
      ),
    );
  return faults;
}

function throughOf(deal: Deal): string[] {
  if (deal.delivered_through === undefined) return [];
  return typeof deal.delivered_through === 'string' ? [deal.delivered_through] : Object.keys(deal.delivered_through);
}

function throughFaults(book: CheckedBook, id: string, deal: Deal): Diagnostic[] {
  const through = deal.delivered_through;
  if (through === undefined || typeof through === 'string') return [];
  const sum = Object.values(through).reduce((total, share) => total + leastOf(share, book.asOf), 0);
  if (sum <= 1 + 1e-9) return [];
  return [
    book.fault(
      'book.shares-exceed-whole',
      ['deals', id, 'delivered_through'],
      `other deals deliver ${percent(sum)} of this one`,
      'let the shares sum to at most 100 %',
    ),
  ];
}

function throughCycle(book: CheckedBook): Diagnostic[] {
  const cycle = cycleOf(new Map(Object.entries(book.deals).map(([id, deal]) => [id, throughOf(deal)])));
  if (cycle === null) return [];
  return [
    book.fault(
      'book.delivery-cycle',
      ['deals', cycle[0] as string, 'delivered_through'],
      `deals are delivered through one another in a circle: ${[...cycle, cycle[0]].join(' → ')}`,
      'let one of them be delivered by itself',
    ),
  ];
}
