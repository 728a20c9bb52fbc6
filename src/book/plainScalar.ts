const INTEGER = /^[-+]?\d{1,15}$/;
const DECIMAL = /^[-+]?(?:\.\d{1,15}|\d{1,15}\.\d{0,15})$/;
const EXPONENT = /^[-+]?(?:\.\d{1,15}|\d{1,15}(?:\.\d{0,15})?)[eE][-+]?\d{1,3}$/;
const OTHER_NUMBER =
  /^(?:0o[0-7]+|0x[\da-fA-F]+|[-+]?\d+|[-+]?[\d.]+(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What stops the quick reading: the text holds something that only the full reader knows. */
export const UNKNOWN = Symbol('not read quickly');

/** The value that a plain word stands for in the core schema of YAML 1.2. */
export function resolved(raw: string): string | number | boolean | null {
  const first = raw.charCodeAt(0);
  const isDigitLike = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (isDigitLike) {
    if (INTEGER.test(raw) || DECIMAL.test(raw) || EXPONENT.test(raw)) return Number(raw);
    if (OTHER_NUMBER.test(raw)) throw UNKNOWN;
    return raw;
  }
  switch (raw) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
      return null;
    default:
      return raw;
  }
}

/** Double-quoted text without its backslashes; only those before a mark or another backslash are read. */
export function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  if (/\\[^"\\]/.test(raw.replaceAll('\\\\', ''))) throw UNKNOWN;
  return raw.replace(/\\(["\\])/g, '$1');
}

/** Text in lines below a `>` or `|`, all equally deep and without blank lines, and the line that ends it. */
export function blockTextAt(text: string, pos: number, indent: number): { value: string; end: number } {
  const header = /([>|])(-?)\r?\n/y;
  header.lastIndex = pos;
  const match = header.exec(text);
  if (match === null) throw UNKNOWN;
  const lines: string[] = [];
  let depth = -1;
  let start = header.lastIndex;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, text.charCodeAt(end - 1) === 0x0d && end > start ? end - 1 : end);
    if (line.includes('\t') || line.includes('\r')) throw UNKNOWN;
    const content = line.trimStart();
    const column = line.length - content.length;
    if (content === '') {
      if (column > 0 && column > depth) throw UNKNOWN;
      break;
    }
    if (depth === -1) depth = column;
    if (column < depth) break;
    if (column > depth || column <= indent || /[\s]$/.test(content)) throw UNKNOWN;
    lines.push(content);
    start = end + 1;
  }
  if (lines.length === 0) throw UNKNOWN;
  return {
    value: lines.join(match[1] === '>' ? ' ' : '\n') + (match[2] === '-' ? '' : '\n'),
    end: Math.min(start, text.length),
  };
}
