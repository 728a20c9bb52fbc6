import { loopDots } from '../../figures/loopDots.ts';
import {
  circleText,
  engineText,
  gainText,
  loopSentences,
  multipleText,
  stepWords,
  thresholdText,
} from '../../loopSentences.ts';
import { NO_FIGURE, printNumber, printPercent } from '../../number.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

const CIRCLES = 10;

/** Whether commitments call forth commitments; none where nobody commits by channels. */
export function loopSection(data: ReportData): Section | null {
  const result = data.answers.loop?.result ?? null;
  if (result === null || result.loops.length === 0) return null;
  const { multiples } = result;
  const engine = engineText(result);
  const feasible = result.loops.flatMap((l) =>
    l.gain_at_feasible_rate === null ? [] : [`${l.name} ${printPercent(l.gain_at_feasible_rate)}`],
  );
  return {
    id: 'loop',
    title: 'Whether commitments feed commitments',
    body: html`${paragraphs(loopSentences(result))}
${figureBlock(loopDots(result))}
${table({
  caption: 'Circles: the parties that a unit passes, the weight of each step, and their product',
  columns: [{ title: 'Circle' }, { title: 'Step by step' }, { title: 'Gain (5–95 %)', isFigure: true }],
  rows: result.cycles
    .slice(0, CIRCLES)
    .map((c) => [
      circleText(c, data.name),
      c.steps.map((s) => printNumber(s.weight, { digits: 2 })).join(' × '),
      gainText(c.gain),
    ]),
})}
${table({
  caption: 'The value of each uncertain step at which the gain would be 1, all others at their medians',
  columns: [
    { title: 'Step' },
    { title: 'Now', isFigure: true },
    { title: '5–95 %', isFigure: true },
    { title: 'At gain 1', isFigure: true },
  ],
  rows: result.thresholds.map((t) => [
    stepWords(t, data.name),
    printNumber(t.now, { digits: 2 }),
    t.p5 === t.p95 ? NO_FIGURE : `${printNumber(t.p5, { digits: 2 })} to ${printNumber(t.p95, { digits: 2 })}`,
    thresholdText(t),
  ]),
})}
${table({
  caption: 'Elasticity: by how many per cent the gain moves when a step moves by one',
  columns: [{ title: 'Step' }, { title: 'Elasticity', isFigure: true }],
  rows: result.elasticity
    .slice(0, CIRCLES)
    .map((e) => [stepWords(e, data.name), printNumber(e.elasticity, { digits: 2 })]),
})}
${table({
  caption: 'Market value gained per unit of newly contracted revenue, from the events of the book',
  columns: [{ title: 'Events' }, { title: 'Multiple ± standard error', isFigure: true }],
  rows: [
    ['All', multipleText(multiples.pooled)],
    ['Seller borrows to build', multipleText(multiples.by_regime.borrows)],
    ['Seller need not borrow', multipleText(multiples.by_regime.does_not_borrow)],
  ],
})}
${engine === null ? null : paragraphs([engine, (result.engine?.explained_by ?? []).join(' ')])}
${feasible.length === 0 ? null : html`<p>With the funding of one loop at its most, the gain of all would be: ${feasible.join('; ')}.</p>`}`,
  };
}
