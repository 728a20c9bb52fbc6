import type { Html } from '../html/escape.ts';
import { drawBars } from './drawBars.ts';
import { drawDots } from './drawDots.ts';
import { drawLines } from './drawLines.ts';
import { drawMap } from './drawMap.ts';
import { drawTornado } from './drawTornado.ts';
import type { FigureSpec } from './figureSpec.ts';

/** Height of a map of no parties, and what each adds, up to the whole room. */
const SMALLEST_MAP = 120;
const A_NODE = 44;

/** A figure as a drawing of the given width; its height follows from what it holds. */
export function drawFigure(spec: FigureSpec, width: number): Html {
  const isNarrow = width < 480;
  switch (spec.kind) {
    case 'lines':
      return drawLines(spec, { width, height: isNarrow ? 280 : Math.min(400, width * 0.56) });
    case 'bars':
      return drawBars(spec, width, isNarrow ? 300 : Math.min(400, width * 0.56));
    case 'dots':
      return drawDots(spec, width);
    case 'tornado':
      return drawTornado(spec, width);
    case 'map':
      return drawMap(spec, width, Math.min(isNarrow ? 620 : width * 0.7, SMALLEST_MAP + A_NODE * spec.nodes.length));
  }
}
