import { findTexts, readFile } from './bookTexts.ts';

const MOST_BYTES = 256 * 1024 * 1024;

/** The text of a table that was named on the command line; `-` is standard input. */
export function readTable(path: string): { readonly name: string; readonly text: string } {
  if (path === '-') return { name: 'stdin', text: findTexts('-', MOST_BYTES).texts[0]?.text ?? '' };
  return { name: path, text: readFile(path, MOST_BYTES) };
}
