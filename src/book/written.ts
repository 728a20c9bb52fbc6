import type { Place } from '../base/diagnostic.ts';
import type { Evidence } from '../base/evidence.ts';
import { LIMITS } from './limits.ts';

/** A text of the book with the offsets at which its lines begin. */
export interface WrittenText {
  readonly name: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** A point of a text. */
export interface Spot {
  readonly text: WrittenText;
  readonly offset: number;
}

/** A value of the book exactly as it was written, with where it was written. */
export type Written = WrittenMapping | WrittenList | WrittenScalar;

export interface WrittenMapping {
  readonly is: 'mapping';
  readonly at: Spot;
  readonly entries: ReadonlyMap<string, WrittenEntry>;
  /** Evidence that stands around this value because an amendment or a change put it here. */
  readonly brought?: Evidence;
}

export interface WrittenList {
  readonly is: 'list';
  readonly at: Spot;
  readonly items: readonly Written[];
  readonly brought?: Evidence;
}

export interface WrittenScalar {
  readonly is: 'scalar';
  readonly at: Spot;
  readonly value: string | number | boolean | null;
  readonly brought?: Evidence;
}

export interface WrittenEntry {
  readonly keyAt: Spot;
  readonly value: Written;
}

/** A plain value: what a program would have got from the same text. */
export type Plain = string | number | boolean | null | readonly Plain[] | PlainMapping;
export interface PlainMapping {
  readonly [key: string]: Plain;
}

/** A text made ready for lookups of line and column. */
export function writtenText(name: string, text: string): WrittenText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { name, text, lineStarts };
}

/** File, line and column of a spot; both count from 1. */
export function placeOf(spot: Spot, path = ''): Place {
  const { lineStarts, name } = spot.text;
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= spot.offset) low = middle;
    else high = middle - 1;
  }
  return { file: name, line: low + 1, column: spot.offset - lineStarts[low]! + 1, path };
}

/** The value as plain data; mappings have no prototype, so that no key of a book can touch one. */
export function plainOf(written: Written): Plain {
  if (written.is === 'scalar') return written.value;
  if (written.is === 'list') return written.items.map(plainOf);
  const plain: Record<string, Plain> = Object.create(null) as Record<string, Plain>;
  for (const [key, entry] of written.entries) plain[key] = plainOf(entry.value);
  return plain;
}

/** The value written from plain data, all of it at one spot. */
export function writtenAt(plain: unknown, at: Spot): Written {
  if (Array.isArray(plain)) return { is: 'list', at, items: plain.map((item) => writtenAt(item, at)) };
  if (typeof plain === 'object' && plain !== null) {
    const entries = new Map<string, WrittenEntry>();
    for (const [key, value] of Object.entries(plain)) entries.set(key, { keyAt: at, value: writtenAt(value, at) });
    return { is: 'mapping', at, entries };
  }
  const isScalar = typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean';
  return { is: 'scalar', at, value: isScalar ? plain : null };
}

/** The value under a key of a mapping; undefined where there is none. */
export function under(written: Written | undefined, key: string): Written | undefined {
  return written?.is === 'mapping' ? written.entries.get(key)?.value : undefined;
}

/** The text under a key of a mapping; undefined where there is none or it is no text. */
export function textUnder(written: Written | undefined, key: string): string | undefined {
  const value = under(written, key);
  return value?.is === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

/** The same mapping with one entry put in or replaced. */
export function withEntry(mapping: WrittenMapping, key: string, entry: WrittenEntry): WrittenMapping {
  return { ...mapping, entries: new Map(mapping.entries).set(key, entry) };
}

/** The same mapping without one entry. */
export function withoutEntry(mapping: WrittenMapping, key: string): WrittenMapping {
  const entries = new Map(mapping.entries);
  entries.delete(key);
  return { ...mapping, entries };
}

export function emptyMapping(at: Spot): WrittenMapping {
  return { is: 'mapping', at, entries: new Map() };
}

/** What stands at a path, and where its key was written. */
export interface Found {
  readonly keyAt: Spot;
  readonly value: Written;
}

/** The keys of a path in dots, as they stand in the tree; null where the path leads nowhere. */
export function keysOf(root: Written, path: string): string[] | null {
  if (path === '') return [];
  const segments = path.split('.');
  return segments.length > LIMITS.depth ? null : follow(root, segments);
}

function follow(from: Written, segments: readonly string[]): string[] | null {
  if (segments.length === 0) return [];
  if (from.is === 'scalar') return null;
  // A key may itself hold dots (a path as key of a scenario's `set`): the shortest match that leads on wins.
  for (let count = 1; count <= segments.length; count++) {
    const key = segments.slice(0, count).join('.');
    const next = childOf(from, key);
    const rest = next === undefined ? null : follow(next.value, segments.slice(count));
    if (rest !== null) return [key, ...rest];
    if (from.is === 'list') return null;
  }
  return null;
}

/** The entry or item of a mapping or list under one key. */
export function childOf(from: Written, key: string): Found | undefined {
  if (from.is === 'mapping') return from.entries.get(key);
  if (from.is === 'scalar') return undefined;
  const item = /^\d+$/.test(key) ? from.items[Number(key)] : undefined;
  return item === undefined ? undefined : { keyAt: item.at, value: item };
}

/** What stands under a list of keys; null where nobody wrote it. */
export function foundAt(root: Written, keys: readonly (string | number)[]): Found | null {
  let found: Found = { keyAt: root.at, value: root };
  for (const key of keys) {
    const next = childOf(found.value, String(key));
    if (next === undefined) return null;
    found = next;
  }
  return found;
}
