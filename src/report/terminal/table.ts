import { printable } from '../../book/excerpt.ts';
import type { Page } from './ink.ts';

/** A column: its title, on which side its cells stand, and whether it gives way when the screen is narrow. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Text that may be cut to fit; at most one column should give way. */
  readonly gives?: boolean;
}

/** A cell: text, and how it is coloured. Text comes first so that colours never count as width. */
export type Cell = string | { readonly text: string; readonly style: (text: string) => string };

const GAP = '  ';
const LEAST = 8;

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

/**
 * A table in aligned columns, one line a row, no wider than the page if a column gives way.
 *
 * Characters that would move the cursor are replaced; colours are added after widths are measured.
 */
export function printTable(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const widths = columns.map((column, c) =>
    Math.max(lengthOf(column.title), ...rows.map((row) => lengthOf(textOf(row[c] ?? '')))),
  );
  const giving = columns.findIndex((column) => column.gives === true);
  const whole = widths.reduce((all, width) => all + width, 0) + GAP.length * (columns.length - 1);
  if (giving >= 0 && whole > page.width) widths[giving] = Math.max(LEAST, widths[giving]! - (whole - page.width));
  const line = (cells: readonly Cell[]): string =>
    columns
      .map((column, c) => {
        const cell = cells[c] ?? '';
        const text = cut(textOf(cell), widths[c]!);
        const gap = ' '.repeat(Math.max(0, widths[c]! - lengthOf(text)));
        const inked = typeof cell === 'string' ? text : cell.style(text);
        return column.align === 'right' ? gap + inked : inked + gap;
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
