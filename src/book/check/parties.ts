import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Party } from '../schema/party.ts';
import { isWorldAccount } from '../worldAccounts.ts';
import { type Check, type CheckedBook, leastOf, percent } from './checkedBook.ts';

/** Parties: names that are free, one value, debts whose holders make up the whole, and a market where labs buy. */
export const checkParties: Check = (book) => [
  ...[...book.idsOf('parties')].flatMap((id) =>
    isWorldAccount(id) || id === 'all'
      ? [
          book.fault(
            'book.reserved-id',
            ['parties', id],
            `\`${id}\` is ${id === 'all' ? 'a word of the format' : 'an account of the outside world'} and cannot be a party`,
            'choose another id',
          ),
        ]
      : [],
  ),
  ...Object.entries(book.parties).flatMap(([id, party]) => partyFaults(book, id, party)),
  ...marketFaults(book),
];

function partyFaults(book: CheckedBook, id: string, party: Party): Diagnostic[] {
  const faults: Diagnostic[] = [];
  if (party.listed !== undefined && party.private !== undefined)
    faults.push(
      book.fault(
        'book.valued-twice',
        ['parties', id, 'private'],
        `\`${id}\` is both \`listed\` and \`private\``,
        'keep one of the two',
      ),
    );
  if (party.kind === 'lab' && party.demand === undefined)
    faults.push(
      book.fault(
        'book.lab-without-demand',
        ['parties', id, 'kind'],
        `\`${id}\` is a lab, but nothing says what compute it needs`,
        'add `demand:`, or give it another kind',
      ),
    );
  if (party.demand !== undefined && book.idsOf('market').size === 0)
    faults.push(
      book.fault(
        'book.demand-without-market',
        ['parties', id, 'demand'],
        `\`${id}\` demands compute, but the book has no market`,
        'add a `market:` section',
      ),
    );
  const holders = party.debt?.holders;
  if (holders !== undefined) {
    const sum = Object.values(holders).reduce((total, share) => total + leastOf(share, book.asOf), 0);
    const isExact = Object.values(holders).every((share) =>
      share?.statements.every((s) => s.distribution.kind === 'point'),
    );
    if (sum > 1 + 1e-6 || (isExact && sum < 1 - 1e-3))
      faults.push(
        book.fault(
          'book.holders-not-whole',
          ['parties', id, 'debt', 'holders'],
          `the holders of the debt of \`${id}\` sum to ${percent(sum)}`,
          'let them sum to 100 %; what is not known belongs to `other`',
        ),
      );
  }
  if (party.kind !== 'vehicle' && party.recourse_to !== undefined)
    faults.push(
      book.fault(
        'book.recourse-of-no-vehicle',
        ['parties', id, 'recourse_to'],
        `\`${id}\` is of kind ${party.kind}; only vehicles have a party that stands behind them`,
        'set `kind: vehicle`, or remove `recourse_to`',
      ),
    );
  return faults;
}

/** The owners of capacity cannot own more than there is. */
function marketFaults(book: CheckedBook): Diagnostic[] {
  const { market } = book.content;
  if (market === undefined) return [];
  const owners = Object.values(book.parties).reduce((sum, party) => sum + leastOf(party.capacity, book.asOf), 0);
  const all = leastOf(market.capacity, book.asOf);
  if (owners <= all * (1 + 1e-9)) return [];
  return [
    book.fault(
      'book.capacity-exceeds-market',
      ['market', 'capacity'],
      `the parties own ${Number(owners.toPrecision(6))} ${market.unit.capacity} of capacity, but the whole market has ${Number(all.toPrecision(6))}`,
      'raise the capacity of the market, or lower that of its owners',
    ),
  ];
}
