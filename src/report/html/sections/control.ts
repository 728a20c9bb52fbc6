import { controlSentences, decidersOf } from '../../controlSentences.ts';
import { controlDots } from '../../figures/controlDots.ts';
import { printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** Who owns and who decides; none in a book without owners and without deals that count. */
export function controlSection(data: ReportData): Section | null {
  const result = data.answers.control?.result ?? null;
  if (result === null) return null;
  const deciders = decidersOf(result);
  const said = Object.entries(result.influence).sort(([, a], [, b]) => b.share - a.share);
  if (deciders.length === 0 && said.length === 0) return null;
  const game =
    said.length === 0
      ? null
      : html`<p>${controlSentences(result, data.name).join(' ')}</p>
${figureBlock(controlDots(result))}
${table({
  caption: 'The deals game: whose consent the deals hang on, against who owns what they bring',
  columns: [
    { title: 'Decider' },
    { title: 'Say', isFigure: true },
    { title: 'Owns', isFigure: true },
    { title: 'Wedge', isFigure: true },
    { title: 'Say without letters', isFigure: true },
    { title: 'Say if nobody is replaceable', isFigure: true },
  ],
  rows: said.map(([id, own]) => [
    own.name,
    printPercent(own.share),
    printPercent(result.economic[id]?.share ?? 0),
    printPercent(result.wedge[id]?.share ?? 0),
    printPercent(own.without_letters),
    printPercent(own.irreplaceable),
  ]),
})}`;
  const companies =
    deciders.length === 0
      ? null
      : table({
          caption: 'Who decides a company: its strongest holder',
          columns: [
            { title: 'Company' },
            { title: 'Decided by' },
            { title: 'Strongest' },
            { title: 'Owns', isFigure: true },
            { title: 'Votes', isFigure: true },
            { title: 'Decides', isFigure: true },
          ],
          rows: deciders.map((d) => [
            data.name(d.issuer),
            d.by,
            data.name(d.holder),
            printPercent(d.economic),
            printPercent(d.votes),
            printPercent(d.control),
          ]),
        });
  return { id: 'control', title: 'Who owns and who decides', body: html`${game}${companies}` };
}
