/** Where in the author's files something stands: line and column count from 1, `path` names it by ids. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

/** A fault or a doubt about the book, as a value: never thrown, all of them reported at once. */
export interface Diagnostic {
  /** A name such as `book.unknown-party`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly place: Place | null;
  /** Quotes the author's words and says what was expected. */
  readonly message: string;
  /** A thing to do. */
  readonly help: string;
  readonly excerpt?: string;
}

/** An error for the author of the book; `{ severity: 'warning' }` makes it a doubt. */
export function diagnostic(
  code: string,
  place: Place | null,
  message: string,
  help: string,
  more: { readonly severity?: 'error' | 'warning'; readonly excerpt?: string } = {},
): Diagnostic {
  const { severity = 'error', excerpt } = more;
  return { code, severity, place, message, help, ...(excerpt === undefined ? {} : { excerpt }) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function comparePlaces(a: Place | null, b: Place | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** The diagnostics by file, line and column; those without a place first, those of one place as they came. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => comparePlaces(a.place, b.place));
}

/** Whether any of them is an error, so that nothing may be computed from the book. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
