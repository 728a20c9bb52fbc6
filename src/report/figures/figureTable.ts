import { LINK_WORDS } from './drawMap.ts';
import type { BarsFigure, DotsFigure, FigureSpec, FigureUnit, LinesFigure, Point } from './figureSpec.ts';
import { printIn } from './printUnit.ts';

/** A figure as a table: names first, then what was drawn, printed. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of words, from the left; the others hold figures. */
  readonly wordColumns: number;
}

/** The figures behind a drawing, each printed as everywhere. */
export function figureTable(spec: FigureSpec): FigureTable {
  switch (spec.kind) {
    case 'lines':
      return linesTable(spec);
    case 'bars':
      return barsTable(spec);
    case 'dots':
      return dotsTable(spec);
    case 'tornado':
      return {
        wordColumns: 1,
        columns: ['Input', 'Where it is low', 'Where it is high', 'Rank correlation'],
        rows: spec.rows.map((row) => [
          row.label,
          printIn(spec.unit, row.low),
          printIn(spec.unit, row.high),
          printIn({ is: 'quantity', name: '' }, row.correlation),
        ]),
      };
    case 'map': {
      const names = new Map(spec.nodes.map((node) => [node.id, node.label]));
      return {
        wordColumns: 4,
        columns: ['Who promises', 'What', 'To whom', 'Deal', 'Amount'],
        rows: spec.promises.map((p) => [
          names.get(p.from) ?? p.from,
          LINK_WORDS[p.kind],
          names.get(p.to) ?? p.to,
          p.deal,
          printIn(spec.unit, p.amount),
        ]),
      };
    }
  }
}

function linesTable(spec: LinesFigure): FigureTable {
  return {
    wordColumns: 1,
    columns: ['', ...spec.lines.map((l) => l.label), ...spec.bands.map((b) => b.label)],
    rows: spec.at.map((at, i) => [
      at,
      ...spec.lines.map((l) => printIn(spec.unit, l.values[i] ?? null)),
      ...spec.bands.map((b) => rangeText(spec.unit, b.low[i] ?? null, b.high[i] ?? null)),
    ]),
  };
}

function barsTable(spec: BarsFigure): FigureTable {
  const points = spec.points;
  return {
    wordColumns: 1,
    columns: ['', ...spec.layers.map((l) => l.label), ...(points === null ? [] : [points.label])],
    rows: spec.categories.map((category, i) => [
      category,
      ...spec.layers.map((l) => printIn(spec.unit, l.values[i] ?? null)),
      ...(points === null ? [] : [pointText(spec.unit, points.values[i])]),
    ]),
  };
}

function dotsTable(spec: DotsFigure): FigureTable {
  return {
    wordColumns: 1,
    columns: ['', ...spec.series.map((s) => s.label)],
    rows: spec.categories.map((category, i) => [
      category,
      ...spec.series.map((s) => s.printed?.[i] ?? pointText(spec.unit, s.values[i])),
    ]),
  };
}

function pointText(unit: FigureUnit, point: Point | undefined): string {
  if (point === undefined || point.value === null) return printIn(unit, null);
  const range = point.low === null || point.high === null ? '' : ` (${rangeText(unit, point.low, point.high)})`;
  return `${printIn(unit, point.value)}${range}`;
}

function rangeText(unit: FigureUnit, low: number | null, high: number | null): string {
  return low === null || high === null ? printIn(unit, null) : `${printIn(unit, low)} to ${printIn(unit, high)}`;
}
