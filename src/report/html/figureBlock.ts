import { drawFigure } from '../figures/drawFigure.ts';
import { drawLines } from '../figures/drawLines.ts';
import type { FigureSpec, LinesFigure } from '../figures/figureSpec.ts';
import { figureTable } from '../figures/figureTable.ts';
import { type Html, html } from './escape.ts';
import { table } from './table.ts';

/** Widths at which a figure is drawn: for a whole line of the page, for half of one, for a telephone. */
const WIDTHS = { whole: 900, half: 480, narrow: 350 } as const;

/** A figure with its title, drawn wide and narrow, and its figures in a table that opens. */
export function figureBlock(spec: FigureSpec, room: 'whole' | 'half' = 'whole'): Html {
  return html`<figure id="figure-${spec.id}" class="${room}">
<figcaption><h3>${spec.title}</h3><p class="sub">${spec.subtitle}</p></figcaption>
<div class="wide">${drawFigure(spec, WIDTHS[room])}</div>
<div class="narrow">${drawFigure(spec, WIDTHS.narrow)}</div>
${spec.note === undefined ? null : html`<p class="note">${spec.note}</p>`}
${dataTable(spec)}
</figure>
`;
}

function dataTable(spec: FigureSpec): Html {
  const { columns, rows, wordColumns } = figureTable(spec);
  return html`<details class="data"><summary>The figures as a table<span class="quiet">: ${spec.title}</span></summary>
${table({
  caption: `${spec.title}: ${spec.subtitle}`,
  columns: columns.map((title, i) => ({ title, isFigure: i >= wordColumns })),
  rows,
  hidesCaption: true,
})}</details>`;
}

const SMALL = { width: 180, height: 124, isSmall: true } as const;

/** Small figures of one kind side by side, each under its own name. */
export function smallMultiples(specs: readonly LinesFigure[]): Html {
  const panels = specs.map(
    (spec) => html`<li><h4>${spec.title}</h4>${drawLines(spec, SMALL)}</li>
`,
  );
  return html`<ul class="multiples">${panels}</ul>`;
}
