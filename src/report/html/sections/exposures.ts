import { creditExposures, exposureBars } from '../../figures/exposureBars.ts';
import { bearers, holderLossBars, holderName } from '../../figures/holderLossBars.ts';
import { printMoney, printPercent, printProbability } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { EXPOSURE_WORDS } from '../exposureWords.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';
import { unbroken } from '../unbroken.ts';

const LISTED = 40;

/** Who stands to lose by whom, and who bears what defaults cost. */
export function exposures(data: ReportData): Section | null {
  const all = data.run?.exposures ?? data.show.exposures.map((e) => ({ ...e, expected_loss: null }));
  const credit = creditExposures(all);
  if (all.length === 0) return null;
  const stakes = all.filter((e) => e.kind === 'stake').sort((a, b) => b.amount - a.amount);
  const row = (e: (typeof all)[number]) => [
    data.name(e.holder),
    EXPOSURE_WORDS[e.kind],
    data.name(e.counterparty),
    data.show.deals[e.of.split('.')[0] ?? '']?.title ?? '–',
    data.money(e.amount),
    data.money(e.headline),
    data.money(e.expected_loss),
  ];
  const columns = [
    { title: 'Holder' },
    { title: '' },
    { title: 'Counterparty' },
    { title: 'Deal', isLong: true },
    { title: 'Binding', isFigure: true },
    { title: 'Announced', isFigure: true },
    { title: 'Expected loss', isFigure: true },
  ];
  return {
    id: 'exposures',
    title: 'Exposures and losses',
    body: html`${credit.length === 0 ? null : figureBlock(exposureBars(data.show, all, data.currency))}
${credit.length === 0 ? null : html`<details class="data"><summary>The largest exposures one by one, with the loss that the run expects</summary>${table({ caption: 'Largest exposures, shareholdings left out', columns, rows: credit.slice(0, LISTED).map(row) })}</details>`}
${stakes.length === 0 ? null : html`<details class="data"><summary>Shareholdings</summary>${table({ caption: 'Shareholdings at today’s value', columns, rows: stakes.slice(0, LISTED).map(row) })}</details>`}
${losses(data)}`,
  };
}

function losses(data: ReportData): Html | null {
  const { run, currency, paths } = data;
  if (run === null || bearers(run).length === 0) return null;
  const rows = bearers(run).map((h) => [
    holderName(run, h.holder),
    printMoney(h.loss.mean, currency, { standardError: h.loss.standard_error }),
    data.money(h.loss.p95),
    printProbability(h.loss_probability, paths),
    unbroken(
      h.from
        .slice(0, 4)
        .map((f) => `${data.name(f.party)} ${printPercent(f.share)}`)
        .join(', '),
    ),
  ]);
  return html`${figureBlock(holderLossBars(run, currency))}
${table({
  caption: 'Losses by holder: what is lost by default, and by whose',
  columns: [
    { title: 'Holder' },
    { title: 'Expected loss', isFigure: true },
    { title: '95th percentile', isFigure: true },
    { title: 'Paths with a loss', isFigure: true },
    { title: 'By whose default', isLong: true },
  ],
  rows,
})}`;
}
