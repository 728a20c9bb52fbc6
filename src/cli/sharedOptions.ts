import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options of every command that prints. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly color: string;
  readonly width?: number;
  readonly quiet?: boolean;
}

/** Options of every command that reads a book. */
export interface BookOptions extends OutputOptions {
  readonly asOf?: string;
  readonly with: readonly string[];
  readonly set: readonly string[];
  readonly maxSize?: number;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024, g: 1024 * 1024 * 1024 };

/** Reads `500K`, `8MB` or a number of bytes. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmg]?)(?:i?b)?$/i.exec(text.trim());
  if (match === null) throw new InvalidArgumentError('write a size such as 500K, 8MB or 1G');
  return Math.floor(Number(match[1]) * UNITS[match[2]!.toLowerCase()]!);
}

/** Reads a whole number from `least` on. */
export function parseCount(least: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (!/^\d+$/.test(text) || count < least || !Number.isSafeInteger(count))
      throw new InvalidArgumentError(`write a whole number from ${least} on`);
    return count;
  };
}

/** Gathers the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Adds the options of a command that prints, and its example. */
export function withOutputOptions(command: Command, example: string): Command {
  return command
    .option('--json', 'print one JSON object instead of a screen')
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .option('--width <columns>', 'width of the screen', parseCount(1))
    .option('-q, --quiet', 'no warnings and no progress on stderr')
    .addHelpText('after', `\nExample:\n${example.replace(/^/gm, '  $ ')}\n`);
}

/** Adds the options of a command that reads a book. */
export function withBookOptions(command: Command, example: string, bookArgument = '<book>'): Command {
  command
    .argument(bookArgument, 'a file, a folder, - for stdin, or the name of a shipped book')
    .option('--as-of <date>', 'answer with what was known on this day')
    .option('--with <file>', 'lay a file over the book (may be repeated)', collect, [])
    .option('--set <path=value>', 'change one quantity of the book (may be repeated)', collect, [])
    .option('--max-size <size>', 'largest book that is read (default 8MB)', parseSize);
  return withOutputOptions(command, example);
}
