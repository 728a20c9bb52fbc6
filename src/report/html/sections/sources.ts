import { html, sourceLink } from '../escape.ts';
import type { ReportData, Section } from '../reportData.ts';
import { gradeBadge } from './deals.ts';

/** Every source of the book, by number. */
export function sources(data: ReportData): Section | null {
  const all = [...data.sources.values()];
  if (all.length === 0) return null;
  const lines = all.map(
    (
      s,
    ) => html`<li id="source-${s.number}" value="${s.number}">${s.publisher}${s.date === null ? null : `, ${s.date}`}: ${sourceLink(s.title, s.url)} ${gradeBadge(s.grade)}</li>
`,
  );
  return { id: 'sources', title: 'Sources', body: html`<ol class="sources">${lines}</ol>` };
}
