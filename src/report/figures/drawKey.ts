import type { Html } from '../html/escape.ts';
import type { Tone } from './figureSpec.ts';
import { element, label, textWidth } from './svg.ts';

/** One entry of a key: a mark as it is drawn, and its name. */
export interface KeyEntry {
  readonly label: string;
  readonly tone: Tone;
  readonly mark: 'area' | 'band' | 'line' | 'dashed' | 'disc' | 'ring' | 'diamond';
}

const MARK_WIDTH = 18;
const GAP = 16;
export const KEY_LINE = 18;

/** A key above a figure, broken into lines where it must be; and how high it is. */
export function drawKey(
  entries: readonly KeyEntry[],
  x: number,
  y: number,
  width: number,
): { readonly height: number; readonly parts: Html[] } {
  const parts: Html[] = [];
  let [left, top] = [x, y];
  for (const entry of entries) {
    const wide = MARK_WIDTH + textWidth(entry.label) + GAP;
    if (left > x && left + wide - GAP > x + width) [left, top] = [x, top + KEY_LINE];
    parts.push(keyMark(entry, left, top + 7), label(entry.label, { x: left + MARK_WIDTH, y: top + 11, class: 'key' }));
    left += wide;
  }
  return { height: entries.length === 0 ? 0 : top - y + KEY_LINE + 4, parts };
}

function keyMark(entry: KeyEntry, x: number, y: number): Html {
  switch (entry.mark) {
    case 'area':
    case 'band':
      return element('rect', {
        x,
        y: y - 5,
        width: 12,
        height: 10,
        class: `${entry.mark === 'band' ? 'band' : 'fill'}-${entry.tone}`,
      });
    case 'line':
    case 'dashed':
      return element('path', {
        d: `M${x} ${y}h13`,
        class: `line-${entry.tone}${entry.mark === 'dashed' ? ' dashed' : ''}`,
      });
    default:
      return drawPoint(entry.mark, entry.tone, x + 6, y);
  }
}

/** A point of a figure: a disc, a ring or a diamond. */
export function drawPoint(shape: 'disc' | 'ring' | 'diamond', tone: Tone, x: number, y: number): Html {
  if (shape === 'diamond') {
    return element('path', { d: `M${x.toFixed(1)} ${(y - 5).toFixed(1)}l5 5l-5 5l-5 -5z`, class: `fill-${tone} rim` });
  }
  return element('circle', { cx: x, cy: y, r: 4.2, class: shape === 'ring' ? `ring-${tone}` : `fill-${tone} rim` });
}
