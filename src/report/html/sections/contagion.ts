import { contagionSentences, lossWords } from '../../contagionSentences.ts';
import { contagionBars } from '../../figures/contagionBars.ts';
import { printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const LISTED = 30;
const RANKED = 15;

/** Who is hurt when a party fails, through what, and whose failure would cost most; none where nobody would lose. */
export function contagionSection(data: ReportData): Section | null {
  const result = data.answers.contagion?.result ?? null;
  if (result === null) return null;
  const hurt = Object.entries(result.parties)
    .filter(([id, p]) => !result.failed.includes(id) && p.equity_loss > 0)
    .sort(([, a], [, b]) => b.equity_loss - a.equity_loss);
  if (hurt.length === 0) return null;
  const rows = hurt
    .slice(0, LISTED)
    .map(([id, p]) => [
      data.name(id),
      data.money(p.equity_loss),
      data.money(p.direct_loss),
      data.money(p.indirect_loss),
      printPercent(p.distress),
      lossWords(p.losses, 3, result.failed, data.name, data.currency),
    ]);
  const ranking = result.systemic
    .filter((s) => s.loss > 0)
    .slice(0, RANKED)
    .map((s) => [data.name(s.party), printPercent(s.debtrank, { digits: 2 }), data.money(s.loss)]);
  return {
    id: 'contagion',
    title: 'Contagion',
    body: html`${paragraphs(contagionSentences(result, data.name, data.currency))}
${figureBlock(contagionBars(result, data.name, data.currency))}
${table({
  caption: 'Losses by partner, and what causes them',
  columns: [
    { title: 'Partner' },
    { title: 'Loses', isFigure: true },
    { title: 'Direct', isFigure: true },
    { title: 'Later', isFigure: true },
    { title: 'Of equity', isFigure: true },
    { title: 'Through', isLong: true },
  ],
  rows,
})}
<details class="data"><summary>Whose failure alone would cost the others most</summary>${table({
      caption: 'Parties by DebtRank: share of all equity that others lose',
      columns: [{ title: 'Party' }, { title: 'DebtRank', isFigure: true }, { title: 'Others lose', isFigure: true }],
      rows: ranking,
    })}</details>`,
  };
}
