import { printable } from '../../book/excerpt.ts';

/** Colours and weights of text; plain where the reader's terminal has none. */
export interface Ink {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const same = (text: string): string => text;

/** No colours at all. */
export const PLAIN_INK: Ink = { bold: same, dim: same, red: same, green: same, yellow: same, blue: same, cyan: same };

/** How a screen is to be laid out. */
export interface Page {
  readonly ink: Ink;
  /** Columns of the terminal. */
  readonly width: number;
}

/** A heading of a part of the screen, with a remark beside it as far as there is room. */
export function heading(page: Page, title: string, remark = ''): string {
  const said = printable(title);
  const room = page.width - [...said].length - 2;
  const letters = [...printable(remark)];
  const fitting = letters.length <= room ? letters.join('') : `${letters.slice(0, Math.max(0, room - 1)).join('')}…`;
  return letters.length === 0 || room < 12 ? page.ink.bold(said) : `${page.ink.bold(said)}  ${page.ink.dim(fitting)}`;
}
