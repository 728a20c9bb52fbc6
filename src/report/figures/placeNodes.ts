/** A node to be placed: half its width and height with its name, and where the middle of its disc lies in that. */
export interface NodeBox {
  readonly id: string;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface NodeLink {
  readonly from: number;
  readonly to: number;
  /** Pull of the link, 0 to 1. */
  readonly pull: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

const STARTS = 16;
const ROUNDS = 3;
const TRIALS = 20;
const STEPS = 260;
const SETTLING = 160;
const GAP = 9;
/** An arrow shorter than this has no room for its head. */
const SHORTEST = 55;
/** How far the middle of a curved link lies beside the straight one, as a share of its length. */
const BOW = 0.07;

/**
 * Places of the nodes of a web in a box: linked ones near each other, names clear of each other, few crossings.
 *
 * The layout is that of springs and repulsion with a fixed number of steps that shrink, from a few starts that follow
 * from the ids alone; the start with the fewest crossings is taken, and improved node by node. A book always gives the
 * same map.
 * Source: T. Fruchterman, E. Reingold (1991), "Graph drawing by force-directed placement".
 * Verified by: placeNodes.test.ts (same places again, within the box, no overlap).
 */
export function placeNodes(
  nodes: readonly NodeBox[],
  links: readonly NodeLink[],
  width: number,
  height: number,
): Spot[] {
  let best: readonly [Float64Array, Float64Array] = [new Float64Array(0), new Float64Array(0)];
  let least = Number.POSITIVE_INFINITY;
  for (let start = 0; start < STARTS; start++) {
    const x = Float64Array.from(nodes, ({ id }) => width * (0.15 + 0.7 * chance(id, 2 * start)));
    const y = Float64Array.from(nodes, ({ id }) => height * (0.15 + 0.7 * chance(id, 2 * start + 1)));
    spread(x, y, links, width, height);
    settle(x, y, nodes, width, height);
    const cost = costOf(x, y, nodes, links);
    if (cost < least) {
      least = cost;
      best = [x, y];
    }
  }
  const [x, y] = best;
  improve(x, y, nodes, links, width, height);
  stretch(
    x,
    nodes.map((n) => n.halfWidth),
    width,
  );
  stretch(
    y,
    nodes.map((n) => n.halfHeight),
    height,
  );
  return nodes.map((_, i) => ({ x: x[i]!, y: y[i]! }));
}

/** Spreads nodes that leave room at the edges over the whole length; boxes keep their size, so none comes to overlap. */
function stretch(at: Float64Array, half: readonly number[], length: number): void {
  const low = Math.min(...half.map((h, i) => at[i]! - h));
  const high = Math.max(...half.map((h, i) => at[i]! + h));
  const factor = Math.min(1.6, (length - 2) / (high - low));
  if (!(factor > 1)) return;
  const start = (length - (high - low) * factor) / 2;
  for (let i = 0; i < at.length; i++) at[i] = start + (at[i]! - low) * factor;
}

/** Each node in turn tries other spots, half of them nearby, and keeps one where the whole web looks better. */
function improve(
  x: Float64Array,
  y: Float64Array,
  nodes: readonly NodeBox[],
  links: readonly NodeLink[],
  width: number,
  height: number,
): void {
  let cost = costOf(x, y, nodes, links);
  for (let round = 0; round < ROUNDS; round++) {
    nodes.forEach(({ id, halfWidth, halfHeight }, i) => {
      for (let trial = 0; trial < TRIALS; trial++) {
        const [wasX, wasY] = [x[i]!, y[i]!];
        const salt = 1000 + 2 * (round * TRIALS + trial);
        const reach = trial % 2 === 0 ? 0.25 : 1;
        const toX = wasX * (1 - reach) + reach * width * chance(id, salt);
        const toY = wasY * (1 - reach) + reach * height * chance(id, salt + 1);
        x[i] = clamp(toX, halfWidth + 1, width - halfWidth - 1);
        y[i] = clamp(toY, halfHeight + 1, height - halfHeight - 1);
        const found = costOf(x, y, nodes, links);
        if (found < cost) cost = found;
        else [x[i], y[i]] = [wasX, wasY];
      }
    });
  }
}

/** A number between 0 and 1 that follows from a text and a salt (FNV-1a, stirred). */
function chance(text: string, salt: number): number {
  let hash = (2166136261 ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Springs pull along the links, all nodes push each other away, and a weak pull keeps the web in its middle. */
function spread(x: Float64Array, y: Float64Array, links: readonly NodeLink[], width: number, height: number): void {
  const n = x.length;
  const ideal = 0.72 * Math.sqrt((width * height) / Math.max(1, n));
  const [fx, fy] = [new Float64Array(n), new Float64Array(n)];
  for (let step = 0; step < STEPS; step++) {
    fx.fill(0);
    fy.fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const [dx, dy] = [x[i]! - x[j]!, y[i]! - y[j]!];
        const push = (ideal * ideal) / Math.max(1, dx * dx + dy * dy);
        fx[i]! += dx * push;
        fy[i]! += dy * push;
        fx[j]! -= dx * push;
        fy[j]! -= dy * push;
      }
      fx[i]! += (0.5 * width - x[i]!) * 0.25 * (height / width);
      fy[i]! += (0.5 * height - y[i]!) * 0.25 * (width / height);
    }
    for (const { from, to, pull } of links) {
      const [dx, dy] = [x[from]! - x[to]!, y[from]! - y[to]!];
      const strength = (Math.sqrt(dx * dx + dy * dy) / ideal) * pull;
      fx[from]! -= dx * strength;
      fy[from]! -= dy * strength;
      fx[to]! += dx * strength;
      fy[to]! += dy * strength;
    }
    const most = 0.1 * (width + height) * 0.5 * (1 - step / STEPS) + 0.5;
    for (let i = 0; i < n; i++) {
      const size = Math.sqrt(fx[i]! * fx[i]! + fy[i]! * fy[i]!);
      const scale = size > most ? most / size : 1;
      x[i] = clamp(x[i]! + fx[i]! * scale, 0, width);
      y[i] = clamp(y[i]! + fy[i]! * scale, 0, height);
    }
  }
}

/** Boxes that overlap are moved apart, the shorter way, and kept inside. */
function settle(x: Float64Array, y: Float64Array, nodes: readonly NodeBox[], width: number, height: number): void {
  const n = nodes.length;
  for (let step = 0; step < SETTLING; step++) {
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const [a, b] = [nodes[i]!, nodes[j]!];
        const overX = a.halfWidth + b.halfWidth + GAP - Math.abs(x[i]! - x[j]!);
        const overY = a.halfHeight + b.halfHeight + GAP - Math.abs(y[i]! - y[j]!);
        if (overX <= 0 || overY <= 0) continue;
        if (overX < overY) moveApart(x, i, j, overX);
        else moveApart(y, i, j, overY);
      }
    }
    for (let i = 0; i < n; i++) {
      const { halfWidth, halfHeight } = nodes[i]!;
      x[i] = clamp(x[i]!, halfWidth + 1, width - halfWidth - 1);
      y[i] = clamp(y[i]!, halfHeight + 1, height - halfHeight - 1);
    }
  }
}

function moveApart(at: Float64Array, i: number, j: number, by: number): void {
  const way = at[i]! < at[j]! || (at[i] === at[j] && i < j) ? -0.5 : 0.5;
  at[i]! += way * by;
  at[j]! -= way * by;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** Crossings, links that run over nodes, boxes that still overlap, and long links. */
function costOf(x: Float64Array, y: Float64Array, nodes: readonly NodeBox[], links: readonly NodeLink[]): number {
  let cost = 0;
  links.forEach((a, i) => {
    const [ax, ay, bx, by] = [x[a.from]!, y[a.from]!, x[a.to]!, y[a.to]!];
    for (let k = i + 1; k < links.length; k++) {
      const b = links[k]!;
      if (b.from === a.from || b.from === a.to || b.to === a.from || b.to === a.to) continue;
      if (crosses(ax, ay, bx, by, x[b.from]!, y[b.from]!, x[b.to]!, y[b.to]!)) cost += 0.4 + a.pull + b.pull;
    }
    const [mx, my] = [(ax + bx) / 2 + (by - ay) * BOW, (ay + by) / 2 - (bx - ax) * BOW];
    nodes.forEach((node, k) => {
      if (k === a.from || k === a.to) return;
      const [px, py] = [x[k]!, y[k]!];
      const distance = Math.min(distanceTo(px, py, ax, ay, mx, my), distanceTo(px, py, mx, my, bx, by));
      if (distance < node.halfHeight) cost += 1 + 5 * a.pull;
    });
    const length = Math.sqrt((ax - bx) * (ax - bx) + (ay - by) * (ay - by));
    const gap = length - nodes[a.from]!.halfHeight - nodes[a.to]!.halfHeight;
    cost += 0.004 * length * a.pull + 4 * Math.max(0, 1 - gap / SHORTEST);
  });
  nodes.forEach((a, i) => {
    for (let j = i + 1; j < nodes.length; j++) {
      const b = nodes[j]!;
      const isOver =
        Math.abs(x[i]! - x[j]!) < a.halfWidth + b.halfWidth + GAP &&
        Math.abs(y[i]! - y[j]!) < a.halfHeight + b.halfHeight + GAP;
      if (isOver) cost += 50;
    }
  });
  return cost;
}

function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
}

function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  return (
    side(ax, ay, bx, by, cx, cy) !== side(ax, ay, bx, by, dx, dy) &&
    side(cx, cy, dx, dy, ax, ay) !== side(cx, cy, dx, dy, bx, by)
  );
}

function distanceTo(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = clamp(((px - ax) * dx + (py - ay) * dy) / Math.max(1e-9, dx * dx + dy * dy), 0, 1);
  const [ex, ey] = [px - ax - t * dx, py - ay - t * dy];
  return Math.sqrt(ex * ex + ey * ey);
}
