import type { z } from 'zod';
import { bookSchema, SINGLE_SECTIONS } from '../schema/book.ts';
import { fieldAt, fieldMeta, formOf, schemaUnder } from '../schemaAt.ts';
import type { Spot, Written, WrittenMapping } from '../written.ts';
import { EVIDENCE_KEYS } from '../writtenEvidence.ts';

/** A name or date in the book that means something elsewhere: what it refers to, and where it stands. */
export interface Reference {
  /** party, issuer, term, deal, milestone, source, channel, date, path … */
  readonly to: string;
  readonly name: string;
  readonly at: Spot;
  readonly path: string;
}

/** What was found in an entry, kept because the same entry stands in several states of a book. */
const foundIn = new WeakMap<Written, readonly Reference[]>();

/** Every reference of a book, found by what the form says of its fields. */
export function referencesOf(tree: WrittenMapping): Reference[] {
  const found: Reference[] = [];
  for (const [section, { value }] of tree.entries) {
    const schema = fieldAt(bookSchema, undefined, [section]);
    if (schema === undefined) continue;
    if (value.is !== 'mapping' || SINGLE_SECTIONS.has(section)) {
      walk(schema, value, section, found);
      continue;
    }
    const keysRefer = fieldMeta(schema).keys;
    const entrySchema = schemaUnder(formOf(schema, value), '') as z.ZodType;
    for (const [id, entry] of value.entries) {
      const path = `${section}.${id}`;
      if (typeof keysRefer === 'string') found.push({ to: keysRefer, name: id, at: entry.keyAt, path });
      for (const reference of referencesIn(entrySchema, entry.value, path)) found.push(reference);
    }
  }
  return found;
}

function referencesIn(schema: z.ZodType, value: Written, path: string): readonly Reference[] {
  const known = foundIn.get(value);
  if (known !== undefined) return known;
  const found: Reference[] = [];
  walk(schema, value, path, found);
  foundIn.set(value, found);
  return found;
}

function walk(schema: z.ZodType, value: Written, path: string, found: Reference[]): void {
  const form = formOf(schema, value);
  if (form.is === 'quantity') {
    evidenceBelow(value, path, found);
    return;
  }
  if (value.is === 'scalar') {
    const refers = fieldMeta(schema).refers ?? fieldMeta(form.schema).refers ?? scalarBranch(form.schema);
    if (typeof refers === 'string' && typeof value.value === 'string')
      found.push({ to: refers, name: value.value, at: value.at, path });
    return;
  }
  const keysRefer = fieldMeta(schema).keys ?? fieldMeta(form.schema).keys;
  const below = path === '' ? '' : `${path}.`;
  if (value.is === 'list') {
    for (const [i, item] of value.items.entries()) {
      const inner = schemaUnder(form, String(i));
      if (inner !== undefined) walk(inner, item, `${below}${i}`, found);
    }
    return;
  }
  for (const [key, entry] of value.entries) {
    if (typeof keysRefer === 'string')
      found.push({ to: keysRefer, name: key, at: entry.keyAt, path: `${below}${key}` });
    const inner = schemaUnder(form, key);
    if (inner !== undefined) walk(inner, entry.value, `${below}${key}`, found);
    else if (form.is === 'keys') evidenceBelow(entry.value, `${below}${key}`, found);
  }
}

/** Of a choice whose one branch is text, what that text refers to. */
function scalarBranch(schema: z.ZodType): unknown {
  const options = (schema.def as unknown as { options?: readonly z.ZodType[] }).options ?? [];
  return options.map((option) => fieldMeta(option).refers).find((refers) => refers !== undefined);
}

/** Inside quantities and free-form changes only the evidence refers to anything. */
function evidenceBelow(value: Written, path: string, found: Reference[]): void {
  if (value.is !== 'mapping') return;
  for (const [key, entry] of value.entries) {
    if (key === 'known' && entry.value.is === 'scalar' && typeof entry.value.value === 'string')
      found.push({ to: 'date', name: entry.value.value, at: entry.value.at, path: `${path}.known` });
    else if (key === 'source') sourcesIn(entry.value, `${path}.source`, found);
    else if (/^\d{4}-\d{2}-\d{2}$/.test(key))
      found.push({ to: 'date', name: key, at: entry.keyAt, path: `${path}.${key}` });
    if (!EVIDENCE_KEYS.has(key)) evidenceBelow(entry.value, `${path}.${key}`, found);
  }
}

function sourcesIn(value: Written, path: string, found: Reference[]): void {
  for (const item of value.is === 'list' ? value.items : [value])
    if (item.is === 'scalar' && typeof item.value === 'string')
      found.push({ to: 'source', name: item.value, at: item.at, path });
}
