import { type Html, type HtmlValue, html } from './escape.ts';

/** A column of a table: its heading, and whether figures stand in it. */
export interface Column {
  readonly title: string;
  readonly isFigure?: boolean;
  /** Sentences stand in it: it does not get narrow. */
  readonly isLong?: boolean;
}

export interface TableSpec {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly HtmlValue[])[];
  /** The caption is for screen readers only where a heading says the same. */
  readonly hidesCaption?: boolean;
}

/** A table with a caption and headings; on a narrow screen it scrolls by itself, reachable by keyboard. */
export function table(spec: TableSpec): Html {
  const figure = (i: number): Html => {
    const { isFigure, isLong } = spec.columns[i] ?? {};
    return isFigure === true ? html` class="num"` : isLong === true ? html` class="long"` : html``;
  };
  const head = spec.columns.map((c, i) =>
    c.title === '' ? html`<td></td>` : html`<th scope="col"${figure(i)}>${c.title}</th>`,
  );
  const rows = spec.rows.map((cells) => {
    const [first, ...rest] = cells;
    return html`<tr><th scope="row"${figure(0)}>${first ?? ''}</th>${rest.map((cell, i) => html`<td${figure(i + 1)}>${cell}</td>`)}</tr>
`;
  });
  return html`<div class="scroll" role="region" aria-label="${spec.caption}" tabindex="0"><table>
<caption${spec.hidesCaption === true ? html` class="quiet"` : html``}><span>${spec.caption}</span></caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows}</tbody></table></div>`;
}
