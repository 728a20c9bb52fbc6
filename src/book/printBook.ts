import { writeQuantity } from '../base/quantityText.ts';
import type { Book } from './book.ts';
import { SECTIONS } from './schema/book.ts';
import type { Plain, PlainMapping } from './written.ts';

const WIDEST = 110;
const PLAIN_KEY = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/;
/** Text that YAML reads back as the same text without quotes, in block and in flow form. */
const PLAIN_TEXT = /^[A-Za-z$€£¥][^\n\t"'#:,[\]{}&*!|>%@`\\]*[^\s"'#:,[\]{}&*!|>@`\\]$|^[A-Za-z]$/;
const QUANTITY_TEXT = /^-?\d[\d.]*(?:[KMBT%]|-\d\d-\d\d|-Q[1-4])(?: to -?\d[\d.]*[KMBT%])?$/;
const WORDS_OF_YAML = /^(?:true|false|null|yes|no|on|off)$/i;

/**
 * A book as YAML in its canonical form, as it stood on its day: read again on that day it gives the same book.
 *
 * Sections come in their usual order; what overlays and amendments changed is in its place, comments are gone.
 */
export function printBook(book: Book): string {
  const tree = book.tree as PlainMapping;
  const parts = SECTIONS.flatMap((section) => {
    const value = tree[section];
    return value === undefined ? [] : [blockEntry(section, section === 'deals' ? withoutChanges(value) : value, 0)];
  });
  return parts.join('\n');
}

/** Deals without what their amendments changed: it has been applied already, and must not be a second time. */
function withoutChanges(deals: Plain): Plain {
  if (!isMapping(deals)) return deals;
  return mapValues(deals, (deal) => {
    if (!isMapping(deal) || !isMapping(deal.amendments ?? null)) return deal;
    const amendments = mapValues(deal.amendments as PlainMapping, (amendment) =>
      isMapping(amendment)
        ? Object.fromEntries(Object.entries(amendment).filter(([key]) => key !== 'change'))
        : amendment,
    );
    return { ...deal, amendments };
  });
}

function mapValues(mapping: PlainMapping, change: (value: Plain) => Plain): PlainMapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value)]));
}

function isMapping(value: Plain): value is PlainMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function blockEntry(key: string, value: Plain, indent: number): string {
  const margin = ' '.repeat(indent);
  const start = `${margin}${printKey(key)}:`;
  const flow = flowText(value);
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  const fits = start.length + 1 + flow.length <= WIDEST && indent >= 4;
  if (isLeaf || (fits && nesting(value) <= 1)) return `${start} ${flow}\n`;
  if (isMapping(value))
    return `${start}\n${Object.entries(value)
      .map(([inner, item]) => blockEntry(inner, item, indent + 2))
      .join('')}`;
  return `${start}\n${(value as readonly Plain[]).map((item) => blockItem(item, indent + 2)).join('')}`;
}

function blockItem(item: Plain, indent: number): string {
  const margin = ' '.repeat(indent);
  const flow = flowText(item);
  const isLong = margin.length + 2 + flow.length > WIDEST;
  if (!isLong || !isMapping(item) || Object.keys(item).length === 0) return `${margin}- ${flow}\n`;
  const lines = Object.entries(item)
    .map(([key, value]) => blockEntry(key, value, indent + 2))
    .join('');
  return `${margin}- ${lines.slice(indent + 2)}`;
}

/** How many levels of mappings and lists a value holds. */
function nesting(value: Plain): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(nesting));
}

function flowText(value: Plain): string {
  if (isMapping(value))
    return `{${Object.entries(value)
      .map(([key, item]) => `${printKey(key)}: ${flowText(item)}`)
      .join(', ')}}`;
  if (typeof value === 'object' && value !== null) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'string') return printText(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : printNumber(value);
  return String(value);
}

function printKey(key: string): string {
  return PLAIN_KEY.test(key) && key !== '-' ? key : JSON.stringify(key);
}

function printText(text: string): string {
  const isPlain =
    (PLAIN_TEXT.test(text) && !text.includes(' #') && !WORDS_OF_YAML.test(text)) || QUANTITY_TEXT.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** The shortest spelling that is read back as the same number. */
function printNumber(value: number): string {
  const plain = String(value);
  return plain.includes('e') ? writeQuantityOrPlain(value, plain) : plain;
}

function writeQuantityOrPlain(value: number, plain: string): string {
  const spelled = writeQuantity(value);
  return /e/.test(spelled) || /[KMBT]$/.test(spelled) ? plain : spelled;
}
