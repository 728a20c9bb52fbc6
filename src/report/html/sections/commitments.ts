import { commitmentsByBuyer, commitmentsByYear } from '../../figures/commitmentBars.ts';
import { fundingGapBars } from '../../figures/fundingGapBars.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';

/** What was promised by year and by buyer, and what the labs must find for it. */
export function commitments(data: ReportData): Section {
  const { show, run, asOf, currency } = data;
  const gap = run === null || run.funding_gap.length === 0 ? null : figureBlock(fundingGapBars(run, currency), 'half');
  const byYear = commitmentsByYear(show, run, asOf, currency);
  const body =
    show.total.headline > 0
      ? html`${figureBlock(byYear)}<div class="pair">${figureBlock(commitmentsByBuyer(show, run, currency), 'half')}${gap}</div>`
      : html`<p>Nothing is promised to be bought.</p>${gap}`;
  return { id: 'commitments', title: 'Commitments', body };
}
