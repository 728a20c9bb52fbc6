import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interlock } from '../cli/interlock.ts';

/**
 * A command that a page shows, with what it prints, or an edit that a page asks for.
 *
 * A `console` fence begins with `$ npx --no-install interlock …`; the rest is its output. A comment before it may say
 * `<!-- only: Title; Title -->` (these chapters of the output are shown) and `<!-- exit: 1 -->`. A `diff` fence names a
 * file and swaps lines in it.
 */
export interface Block {
  readonly kind: 'command' | 'edit';
  readonly body: string;
  readonly only: readonly string[];
  readonly exit: number;
  /** Place of the body in the page. */
  readonly from: number;
  readonly to: number;
}

const PREFIX = '$ npx --no-install interlock ';
const FENCE = /((?:^<!-- (?:only|exit): .* -->\n)*)^```(console|diff)\n([\s\S]*?)^```$/gm;

export function blocksOf(text: string): Block[] {
  return [...text.matchAll(FENCE)].map((match): Block => {
    const [whole, comments = '', kind, body = ''] = match;
    const from = match.index + whole.length - '```'.length - body.length;
    const only = /<!-- only: (.*) -->/.exec(comments)?.[1]?.split('; ') ?? [];
    const exit = Number(/<!-- exit: (\d+) -->/.exec(comments)?.[1] ?? 0);
    return { kind: kind === 'diff' ? 'edit' : 'command', body, only, exit, from, to: from + body.length };
  });
}

/** What the fence of a command should say, after it was run in `folder`. */
export async function freshBody(block: Block, folder: string): Promise<string> {
  const command = block.body.split('\n')[0] ?? '';
  if (!command.startsWith(PREFIX)) throw new Error(`a console fence begins with \`${PREFIX}\`: ${command}`);
  const { code, stdout, stderr } = await interlock(command.slice(PREFIX.length).split(' '), { cwd: folder });
  if (code !== block.exit) throw new Error(`${command}\ncame to ${code}, not ${block.exit}\n${stderr}`);
  const output = `${stdout}${stderr}`.trimEnd();
  const chapters = output.split(/\n\n+/);
  const shown = block.only.map((title) => {
    const chapter = chapters.find((text) => text.startsWith(title));
    if (chapter === undefined) throw new Error(`${command}\nprints no chapter that begins with ${title}`);
    return chapter;
  });
  return `${command}\n${block.only.length === 0 ? output : shown.join('\n\n')}\n`;
}

/** Makes the edit that a `diff` fence asks for: each line with − is swapped for the line with + that follows it. */
export async function makeEdit(block: Block, folder: string): Promise<void> {
  const lines = block.body.split('\n');
  const file = join(folder, lines[0]!.replace(/^--- /, ''));
  let text = await readFile(file, 'utf8');
  lines.forEach((line, i) => {
    if (i === 0 || !line.startsWith('-')) return;
    const [before, after] = [line.slice(1), lines[i + 1]!];
    if (text.split(`${before}\n`).length !== 2) throw new Error(`${file} has not one line \`${before}\``);
    text = text.replace(`${before}\n`, () => `${after.slice(1)}\n`);
  });
  await writeFile(file, text);
}
