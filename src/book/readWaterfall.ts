import type { Diagnostic } from '../base/diagnostic.ts';
import type { BookText } from './book.ts';
import { fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { readTexts } from './readTexts.ts';
import { type Waterfall, waterfallSchema } from './schema/settlement.ts';
import { schemaFaults } from './schemaFaults.ts';
import { plainOf } from './written.ts';

/** A waterfall from a text of its own, or what is wrong with it. */
export function readWaterfall(text: BookText): {
  readonly waterfall: Waterfall | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  const faults: Diagnostic[] = [];
  const [value] = readTexts([text], LIMITS.fileBytes, faults);
  if (value == null || faults.some((f) => f.severity === 'error')) return { waterfall: null, diagnostics: faults };
  if (value.is !== 'mapping') {
    const words = 'a waterfall is a mapping with `classes` or `tiers`, and this is none';
    return { waterfall: null, diagnostics: [fault('book.not-a-mapping', value.at, words, 'begin with `classes:`')] };
  }
  const result = waterfallSchema.safeParse(plainOf(value));
  if (result.success) return { waterfall: result.data, diagnostics: faults };
  const entry = { path: '', keyAt: value.at, value, schema: waterfallSchema, hidden: new Map<string, string>() };
  return { waterfall: null, diagnostics: [...faults, ...schemaFaults(entry, result.error.issues)] };
}
