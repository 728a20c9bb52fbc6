import type { Book } from '../../book/book.ts';

/** A source as the book lists it, with the number by which the report cites it. */
export interface CitedSource {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly date: string | null;
  readonly url: string | null;
  readonly grade: string;
}

/** The sources of a book by id, numbered by publisher, then by date. */
export function citedSources(book: Book): ReadonlyMap<string, CitedSource> {
  const key = ([, s]: (typeof entries)[number]): string => `${s.publisher.toLowerCase()} ${s.date ?? ''} ${s.title}`;
  const entries = Object.entries(book.content.sources ?? {});
  entries.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return new Map(
    entries.map(([id, s], i) => [
      id,
      {
        number: i + 1,
        id,
        title: s.title,
        publisher: s.publisher,
        date: s.date ?? null,
        url: s.url ?? null,
        grade: s.grade,
      },
    ]),
  );
}
