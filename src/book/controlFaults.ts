import type { Diagnostic } from '../base/diagnostic.ts';
import { isControl } from './excerpt.ts';
import { fault } from './fault.ts';
import type { Spot, WrittenText } from './written.ts';

/** Characters that cannot be printed, at most one a line and ten a text. */
export function controlFaults(text: WrittenText): Diagnostic[] {
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

/** The fault of a character that cannot be printed, in a value that was written with an escape. */
export function escapedControl(value: string, at: Spot): Diagnostic | null {
  for (const character of value) {
    const code = character.codePointAt(0) as number;
    if (code !== 0x0a && code !== 0x09 && isControl(code)) return controlFault(at, code);
  }
  return null;
}

function controlFault(at: Spot, code: number): Diagnostic {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return fault(
    'book.control-character',
    at,
    `the character ${name}, which cannot be printed, stands here`,
    'delete it',
  );
}
