import { LIMITS } from './limits.ts';
import { blockTextAt, resolved, UNKNOWN, unescaped } from './plainScalar.ts';
import type { Spot, Written, WrittenEntry, WrittenMapping, WrittenText } from './written.ts';

/** Keys that JavaScript gives a meaning of its own; no book may use them. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<', '']);

const BLOCK_KEY = /([A-Za-z0-9_][A-Za-z0-9_./-]*):(?=[ \r\n]|$)/y;
const ANCHOR = /&([A-Za-z0-9_-]+)(?=[ \r\n])/y;
const ALIAS = /\*([A-Za-z0-9_-]+)(?=[ \r\n,\]}]|$)/y;
const SPECIAL_START = new Set([...'[]{},#&*!|>\'"%@`?:']);

const DASH_ALONE = /[\s,[\]{}]/;

/**
 * Reads the plain part of YAML in which books are written, ten times as fast as a full reader; null for anything else.
 *
 * Block and flow mappings and lists, plain and quoted text on one line, simple block text, aliases and comments are read. Whatever else a text
 * holds, faults included, is left to the full reader, which then reads all of it. Where this one gives a value, the
 * full reader gives the same value and finds no fault.
 *
 * Verified by: quickYaml.test.ts, both readers on every shipped book, on generated documents and on mutated ones.
 */
export function readQuickly(text: WrittenText): Written | null {
  try {
    return new QuickReader(text).document();
  } catch (thrown) {
    if (thrown === UNKNOWN) return null;
    throw thrown;
  }
}

class QuickReader {
  private readonly source: WrittenText;
  private readonly text: string;
  private pos = 0;
  /** Column of the first character of the line that is being read; -1 after the last line. */
  private indent: number = -1;
  private lineStart = 0;
  private depth = 0;
  private values = 0;
  private expansions = 0;
  private readonly anchors = new Map<string, { value: Written; values: number; expansions: number }>();

  constructor(source: WrittenText) {
    this.source = source;
    this.text = source.text;
  }

  document(): Written {
    this.toContent(0);
    if (this.indent > 0 || this.indent === -1) throw UNKNOWN;
    const value = this.block(0);
    if (this.indent !== -1) throw UNKNOWN;
    return value;
  }

  /** Goes to the first character of the next line with content, from the start of a line. */
  private toContent(lineStart: number): void {
    const { text } = this;
    let start = lineStart;
    for (;;) {
      let at = start;
      while (text.charCodeAt(at) === 0x20) at++;
      const code = text.charCodeAt(at);
      if (at >= text.length) {
        this.indent = -1;
        this.pos = text.length;
        return;
      }
      if (code !== 0x23 && code !== 0x0a && !(code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) {
        if (code === 0x09) throw UNKNOWN;
        this.pos = at;
        this.indent = at - start;
        this.lineStart = start;
        if (this.indent === 0 && (code === 0x25 || text.startsWith('---', at) || text.startsWith('...', at)))
          throw UNKNOWN;
        return;
      }
      const end = text.indexOf('\n', at);
      if (end === -1) {
        this.indent = -1;
        this.pos = text.length;
        return;
      }
      start = end + 1;
    }
  }

  private at(offset: number): Spot {
    return { text: this.source, offset };
  }

  private enter(): void {
    if (++this.depth > LIMITS.depth) throw UNKNOWN;
  }

  private isDash(): boolean {
    if (this.text.charCodeAt(this.pos) !== 0x2d) return false;
    const next = this.text.charCodeAt(this.pos + 1);
    return next === 0x20 || next === 0x0a || next === 0x0d || Number.isNaN(next);
  }

  private block(indent: number): Written {
    return this.isDash() ? this.list(indent) : this.mapping(indent);
  }

  private mapping(indent: number): WrittenMapping {
    this.enter();
    const start = this.pos;
    const entries = new Map<string, WrittenEntry>();
    while (this.indent === indent) {
      const keyAt = this.pos;
      const key = this.blockKey();
      if (entries.has(key)) throw UNKNOWN;
      entries.set(key, { keyAt: this.at(keyAt), value: this.valueAfterKey(indent) });
    }
    if (this.indent > indent) throw UNKNOWN;
    this.depth--;
    return { is: 'mapping', at: this.at(start), entries };
  }

  /** The key at the start of an entry; the position is then behind its colon. */
  private blockKey(): string {
    BLOCK_KEY.lastIndex = this.pos;
    const match = BLOCK_KEY.exec(this.text);
    const key = match?.[1];
    if (match === null || key === undefined || FORBIDDEN_KEYS.has(key)) throw UNKNOWN;
    this.pos += match[0].length;
    return key;
  }

  private list(indent: number): Written {
    this.enter();
    const start = this.pos;
    const items: Written[] = [];
    while (this.indent === indent && this.isDash()) {
      this.pos++;
      this.skipSpaces();
      if (this.text[this.pos] === '&' || this.atLineEnd()) items.push(this.named(() => this.itemBelow(indent)));
      else if (this.startsMapping()) {
        this.indent = this.pos - this.lineStart;
        items.push(this.mapping(this.indent));
      } else items.push(this.named(() => this.inline(indent)));
    }
    if (this.indent > indent) throw UNKNOWN;
    this.depth--;
    return { is: 'list', at: this.at(start), items };
  }

  private startsMapping(): boolean {
    BLOCK_KEY.lastIndex = this.pos;
    return BLOCK_KEY.test(this.text);
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === 0x20) this.pos++;
  }

  /** Whether nothing but a comment follows on this line; a comment needs a space before it. */
  private atLineEnd(): boolean {
    const { text, pos } = this;
    if (pos >= text.length) return true;
    const code = text.charCodeAt(pos);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(pos + 1) === 0x0a)) return true;
    return code === 0x23 && text.charCodeAt(pos - 1) === 0x20;
  }

  private toNextLine(): void {
    const end = this.text.indexOf('\n', this.pos);
    if (end === -1) {
      this.pos = this.text.length;
      this.indent = -1;
    } else this.toContent(end + 1);
  }

  private valueAfterKey(indent: number): Written {
    this.skipSpaces();
    return this.named(() => this.lineOrBlock(indent));
  }

  private lineOrBlock(indent: number): Written {
    if (!this.atLineEnd()) return this.inline(indent);
    this.toNextLine();
    if (this.indent > indent) return this.block(this.indent);
    if (this.indent === indent && this.isDash()) return this.list(indent);
    // Only the full reader knows at which character behind the key an empty value stands.
    throw UNKNOWN;
  }

  /** What a dash introduces when nothing or only a name is behind it: a deeper block; or one value on its line. */
  private itemBelow(indent: number): Written {
    if (!this.atLineEnd()) {
      if (this.startsMapping()) throw UNKNOWN;
      return this.inline(indent);
    }
    this.toNextLine();
    if (this.indent > indent) return this.block(this.indent);
    throw UNKNOWN;
  }

  /** A value with a name before it, kept under that name for its aliases; without one, just the value. */
  private named(read: () => Written): Written {
    if (++this.values > LIMITS.values) throw UNKNOWN;
    ANCHOR.lastIndex = this.pos;
    const match = ANCHOR.exec(this.text);
    if (match === null) return read();
    this.pos += match[0].length;
    this.skipSpaces();
    const before = { values: this.values, expansions: this.expansions };
    const value = read();
    this.anchors.set(match[1] as string, {
      value,
      values: this.values - before.values,
      expansions: this.expansions - before.expansions,
    });
    return value;
  }

  /** The value that an alias repeats; what it unfolds to is counted as if it were written out. */
  private alias(): Written {
    ALIAS.lastIndex = this.pos;
    const match = ALIAS.exec(this.text);
    const anchor = this.anchors.get(match?.[1] ?? '');
    if (match === null || anchor === undefined) throw UNKNOWN;
    this.values += anchor.values + 1;
    this.expansions += anchor.expansions + 1;
    if (this.expansions > LIMITS.aliasExpansions || this.values > LIMITS.values) throw UNKNOWN;
    this.pos += match[0].length;
    return anchor.value;
  }

  /** A value on the rest of the line, or a flow collection that begins on it. */
  private inline(indent: number): Written {
    const code = this.text.charCodeAt(this.pos);
    if (code === 0x3e || code === 0x7c) return this.blockText(indent);
    let value: Written;
    if (code === 0x7b || code === 0x5b) {
      value = this.flow(indent);
      this.skipSpaces();
    } else if (code === 0x2a) {
      value = this.alias();
      this.skipSpaces();
    } else if (code === 0x22 || code === 0x27) {
      value = this.quoted(code);
      this.skipSpaces();
    } else value = this.plainOfLine();
    if (!this.atLineEnd()) throw UNKNOWN;
    this.toNextLine();
    if (this.indent > indent) throw UNKNOWN;
    return value;
  }

  private checkPlainStart(): void {
    const first = this.text[this.pos] ?? '';
    if (SPECIAL_START.has(first) || (first === '-' && DASH_ALONE.test(this.text[this.pos + 1] ?? ' '))) throw UNKNOWN;
  }

  private plainOfLine(): Written {
    this.checkPlainStart();
    const { text, pos } = this;
    let end = text.indexOf('\n', pos);
    if (end === -1) end = text.length;
    if (text.charCodeAt(end - 1) === 0x0d) end--;
    let raw = text.slice(pos, end);
    const comment = raw.indexOf(' #');
    if (comment !== -1) raw = raw.slice(0, comment);
    raw = raw.trimEnd();
    if (raw.includes(': ') || raw.endsWith(':') || raw.includes('\t') || raw.includes('\r')) throw UNKNOWN;
    this.pos = pos + raw.length;
    this.skipSpaces();
    return { is: 'scalar', at: this.at(pos), value: resolved(raw) };
  }

  private quoted(quote: number): Written {
    const { text, pos } = this;
    const mark = quote === 0x22 ? '"' : "'";
    let end = text.indexOf(mark, pos + 1);
    while (end !== -1 && this.isInside(pos, end, mark))
      end = text.indexOf(mark, text[end + 1] === mark && mark === "'" ? end + 2 : end + 1);
    if (end === -1) throw UNKNOWN;
    const raw = text.slice(pos + 1, end);
    if (raw.includes('\n') || raw.includes('\t') || raw.includes('\r')) throw UNKNOWN;
    this.pos = end + 1;
    return { is: 'scalar', at: this.at(pos), value: mark === "'" ? raw.replaceAll("''", "'") : unescaped(raw) };
  }

  /** Whether a quotation mark belongs to the quoted text: doubled in single quotes, after a backslash in double ones. */
  private isInside(start: number, at: number, mark: string): boolean {
    if (mark === "'") return this.text[at + 1] === "'";
    let backslashes = 0;
    while (at - 1 - backslashes > start && this.text[at - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  private blockText(indent: number): Written {
    const { pos } = this;
    const { value, end } = blockTextAt(this.text, pos, indent);
    this.toContent(end);
    if (this.indent > indent) throw UNKNOWN;
    return { is: 'scalar', at: this.at(pos), value };
  }

  private flow(indent: number): Written {
    this.enter();
    const start = this.pos++;
    const isMapping = this.text[start] === '{';
    const close = isMapping ? '}' : ']';
    const entries = new Map<string, WrittenEntry>();
    const items: Written[] = [];
    this.skipFlowSpace(indent);
    if (this.text[this.pos] !== close) {
      for (;;) {
        if (isMapping) this.flowEntry(indent, entries);
        else items.push(this.flowValue(indent));
        this.skipFlowSpace(indent);
        const next = this.text[this.pos];
        if (next === close) break;
        if (next !== ',') throw UNKNOWN;
        this.pos++;
        this.skipFlowSpace(indent);
      }
    }
    this.pos++;
    this.depth--;
    return isMapping ? { is: 'mapping', at: this.at(start), entries } : { is: 'list', at: this.at(start), items };
  }

  private flowEntry(indent: number, entries: Map<string, WrittenEntry>): void {
    const keyAt = this.pos;
    BLOCK_KEY.lastIndex = keyAt;
    const key = this.blockKey();
    if (entries.has(key)) throw UNKNOWN;
    this.skipFlowSpace(indent);
    entries.set(key, { keyAt: this.at(keyAt), value: this.flowValue(indent) });
  }

  private flowValue(indent: number): Written {
    return this.named(() => this.flowItem(indent));
  }

  private flowItem(indent: number): Written {
    const code = this.text.charCodeAt(this.pos);
    if (code === 0x7b || code === 0x5b) return this.flow(indent);
    if (code === 0x22 || code === 0x27) return this.quoted(code);
    return code === 0x2a ? this.alias() : this.flowPlain();
  }

  private flowPlain(): Written {
    this.checkPlainStart();
    const { text, pos } = this;
    let end = pos;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (
        code === 0x0a ||
        code === 0x0d ||
        code === 0x2c ||
        code === 0x5b ||
        code === 0x5d ||
        code === 0x7b ||
        code === 0x7d
      )
        break;
      if (code === 0x09) throw UNKNOWN;
      if (code === 0x3a && /[\s,[\]{}]/.test(text[end + 1] ?? ' ')) throw UNKNOWN;
      if (code === 0x23 && text.charCodeAt(end - 1) === 0x20) break;
    }
    const raw = text.slice(pos, end).trimEnd();
    if (raw === '') throw UNKNOWN;
    this.pos = pos + raw.length;
    return { is: 'scalar', at: this.at(pos), value: resolved(raw) };
  }

  /** Spaces, line ends and comments inside a flow collection; its lines stand deeper than the block around it. */
  private skipFlowSpace(indent: number): void {
    const { text } = this;
    for (;;) {
      this.skipSpaces();
      if (this.pos >= text.length) throw UNKNOWN;
      if (!this.atLineEnd()) return;
      const end = text.indexOf('\n', this.pos);
      if (end === -1) throw UNKNOWN;
      this.toContent(end + 1);
      if (this.indent <= indent) throw UNKNOWN;
    }
  }
}
