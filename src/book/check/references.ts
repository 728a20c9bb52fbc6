import type { Diagnostic } from '../../base/diagnostic.ts';
import type { BookCode } from '../codes.ts';
import { isFull } from '../collect.ts';
import { fault } from '../fault.ts';
import { isWorldAccount, WORLD_ACCOUNTS } from '../worldAccounts.ts';
import type { Check, CheckedBook } from './checkedBook.ts';
import type { Reference } from './eachField.ts';

/** Every name must be that of something in the book: a party, a deal, a term, a milestone, a source, a channel. */
export const checkReferences: Check = (book) => {
  const faults: Diagnostic[] = [];
  for (const reference of book.references) {
    const found = faultOf(book, reference);
    if (found !== null) faults.push(found);
    if (isFull(faults)) break;
  }
  return faults;
};

const SECTION_OF: Readonly<Record<string, { section: string; code: BookCode; what: string }>> = {
  deal: { section: 'deals', code: 'book.unknown-deal', what: 'deal' },
  milestone: { section: 'milestones', code: 'book.unknown-milestone', what: 'milestone' },
  source: { section: 'sources', code: 'book.unknown-source', what: 'source' },
  channel: { section: 'channels', code: 'book.unknown-channel', what: 'channel' },
};

function faultOf(book: CheckedBook, reference: Reference): Diagnostic | null {
  const { to, name } = reference;
  if (to === 'party' || to === 'issuer') return partyFault(book, reference, to === 'issuer');
  if (to === 'term') return book.termPaths.has(name) ? null : termFault(book, reference);
  if (to === 'term or deal')
    return book.termPaths.has(name) || book.idsOf('deals').has(name) ? null : termFault(book, reference);
  if (to === 'party, deal or term') {
    const isKnown = book.idsOf('parties').has(name) || book.idsOf('deals').has(name) || book.termPaths.has(name);
    return isKnown
      ? null
      : unknown(book, 'book.unknown-party', 'party, deal or term', reference, [
          ...book.idsOf('parties'),
          ...book.idsOf('deals'),
          ...book.termPaths,
        ]);
  }
  const known = SECTION_OF[to];
  if (known === undefined || book.idsOf(known.section).has(name)) return null;
  return unknown(book, known.code, known.what, reference, [...book.idsOf(known.section)]);
}

function partyFault(book: CheckedBook, reference: Reference, isIssuer: boolean): Diagnostic | null {
  const { name, at, path } = reference;
  if (book.idsOf('parties').has(name)) return null;
  if (isWorldAccount(name)) {
    if (!isIssuer) return null;
    return fault(
      'book.world-cannot',
      at,
      `\`${name}\` is an account of the outside world; a party of the book is needed here`,
      'name one of the book’s parties',
      path,
    );
  }
  const valid = [...book.idsOf('parties'), ...(isIssuer ? [] : WORLD_ACCOUNTS)];
  return unknown(book, 'book.unknown-party', 'party', reference, valid);
}

function termFault(book: CheckedBook, reference: Reference): Diagnostic {
  const { name } = reference;
  if (!name.includes('.') && reference.to === 'term') {
    const own = [...book.termPaths].filter((path) => path.endsWith(`.${name}`));
    if (own.length > 0)
      return fault(
        'book.unknown-term',
        reference.at,
        `\`${shortened(name)}\` does not say of which deal the term is`,
        `write ${own
          .slice(0, 3)
          .map((path) => `\`${path}\``)
          .join(' or ')}`,
        reference.path,
      );
  }
  return unknown(book, 'book.unknown-term', 'term', reference, book.termPaths);
}

function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}

function unknown(
  book: CheckedBook,
  code: BookCode,
  what: string,
  reference: Reference,
  valid: Iterable<string>,
): Diagnostic {
  const nearest = book.nearest(reference.name, valid);
  const names = [...valid];
  const some = names.slice(0, 8).join(', ');
  const help =
    nearest !== null
      ? `did you mean \`${nearest}\`?`
      : names.length === 0
        ? `define it; the book has none`
        : `the book has: ${some}${names.length > 8 ? ' …' : ''}`;
  return fault(code, reference.at, `there is no ${what} \`${shortened(reference.name)}\``, help, reference.path);
}
