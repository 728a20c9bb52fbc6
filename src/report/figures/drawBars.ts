import type { Html } from '../html/escape.ts';
import { drawKey, drawPoint, type KeyEntry } from './drawKey.ts';
import type { BarsFigure, Point } from './figureSpec.ts';
import { printIn, printTick } from './printUnit.ts';
import { type Scale, scaleOf } from './scale.ts';
import { breakToWidth, drawing, element, label, line, textWidth } from './svg.ts';

/** Nested sums by category: upright over time, or lying beside names. */
export function drawBars(spec: BarsFigure, width: number, height: number): Html {
  const key = drawKey(keyOf(spec), 0, 0, width);
  const words = `${spec.title}. ${spec.description}`;
  if (spec.stands) return drawing(width, height, words, [...key.parts, ...standing(spec, width, height, key.height)]);
  const lying = lyingBars(spec, width, key.height);
  return drawing(width, lying.height, words, [...key.parts, ...lying.parts]);
}

function keyOf(spec: BarsFigure): KeyEntry[] {
  const { layers, points } = spec;
  const areas = layers.map((l): KeyEntry => ({ label: l.label, tone: l.tone, mark: 'area' }));
  return points === null ? areas : [...areas, { label: points.label, tone: points.tone, mark: 'disc' }];
}

function valuesOf(spec: BarsFigure): number[] {
  const points = spec.points?.values.flatMap((p) => [p.value, p.low, p.high]) ?? [];
  return [0, ...[...spec.layers.flatMap((l) => [...l.values]), ...points].filter((v): v is number => v !== null)];
}

function standing(spec: BarsFigure, width: number, height: number, top: number): Html[] {
  const bottom = height - 24;
  const y = scaleOf(valuesOf(spec), bottom, top + 8, 5);
  const left = Math.max(...y.ticks.map((t) => textWidth(printTick(spec.unit, t)))) + 8;
  const slot = (width - left - 4) / Math.max(1, spec.categories.length);
  const bar = Math.min(46, slot * 0.62);
  const every = Math.max(1, Math.ceil(38 / slot));
  const grid = y.ticks.flatMap((tick) => [
    line(left, y.at(tick), width, y.at(tick), tick === 0 ? 'axis' : 'grid'),
    label(printTick(spec.unit, tick), { x: left - 6, y: y.at(tick) + 4, anchor: 'end', class: 'tick' }),
  ]);
  const columns = spec.categories.flatMap((category, i) => {
    const middle = left + slot * (i + 0.5);
    const rects = spec.layers.flatMap((layer) => {
      const value = layer.values[i] ?? null;
      if (value === null || value === 0) return [];
      const [a, b] = [y.at(Math.max(0, value)), y.at(Math.min(0, value))];
      return [
        element('rect', {
          x: middle - bar / 2,
          y: a,
          width: bar,
          height: Math.max(0.5, b - a),
          class: `fill-${layer.tone}`,
        }),
      ];
    });
    const point = spec.points?.values[i];
    const tone = spec.points?.tone ?? 'strong';
    const name =
      i % every === 0 ? [label(category, { x: middle, y: bottom + 18, anchor: 'middle', class: 'tick' })] : [];
    return [...rects, ...(point === undefined ? [] : upright(point, middle, y, tone)), ...name];
  });
  return [...grid, ...columns];
}

function upright(point: Point, x: number, y: Scale, tone: NonNullable<BarsFigure['points']>['tone']): Html[] {
  if (point.value === null) return [];
  const range =
    point.low === null || point.high === null
      ? []
      : [line(x, y.at(point.low), x, y.at(point.high), `whisker line-${tone}`)];
  return [...range, drawPoint('disc', tone, x, y.at(point.value))];
}

const ROW = 30;

/** Names stand beside their bars where there is room, and above them where there is not. */
function lyingBars(spec: BarsFigure, width: number, top: number): { readonly parts: Html[]; readonly height: number } {
  const isNarrow = width < 480;
  const longest = Math.max(0, ...spec.categories.map((c) => textWidth(c)));
  const left = isNarrow ? 0 : Math.min(width * 0.42, longest + 10);
  const row = isNarrow ? ROW + 18 : ROW;
  const endings = spec.categories.map((_, i) => endingOf(spec, i));
  const room = Math.max(...endings.map((e) => textWidth(e))) + 10;
  const bottom = top + 6 + spec.categories.length * row;
  const x = scaleOf(valuesOf(spec), left, width - room, isNarrow ? 3 : 5);
  const grid = x.ticks
    .filter((tick) => x.at(tick) <= width - room + 1)
    .flatMap((tick) => [
      line(x.at(tick), top + 2, x.at(tick), bottom, tick === 0 ? 'axis' : 'grid'),
      label(printTick(spec.unit, tick), {
        x: x.at(tick),
        y: bottom + 16,
        anchor: tick === 0 && left === 0 ? 'start' : 'middle',
        class: 'tick',
      }),
    ]);
  const rows = spec.categories.flatMap((category, i) => {
    const y = top + 6 + row * i + (isNarrow ? 18 : 0);
    return [
      ...nameOf(category, y, left, width, isNarrow),
      ...rowParts(spec, i, y, x),
      ...endingText(spec, i, y, x, endings[i] as string),
    ];
  });
  return { parts: [...grid, ...rows], height: bottom + 24 };
}

function nameOf(category: string, y: number, left: number, width: number, isNarrow: boolean): Html[] {
  if (isNarrow)
    return breakToWidth(category, width, 12, 1).map((text) => label(text, { x: 0, y: y - 3, class: 'name' }));
  const lines = breakToWidth(category, left - 10, 12, 2);
  const first = y + ROW / 2 + 4 - (lines.length - 1) * 6.5;
  return lines.map((text, k) => label(text, { x: left - 8, y: first + k * 13, anchor: 'end', class: 'name' }));
}

function rowParts(spec: BarsFigure, i: number, y: number, x: Scale): Html[] {
  const middle = y + ROW / 2;
  const rects = spec.layers.flatMap((layer) => {
    const value = layer.values[i] ?? null;
    if (value === null || value === 0) return [];
    const [a, b] = [x.at(Math.min(0, value)), x.at(Math.max(0, value))];
    return [
      element('rect', { x: a, y: middle - 9, width: Math.max(0.5, b - a), height: 18, class: `fill-${layer.tone}` }),
    ];
  });
  const point = spec.points?.values[i];
  if (point === undefined || point.value === null || spec.points === null) return rects;
  const { tone } = spec.points;
  const range =
    point.low === null || point.high === null
      ? []
      : [line(x.at(point.low), middle, x.at(point.high), middle, `whisker line-${tone}`)];
  return [...rects, ...range, drawPoint('disc', tone, x.at(point.value), middle)];
}

/** What is printed at the end of a lying bar: the sum of one layer, or the point where there are no bars. */
function endingOf(spec: BarsFigure, i: number): string {
  const first = spec.layers[spec.prints ?? 0]?.values[i] ?? spec.points?.values[i]?.value ?? null;
  return first === null ? '' : printIn(spec.unit, first);
}

function endingText(spec: BarsFigure, i: number, y: number, x: Scale, text: string): Html[] {
  const point = spec.points?.values[i];
  const ends = [...spec.layers.map((l) => l.values[i] ?? 0), point?.value ?? 0, point?.high ?? 0];
  return [label(text, { x: x.at(Math.max(...ends)) + 8, y: y + ROW / 2 + 4, class: 'value' })];
}
