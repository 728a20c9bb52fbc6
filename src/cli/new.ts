import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { answerText, failedAnswer, jsonSchemaText } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { scaffold } from './scaffold.ts';
import type { OutputOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock new DIR`: a small commented book that runs, a README, and the schema for editors. */
export function runNew(dir: string, options: OutputOptions): number {
  refuseWhereSomethingIs(dir);
  const files = { ...scaffold(basename(resolve(dir))), 'book.schema.json': jsonSchemaText('book') };
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text, { flag: 'wx' });
    }
  } catch (error) {
    throw cannotWrite(dir, error);
  }
  if (options.json === true) {
    const answer = { ...failedAnswer('new', '', ''), result: { folder: dir, files: Object.keys(files) }, error: null };
    tell(answerText(answer));
    return EXIT.done;
  }
  const { ink } = pageOf(options, process.stdout);
  const list = Object.keys(files).map((name) => `  ${join(dir, name)}`);
  tell(`${['Written:', ...list, '', `Now try:  ${ink.bold(`interlock show ${dir}`)}`].join('\n')}\n`);
  return EXIT.done;
}

function refuseWhereSomethingIs(dir: string): void {
  if (!existsSync(dir)) return;
  let inside: string[];
  try {
    inside = readdirSync(dir);
  } catch (error) {
    throw cannotWrite(dir, error);
  }
  if (inside.length > 0)
    throw new CommandFailure(
      EXIT.cannotWrite,
      'output.folder-not-empty',
      `${JSON.stringify(dir)} is not empty, and nothing in it is overwritten. Name a new folder.`,
    );
}

function cannotWrite(dir: string, error: unknown): CommandFailure {
  const { code, message } = error as NodeJS.ErrnoException;
  return new CommandFailure(
    EXIT.cannotWrite,
    'output.cannot-write',
    `cannot write into ${JSON.stringify(dir)}: ${code ?? message}`,
  );
}
