import type { Html } from '../html/escape.ts';
import { drawKey, drawPoint } from './drawKey.ts';
import type { DotsFigure } from './figureSpec.ts';
import { printTick } from './printUnit.ts';
import { scaleOf } from './scale.ts';
import { breakToWidth, drawing, label, line, textWidth } from './svg.ts';

const ROW = 26;

/** Points with ranges beside names, one line a name. */
export function drawDots(spec: DotsFigure, width: number): Html {
  const isNarrow = width < 480;
  const key = drawKey(
    spec.series.map((s) => ({ label: s.label, tone: s.tone, mark: s.shape })),
    0,
    0,
    width,
  );
  const longest = Math.max(0, ...spec.categories.map((c) => textWidth(c)));
  const left = isNarrow ? 6 : Math.min(width * 0.36, longest + 14);
  const row = isNarrow ? ROW + 16 : ROW;
  const top = key.height + 4;
  const bottom = top + row * spec.categories.length;
  const values = spec.series.flatMap((s) => s.values.flatMap((p) => [p.value, p.low, p.high]));
  const x = scaleOf([0, ...values.filter((v): v is number => v !== null)], left, width - 22, isNarrow ? 4 : 7);
  const grid = x.ticks.flatMap((tick) => [
    line(x.at(tick), top, x.at(tick), bottom, tick === 0 ? 'axis' : 'grid'),
    label(printTick(spec.unit, tick), { x: x.at(tick), y: bottom + 16, anchor: 'middle', class: 'tick' }),
  ]);
  const rows = spec.categories.flatMap((category, i) => {
    const y = top + row * i + (isNarrow ? 16 : 0) + ROW / 2;
    const name = isNarrow
      ? breakToWidth(category, width - 10, 12, 1).map((text) => label(text, { x: 0, y: y - 11, class: 'name' }))
      : breakToWidth(category, left - 12, 12, 1).map((text) =>
          label(text, { x: left - 12, y: y + 4, anchor: 'end', class: 'name' }),
        );
    return [...name, line(left, y, width - 22, y, 'hair'), ...pointsOf(spec, i, y, x.at)];
  });
  return drawing(width, bottom + 24, `${spec.title}. ${spec.description}`, [...key.parts, ...grid, ...rows]);
}

/** Several points of a name lie a little apart, so that none hides another. */
function pointsOf(spec: DotsFigure, i: number, y: number, at: (value: number) => number): Html[] {
  const shown = spec.series.filter((s) => s.values[i]?.value !== null && s.values[i] !== undefined);
  return shown.flatMap((series, k) => {
    const point = series.values[i]!;
    const height = y + (k - (shown.length - 1) / 2) * 8;
    const range =
      point.low === null || point.high === null
        ? []
        : [line(at(point.low), height, at(point.high), height, `whisker line-${series.tone}`)];
    return [...range, drawPoint(series.shape, series.tone, at(point.value as number), height)];
  });
}
