import type { Diagnostic } from '../base/diagnostic.ts';
import type { BookText } from './book.ts';
import { isControl } from './excerpt.ts';
import { fault } from './fault.ts';
import { LIMITS, utf8Bytes } from './limits.ts';
import { type Spot, type Written, type WrittenText, writtenText } from './written.ts';
import { readYaml } from './yamlText.ts';

const MEGABYTE = 1024 * 1024;

/** Reads texts one by one, within the limits of a book; null stands for a text in which nothing could be read. */
export function readTexts(texts: readonly BookText[], maxBytes: number, faults: Diagnostic[]): (Written | null)[] {
  let total = 0;
  return texts.map((given) => {
    const text = writtenText(given.name, given.text.startsWith('\ufeff') ? given.text.slice(1) : given.text);
    const bytes = utf8Bytes(given.text);
    total += bytes;
    const tooLarge = sizeFault(text, bytes, total, maxBytes);
    if (tooLarge !== null) {
      faults.push(tooLarge);
      return null;
    }
    const unprintable = controlFaults(text);
    if (unprintable.length > 0) {
      faults.push(...unprintable);
      return null;
    }
    const reading = readYaml(text);
    faults.push(...reading.faults);
    return reading.value;
  });
}

function sizeFault(text: WrittenText, bytes: number, total: number, maxBytes: number): Diagnostic | null {
  const start: Spot = { text: { ...text, text: '' }, offset: 0 };
  if (bytes > Math.min(LIMITS.fileBytes, maxBytes))
    return fault(
      'book.limit-file',
      start,
      `this file has ${bytes} bytes; a file of a book may have ${Math.min(LIMITS.fileBytes, maxBytes)}`,
      'spread the book over several files of one folder',
    );
  if (total > maxBytes)
    return fault(
      'book.limit-book',
      start,
      `with this file the book has ${total} bytes; it may have ${maxBytes} (${maxBytes / MEGABYTE} MB)`,
      'make the book smaller, or allow more with --max-size',
    );
  return null;
}

/** Characters that cannot be printed, at most one a line and ten a text. */
function controlFaults(text: WrittenText): Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (let offset = 0; offset < text.text.length && faults.length < 10; offset++) {
    const code = text.text.charCodeAt(offset);
    if ((code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x09) continue;
    if (code === 0x0d && text.text.charCodeAt(offset + 1) === 0x0a) continue;
    if (!isControl(code)) continue;
    faults.push(controlFault({ text, offset }, code));
    const lineEnd = text.text.indexOf('\n', offset);
    if (lineEnd === -1) break;
    offset = lineEnd;
  }
  return faults;
}

/** The fault of a character that cannot be printed. */
export function controlFault(at: Spot, code: number): Diagnostic {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return fault(
    'book.control-character',
    at,
    `the character ${name}, which cannot be printed, stands here`,
    'delete it',
  );
}
