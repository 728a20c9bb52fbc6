import type { Html } from '../html/escape.ts';
import { drawKey, drawPoint } from './drawKey.ts';
import type { TornadoFigure } from './figureSpec.ts';
import { printTick } from './printUnit.ts';
import { scaleOf } from './scale.ts';
import { breakToWidth, drawing, element, label, line } from './svg.ts';

const ROW = 26;

/** What a measure comes to where each input is low, and where it is high. */
export function drawTornado(spec: TornadoFigure, width: number): Html {
  const isNarrow = width < 640;
  const key = drawKey(
    [
      { label: 'input low', tone: 'accent', mark: 'ring' },
      { label: 'input high', tone: 'accent', mark: 'disc' },
    ],
    0,
    0,
    width,
  );
  const left = isNarrow ? 12 : width * 0.46;
  const row = isNarrow ? ROW + 16 : ROW;
  const top = key.height + 4;
  const bottom = top + row * spec.rows.length;
  const x = scaleOf(
    spec.rows.flatMap((r) => [r.low, r.high]),
    left + 6,
    width - 26,
    isNarrow ? 3 : 5,
  );
  const grid = x.ticks.flatMap((tick) => [
    line(x.at(tick), top, x.at(tick), bottom, 'grid'),
    label(printTick(spec.unit, tick), { x: x.at(tick), y: bottom + 16, anchor: 'middle', class: 'tick' }),
  ]);
  const rows = spec.rows.flatMap(({ label: name, low, high }, i) => {
    const y = top + row * i + (isNarrow ? 16 : 0) + ROW / 2;
    const [a, b] = [x.at(Math.min(low, high)), x.at(Math.max(low, high))];
    const words = breakToWidth(name, isNarrow ? width : left - 16, 12, 1);
    return [
      ...words.map((text) =>
        isNarrow
          ? label(text, { x: 0, y: y - 12, class: 'name' })
          : label(text, { x: left - 12, y: y + 4, anchor: 'end', class: 'name' }),
      ),
      element('rect', { x: a, y: y - 5, width: Math.max(1, b - a), height: 10, class: 'fill-muted' }),
      drawPoint('ring', 'accent', x.at(low), y),
      drawPoint('disc', 'accent', x.at(high), y),
    ];
  });
  return drawing(width, bottom + 24, `${spec.title}. ${spec.description}`, [...key.parts, ...grid, ...rows]);
}
