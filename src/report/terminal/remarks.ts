import { printable } from '../../book/excerpt.ts';
import type { Remark } from '../../questions/answer.ts';
import { printCount } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { wrap } from './table.ts';

/** The first few warnings of an answer, how many more there are, and what tells them all. */
export function warningLines(
  page: Page,
  warnings: readonly Remark[],
  most: number,
  tellsAll = 'interlock check',
): string[] {
  if (warnings.length === 0) return [];
  const shown = warnings.slice(0, most);
  const more = warnings.length - shown.length;
  const lines = shown.flatMap((warning) => {
    const where = warning.place === null ? '' : ` (${printable(warning.place.file)}:${warning.place.line})`;
    return wrap(`${warning.message}${where}`, page.width - 4).map((line, i) =>
      i === 0 ? `  ! ${line}` : `    ${line}`,
    );
  });
  const rest = more > 0 ? [page.ink.dim(`    and ${printCount(more)} more: ${tellsAll} tells them all`)] : [];
  return [heading(page, 'Warnings'), ...lines.map((line) => page.ink.yellow(line)), ...rest];
}

/** The notice of a book, dim, at the foot of a screen. */
export function noticeLines(page: Page, notice: string | null): string[] {
  return notice === null ? [] : wrap(notice, page.width).map((line) => page.ink.dim(line));
}
