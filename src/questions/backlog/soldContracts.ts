import { firstQuarterEndingAfter } from '../../base/quarter.ts';
import type { Book } from '../../book/book.ts';
import { dealFigures, isStanding } from '../show/dealFigures.ts';
import { partsByQuarter } from '../show/schedule.ts';

/** One purchase contract of a seller as the book writes it: what it binds and announces, unpaid, by quarter. */
export interface SoldContract {
  readonly ref: string;
  readonly deal: string;
  readonly kind: 'capacity' | 'supply' | 'lease';
  readonly seller: string;
  readonly customer: string;
  /** The day on which it was signed or announced. */
  readonly date: string;
  readonly firmUnpaid: number;
  /** Net of what another deal delivers. */
  readonly announcedUnpaid: number;
  readonly expected: number;
  /** Part of the whole that falls due in each quarter ahead, as absolute quarters. */
  readonly ahead: readonly { readonly quarter: number; readonly part: number }[];
  /** Sum of the parts ahead. */
  readonly partAhead: number;
}

/** Every standing purchase contract of the book, in the book's order. */
export function soldContracts(book: Book): SoldContract[] {
  const first = firstQuarterEndingAfter(book.asOf);
  const contracts: SoldContract[] = [];
  for (const [id, deal] of Object.entries(book.content.deals ?? {})) {
    if (!isStanding(deal)) continue;
    for (const t of dealFigures(book, id, deal).terms) {
      const { term, layers } = t;
      if (t.kind !== 'purchase') continue;
      if (term.type !== 'capacity' && term.type !== 'supply' && term.type !== 'lease') continue;
      const laid = partsByQuarter(term, book.asOf);
      const ahead = laid === null ? [] : quartersAhead(laid, first);
      contracts.push({
        ref: `${id}.${t.id}`,
        deal: id,
        kind: term.type,
        seller: t.to,
        customer: t.by,
        date: deal.date,
        firmUnpaid: Math.max(0, layers.firm.value - layers.paid.value),
        announcedUnpaid: Math.max(0, layers.net.value - layers.paid.value),
        expected: layers.expected.value,
        ahead,
        partAhead: ahead.reduce((sum, a) => sum + a.part, 0),
      });
    }
  }
  return contracts;
}

function quartersAhead(
  { start, parts }: { readonly start: number; readonly parts: Float64Array },
  first: number,
): { quarter: number; part: number }[] {
  const ahead: { quarter: number; part: number }[] = [];
  for (const [i, part] of parts.entries()) if (start + i >= first && part > 0) ahead.push({ quarter: start + i, part });
  return ahead;
}
