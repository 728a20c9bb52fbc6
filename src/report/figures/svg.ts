import { type Html, html, ownMarkup } from '../html/escape.ts';

/** Attributes of an element; what is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A place on a drawing, with figures short enough for small files. */
export function place(x: number): number {
  return Math.round(x * 10) / 10;
}

/** An element of a drawing. Names come from this program alone; values are escaped. */
export function element(name: string, attributes: Attributes, ...content: readonly (Html | string)[]): Html {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined) return null;
    return html` ${ownMarkup(key)}="${typeof value === 'number' ? place(value) : value}"`;
  });
  const tag = ownMarkup(name);
  return content.length === 0 ? html`<${tag}${written}/>` : html`<${tag}${written}>${content}</${tag}>`;
}

/** Where a text is set, and how. */
export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly class?: string;
  readonly size?: number;
}

/** Letters of a drawing are so high, in its own units, unless said otherwise. */
export const LETTER = 12;

export function label(text: string, style: TextStyle): Html {
  const { x, y, anchor, size } = style;
  return element(
    'text',
    {
      x,
      y,
      ...(anchor === undefined || anchor === 'start' ? {} : { 'text-anchor': anchor }),
      ...(style.class === undefined ? {} : { class: style.class }),
      ...(size === undefined || size === LETTER ? {} : { 'font-size': size }),
    },
    text,
  );
}

export function line(x1: number, y1: number, x2: number, y2: number, style: string): Html {
  return element('path', { d: `M${place(x1)} ${place(y1)}L${place(x2)} ${place(y2)}`, class: style });
}

/** A drawing of the given size that screen readers tell in words. */
export function drawing(width: number, height: number, words: string, content: readonly Html[]): Html {
  return element(
    'svg',
    {
      viewBox: `0 0 ${Math.round(width)} ${Math.round(height)}`,
      width: Math.round(width),
      height: Math.round(height),
      role: 'img',
      'aria-label': words,
      'font-size': LETTER,
    },
    ...content,
  );
}

const NARROW = new Set([..."iljtfrI.,:;'|!()[] "]);
const WIDE = new Set([...'mwMW@%&']);

/** About how wide a text is set in the reader's own sans-serif face; a little more rather than less. */
export function textWidth(text: string, size: number = LETTER): number {
  let width = 0;
  for (const letter of text) {
    if (NARROW.has(letter)) width += 0.35;
    else if (WIDE.has(letter)) width += 0.93;
    else if (/[A-Z\u0080-\u{10ffff}]/u.test(letter)) width += 0.72;
    else width += 0.61;
  }
  return width * size;
}

/** A text cut to a width, with an ellipsis where it was. */
export function cutToWidth(text: string, width: number, size: number = LETTER): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** A text broken into lines of at most a width; the last of so many lines is cut. */
export function breakToWidth(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines.slice(most).join(' ')}`;
  return kept.map((one) => cutToWidth(one, width, size));
}
