import { GRADES } from '../../../base/evidence.ts';
import { inputWords } from '../../figures/inputWords.ts';
import { printCount, printPercent } from '../../number.ts';
import { assumptionsOf } from '../assumptions.ts';
import { counted } from '../counted.ts';
import { type Html, html } from '../escape.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';
import { citations, gradeBadge } from './deals.ts';

const GRADE_LINES: Readonly<Record<string, string>> = {
  A: 'Filing or statement of a party',
  B: 'Reputable press',
  C: 'Analyst or blog',
  D: 'Assumption of whoever wrote the book',
};
const SPEAKER_LINES: Readonly<Record<string, string>> = {
  buyer: 'The buyer',
  seller: 'The seller',
  press: 'The press',
  modeller: 'Whoever wrote the book',
  unstated: 'Nobody is named',
};
const MOST_INPUTS = 20;

/** What the figures rest on, by grade and by who said it, and the inputs that move the run most. */
export function evidence(data: ReportData): Section {
  const { by_grade, by_said_by, counts } = data.show.evidence;
  const columns = [
    { title: '' },
    { title: 'Headline', isFigure: true },
    { title: 'Share', isFigure: true },
    { title: 'Figures', isFigure: true },
  ];
  const grades = GRADES.flatMap((g) => {
    const e = by_grade[g];
    return e === undefined
      ? []
      : [
          [
            html`${gradeBadge(g)} ${GRADE_LINES[g] ?? ''}`,
            data.money(e.headline),
            printPercent(e.share),
            printCount(e.figures),
          ],
        ];
  });
  const speakers = Object.entries(by_said_by)
    .filter(([, e]) => e.figures > 0)
    .map(([who, e]) => [
      SPEAKER_LINES[who] ?? who,
      data.money(e.headline),
      printPercent(e.share),
      printCount(e.figures),
    ]);
  return {
    id: 'evidence',
    title: 'Evidence',
    body: html`<p>The book holds ${counted(counts.figures, 'figure')}, ${printCount(counts.uncertain)} of them as a range. ${counts.undisclosed > 0 ? `${counted(counts.undisclosed, 'deal')} never published a sum. ` : ''}Shares are of the headline of all commitments to buy.</p>
<div class="pair">${table({ caption: 'By grade of the source', columns, rows: grades })}${table({ caption: 'By who said it', columns, rows: speakers })}</div>
${moving(data)}`,
  };
}

/** The inputs that move the results of the run, the strongest first. */
function moving(data: ReportData): Html | null {
  const { run, runAnswer } = data;
  if (run === null || runAnswer === null || runAnswer.rests_on.length === 0) return null;
  const rows = runAnswer.rests_on
    .slice(0, MOST_INPUTS)
    .map((r) => [
      html`${inputWords(run, r.path)}<small>${r.path}${r.place === null ? ', by default' : `, ${r.place.file}:${r.place.line}`}</small>`,
      printPercent(r.share),
      gradeBadge(r.grade),
      citations(data, r.sources),
    ]);
  return table({
    caption: 'Inputs that move the results most, by their share of what can be told apart from chance',
    columns: [
      { title: 'Input', isLong: true },
      { title: 'Share', isFigure: true },
      { title: 'Grade' },
      { title: 'Sources' },
    ],
    rows,
  });
}

/** Every figure of grade D with the note on how it was set. */
export function assumptions(data: ReportData): Section | null {
  const all = assumptionsOf(data.book);
  if (all.length === 0) return null;
  const sections = [...new Set(all.map((a) => a.path.split('.')[0] ?? ''))];
  const blocks = sections.map((section) => {
    const own = all.filter((a) => a.path.startsWith(`${section}.`));
    return html`<details class="data"><summary>${section}: ${printCount(own.length)}</summary>${table({
      caption: `Assumptions under ${section}`,
      columns: [{ title: 'Figure' }, { title: 'Value' }, { title: 'Unit' }, { title: 'How it was set', isLong: true }],
      rows: own.map((a) => [html`<code>${a.path}</code>`, a.value, a.unit, a.note ?? '–']),
      hidesCaption: true,
    })}</details>
`;
  });
  return {
    id: 'assumptions',
    title: 'Assumptions',
    body: html`<p>${printCount(all.length)} figures are of grade D: no source gives them, or none states them outright. Each carries the note of whoever set it; all can be set anew with <code>--set PATH=VALUE</code>.</p>
${blocks}`,
  };
}
