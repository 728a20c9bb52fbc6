import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { BookText } from './book.ts';
import { fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { readTexts } from './readTexts.ts';
import { outcomesSchema, type WrittenOutcomes } from './schema/outcomes.ts';
import { schemaFaults } from './schemaFaults.ts';
import { placeOf, plainOf, under } from './written.ts';

/** What became of a frozen book, with the place of each outcome. */
export interface OutcomesReading {
  readonly outcomes: WrittenOutcomes | null;
  readonly locate: (id: string) => Place | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Outcomes from a text of their own, which no book reads, or what is wrong with it. */
export function readOutcomes(text: BookText): OutcomesReading {
  const faults: Diagnostic[] = [];
  const [value] = readTexts([text], LIMITS.fileBytes, faults);
  const nowhere = (): null => null;
  if (value == null || faults.some((f) => f.severity === 'error'))
    return { outcomes: null, locate: nowhere, diagnostics: faults };
  if (value.is !== 'mapping') {
    const words = 'outcomes are a mapping with `outcomes` and `forecasts`, and this is none';
    const diagnostics = [fault('book.not-a-mapping', value.at, words, 'begin with `outcomes:`')];
    return { outcomes: null, locate: nowhere, diagnostics };
  }
  const result = outcomesSchema.safeParse(plainOf(value));
  if (!result.success) {
    const entry = { path: '', keyAt: value.at, value, schema: outcomesSchema, hidden: new Map<string, string>() };
    const diagnostics = [...faults, ...schemaFaults(entry, result.error.issues)];
    return { outcomes: null, locate: nowhere, diagnostics };
  }
  const written = under(value, 'outcomes');
  const locate = (id: string): Place | null => {
    const entry = written?.is === 'mapping' ? written.entries.get(id) : undefined;
    return entry === undefined ? null : placeOf(entry.keyAt, `outcomes.${id}`);
  };
  return { outcomes: result.data, locate, diagnostics: faults };
}
