import type { Command } from 'commander';
import { parseCount, withBookOptions } from './sharedOptions.ts';

/** Adds the options of a question about a book. */
export function withAnswerOptions(command: Command, example: string, bookArgument?: string): Command {
  command
    .option('--out <dir>', 'write the answer as JSON, its tables as CSV and report.html into this folder')
    .option('--force', 'let --out write into a folder that holds something else');
  return withBookOptions(command, example, bookArgument);
}

/** Adds the options of a question about a book that needs runs. */
export function withRunningOptions(command: Command, example: string, paths: number, bookArgument?: string): Command {
  command
    .option('--paths <count>', 'paths to run', parseCount(1), paths)
    .option('--seed <number>', 'seed of all draws', parseCount(0), 1)
    .option('--workers <count>', 'threads; one a core unless told, 0 runs in this one', parseCount(0))
    .option('--progress', 'tell progress also where nobody sits at a terminal');
  return withAnswerOptions(command, example, bookArgument);
}
