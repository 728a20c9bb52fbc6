import type { Diagnostic } from '../base/diagnostic.ts';
import type { Book } from '../book/book.ts';
import type { RunColumns } from '../run/runColumns.ts';
import type { Runner } from './runner.ts';

/** A book about which questions are asked, and how the worlds that they need are run. */
export interface Asking {
  readonly book: Book;
  readonly diagnostics: readonly Diagnostic[];
  /** Opened by the first question that needs a run. */
  readonly openRunner: () => Promise<Runner>;
  readonly paths: number;
  readonly seed: number;
  /** Whether a report tells the reader's own holdings; not unless asked to. */
  readonly includesMine?: boolean;
  /** The book as it stands, if it was run already: its columns serve what can be told from them. */
  readonly plainRun?: RunColumns;
  readonly signal?: AbortSignal;
  /** Gives others their turn while an answer is worked out, so that threads are not left without work. */
  readonly pause?: () => Promise<void>;
  /** Told how many of how many paths are done, over all worlds of the question. */
  readonly onProgress?: (done: number, all: number) => void;
}
