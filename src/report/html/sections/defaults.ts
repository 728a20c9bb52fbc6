import { defaultDots, partiesAtRisk } from '../../figures/defaultDots.ts';
import { printPercent, printProbability } from '../../number.ts';
import { counted } from '../counted.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';
import { unbroken } from '../unbroken.ts';

/** Who may default, how often, and what sets it off. */
export function defaults(data: ReportData): Section | null {
  const { run, paths } = data;
  if (run === null) return null;
  const ids = partiesAtRisk(run);
  if (ids.length === 0) {
    return {
      id: 'defaults',
      title: 'Defaults',
      body: html`<p>No party defaulted on any path: each probability is ${printProbability(0, paths)}.</p>`,
    };
  }
  const rows = ids.map((id) => {
    const p = run.parties[id]!;
    const causes = p.default_triggers.map((t) => `${t.cause} ${partOf(t.share, p.defaults)}`).join(', ');
    return [
      data.name(id),
      printProbability(p.default_probability_1y, paths),
      printProbability(p.default_probability, paths),
      printProbability(p.default_probability_stand_alone, paths),
      p.cds_implied === null ? '–' : printPercent(p.cds_implied['5y']),
      p.rescued_probability > 0 ? printProbability(p.rescued_probability, paths) : '–',
      causes === '' ? '–' : unbroken(causes),
    ];
  });
  const quiet = Object.keys(run.parties).length - ids.length;
  return {
    id: 'defaults',
    title: 'Defaults and what sets them off',
    body: html`${figureBlock(defaultDots(run, paths))}
${table({
  caption: 'Default probabilities, and the first cause of the defaults within five years',
  columns: [
    { title: 'Party' },
    { title: '1 year', isFigure: true },
    { title: '5 years', isFigure: true },
    { title: '5 years, stand-alone', isFigure: true },
    { title: '5 years, CDS-implied', isFigure: true },
    { title: 'Rescued', isFigure: true },
    { title: 'What sets it off', isLong: true },
  ],
  rows,
})}
${quiet === 0 ? null : html`<p class="note">${counted(quiet, 'other party', 'other parties')} defaulted on no path (${printProbability(0, paths)} each).</p>`}`,
  };
}

/** Few defaults are counted, many are told as a share. */
const FEW = 100;

function partOf(share: number, defaults: number): string {
  if (defaults < FEW) return `${Math.round(share * defaults)} of ${defaults}`;
  return printPercent(share, { digits: share < 0.1 ? 1 : 2 });
}
