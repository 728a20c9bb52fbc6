import { log } from '../../base/elementary.ts';

/** A scale from figures to places on a drawing, by straight line, that begins and ends on a tick. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

const STEPS = [1, 2, 2.5, 5, 10] as const;

/** A step of 1, 2, 2.5 or 5 times a power of ten that makes about so many ticks. */
function niceStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = Math.floor(log(raw) / log(10) + 1e-9);
  // The power of ten is written and read, so that a step is the decimal number that it looks like.
  const unit = Number(`1e${power}`);
  const factor = STEPS.find((step) => step * unit >= raw * (1 - 1e-9)) ?? 10;
  return factor * unit;
}

/** Multiples of a step that lie between two figures. */
function multiples(step: number, first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** A scale that holds all the given figures, from one place to another, with about so many ticks. */
export function scaleOf(values: readonly number[], from: number, to: number, count: number): Scale {
  const finite = values.filter((v) => Number.isFinite(v));
  let low = finite.length === 0 ? 0 : Math.min(...finite);
  let high = finite.length === 0 ? 1 : Math.max(...finite);
  if (!(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9)) {
    [low, high] = [Math.min(0, low), Math.max(0, high)];
    if (low === high) high = 1;
  }
  const step = niceStep(high - low, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const [bottom, top] = [first * step, last * step];
  const at = (value: number): number => from + ((value - bottom) / (top - bottom)) * (to - from);
  return { low: bottom, high: top, ticks: multiples(step, first, last), at };
}

/** Ticks of a second scale, `factor` times the first: round figures of its own that lie on the drawing. */
export function secondTicks(scale: Scale, factor: number, count: number): number[] {
  const step = niceStep((scale.high - scale.low) * factor, count);
  const first = Math.ceil((scale.low * factor) / step - 1e-9);
  const last = Math.floor((scale.high * factor) / step + 1e-9);
  return multiples(step, first, last);
}

/** A width or a radius whose square goes with the figure, never under the least. */
export function bySquareRoot(value: number, most: number, least: number, largest: number): number {
  if (!(most > 0) || !(value > 0)) return least;
  return Math.max(least, largest * Math.sqrt(value / most));
}
