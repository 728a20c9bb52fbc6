import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Evidence, Grade } from '../base/evidence.ts';
import type { BookContent } from './schema/book.ts';
import type { WrittenMapping } from './written.ts';

/** One text of the book as it reached us: its name as it is to be printed, and its content. */
export interface BookText {
  readonly name: string;
  readonly text: string;
}

/** How a book is to be read. */
export interface ReadOptions {
  /** Answers with what was known on this day; the book's own `as_of` where left out. */
  readonly asOf?: string;
  /** Files laid over the book (`--with`). */
  readonly overlays?: readonly BookText[];
  /** `PATH=VALUE` changes of one quantity (`--set`). */
  readonly sets?: readonly string[];
  /** Holds the book to being frozen on its own day, whether or not it says so. */
  readonly isFrozen?: boolean;
  /** Bytes that the whole book may have (default 8 MB). */
  readonly maxBytes?: number;
}

/** A deal book as its author wrote it, as it stood on `asOf`: overlays laid on, amendments applied, positions kept. */
export interface Book {
  readonly content: BookContent;
  /** The plain tree that `content` was read from, with evidence keys in place. */
  readonly tree: Readonly<Record<string, unknown>>;
  /** The same tree with the place of every key; what `rereadBook` changes. */
  readonly written: WrittenMapping;
  readonly asOf: string;
  /** Names of the overlays and the `PATH=VALUE` changes, for the echo in every answer. */
  readonly overlays: readonly string[];
  /** SHA-256 over all texts, overlays, changes and the date. */
  readonly digest: string;
  /** Where a path of the book was written; null for what nobody wrote. */
  readonly locate: (path: string) => Place | null;
  /** The evidence that stands nearest above a path: its own, else that of the mapping around it. */
  readonly evidenceFor: (path: string) => Evidence;
  /** The grade of a path: its own grade, else the worst of its sources, else D. */
  readonly gradeFor: (path: string) => Grade;
}

/** A book, or null where its faults forbid one, with everything that is to be said about it. */
export interface BookReading {
  readonly book: Book | null;
  readonly diagnostics: readonly Diagnostic[];
}
