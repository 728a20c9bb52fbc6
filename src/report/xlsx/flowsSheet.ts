import type { QuarterFlows } from '../../questions/run/quarterFlows.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { partyName } from '../terminal/partyName.ts';
import { type Sheet, type SheetCell, sumOf } from './sheet.ts';

const WORDS = ['deal', 'title', 'term', 'payment', 'from', 'to', 'purpose'] as const;

/** Payments of the central case by deal and quarter, with live sums of each row and each column. */
export function flowsSheet(show: ShowResult, { quarters, flows }: QuarterFlows): Sheet {
  const first = WORDS.length;
  const last = first + quarters.length - 1;
  const rows = flows.map((flow, i): SheetCell[] => [
    flow.deal,
    show.deals[flow.deal]?.title ?? flow.deal,
    flow.term,
    flow.role,
    partyName(show.parties, flow.from),
    partyName(show.parties, flow.to),
    flow.purpose,
    ...flow.amounts,
    sumOf({ row: i + 1, column: first }, { row: i + 1, column: last }),
  ]);
  const totals: SheetCell[] = [
    'total',
    ...WORDS.slice(1).map(() => null),
    ...[...quarters, 'total'].map((_, q) =>
      sumOf({ row: 1, column: first + q }, { row: flows.length, column: first + q }),
    ),
  ];
  return {
    name: 'flows',
    header: [...WORDS, ...quarters, 'total'],
    rows: flows.length === 0 ? [] : [...rows, totals],
    widths: [28, 40, 18, 16, 22, 22, 14, 18],
    fixedColumns: 2,
    hasTotals: flows.length > 0,
  };
}
