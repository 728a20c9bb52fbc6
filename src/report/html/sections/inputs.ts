import { inputBars } from '../../figures/inputBars.ts';
import { mostTellingSentences, rangeText, STANDING_WORDS } from '../../inputSentences.ts';
import { NO_FIGURE, printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const ROWS = 25;

/** Which fact, if it were published, would tell most; none where nothing uncertain moves a figure. */
export function inputsSection(data: ReportData): Section | null {
  const result = data.answers.inputs?.result ?? null;
  if (result === null || !result.inputs.some((i) => i.share > 0)) return null;
  const rows = [...result.inputs]
    .filter((i) => i.share > 0 || i.reduction > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, ROWS)
    .map((i) => [
      i.words,
      rangeText(i, data.currency),
      STANDING_WORDS[i.standing],
      i.grade,
      i.sources.length === 0 ? NO_FIGURE : i.sources.join(', '),
      printPercent(i.share),
      i.reduction > 0 ? printPercent(i.reduction) : NO_FIGURE,
    ]);
  const { counts } = result;
  return {
    id: 'inputs',
    title: 'Which fact would tell most',
    body: html`<p>${counts.uncertain} inputs of ${counts.stated} are uncertain: ${counts.undisclosed} are facts that somebody knows and nobody has published, ${counts.open} only time will tell, ${counts.assumed} are assumptions of how the world reacts.</p>
${paragraphs(mostTellingSentences(result))}
${figureBlock(inputBars(result))}
${table({
  caption: 'The inputs that move the figures, with what knowing each would take off the variance',
  columns: [
    { title: 'Input', isLong: true },
    { title: '5 to 95 %', isFigure: true },
    { title: 'Known' },
    { title: 'Grade' },
    { title: 'Source' },
    { title: 'Share', isFigure: true },
    { title: 'Takes off', isFigure: true },
  ],
  rows,
})}`,
  };
}
