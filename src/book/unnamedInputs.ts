import type { z } from 'zod';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Evidence } from '../base/evidence.ts';
import { fault } from './fault.ts';
import { bookSchema } from './schema/book.ts';
import { formOf, schemaUnder } from './schemaAt.ts';
import { type Spot, textUnder, under, type Written, type WrittenMapping } from './written.ts';
import { EVIDENCE_KEYS, nearerEvidence, ownEvidence } from './writtenEvidence.ts';

/** Sections that suppose nothing of the world. */
const SET_ASIDE: ReadonlySet<string> = new Set(['book', 'sources', 'claims', 'checks', 'scenarios', 'mine']);
const CALIBRATED = /\bcalibrat/i;

interface Walk {
  readonly isAssumption: (source: string) => boolean;
  readonly faults: Diagnostic[];
}

/**
 * Figures of a frozen book that do not say what they were set from.
 *
 * An assumption says in its note, or in one around it, what of the time it rests on, or that nothing was known. A figure of
 * which a note says that it was calibrated names under `source` at least one input besides the assumptions of the book.
 */
export function unnamedInputs(tree: WrittenMapping): Diagnostic[] {
  const written = under(tree, 'sources');
  const assumed = new Set<string>();
  for (const [id, { value }] of written?.is === 'mapping' ? written.entries : [])
    if (textUnder(value, 'grade') === 'D') assumed.add(id);
  const walk: Walk = { isAssumption: (source) => assumed.has(source), faults: [] };
  const around = ownEvidence(tree.entries.get('book')?.value as WrittenMapping);
  const whole = formOf(bookSchema, tree);
  for (const [section, { value, keyAt }] of tree.entries) {
    const schema = schemaUnder(whole, section);
    if (schema !== undefined && !SET_ASIDE.has(section)) figures(schema, value, section, keyAt, around, walk);
  }
  return walk.faults;
}

function figures(schema: z.ZodType, value: Written, path: string, at: Spot, around: Evidence, walk: Walk): void {
  const form = formOf(schema, value);
  if (form.is === 'value') return;
  if (value.is === 'list' && form.is === 'list') {
    for (const [i, item] of value.items.entries()) {
      const inner = schemaUnder(form, String(i));
      if (inner !== undefined) figures(inner, item, `${path}.${i}`, item.at, around, walk);
    }
    return;
  }
  const evidence = value.is === 'mapping' ? nearerEvidence(around, ownEvidence(value)) : around;
  if (form.is === 'quantity') {
    statements(value, path, at, around, walk);
    return;
  }
  if (value.is !== 'mapping') return;
  for (const [key, entry] of value.entries) {
    const inner = EVIDENCE_KEYS.has(key) ? undefined : schemaUnder(form, key);
    if (inner !== undefined) figures(inner, entry.value, `${path}.${key}`, entry.keyAt, evidence, walk);
  }
}

/** A figure, or those of its days or years, each with its own evidence. */
function statements(value: Written, path: string, at: Spot, around: Evidence, walk: Walk): void {
  if (value.is !== 'mapping') {
    judge(path, at, around, walk);
    return;
  }
  const evidence = nearerEvidence(around, ownEvidence(value));
  const told = [...value.entries].filter(([key]) => !EVIDENCE_KEYS.has(key));
  if (told.every(([key]) => !/^\d{4}|^all$/.test(key))) judge(path, at, evidence, walk);
  else for (const [key, entry] of told) statements(entry.value, `${path}.${key}`, entry.keyAt, evidence, walk);
}

function judge(path: string, at: Spot, { source = [], note = '' }: Evidence, { isAssumption, faults }: Walk): void {
  const cited = typeof source === 'string' ? [source] : source;
  if (!cited.every(isAssumption)) return;
  if (note.trim() === '')
    faults.push(
      fault(
        'book.set-from-nothing',
        at,
        `\`${path}\` is an assumption that does not say what it was set from`,
        'say in a `note` what of the time it rests on, or that nothing was known',
        path,
      ),
    );
  else if (CALIBRATED.test(note))
    faults.push(
      fault(
        'book.set-from-nothing',
        at,
        `\`${path}\` was calibrated and names none of the inputs used`,
        'name their sources under `source`; none may be of a later day',
        path,
      ),
    );
}
