import type { Diagnostic } from '../../base/diagnostic.ts';
import { nearestName } from '../../base/nearestName.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Term } from '../../terms/schema.ts';
import type { BookCode } from '../codes.ts';
import { fault } from '../fault.ts';
import { LIMITS } from '../limits.ts';
import type { BookContent } from '../schema/book.ts';
import type { Deal } from '../schema/deal.ts';
import type { Party, Stake } from '../schema/party.ts';
import { termPathsOf } from '../termPaths.ts';
import { childOf, type Found, type Spot, type WrittenMapping } from '../written.ts';
import { type Reference, referencesOf } from './eachField.ts';

type Keys = readonly (string | number)[];

/** A book as the checks see it: what could be read of its content, and where all of it was written. */
export interface CheckedBook {
  readonly content: Partial<BookContent>;
  readonly parties: Readonly<Record<string, Party>>;
  readonly deals: Readonly<Record<string, Deal>>;
  readonly stakes: Readonly<Record<string, Stake>>;
  readonly tree: WrittenMapping;
  readonly asOf: string;
  /** Whether this is the book with everything in it, also what became known later. */
  readonly isWhole: boolean;
  /** A fault at the place where a path was written, or the nearest place above it. */
  readonly fault: (code: BookCode, keys: Keys, message: string, help: string) => Diagnostic;
  /** The valid name that was probably meant; null where none is near, or where too many had to be guessed already. */
  readonly nearest: (name: string, valid: Iterable<string>) => string | null;
  /** The ids that the section has, whether or not their entries could be read. */
  readonly idsOf: (section: string) => ReadonlySet<string>;
  /** Every name and date of the book that means something elsewhere. */
  readonly references: readonly Reference[];
  /** The terms of a deal as `deal.term`, whether or not they could be read. */
  readonly termPaths: ReadonlySet<string>;
}

/** One check: everything of one kind that is wrong or doubtful in a book. */
export type Check = (book: CheckedBook) => Diagnostic[];

export function checkedBook(
  content: Partial<BookContent>,
  tree: WrittenMapping,
  asOf: string,
  isWhole: boolean,
): CheckedBook {
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (section: string): ReadonlySet<string> => {
    const known = ids.get(section);
    if (known !== undefined) return known;
    const written = childOf(tree, section)?.value;
    const found: ReadonlySet<string> = new Set(written?.is === 'mapping' ? written.entries.keys() : []);
    ids.set(section, found);
    return found;
  };
  return {
    content,
    parties: content.parties ?? {},
    deals: content.deals ?? {},
    stakes: content.stakes ?? {},
    tree,
    asOf,
    isWhole,
    fault: (code, keys, message, help) => fault(code, spotAt(tree, keys), message, help, keys.join('.')),
    idsOf,
    nearest: frugalNearestName(),
    references: referencesOf(tree),
    termPaths: termPathsOf(tree),
  };
}

/** Guesses names until so many comparisons were made that hostile books would take long. */
function frugalNearestName(): CheckedBook['nearest'] {
  let left: number = LIMITS.comparisons;
  return (name, valid) => {
    if (left < 0) return null;
    const names = [...valid];
    left -= names.length;
    return left < 0 ? null : nearestName(name, names);
  };
}

/** Where a path was written: the value of a scalar, the key of anything larger, else the nearest thing above. */
export function spotAt(tree: WrittenMapping, keys: Keys): Spot {
  let found: Found = { keyAt: tree.at, value: tree };
  for (const key of keys) {
    const next = childOf(found.value, String(key));
    if (next === undefined) return found.keyAt;
    found = next;
  }
  return found.value.is === 'scalar' ? found.value.at : found.keyAt;
}

/** The terms of a deal that are of one type, with their keys in the book. */
export function termsOf<K extends Term['type']>(
  book: CheckedBook,
  type: K,
): { keys: string[]; path: string; term: Extract<Term, { type: K }>; deal: Deal }[] {
  return Object.entries(book.deals).flatMap(([dealId, deal]) =>
    Object.entries(deal.terms).flatMap(([termId, term]) =>
      term.type === type
        ? [
            {
              keys: ['deals', dealId, 'terms', termId],
              path: `${dealId}.${termId}`,
              term: term as Extract<Term, { type: K }>,
              deal,
            },
          ]
        : [],
    ),
  );
}

/** The least that a quantity is meant to be: its value, or the low end of its range; 0 where nothing stands. */
export function leastOf(quantity: Quantity | undefined, asOf: string): number {
  if (quantity === undefined) return 0;
  const d = (statementAt(quantity, asOf) ?? quantity.statements[0])?.distribution;
  if (d === undefined) return 0;
  if (d.kind === 'point') return d.value;
  if ('low' in d) return d.low;
  if ('min' in d) return d.min;
  return d.kind === 'discrete'
    ? d.values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
    : d.kind === 'student-t'
      ? 0
      : Math.max(0, d.mean - 2 * d.sd);
}

/** The value of a quantity that is certain; null where it is a range or nothing stands. */
export function certainValue(quantity: Quantity | undefined, asOf: string): number | null {
  if (quantity === undefined) return null;
  const d = (statementAt(quantity, asOf) ?? quantity.statements[0])?.distribution;
  return d?.kind === 'point' ? d.value : null;
}

/** The first cycle among named links, as the names in order; null where there is none. */
export function cycleOf(links: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const state = new Map<string, 'open' | 'done'>();
  for (const start of links.keys()) {
    const trail: { name: string; next: number }[] = state.has(start) ? [] : [{ name: start, next: 0 }];
    if (trail.length > 0) state.set(start, 'open');
    while (trail.length > 0) {
      const top = trail[trail.length - 1]!;
      const target = links.get(top.name)?.[top.next++];
      if (target === undefined) {
        state.set(top.name, 'done');
        trail.pop();
      } else if (state.get(target) === 'open') {
        const names = trail.map((step) => step.name);
        return names.slice(names.indexOf(target));
      } else if (!state.has(target) && links.has(target)) {
        state.set(target, 'open');
        trail.push({ name: target, next: 0 });
      }
    }
  }
  return null;
}

/** A fraction as a percentage, as many digits as it takes. */
export function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(6))} %`;
}
