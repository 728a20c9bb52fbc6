import type { CircularityResult, PartyCircularity } from '../../../questions/circularity/circularitySchema.ts';
import { circularityDots } from '../../figures/circularityDots.ts';
import { NO_FIGURE, printPercent } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const SENTENCES = 4;
const ROUTES = 12;
const CLAIMS = 10;

/** How much of what parties sell within the web is their own money coming back; none where nobody finances another. */
export function circularitySection(data: ReportData): Section | null {
  const result = data.answers.circularity?.result ?? null;
  if (result === null) return null;
  const parties = Object.values(result.parties).sort((a, b) => b.financed_out - a.financed_out);
  const told = parties.filter((p) => p.financed_out > 0 || p.announced !== null);
  if (told.length === 0) return null;
  return {
    id: 'circularity',
    title: 'Money that comes back',
    body: html`${figureBlock(circularityDots(result, data.currency))}
${told
  .filter((p) => p.high.amount > 0)
  .slice(0, SENTENCES)
  .map((p) => html`<p>${p.sentence}</p>`)}
${partyTable(data, told)}
${routeTable(data, result)}
${circleLines(data, result)}
${claimTable(data, result)}`,
  };
}

function partyTable(data: ReportData, parties: readonly PartyCircularity[]): Html {
  return table({
    caption: 'Own finance that comes back as purchases: at least, mixed evenly, at most; and what it caused',
    columns: [
      { title: 'Party' },
      ...[
        'Puts in',
        'At least',
        'Mixed',
        'At most',
        'Directly, mixed',
        'Of its sales in the web',
        'Of its revenue',
        'If all announced, mixed',
        'Purchases caused',
      ].map((title) => ({ title, isFigure: true })),
    ],
    rows: parties.map((p) => [
      p.name,
      data.money(p.financed_out),
      data.money(p.low.amount),
      data.money(p.pro_rata.amount),
      data.money(p.high.amount),
      data.money(p.direct.pro_rata),
      printPercent(p.pro_rata.share),
      printPercent(p.pro_rata.share_of_revenue),
      p.announced === null ? NO_FIGURE : data.money(p.announced.pro_rata.amount),
      p.causal === null ? NO_FIGURE : printPercent(p.causal.share, { standardError: p.causal.standard_error ?? 0 }),
    ]),
  });
}

function routeTable(data: ReportData, result: CircularityResult): Html {
  return table({
    caption: 'Routes on which most of it comes back',
    columns: [
      { title: 'Route', isLong: true },
      { title: 'Mixed', isFigure: true },
      { title: 'At most', isFigure: true },
    ],
    rows: result.routes
      .slice(0, ROUTES)
      .map((r) => [r.parties.map(data.name).join(' → '), data.money(r.pro_rata), data.money(r.most)]),
  });
}

function circleLines(data: ReportData, result: CircularityResult): Html {
  const { low, high } = result.web_share;
  if (low === null || high === null) return html``;
  const circles = result.circulations.map(
    (c) => html`<li>${c.parties.map(data.name).join(' → ')}: ${data.money(c.amount)}</li>
`,
  );
  return html`<p>Between ${printPercent(low)} and ${printPercent(high)} of the ${data.money(result.web.flows)} paid within the web runs in closed circles. The widest:</p>
<ul>${circles}</ul>`;
}

function claimTable(data: ReportData, result: CircularityResult): Html {
  if (result.lookthrough.claims.length === 0) return html``;
  return table({
    caption: 'Who ultimately pays, by where the money entered the web',
    columns: [
      { title: 'Claim' },
      { title: 'Debtor' },
      { title: 'Paid over the horizon', isFigure: true },
      { title: 'Ultimate payers', isLong: true },
    ],
    rows: result.lookthrough.claims.slice(0, CLAIMS).map((c) => [
      c.claim,
      data.name(c.debtor),
      data.money(c.paid),
      c.payers
        .slice(0, 3)
        .map((p) => `${p.money} of ${data.name(p.party)} ${printPercent(p.share)}`)
        .join(', '),
    ]),
  });
}
