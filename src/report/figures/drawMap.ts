import type { Html } from '../html/escape.ts';
import { drawKey } from './drawKey.ts';
import type { LinkKind, MapFigure } from './figureSpec.ts';
import { type NodeBox, placeNodes } from './placeNodes.ts';
import { bySquareRoot } from './scale.ts';
import { breakToWidth, drawing, element, label, place, textWidth } from './svg.ts';

type Node = MapFigure['nodes'][number];
type Link = MapFigure['links'][number];

/** A node as it is drawn: its disc, and the lines of its name inside or under it. */
interface Disc {
  readonly node: Node;
  readonly radius: number;
  readonly lines: readonly string[];
  readonly size: number;
  readonly isInside: boolean;
  x: number;
  y: number;
}

/** What each kind of promise is called. */
export const LINK_WORDS: Readonly<Record<LinkKind, string>> = {
  purchase: 'buys from',
  finance: 'lends to or invests in',
  contingent: 'guarantees or backs',
};

const TONES = { purchase: 'accent', finance: 'contrast', contingent: 'strong' } as const;
const LINE = 1.15;

/** The web as a map: discs for parties, curved arrows for promised money, bending to the left of where they go. */
export function drawMap(spec: MapFigure, width: number, height: number): Html {
  const kinds = (['purchase', 'finance', 'contingent'] as const).filter((kind) =>
    spec.links.some((l) => l.kind === kind),
  );
  const key = drawKey(
    kinds.map((kind) => ({
      label: LINK_WORDS[kind],
      tone: TONES[kind],
      mark: kind === 'contingent' ? 'dashed' : 'line',
    })),
    0,
    0,
    width,
  );
  const isNarrow = width < 480;
  const discs = discsOf(spec, isNarrow);
  const index = new Map(discs.map((disc, i) => [disc.node.id, i]));
  const most = Math.max(0, ...spec.links.map((l) => l.amount));
  const pulls = spec.links.map(({ from, to, amount }) => ({
    from: index.get(from) as number,
    to: index.get(to) as number,
    pull: 0.25 + 0.75 * Math.sqrt(amount / most),
  }));
  const spots = placeNodes(discs.map(boxOf), pulls, width, height - key.height);
  discs.forEach((disc, i) => {
    disc.x = spots[i]!.x;
    disc.y = spots[i]!.y + key.height - (disc.isInside ? 0 : nameHeight(disc) / 2);
  });
  const ranks = bends(spec.links);
  const arrows = spec.links
    .map((link, i) => ({ link, bend: ranks[i] as number }))
    .sort((a, b) => b.link.amount - a.link.amount)
    .map(({ link, bend }) => {
      const [a, b] = [index.get(link.from) as number, index.get(link.to) as number];
      return arrow(link, discs[a]!, discs[b]!, {
        bend,
        thick: bySquareRoot(link.amount, most, 1, isNarrow ? 8 : 13),
        ends: `f${a} t${b}`,
      });
    });
  return drawing(width, height, `${spec.title}. ${spec.description}`, [
    ...key.parts,
    element('g', { class: 'arrows' }, ...arrows),
    ...discs.map((disc, i) => drawDisc(disc, i)),
  ]);
}

function discsOf(spec: MapFigure, isNarrow: boolean): Disc[] {
  const most = Math.max(0, ...spec.nodes.map((n) => n.size));
  return spec.nodes.map((node) => {
    const radius = bySquareRoot(node.size, most, isNarrow ? 3 : 4.5, isNarrow ? 24 : 42);
    const size = isNarrow ? 9.5 : node.size > most * 0.1 ? 13 : 11.5;
    const lines = breakToWidth(node.label, isNarrow ? 66 : 112, size, 3);
    const wide = Math.max(...lines.map((text) => textWidth(text, size)));
    const isInside = lines.length === 1 && wide < 2 * radius - 6;
    return { node, radius, lines, size, isInside, x: 0, y: 0 };
  });
}

const nameHeight = (disc: Disc): number => (disc.isInside ? 0 : disc.lines.length * disc.size * LINE + 3);

function boxOf(disc: Disc): NodeBox {
  const wide = Math.max(...disc.lines.map((text) => textWidth(text, disc.size)));
  return {
    id: disc.node.id,
    halfWidth: Math.max(disc.radius, disc.isInside ? 0 : wide / 2),
    halfHeight: disc.radius + nameHeight(disc) / 2,
  };
}

/** Links between the same two parties in the same direction bend more and more. */
function bends(links: readonly Link[]): number[] {
  const seen = new Map<string, number>();
  return links.map(({ from, to }) => {
    const rank = seen.get(`${from} ${to}`) ?? 0;
    seen.set(`${from} ${to}`, rank + 1);
    return 0.14 + 0.12 * rank;
  });
}

interface ArrowStyle {
  readonly bend: number;
  readonly thick: number;
  readonly ends: string;
}

/** A curve from rim to rim, with a head as wide as it needs. */
function arrow(link: Link, from: Disc, to: Disc, style: ArrowStyle): Html {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const control = { x: (from.x + to.x) / 2 + dy * style.bend, y: (from.y + to.y) / 2 - dx * style.bend };
  const at = (t: number): { x: number; y: number } => ({
    x: (1 - t) * (1 - t) * from.x + 2 * t * (1 - t) * control.x + t * t * to.x,
    y: (1 - t) * (1 - t) * from.y + 2 * t * (1 - t) * control.y + t * t * to.y,
  });
  const head = 5 + style.thick * 1.1;
  const start = leaving(at, from, from.radius + 1.5);
  const tip = 1 - leaving((t) => at(1 - t), to, to.radius + 2);
  const neck = 1 - leaving((t) => at(1 - t), to, to.radius + 2 + head * 0.8);
  const [a, c] = [at(start), at(Math.max(start, neck))];
  // The part of the curve between two points of it has its control where their tangents meet.
  const s = Math.max(start, neck);
  const b = {
    x: (1 - start) * (1 - s) * from.x + (start * (1 - s) + s * (1 - start)) * control.x + start * s * to.x,
    y: (1 - start) * (1 - s) * from.y + (start * (1 - s) + s * (1 - start)) * control.y + start * s * to.y,
  };
  const point = at(tip);
  const [hx, hy] = [point.x - c.x, point.y - c.y];
  const length = Math.max(1e-6, Math.sqrt(hx * hx + hy * hy));
  const [nx, ny] = [(-hy / length) * (head * 0.55), (hx / length) * (head * 0.55)];
  const tone = TONES[link.kind];
  return element(
    'g',
    { class: `arrow ${style.ends}` },
    element('title', {}, link.words),
    element('path', {
      d: `M${place(a.x)} ${place(a.y)}Q${place(b.x)} ${place(b.y)} ${place(c.x)} ${place(c.y)}`,
      class: `stroke-${tone}${link.kind === 'contingent' ? ' dashed' : ''}`,
      'stroke-width': style.thick,
    }),
    element('path', {
      d: `M${place(point.x)} ${place(point.y)}L${place(c.x + nx)} ${place(c.y + ny)}L${place(c.x - nx)} ${place(c.y - ny)}Z`,
      class: `fill-${tone}`,
    }),
  );
}

/** Share of a curve after which it has left a disc. */
function leaving(at: (t: number) => { x: number; y: number }, disc: Disc, radius: number): number {
  let [low, high] = [0, 0.5];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    const { x, y } = at(middle);
    const inside = (x - disc.x) * (x - disc.x) + (y - disc.y) * (y - disc.y) < radius * radius;
    if (inside) low = middle;
    else high = middle;
  }
  return high;
}

function drawDisc(disc: Disc, index: number): Html {
  const { node, radius, size } = disc;
  const first = disc.isInside ? disc.y + size * 0.35 : disc.y + radius + size * 0.95;
  return element(
    'g',
    { class: `party n${index}` },
    element('title', {}, `${node.label} (${node.group})`),
    element('circle', {
      cx: disc.x,
      cy: disc.y,
      r: radius,
      class: node.isOutside ? 'disc-outside' : node.group === 'lab' ? 'disc-lab' : 'disc',
    }),
    ...disc.lines.map((text, k) =>
      label(text, {
        x: disc.x,
        y: first + k * size * LINE,
        anchor: 'middle',
        class: disc.isInside ? (node.group === 'lab' ? 'inside-lab' : 'inside') : 'halo',
        size,
      }),
    ),
  );
}
