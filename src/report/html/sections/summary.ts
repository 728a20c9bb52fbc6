import { partiesAtRisk } from '../../figures/defaultDots.ts';
import { creditExposures } from '../../figures/exposureBars.ts';
import { printMoney, printProbability } from '../../number.ts';
import { counted } from '../counted.ts';
import { type Html, html } from '../escape.ts';
import type { ReportData, Section } from '../reportData.ts';

interface KeyFigure {
  readonly name: string;
  readonly figure: string;
  readonly remark: string;
}

/** Quarters ahead at which the market's price is told. */
const AHEAD = 12;

/** The answer on one screen: the figures that matter most, with their ranges. */
export function summary(data: ReportData): Section {
  const figures = [...promised(data), ...simulated(data)];
  const cards = figures.map(
    ({
      name,
      figure,
      remark,
    }) => html`<div class="key"><dt>${name}</dt><dd><strong>${figure}</strong><span>${remark}</span></dd></div>
`,
  );
  return { id: 'summary', title: 'The answer on one screen', body: html`${lead(data)}<dl class="keys">${cards}</dl>` };
}

function range(data: ReportData, interval: readonly [number, number] | null): string {
  return interval === null ? '' : `${data.money(interval[0])} to ${data.money(interval[1])}`;
}

function promised(data: ReportData): KeyFigure[] {
  const { total } = data.show;
  const paid = data.run?.commitments.total.expected_paid ?? null;
  return [
    { name: 'Announced', figure: data.money(total.headline), remark: range(data, total.headline_interval) },
    { name: 'Net of double counting', figure: data.money(total.net), remark: range(data, total.net_interval) },
    { name: 'Firm at signing', figure: data.money(total.firm), remark: range(data, total.firm_interval) },
    ...(paid === null
      ? []
      : [
          {
            name: 'Expected to be paid in the run',
            figure: printMoney(paid.mean, data.currency, { standardError: paid.standard_error }),
            remark: range(data, [paid.p5, paid.p95]),
          },
        ]),
    { name: 'Paid to date', figure: data.money(total.paid), remark: `as of ${data.asOf}` },
  ];
}

function simulated(data: ReportData): KeyFigure[] {
  const { run, currency } = data;
  if (run === null) return [];
  const widest = [...run.funding_gap].sort((a, b) => b.labs.gap.mean - a.labs.gap.mean)[0];
  const price = run.market.price[Math.min(AHEAD, run.market.price.length) - 1];
  const hourly = run.market.hourly;
  const hour = hourly?.price.find((row) => row.quarter === price?.quarter);
  const exposure = creditExposures(run.exposures)[0];
  const risk = partiesAtRisk(run)[0];
  const likeliest = risk === undefined ? undefined : run.parties[risk];
  return [
    ...(widest === undefined
      ? []
      : [
          {
            name: `Labs’ funding gap in ${widest.year}`,
            figure: printMoney(widest.labs.gap.mean, currency, { standardError: widest.labs.gap.standard_error }),
            remark: range(data, [widest.labs.gap.p5, widest.labs.gap.p95]),
          },
        ]),
    ...(price === undefined
      ? []
      : [
          {
            name: `${data.good.slice(0, 1).toUpperCase()}${data.good.slice(1)} in ${price.quarter}`,
            figure: data.money(price.p50),
            remark: `per ${data.per}; ${range(data, [price.p5, price.p95])}${hourly === null || hour === undefined ? '' : `; ${data.money(hour.p50)} per ${hourly.name}-hour`}`,
          },
        ]),
    ...(exposure === undefined
      ? []
      : [
          {
            name: 'Largest exposure',
            figure: data.money(exposure.amount),
            remark: `${data.name(exposure.holder)} on ${data.name(exposure.counterparty)}`,
          },
        ]),
    ...(risk === undefined || likeliest === undefined
      ? []
      : [
          {
            name: 'Highest default probability, five years',
            figure: printProbability(likeliest.default_probability, data.paths),
            remark: data.name(risk),
          },
        ]),
  ];
}

function lead(data: ReportData): Html {
  const { counts } = data.show.evidence;
  const { finance, contingent, set_aside: aside } = data.show;
  const size = `${counted(counts.parties, 'party', 'parties')}, ${counted(counts.deals, 'deal')} with ${counted(counts.terms, 'term')}, ${counted(counts.sources, 'source')}.`;
  const apart = [
    ...(finance.headline > 0
      ? [`equity and loans of ${data.money(finance.headline)}, of which ${data.money(finance.paid)} is paid`]
      : []),
    ...(contingent.headline > 0 ? [`guarantees and backstops of up to ${data.money(contingent.headline)}`] : []),
    ...(aside.talks.deals.length > 0 ? [`${data.money(aside.talks.headline)} in talks`] : []),
    ...(aside.ended.deals.length > 0 ? [`${data.money(aside.ended.headline)} lapsed or ended`] : []),
  ];
  return html`<p class="lead">${size}${data.run === null ? null : html` What follows was simulated on ${counted(data.paths, 'path')}; each range holds nine paths in ten.`}${apart.length === 0 ? null : html` Apart from the commitments to buy stand ${apart.join('; ')}.`}</p>
`;
}
