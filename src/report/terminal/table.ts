import { printable } from '../../book/excerpt.ts';
import type { Page } from './ink.ts';

/** A column: its title, on which side its cells stand, and whether it gives way when the screen is narrow. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Text that may be cut to fit; at most one column should give way. */
  readonly gives?: boolean;
  /** Left out where the page is too narrow for it; the last such column goes first. */
  readonly drops?: boolean;
}

/** A cell: text, and how it is coloured. Text comes first so that colours never count as width. */
export type Cell = string | { readonly text: string; readonly style: (text: string) => string };

const GAP = '  ';
const LEAST = 8;
/** Width at which a column that gives way can still be read. */
const READABLE = 24;

function textOf(cell: Cell): string {
  return printable(typeof cell === 'string' ? cell : cell.text).replace(/\n/g, ' ');
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** Text cut to a width, an ellipsis for what is missing; nothing in it moves the cursor. */
export function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width
    ? text
    : `${letters
        .slice(0, Math.max(0, width - 1))
        .join('')
        .trimEnd()}…`;
}

/** Widths of the columns of a table, and which of them are shown, so that it fits the page. */
function layOut(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): Map<number, number> {
  const widths = new Map(
    columns.map((column, c) => [
      c,
      Math.max(lengthOf(column.title), ...rows.map((row) => lengthOf(textOf(row[c] ?? '')))),
    ]),
  );
  const excess = (): number =>
    [...widths.values()].reduce((all, width) => all + width, 0) + GAP.length * (widths.size - 1) - page.width;
  const giving = columns.findIndex((column) => column.gives === true);
  const room = (): number => (widths.get(giving) ?? 0) - excess();
  for (let c = columns.length - 1; c >= 0; c--) {
    if (columns[c]!.drops === true && excess() > 0 && room() < READABLE) widths.delete(c);
  }
  if (giving >= 0 && excess() > 0) widths.set(giving, Math.max(LEAST, room()));
  return widths;
}

/**
 * A table in aligned columns, one line a row, no wider than the page if a column gives way.
 *
 * Characters that would move the cursor are replaced; colours are added after widths are measured.
 */
export function printTable(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const widths = layOut(page, columns, rows);
  const line = (cells: readonly Cell[]): string =>
    [...widths]
      .map(([c, width]) => {
        const cell = cells[c] ?? '';
        const text = cut(textOf(cell), width);
        const gap = ' '.repeat(Math.max(0, width - lengthOf(text)));
        const inked = typeof cell === 'string' || text === '' ? text : cell.style(text);
        return columns[c]!.align === 'right' ? gap + inked : inked + gap;
      })
      .join(GAP)
      .trimEnd();
  const titles = columns.some((column) => column.title !== '')
    ? [line(columns.map((column) => ({ text: column.title, style: page.ink.dim })))]
    : [];
  return [...titles, ...rows.map(line)];
}

/** Two blocks of lines side by side where the page is wide enough, else one under the other. */
export function beside(page: Page, left: readonly string[], right: readonly string[], leftWidth: number): string[] {
  if (page.width < leftWidth + 40) return [...left, '', ...right];
  const lines: string[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const own = left[i] ?? '';
    const gap = ' '.repeat(Math.max(0, leftWidth - lengthOf(withoutInk(own))));
    lines.push(`${own}${gap}${right[i] ?? ''}`.trimEnd());
  }
  return lines;
}

/** Text without the colours that this program itself has put in. */
export function withoutInk(text: string): string {
  const start = '\u001b[';
  return text
    .split(start)
    .map((part, i) => (i === 0 ? part : part.replace(/^[\d;]*m/, '')))
    .join('');
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of so many columns, to an eighth of a column. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.max(0, Math.min(1, share)) * width * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** Text broken into lines of a width at its spaces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/\s+/)) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
