import type { Diagnostic } from '../base/diagnostic.ts';
import { printable } from './excerpt.ts';

/**
 * Diagnostics as text for a terminal: file, line, column and code; what was found; the line it is about; a thing to do.
 *
 * Whatever the book holds, no character of it moves the cursor or rings a bell.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  return `${diagnostics.map(printDiagnostic).join('\n')}\n${countsOf(diagnostics)}\n`;
}

/** One diagnostic, ending with a line break. */
export function printDiagnostic(diagnostic: Diagnostic): string {
  const { place, severity, code, message, help, excerpt } = diagnostic;
  const where = place === null ? '' : `${printable(place.file)}:${place.line}:${place.column}: `;
  const shown = (excerpt ?? '').split('\n').map((line) => `  | ${printable(line)}`.trimEnd());
  return [
    `${where}${severity} ${code}`,
    `  ${printable(message)}`,
    ...(excerpt === undefined ? [] : shown),
    `  help: ${printable(help)}`,
    '',
  ].join('\n');
}

/** How many errors and warnings there are, in words. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  return [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(
    ', ',
  );
}
