import type { Command } from 'commander';
import type { BacklogOptions } from './backlog.ts';
import { withRunningOptions } from './questionOptions.ts';

/** Lays out `interlock backlog`. */
export function addBacklogCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('backlog')
      .description('what a seller’s reported backlog amounts to: named, firm, expected, worth, and who ultimately pays')
      .option('--seller <id>', 'one seller, step by step and by customer'),
    'interlock backlog ai-buildout\ninterlock backlog ai-buildout --seller oracle',
    1000,
  ).action(async (book: string, options: BacklogOptions) =>
    end(await (await import('./backlog.ts')).runBacklog(book, options)),
  );
}
