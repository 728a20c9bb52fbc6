import { driverTornados } from '../../figures/driverTornados.ts';
import { html } from '../escape.ts';
import { figureBlock } from '../figureBlock.ts';
import type { ReportData, Section } from '../reportData.ts';

/** What drives the outcome: each measure where one input is low and where it is high. */
export function drivers(data: ReportData): Section | null {
  const { run } = data;
  if (run === null || run.drivers.length === 0) return null;
  const figures = driverTornados(run, data.currency);
  return {
    id: 'drivers',
    title: 'What drives the outcome',
    body: html`<p>For each measure: its mean on the fifth of the paths on which an input is lowest, and on the fifth on which it is highest. Inputs are those whose ranks go most closely with the measure.</p>
${figures.map((figure) => figureBlock(figure))}`,
  };
}
