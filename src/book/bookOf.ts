import { type Evidence, type Grade, worstGrade } from '../base/evidence.ts';
import type { Book } from './book.ts';
import type { BookContent } from './schema/book.ts';
import { foundAt, keysOf, placeOf, plainOf, type WrittenMapping } from './written.ts';
import { evidenceAt } from './writtenEvidence.ts';

/** A book made of its content and of the tree that the content was read from. */
export function bookOf(
  content: BookContent,
  written: WrittenMapping,
  asOf: string,
  overlays: readonly string[],
  digest: string,
): Book {
  const found = new Map<string, Evidence>();
  const evidenceFor: Book['evidenceFor'] = (path) => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const evidence = evidenceAt(written, keysOf(written, path) ?? path.split('.'), asOf);
    found.set(path, evidence);
    return evidence;
  };
  return {
    content,
    written,
    tree: plainOf(written) as Readonly<Record<string, unknown>>,
    asOf,
    overlays,
    digest,
    locate: (path) => {
      const keys = keysOf(written, path);
      const found = keys === null ? null : foundAt(written, keys);
      return found === null ? null : placeOf(found.keyAt, path);
    },
    evidenceFor,
    gradeFor: (path): Grade => {
      const evidence = evidenceFor(path);
      if (evidence.grade !== undefined) return evidence.grade;
      const ids =
        evidence.source === undefined ? [] : typeof evidence.source === 'string' ? [evidence.source] : evidence.source;
      return worstGrade(ids.flatMap((id) => content.sources?.[id]?.grade ?? []));
    },
  };
}
