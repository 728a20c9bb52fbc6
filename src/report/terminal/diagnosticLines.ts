import type { Diagnostic } from '../../base/diagnostic.ts';
import { printable } from '../../book/excerpt.ts';
import type { Page } from './ink.ts';
import { wrap } from './table.ts';

/**
 * A diagnostic as its author reads it: where, what is wrong in the author's own words, the line itself, what to do.
 *
 * `nameOf` turns the name of a file in the book into one that can be opened from where the reader stands.
 */
export function diagnosticLines(page: Page, d: Diagnostic, nameOf: (file: string) => string): string[] {
  const paint = d.severity === 'error' ? page.ink.red : page.ink.yellow;
  const where = d.place === null ? '' : `${printable(nameOf(d.place.file))}:${d.place.line}:${d.place.column}  `;
  const excerpt =
    d.excerpt === undefined ? [] : d.excerpt.split('\n').map((line) => page.ink.dim(`    ${printable(line)}`));
  return [
    `${where}${page.ink.bold(paint(d.severity))}  ${page.ink.dim(d.code)}`,
    ...wrap(d.message, page.width - 2).map((line) => `  ${line}`),
    ...excerpt,
    ...wrap(d.help, page.width - 4).map((line, i) => (i === 0 ? `  ${page.ink.cyan('→')} ${line}` : `    ${line}`)),
  ];
}
