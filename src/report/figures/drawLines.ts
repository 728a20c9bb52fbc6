import type { Html } from '../html/escape.ts';
import { drawKey, type KeyEntry } from './drawKey.ts';
import type { LinesFigure, Value } from './figureSpec.ts';
import { printTick } from './printUnit.ts';
import { type Scale, scaleOf, secondTicks } from './scale.ts';
import { drawing, element, label, line, place, textWidth } from './svg.ts';

/** How much room a figure has, and how much it tells in it. */
export interface LinesRoom {
  readonly width: number;
  readonly height: number;
  /** Small figures of a series have few ticks and no key. */
  readonly isSmall?: boolean;
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly y: Scale;
  readonly x: (index: number) => number;
}

/** A fan over time: bands behind, lines before, a second scale on the right where there is one. */
export function drawLines(spec: LinesFigure, room: LinesRoom): Html {
  const isSmall = room.isSmall === true;
  const key = isSmall ? { height: 0, parts: [] } : drawKey(keyOf(spec), 0, 0, room.width);
  const plot = plotOf(spec, room, key.height);
  return drawing(room.width, room.height, `${spec.title}. ${spec.description}`, [
    ...key.parts,
    ...leftAxis(spec, plot, isSmall),
    ...rightAxis(spec, plot, key.height, room.width),
    ...timeAxis(spec, plot, isSmall),
    ...spec.bands.map((band) =>
      element('path', { d: areaPath(band.low, band.high, plot), class: `band-${band.tone}` }),
    ),
    ...spec.lines.map((l) =>
      element('path', { d: linePath(l.values, plot), class: `line-${l.tone}${l.isDashed === true ? ' dashed' : ''}` }),
    ),
  ]);
}

function keyOf(spec: LinesFigure): KeyEntry[] {
  return [
    ...spec.lines.map(
      (l): KeyEntry => ({ label: l.label, tone: l.tone, mark: l.isDashed === true ? 'dashed' : 'line' }),
    ),
    ...spec.bands.map((b): KeyEntry => ({ label: b.label, tone: b.tone, mark: 'band' })),
  ];
}

function plotOf(spec: LinesFigure, room: LinesRoom, keyHeight: number): Plot {
  const isSmall = room.isSmall === true;
  const size = isSmall ? 10 : 12;
  const all = [...spec.bands.flatMap((b) => [...b.low, ...b.high]), ...spec.lines.flatMap((l) => [...l.values])];
  const values = [0, ...all.filter((v): v is number => v !== null)];
  const top = keyHeight + (isSmall ? 8 : spec.right === undefined ? 10 : 26);
  const bottom = room.height - (isSmall ? 16 : 24);
  const y = scaleOf(values, bottom, top, isSmall ? 2 : 5);
  const left = Math.max(...y.ticks.map((t) => textWidth(printTick(spec.unit, t), size))) + 6;
  const { right: second } = spec;
  const gutter =
    second === undefined
      ? 8
      : Math.max(...secondTicks(y, second.factor, 4).map((t) => textWidth(printTick(second.unit, t)))) + 8;
  const right = room.width - gutter;
  const steps = Math.max(1, spec.at.length - 1);
  return { left, right, top, bottom, y, x: (i) => left + ((right - left) * i) / steps };
}

function leftAxis(spec: LinesFigure, plot: Plot, isSmall: boolean): Html[] {
  return plot.y.ticks.flatMap((tick) => {
    const y = plot.y.at(tick);
    const style = tick === 0 ? 'axis' : 'grid';
    const size = isSmall ? 10 : 12;
    return [
      line(plot.left, y, plot.right, y, style),
      label(printTick(spec.unit, tick), { x: plot.left - 5, y: y + size / 3, anchor: 'end', class: 'tick', size }),
    ];
  });
}

function rightAxis(spec: LinesFigure, plot: Plot, keyHeight: number, width: number): Html[] {
  const { right } = spec;
  if (right === undefined) return [];
  const ticks = secondTicks(plot.y, right.factor, 4).flatMap((tick) => {
    const y = plot.y.at(tick / right.factor);
    return [
      line(plot.right, y, plot.right + 4, y, 'axis'),
      label(printTick(right.unit, tick), { x: plot.right + 7, y: y + 4, class: 'tick' }),
    ];
  });
  return [label(right.label, { x: width, y: keyHeight + 12, anchor: 'end', class: 'tick' }), ...ticks];
}

const MOST_NAMED = 10;

/** Points that are named: years where they begin; of anything else every second, fifth, tenth … */
function namedPoints(at: LinesFigure['at']): { readonly at: string; readonly i: number }[] {
  const points = at.map((name, i) => ({ at: name, i }));
  const years = points.filter((point) => /^\d{4}(-Q1)?$/.test(point.at));
  if (years.length > 0 || at.some((name) => /^\d{4}/.test(name)))
    return years.map((point) => ({ ...point, at: point.at.slice(0, 4) }));
  const every = [1, 2, 5, 10, 20, 50].find((step) => at.length <= step * MOST_NAMED) ?? at.length;
  return points.filter(({ i }) => i % every === 0);
}

/** Years are named where they begin; where it is tight, every other one. */
function timeAxis(spec: LinesFigure, plot: Plot, isSmall: boolean): Html[] {
  const starts = spec.at.flatMap((at, i) => (/^\d{4}(-Q1)?$/.test(at) || i === 0 ? [{ at, i }] : []));
  if (isSmall) {
    const [first, last] = [starts[0], starts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const y = plot.bottom + 13;
    return [
      label(first.at.slice(0, 4), { x: plot.x(first.i), y, class: 'tick', size: 10 }),
      label(last.at.slice(0, 4), { x: plot.x(last.i), y, anchor: 'end', class: 'tick', size: 10 }),
    ];
  }
  const years = namedPoints(spec.at);
  const gap = years.length < 2 ? 100 : plot.x(years[1]!.i) - plot.x(years[0]!.i);
  const every = Math.max(1, Math.ceil(38 / gap));
  return years.flatMap(({ at, i }, k) => {
    const x = plot.x(i);
    const tick = line(x, plot.bottom, x, plot.bottom + 4, 'axis');
    if (k % every !== 0) return [tick];
    const isLast = x > plot.right - 14;
    return [
      tick,
      label(at, {
        x: isLast ? plot.right : x,
        y: plot.bottom + 18,
        anchor: isLast ? 'end' : 'middle',
        class: 'tick',
      }),
    ];
  });
}

/** A line, broken where there is no figure. */
function linePath(values: readonly Value[], plot: Plot): string {
  let path = '';
  let isDown = false;
  values.forEach((value, i) => {
    if (value === null) {
      isDown = false;
      return;
    }
    path += `${isDown ? 'L' : 'M'}${place(plot.x(i))} ${place(plot.y.at(value))}`;
    isDown = true;
  });
  return path;
}

/** The area between two lines, over the stretches where both are known. */
function areaPath(low: readonly Value[], high: readonly Value[], plot: Plot): string {
  let path = '';
  let stretch: number[] = [];
  const close = (): void => {
    if (stretch.length > 1) {
      const up = stretch.map((i) => `${place(plot.x(i))} ${place(plot.y.at(high[i] as number))}`);
      const down = [...stretch].reverse().map((i) => `${place(plot.x(i))} ${place(plot.y.at(low[i] as number))}`);
      path += `M${up.join('L')}L${down.join('L')}Z`;
    }
    stretch = [];
  };
  low.forEach((_, i) => {
    if (typeof low[i] === 'number' && typeof high[i] === 'number') stretch.push(i);
    else close();
  });
  close();
  return path;
}
