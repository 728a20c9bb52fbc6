import { printable } from './excerpt.ts';

/** A field of a table as a reader of the file finds it, with its line and a caret under it. */
export interface TablePlace {
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

const WIDEST = 100;

/** Where a field of a record stands, both counted from 0: line and column of the file, counted from 1. */
export function placeInTable(text: string, record: number, field: number): TablePlace {
  let offset = 0;
  let line = 1;
  for (let before = 0; before < record && offset < text.length; before++) {
    const end = endOf(text, offset, '\n');
    for (let i = offset; i <= end && i < text.length; i++) if (text[i] === '\n') line++;
    offset = end + 1;
  }
  let at = offset;
  for (let before = 0; before < field; before++) {
    const end = endOf(text, at, ',');
    if (text[end] !== ',') break;
    at = end + 1;
  }
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  for (let i = offset; i < lineStart; i++) if (text[i] === '\n') line++;
  const lineEnd = text.indexOf('\n', at);
  const from = Math.max(lineStart, at - WIDEST / 2);
  const shown = printable(text.slice(from, Math.min(lineEnd < 0 ? text.length : lineEnd, from + WIDEST)));
  return { line, column: at - lineStart + 1, excerpt: `${shown}\n${' '.repeat(at - from)}^` };
}

/** Where a field or a record that begins here ends: at its separator or a line break outside quotation marks. */
function endOf(text: string, from: number, separator: ',' | '\n'): number {
  let isQuoted = false;
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === separator || character === '\n')) return i;
  }
  return text.length;
}
