import { sourcesWithin } from '../../../book/sourcesWithin.ts';
import { printMoney } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const GRADE_WORDS: Readonly<Record<string, string>> = {
  A: 'filing or company',
  B: 'press',
  C: 'analyst',
  D: 'assumption',
};

/** Every deal in its layers, with its evidence. */
export function deals(data: ReportData): Section | null {
  const entries = Object.entries(data.show.deals).sort(
    ([, a], [, b]) => Number(b.counted) - Number(a.counted) || b.headline - a.headline,
  );
  if (entries.length === 0) return null;
  const { run } = data;
  const rows = entries.map(([id, deal]) => {
    const outcome = run?.deals[id];
    return [
      html`${deal.title}<small>${deal.between.map(data.name).join(', ')}; ${deal.date}</small>`,
      deal.counted ? deal.status : html`<i>${deal.status}</i>`,
      html`${data.money(deal.headline)}${deal.disclosed ? null : html`<abbr title="the sum was never published">?</abbr>`}`,
      data.money(deal.net),
      data.money(deal.firm),
      ...(run === null
        ? []
        : [
            outcome === undefined
              ? '–'
              : printMoney(outcome.expected_paid.mean, data.currency, {
                  standardError: outcome.expected_paid.standard_error,
                }),
          ]),
      data.money(deal.paid),
      gradeBadge(deal.grade),
      deal.said_by,
      citations(data, sourcesWithin(data.book.content.deals?.[id])),
    ];
  });
  return {
    id: 'deals',
    title: 'The deals',
    body: html`<p>A deal has four layers: the headline as announced (“up to”), net of what another deal says it delivers, firm at signing, and paid to date. Deals in italics are in talks or have ended and count in no total. ? marks a sum that was never published; the book holds a range for it. The grade is that of the figure on which the headline rests.</p>
${table({
  caption: 'Deals in their layers, the largest headline first',
  columns: [
    { title: 'Deal', isLong: true },
    { title: 'Status' },
    { title: 'Headline', isFigure: true },
    { title: 'Net', isFigure: true },
    { title: 'Firm', isFigure: true },
    ...(run === null ? [] : [{ title: 'Expected paid', isFigure: true }]),
    { title: 'Paid', isFigure: true },
    { title: 'Grade' },
    { title: 'Said by' },
    { title: 'Sources' },
  ],
  rows,
  hidesCaption: true,
})}`,
  };
}

/** The grade of a figure as a letter, with its meaning. */
export function gradeBadge(grade: string): Html {
  return html`<abbr class="grade grade-${grade}" title="${GRADE_WORDS[grade] ?? ''}">${grade}</abbr>`;
}

/** Sources by their numbers, leading to the list. */
export function citations(data: ReportData, ids: readonly string[]): Html {
  const cited = ids.flatMap((id) => data.sources.get(id) ?? []).sort((a, b) => a.number - b.number);
  if (cited.length === 0) return html`–`;
  return html`${cited.map((s, i) => html`${i === 0 ? '' : ' '}<a href="#source-${s.number}" title="${s.publisher}: ${s.title}">${s.number}</a>`)}`;
}
