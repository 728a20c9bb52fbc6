import type { RunResult } from '../../../questions/run/runSchema.ts';
import { type PartySeries, partyFans } from '../../figures/partyFans.ts';
import { printMoney } from '../../number.ts';
import { counted } from '../counted.ts';
import { type Html, html } from '../escape.ts';
import { smallMultiples } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** So many parties are shown at once; the rest open. */
const SHOWN = 12;

const WORDS: Readonly<Record<PartySeries, { readonly title: string; readonly sub: string }>> = {
  cash: {
    title: 'Cash',
    sub: 'at the end of each year: median, and the ranges that hold half and nine in ten of the paths; each panel has its own scale',
  },
  debt: { title: 'Debt', sub: 'at the end of each year, inside and outside the web; median and ranges as above' },
};

/** Cash and debt of every party as small fans. */
export function cashAndDebt(data: ReportData): Section | null {
  const { run } = data;
  if (run === null) return null;
  return {
    id: 'parties',
    title: 'Cash and debt of each party',
    body: html`${fansOf(data, run, 'cash')}${fansOf(data, run, 'debt')}`,
  };
}

function fansOf(data: ReportData, run: RunResult, what: PartySeries): Html {
  const fans = partyFans(run, what, data.currency);
  const rest = fans.slice(SHOWN);
  const { title, sub } = WORDS[what];
  return html`<figure id="figure-${what}">
<figcaption><h3>${title}</h3><p class="sub">${data.currency}, ${sub}</p></figcaption>
${smallMultiples(fans.slice(0, SHOWN))}
${rest.length === 0 ? null : html`<details class="data"><summary>${counted(rest.length, 'more party', 'more parties')}<span class="quiet">: ${title}</span></summary>${smallMultiples(rest)}</details>`}
${seriesTable(data, run, what)}
</figure>
`;
}

function seriesTable(data: ReportData, run: RunResult, what: PartySeries): Html {
  const fans = partyFans(run, what, data.currency);
  const years = fans[0]?.at ?? [];
  const of = (id: string): RunResult['parties'][string]['cash'] => run.parties[id]?.[what] ?? [];
  const rows = fans.map(({ id, title }) => [
    title,
    ...of(id.slice(what.length + 1)).map((r) =>
      r.p5 === r.p95
        ? printMoney(r.p50, data.currency)
        : html`${printMoney(r.p50, data.currency)} <small>(${printMoney(r.p5, data.currency)} to ${printMoney(r.p95, data.currency)})</small>`,
    ),
  ]);
  const { title } = WORDS[what];
  return html`<details class="data"><summary>The figures as a table<span class="quiet">: ${title}</span></summary>
${table({
  caption: `${title} at the end of each year, median with the 5–95 % range, ${data.currency}`,
  columns: [{ title: 'Party' }, ...years.map((year) => ({ title: year, isFigure: true }))],
  rows,
})}</details>`;
}
