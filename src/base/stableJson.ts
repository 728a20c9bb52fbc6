/** The plain data an answer is made of. Undefined members are left out, as they carry nothing. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * The JSON text of an answer: the same data give the same bytes, keys in the order in which they were written.
 *
 * A number that JSON cannot carry (NaN, an infinity) is a bug of whoever computed it, and throws with its place.
 * Negative zero is written 0. With an indent every member stands on a line of its own.
 */
export function stableJson(value: JsonValue, indent = 0): string {
  return write(value, indent, '', '$');
}

function write(value: JsonValue | undefined, indent: number, margin: string, place: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${place} is ${value}, which an answer cannot hold`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object')
    throw new TypeError(`${place} is of type ${typeof value}, which an answer cannot hold`);
  const inner = margin + ' '.repeat(indent);
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item, i) => write(item, indent, inner, `${place}[${i}]`));
    return enclose('[', items, ']', indent, margin);
  }
  const colon = indent > 0 ? ': ' : ':';
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    members.push(`${JSON.stringify(key)}${colon}${write(member, indent, inner, `${place}.${key}`)}`);
  }
  return enclose('{', members, '}', indent, margin);
}

function enclose(open: string, items: string[], close: string, indent: number, margin: string): string {
  if (items.length === 0) return open + close;
  if (indent === 0) return open + items.join(',') + close;
  const inner = margin + ' '.repeat(indent);
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}
