import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../../scripts/filesUnder.mjs';
import { root } from '../../scripts/root.mjs';

/** Set to write what the examples and commands give into the pages, instead of holding the pages against it. */
export const WRITES = process.env.WRITE_DOCS === '1';
export const HOW = 'run `WRITE_DOCS=1 npm test -- test/docs` and read what changed';

/** A fenced block of a page. */
export interface Fence {
  /** What stands behind the opening fence: `yaml`, `console` … */
  readonly kind: string;
  readonly body: string;
  /** Place in the page of the body's first character and of the closing fence. */
  readonly from: number;
  readonly to: number;
}

/** The pages of README and docs/, as paths from the root. */
export function docPages(): string[] {
  return ['README.md', ...filesUnder(root, 'docs').filter((file) => file.endsWith('.md'))];
}

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```([a-z]*)\n([\s\S]*?)^```$/gm)].map((match) => {
    const from = match.index + match[0].indexOf('\n') + 1;
    return { kind: match[1] ?? '', body: match[2] ?? '', from, to: from + (match[2] ?? '').length };
  });
}

/** The text of a page with some of its stretches replaced. */
export function replaced(
  text: string,
  stretches: readonly { readonly from: number; readonly to: number; readonly by: string }[],
): string {
  const sorted = [...stretches].sort((a, b) => b.from - a.from);
  return sorted.reduce((made, { from, to, by }) => made.slice(0, from) + by + made.slice(to), text);
}

export function writePage(page: string, text: string): void {
  writeFileSync(join(root, page), text);
}
