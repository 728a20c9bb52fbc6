import type { Spot } from './written.ts';
import { placeOf } from './written.ts';

const WIDEST = 100;

/** Characters that would move the cursor, ring a bell or turn the direction of text on a terminal. */
export function isControl(code: number): boolean {
  if (code < 0x20) return true;
  if (code >= 0x7f && code <= 0x9f) return true;
  if (code === 0xfeff || code === 0xfffe || code === 0xffff) return true;
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0x2028 || code === 0x2029;
}

/** Text with every character that cannot be printed replaced, so that it may go to a terminal. */
export function printable(text: string): string {
  let printed = '';
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isLone = code >= 0xd800 && code <= 0xdfff;
    printed += code === 0x09 ? ' ' : isControl(code) || isLone ? '\ufffd' : character;
  }
  return printed;
}

/** The line that a spot is on, and under it a caret that points at the spot; long lines are cut around it. */
export function excerptOf(at: Spot): string {
  const { line, column } = placeOf(at);
  const { text, lineStarts } = at.text;
  const start = lineStarts[line - 1] as number;
  const lineEnd = Math.max(start, (lineStarts[line] ?? text.length + 1) - 1);
  const from = start + Math.max(0, column - 1 - WIDEST / 2);
  const to = Math.min(lineEnd, from + WIDEST);
  const shown = printable(text.slice(from, to).replace(/\r$/, ''));
  const before = [...printable(text.slice(from, at.offset))].length;
  const begun = from > start ? `…${[...shown].slice(1).join('')}` : shown;
  return `${begun}${to < lineEnd ? '…' : ''}\n${' '.repeat(before)}^`;
}
