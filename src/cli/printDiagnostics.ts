import { type Diagnostic, diagnosticLines } from '../index.ts';
import { type PageOptions, pageOf, remark } from './terminal.ts';

/** Prints diagnostics to stderr, a blank line between them. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: PageOptions,
  nameOf: (file: string) => string,
): void {
  if (diagnostics.length === 0) return;
  const page = pageOf(options, process.stderr);
  remark(`${diagnostics.map((d) => diagnosticLines(page, d, nameOf).join('\n')).join('\n\n')}\n\n`);
}
