import type { GlutResult } from '../../../questions/glut/glutSchema.ts';
import { glutBenefitDots, glutPriceLines, glutValueDots } from '../../figures/glutFigures.ts';
import { glutSentences } from '../../glutSentences.ts';
import { worldWords } from '../../glutWords.ts';
import { printNumber, printPercent, printProbability } from '../../number.ts';
import { type Html, html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import { paragraphs } from '../paragraphs.ts';
import type { ReportData, Section } from '../reportData.ts';
import { table } from '../table.ts';

/** Whether everyone builds into a glut, and whom that pays; none without a market. */
export function glutSection(data: ReportData): Section | null {
  const answer = data.answers.glut;
  const result = answer?.result ?? null;
  if (result === null || result.worlds.length === 0) return null;
  const paths = answer?.paths ?? 0;
  return {
    id: 'glut',
    title: `Whether ${data.good} becomes too plentiful, and whom that pays`,
    body: html`${paragraphs(glutSentences(result, data.currency, paths))}
${figureBlock(glutPriceLines(result))}
${worldsTable(result, paths)}
${result.about === null ? null : commitmentParts(result, data)}`,
  };
}

function commitmentParts(result: GlutResult, data: ReportData): Html {
  return html`${figureBlock(glutBenefitDots(result, data.currency))}
${figureBlock(glutValueDots(result, data.currency))}
${capacityTable(result, data)}
${breakEvenTable(result, data)}`;
}

function worldsTable(result: GlutResult, paths: number): Html {
  return table({
    caption: 'Gluts in each world, on the same draws',
    columns: [
      { title: 'Commitments' },
      { title: 'Glut', isFigure: true },
      { title: 'Under long-run cost', isFigure: true },
      { title: 'At running cost', isFigure: true },
      { title: 'Depth', isFigure: true },
      { title: 'Quarters', isFigure: true },
    ],
    rows: result.worlds.map((w) => [
      worldWords(w),
      printProbability(w.p_glut, paths),
      printProbability(w.p_glut_at_long_run_cost, paths),
      printProbability(w.p_glut_at_running_cost, paths),
      printPercent(w.depth?.mean ?? null),
      printNumber(w.length?.mean ?? null, { digits: 2 }),
    ]),
  });
}

/** A capacity, or none where it is less than a millionth of what is announced. */
const unlessNothing = (capacity: number, announced: number): number =>
  Math.abs(capacity) < 1e-6 * announced ? 0 : capacity;

function capacityTable(result: GlutResult, data: ReportData): Html {
  const digits = { digits: 2 };
  return table({
    caption: `Capacity at the end of each year, ${data.capacity}: what labs announce, what their contracts and own equipment bring, what others build because they believe it, and what there is more of in all than without ${result.about?.name ?? ''}’s commitments`,
    columns: [
      { title: 'Year' },
      { title: 'Announced', isFigure: true },
      { title: 'Held by labs', isFigure: true },
      { title: 'Induced in others', isFigure: true },
      { title: 'Added in all', isFigure: true },
    ],
    rows: result.by_year.map((y) => [
      String(y.year),
      printNumber(y.announced),
      printNumber(y.held_by_labs),
      printNumber(unlessNothing(y.induced_in_others, y.announced), {
        ...digits,
        standardError: y.induced_in_others_standard_error,
      }),
      printNumber(unlessNothing(y.added_by_commitments, y.announced), digits),
    ]),
  });
}

const CONTRACTS: Readonly<Record<string, string>> = {
  bound: 'nothing open',
  as_signed: 'as written',
  reopened: 'all may be reopened',
  indexed: 'all at the market price',
};

function breakEvenTable(result: GlutResult, data: ReportData): Html {
  const { overbuilding, commitments } = result.break_even!;
  return table({
    caption: `What it is worth to ${result.about?.name ?? ''} that labs are believed, and to have its commitments at all, by how much of its contracts can be repriced`,
    columns: [
      { title: 'Contracts' },
      { title: 'Flexible share', isFigure: true },
      { title: 'Being believed', isFigure: true },
      { title: 'Commitments', isFigure: true },
    ],
    rows: overbuilding.points.map((p, k) => [
      CONTRACTS[p.world] ?? p.world,
      printPercent(p.flexible_share),
      data.money(p.net_benefit.mean),
      data.money(commitments.points[k]?.net_benefit.mean ?? null),
    ]),
  });
}
