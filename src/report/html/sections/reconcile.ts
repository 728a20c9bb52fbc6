import { reconcileBars } from '../../figures/reconcileBars.ts';
import { printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** What sellers report against what the deals of the book bind; none where no seller reports a backlog. */
export function reconcileSection(data: ReportData): Section | null {
  const result = data.answers.reconcile?.result ?? null;
  if (result === null || Object.keys(result.sellers).length === 0) return null;
  const rows = Object.values(result.sellers).map((s) => [
    s.name,
    s.backlog_date ?? '–',
    data.money(s.backlog),
    data.money(s.firm_unpaid),
    data.money(s.headline_unpaid),
    data.money(s.unexplained),
    printPercent(s.unexplained_share),
  ]);
  return {
    id: 'reconcile',
    title: 'Backlog against deals',
    body: html`${figureBlock(reconcileBars(result, data.currency))}
${table({
  caption: 'Backlog as sellers report it, against what the deals of the book bind and have not paid',
  columns: [
    { title: 'Seller' },
    { title: 'Reported on' },
    { title: 'Backlog', isFigure: true },
    { title: 'Bound, unpaid', isFigure: true },
    { title: 'Announced, unpaid', isFigure: true },
    { title: 'Unexplained', isFigure: true },
    { title: 'Share', isFigure: true },
  ],
  rows,
})}`,
  };
}
