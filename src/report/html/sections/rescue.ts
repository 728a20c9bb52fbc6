import type { PartyRescue } from '../../../questions/rescue/rescueSchema.ts';
import { rescueBars } from '../../figures/rescueBars.ts';
import { rescueSweepBars } from '../../figures/rescueSweepBars.ts';
import { NO_FIGURE, printNumber } from '../../number.ts';
import {
  aboutFirst,
  chance,
  chanceIn,
  holdoutWords,
  needWords,
  payersWords,
  rescueSentences,
} from '../../rescueSentences.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const FORKS = 10;

/** Who would have to rescue whom; none where nobody may be rescued. */
export function rescueSection(data: ReportData): Section | null {
  const result = data.answers.rescue?.result ?? null;
  const parties = result === null ? [] : aboutFirst(result);
  const [about] = parties;
  if (result === null || about === undefined) return null;
  const [id, first] = about;
  const bars = rescueBars(id, first, data.name, data.currency);
  const forks = Object.entries(first.fork ?? {})
    .sort(([, a], [, b]) => Math.abs(b.fork) - Math.abs(a.fork))
    .slice(0, FORKS);
  return {
    id: 'rescue',
    title: 'Who would have to rescue whom',
    body: html`${paragraphs(rescueSentences(result, data.currency))}
${bars === null ? null : figureBlock(bars)}
${result.sweep === null ? null : figureBlock(rescueSweepBars(result.sweep, data.name, data.currency))}
${partiesTable(data, parties)}
${paragraphs([`${payersWords(first, data.name)} Holdouts that it survives where it is feasible: ${holdoutWords(first)}. Carried by outsiders it sees no second distress ${chanceIn(first.no_second_distress, first.distress.paths)}. What it lacks: ${needWords(first, data.currency)}.`])}
${table({
  caption: `What the failure of ${first.name} costs each partner: closed form on the day, and the two branches run to the end`,
  columns: [
    { title: 'Partner' },
    { title: 'Closed form', isFigure: true },
    { title: 'Run', isFigure: true },
    { title: 'Standard error', isFigure: true },
  ],
  rows: forks.map(([partner, f]) => [
    data.name(partner),
    data.money(f.closed_form),
    data.money(f.fork),
    data.money(f.standard_error),
  ]),
})}`,
  };
}

function partiesTable(data: ReportData, parties: readonly (readonly [string, PartyRescue])[]) {
  return table({
    caption: `Given distress: what is needed, what all others would lose, and whether partners would pay${parties.some(([, p]) => p.distress.kind === 'forced') ? ' (* made to fail)' : ''}`,
    columns: [
      { title: 'Party' },
      { title: 'Needs', isFigure: true },
      { title: 'All lose', isFigure: true },
      { title: 'Index', isFigure: true },
      { title: 'Of those asked', isFigure: true },
      { title: 'All pay', isFigure: true },
      { title: 'Less the largest', isFigure: true },
      { title: 'One alone', isFigure: true },
      { title: 'In an untied web', isFigure: true },
    ],
    rows: parties.map(([, p]) => [
      `${p.name}${p.distress.kind === 'forced' ? ' *' : ''}`,
      p.need === null ? NO_FIGURE : data.money(p.need.mean),
      data.money(p.loss_of_all),
      printNumber(p.index, { digits: 2 }),
      printNumber(p.index_of_payers, { digits: 2 }),
      chance(p.p_rescued_given_distress?.all ?? null, p),
      chance(p.p_rescued_given_distress?.without_largest ?? null, p),
      chance(p.p_rescued_given_distress?.one_alone ?? null, p),
      chance(p.untied_web?.without_largest ?? null, p),
    ]),
  });
}
