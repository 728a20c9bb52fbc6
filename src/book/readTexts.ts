import type { Diagnostic } from '../base/diagnostic.ts';
import type { BookText } from './book.ts';
import { collect } from './collect.ts';
import { controlFaults } from './controlFaults.ts';
import { fault } from './fault.ts';
import { LIMITS, utf8Bytes } from './limits.ts';
import { type Spot, type Written, type WrittenText, writtenText } from './written.ts';
import { readYaml } from './yamlText.ts';

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
      collect(faults, unprintable);
      return null;
    }
    const reading = readYaml(text);
    collect(faults, reading.faults);
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
      `with this file the book has ${total} bytes; it may have ${maxBytes}`,
      'make the book smaller, or allow more with --max-size',
    );
  return null;
}
