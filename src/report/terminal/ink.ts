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

/** A heading of a part of the screen, with a remark beside it. */
export function heading(page: Page, title: string, remark = ''): string {
  const inked = page.ink.bold(printable(title));
  return remark === '' ? inked : `${inked}  ${page.ink.dim(printable(remark))}`;
}
