import type { Book } from '../../book/book.ts';
import { sourcesWithin } from '../../book/sourcesWithin.ts';
import type { ToldClaim } from './claimsSchema.ts';

/** Sources that a claim stands on, each once: its own, those of the deals and settlements that its measures and flips name, of its flips, and of what moves it. */
export function claimSources(
  book: Book,
  { id, measures, drivers, flips }: Pick<ToldClaim, 'id' | 'measures' | 'drivers' | 'flips'>,
): string[] {
  const inputs = [...drivers.filter((d) => d.is_beyond_chance).map((d) => d.input), ...flips.map((f) => f.input)];
  const named = [...measures.map((m) => m.path), ...inputs].flatMap((path) => path.split('.'));
  const { deals = {}, settlements = {} } = book.content;
  return [
    ...new Set([
      ...citedAt(book, `claims.${id}`),
      ...named.flatMap((part) => sourcesWithin([deals[part], settlements[part]])),
      ...inputs.flatMap((path) => citedAt(book, path)),
    ]),
  ];
}

function citedAt(book: Book, path: string): string[] {
  const { source } = book.evidenceFor(path);
  return source === undefined ? [] : typeof source === 'string' ? [source] : [...source];
}
