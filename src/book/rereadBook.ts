import { type Diagnostic, hasErrors } from '../base/diagnostic.ts';
import { digest } from '../base/digest.ts';
import { nearestName } from '../base/nearestName.ts';
import type { Book, BookReading } from './book.ts';
import { bookOf } from './bookOf.ts';
import { checkBook } from './checkBook.ts';
import { collect } from './collect.ts';
import { fault } from './fault.ts';
import { parseEntries } from './parseEntries.ts';
import type { BookContent } from './schema/book.ts';
import { setPath } from './setPath.ts';
import { strikeDeal } from './strikeDeal.ts';
import { under, type WrittenMapping, writtenAt, writtenText } from './written.ts';

/** Changes of a book: values set by path, and deals taken out. */
export interface BookChanges {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
}

const CHANGED = { said_by: 'modeller', grade: 'D', note: 'changed by a scenario' } as const;

/** The book after a list of changes, read again; only what changed is parsed anew. */
export function rereadBook(book: Book, changes: BookChanges): BookReading {
  const faults: Diagnostic[] = [];
  let tree: WrittenMapping = book.written;
  for (const [path, value] of Object.entries(changes.set ?? {})) {
    const text = writtenText('change', `${path}: ${JSON.stringify(value)}`);
    const spot = { text, offset: 0 };
    tree = setPath(tree, path, writtenAt(value, spot), spot, CHANGED, faults);
  }
  for (const id of changes.without ?? []) {
    const deals = under(tree, 'deals');
    if (deals?.is === 'mapping' && deals.entries.has(id)) {
      tree = strikeDeal(tree, id);
      continue;
    }
    const nearest = nearestName(id, deals?.is === 'mapping' ? deals.entries.keys() : []);
    const text = writtenText('change', `without: ${id}`);
    faults.push(
      fault(
        'book.unknown-deal',
        { text, offset: 9 },
        `there is no deal \`${id}\` to leave out`,
        nearest === null ? 'name a deal by its id' : `did you mean \`${nearest}\`?`,
      ),
    );
  }
  const parsed = parseEntries(tree, new Map(), { tree: book.written, content: book.content });
  collect(faults, parsed.faults);
  if (!hasErrors(faults)) collect(faults, checkBook(parsed.content, tree, book.asOf, false));
  if (hasErrors(faults)) return { book: null, diagnostics: faults };
  const reread = bookOf(
    parsed.content as BookContent,
    tree,
    book.asOf,
    book.overlays,
    digest(`${book.digest}${JSON.stringify(changes)}`),
  );
  return { book: reread, diagnostics: faults };
}
