import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
} from 'yaml';
import type { Diagnostic } from '../base/diagnostic.ts';
import { collect, isFull } from './collect.ts';
import { escapedControl } from './controlFaults.ts';
import { fault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { FORBIDDEN_KEYS, readQuickly } from './quickYaml.ts';
import { placeOf, type Spot, type Written, type WrittenEntry, type WrittenText } from './written.ts';

/** A text read as YAML: its value (null where there is none) and what is wrong with it. */
export interface YamlReading {
  readonly value: Written | null;
  readonly faults: readonly Diagnostic[];
}

const READABLE_IN_SPITE_OF: ReadonlySet<string> = new Set([
  'book.duplicate-key',
  'book.forbidden-key',
  'book.merge-key',
  'book.key-not-text',
]);

/** Reads one text as YAML 1.2 (core schema: dates and `yes` stay text), with every fault and every position. */
export function readYaml(text: WrittenText): YamlReading {
  const value = readQuickly(text);
  return value === null ? readFully(text) : { value, faults: [] };
}

/** The same for any text, by a reader that knows all of YAML. */
export function readFully(text: WrittenText): YamlReading {
  const faults: Diagnostic[] = [];
  const at = (offset: number): Spot => ({ text, offset });
  try {
    const tokens = tokensOf(text, faults);
    if (tokens === null) return { value: null, faults };
    const documents = [
      ...new Composer({ uniqueKeys: false, merge: false, schema: 'core' }).compose(tokens, false, text.text.length),
    ];
    for (const document of documents.slice(0, 2)) collect(faults, documentFaults(document, text));
    const [first, second] = documents;
    if (second !== undefined) {
      const offset = second.range?.[0] ?? 0;
      faults.push(
        fault(
          'book.several-documents',
          at(offset),
          'a second YAML document begins here; a file of a book is one document',
          'remove the line ---, or move what follows into a file of its own',
        ),
      );
    }
    if (first === undefined || first.contents === null || faults.length > 0) return { value: null, faults };
    const reader = new NodeReader(text, first, faults);
    const value = reader.read(first.contents as Node, 0);
    // A key too many leaves the rest readable; anything else would bring up faults that are none.
    const isReadable = faults.every(({ code }) => READABLE_IN_SPITE_OF.has(code));
    return { value: isReadable ? value : null, faults };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    faults.push(
      fault('book.syntax', at(0), `this text cannot be read as YAML: ${reason}`, 'simplify the text until it reads'),
    );
    return { value: null, faults };
  }
}

/** Tokens of a text; null when it nests deeper than a book may, which is found before anything recursive runs. */
function tokensOf(text: WrittenText, faults: Diagnostic[]): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text.text)) {
    const start = parser.offset;
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (isUnclosed(lexeme)) {
      faults.push(
        fault(
          'book.syntax',
          { text, offset: start },
          'a quotation mark opens here and never closes',
          'close it, or remove it',
        ),
      );
      return null;
    }
    if (parser.stack.length > LIMITS.depth + 2) {
      faults.push(
        fault(
          'book.limit-depth',
          { text, offset: parser.offset },
          `mappings and lists are nested more than ${LIMITS.depth} deep here`,
          'a book needs about ten levels; flatten this part',
        ),
      );
      return null;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** Whether a piece of the text is quoted and lacks its last mark; it then runs to the end of the text. */
function isUnclosed(lexeme: string): boolean {
  const mark = lexeme[0];
  if (mark !== '"' && mark !== "'") return false;
  const marks = /["']*$/.exec(lexeme)?.[0] ?? '';
  if (lexeme.length === 1 || !lexeme.endsWith(mark)) return true;
  if (mark === "'") return marks.length % 2 === 1 && marks.length === lexeme.length;
  return /(^|[^\\])(\\\\)*\\"$/.test(lexeme.slice(1));
}

function documentFaults(document: Document.Parsed, text: WrittenText): Diagnostic[] {
  const tabs = document.errors.filter((error) => error.code === 'TAB_AS_INDENT');
  // Behind a tab nothing lines up any more: what else is said there is its consequence.
  const lines = new Set<number>();
  const errors = (tabs.length > 0 ? tabs : [...document.errors, ...document.warnings]).filter((error) => {
    // What is said of the same line afterwards mostly follows from the first fault on it.
    const { line } = placeOf({ text, offset: Math.min(error.pos[0], text.text.length) });
    return lines.has(line) ? false : lines.add(line) !== undefined;
  });
  const faults = errors.slice(0, LIMITS.diagnostics).map((error) => {
    const place = { text, offset: Math.min(error.pos[0], text.text.length) };
    const said = error.message.split('\n')[0] ?? error.message;
    if (error.code === 'TAB_AS_INDENT')
      return fault(
        'book.tab',
        place,
        'a tab is used for indentation, where YAML allows only spaces',
        'replace the tab by spaces',
      );
    if (error.code === 'BAD_INDENT')
      return fault(
        'book.indentation',
        place,
        `the indentation does not fit the lines above: ${said}`,
        'line this up with its neighbours in the same mapping or list',
      );
    if (error.code === 'TAG_RESOLVE_FAILED')
      return fault(
        'book.tag',
        place,
        `a YAML tag stands here, which a book does not use: ${said}`,
        'remove the tag; put text into quotes',
      );
    if (error.code === 'BAD_ALIAS')
      return fault(
        'book.unknown-alias',
        place,
        `an alias that cannot be followed: ${said}`,
        'define the anchor with & above its first use, or write the value out',
      );
    return fault('book.syntax', place, `not valid YAML: ${said}`, 'check quotes, brackets and colons near this place');
  });
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2')
    faults.push(
      fault(
        'book.syntax',
        { text, offset: 0 },
        `the text asks for YAML ${document.directives.yaml.version}; a book is YAML 1.2`,
        'remove the %YAML line',
      ),
    );
  return faults;
}

class NodeReader {
  private expansions = 0;
  private values = 0;
  private stopped = false;
  private readonly open = new Set<Node>();
  private readonly text: WrittenText;
  private readonly document: Document.Parsed;
  private readonly faults: Diagnostic[];

  constructor(text: WrittenText, document: Document.Parsed, faults: Diagnostic[]) {
    this.text = text;
    this.document = document;
    this.faults = faults;
  }

  read(node: Node | null, fallback: number): Written {
    const offset = node?.range?.[0] ?? fallback;
    const at: Spot = { text: this.text, offset };
    if (this.stopped || node === null) return { is: 'scalar', at, value: null };
    if (++this.values > LIMITS.values)
      return this.stop(at, `aliases make this text unfold to more than ${LIMITS.values} values`);
    if (isAlias(node)) return this.readAlias(node, at);
    if (isMap(node)) return { is: 'mapping', at, entries: this.entriesOf(node.items as Pair[], offset) };
    if (isSeq(node)) return { is: 'list', at, items: node.items.map((item) => this.read(item as Node | null, offset)) };
    if (isScalar(node)) return { is: 'scalar', at, value: this.scalar(node.value, at) };
    return { is: 'scalar', at, value: null };
  }

  private scalar(value: unknown, at: Spot): string | number | boolean | null {
    if (typeof value === 'bigint') return Number(value);
    if (typeof value === 'string') this.checkPrintable(value, at);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null)
      return value;
    this.faults.push(
      fault(
        'book.tag',
        at,
        'a value that is neither text, number, true or false',
        'remove the tag; put text into quotes',
      ),
    );
    return null;
  }

  /** Only an escape in double quotes can bring in what the text itself may not hold. */
  private checkPrintable(value: string, at: Spot): void {
    const found = escapedControl(value, at);
    if (found !== null) this.faults.push(found);
  }

  private readAlias(alias: Alias, at: Spot): Written {
    if (++this.expansions > LIMITS.aliasExpansions)
      return this.stop(at, `aliases are expanded more than ${LIMITS.aliasExpansions} times in this text`);
    const target = alias.resolve(this.document) as Node | undefined;
    if (target === undefined) {
      this.faults.push(
        fault(
          'book.unknown-alias',
          at,
          `nothing in this text is named \`&${alias.source}\``,
          `put \`&${alias.source}\` before the value that is meant, or write the value out`,
        ),
      );
      return { is: 'scalar', at, value: null };
    }
    if (this.open.has(target)) {
      this.faults.push(
        fault('book.unknown-alias', at, 'an alias stands inside the very value that it repeats', 'write the value out'),
      );
      return { is: 'scalar', at, value: null };
    }
    this.open.add(target);
    const value = this.read(target, at.offset);
    this.open.delete(target);
    return value;
  }

  private stop(at: Spot, message: string): Written {
    if (!this.stopped) this.faults.push(fault('book.alias-bomb', at, message, 'write the values out, or repeat less'));
    this.stopped = true;
    return { is: 'scalar', at, value: null };
  }

  private entriesOf(pairs: readonly Pair[], fallback: number): Map<string, WrittenEntry> {
    const entries = new Map<string, WrittenEntry>();
    for (const pair of pairs) {
      if (isFull(this.faults)) break;
      const keyNode = pair.key as Node | null;
      const keyAt: Spot = { text: this.text, offset: keyNode?.range?.[0] ?? fallback };
      const key = this.keyOf(keyNode, keyAt);
      if (key === null) continue;
      const earlier = entries.get(key);
      if (earlier !== undefined) {
        this.faults.push(duplicateKey(key, keyAt, earlier.keyAt));
        continue;
      }
      entries.set(key, { keyAt, value: this.read(pair.value as Node | null, keyAt.offset) });
    }
    return entries;
  }

  private keyOf(node: Node | null, at: Spot): string | null {
    const key = isScalar(node) ? (typeof node.value === 'string' ? node.value : (node.source ?? '')) : null;
    if (key === null || key === '') {
      this.faults.push(
        fault(
          'book.key-not-text',
          at,
          'a key that is no word',
          'a key is a word, an id, a year or a date, followed by a colon',
        ),
      );
      return null;
    }
    this.checkPrintable(key, at);
    return admissibleKey(key, at, this.faults) ? key : null;
  }
}

/** Whether a key may stand in a book; if not, says why. */
export function admissibleKey(key: string, at: Spot, faults: Diagnostic[]): boolean {
  if (key === '<<') {
    faults.push(
      fault(
        'book.merge-key',
        at,
        'the merge key `<<` is not part of the book format',
        'write the keys out, or repeat a whole value by its alias',
      ),
    );
    return false;
  }
  if (FORBIDDEN_KEYS.has(key)) {
    faults.push(fault('book.forbidden-key', at, `the key \`${key}\` may not be used in a book`, 'choose another key'));
    return false;
  }
  return true;
}

export function duplicateKey(key: string, at: Spot, earlier: Spot): Diagnostic {
  const first = placeOf(earlier);
  return fault(
    'book.duplicate-key',
    at,
    `the key \`${key}\` stands twice in the same mapping; the first is on line ${first.line}`,
    'keep one of the two',
  );
}
