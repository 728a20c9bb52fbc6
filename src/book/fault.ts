import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { type BookCode, CODES } from './codes.ts';
import { excerptOf, printable } from './excerpt.ts';
import { placeOf, type Spot } from './written.ts';

/** A diagnostic about the book, as grave as its code says, with the line it is about. */
export function fault(code: BookCode, at: Spot | null, words: string, advice: string, path = ''): Diagnostic {
  const { severity } = CODES[code];
  const [message, help] = [printable(words), printable(advice)];
  if (at === null) return diagnostic(code, null, message, help, { severity });
  const excerpt = at.text.text === '' ? {} : { excerpt: excerptOf(at) };
  return diagnostic(code, placeOf(at, path), message, help, { severity, ...excerpt });
}
