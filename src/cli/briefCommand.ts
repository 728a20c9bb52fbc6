import { type Command, Option } from 'commander';
import type { Reader } from '../index.ts';
import type { BriefCommandOptions } from './brief.ts';
import { parseCount, withBookOptions } from './sharedOptions.ts';

const PATHS = 1000;
/** Written here so that laying out the command loads nothing. */
const READERS: readonly Reader[] = ['lender', 'shareholder', 'supervisor', 'dealmaker', 'reporter'];

const EXAMPLE = `interlock brief ai-buildout --about oracle --for lender
interlock brief ai-buildout --as-of 2026-06-30 --about openai --for reporter --since 2025-11-30 --out brief.md`;

/** Lays out `interlock brief`. */
export function addBriefCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('brief')
    .description('one page of Markdown about a party for one kind of reader, every figure with its source')
    .requiredOption('--about <party>', 'the party')
    .addOption(new Option('--for <reader>', 'who reads it').choices([...READERS]).makeOptionMandatory())
    .option('--since <date>', 'what changed since an earlier day of the book')
    .option('--paths <count>', 'paths to run', parseCount(1), PATHS)
    .option('--seed <number>', 'seed of all draws', parseCount(0), 1)
    .option('--workers <count>', 'threads; one a core unless told, 0 runs in this one', parseCount(0))
    .option('--out <file>', 'write the page into this file')
    .option('--force', 'let --out replace a file')
    .option('--progress', 'tell progress also where nobody sits at a terminal');
  withBookOptions(command, EXAMPLE).action(async (book: string, options: BriefCommandOptions) =>
    end(await (await import('./brief.ts')).runBrief(book, options)),
  );
}
