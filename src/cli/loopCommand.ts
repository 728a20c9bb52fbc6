import type { Command } from 'commander';
import type { LoopOptions } from './loop.ts';
import { withRunningOptions } from './questionOptions.ts';

const EXAMPLE = `interlock loop ai-buildout
interlock loop ai-buildout --paths 1 --json
interlock loop --matrix matrix.csv`;
const PATHS = 200;

/** Lays out `interlock loop`. */
export function addLoopCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('loop')
    .description('how much further commitment a commitment calls forth, through vendors’ values and holders’ wealth')
    .option('--matrix <csv>', 'a next-generation matrix instead of a book: what a unit of the column brings the row');
  withRunningOptions(command, EXAMPLE, PATHS, '[book]').action(async (book: string | undefined, options: LoopOptions) =>
    end(await (await import('./loop.ts')).runLoop(book, options)),
  );
}
