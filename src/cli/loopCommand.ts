import type { Command } from 'commander';
import type { QuestionOptions } from './question.ts';
import { withRunningOptions } from './questionOptions.ts';

const PATHS = 200;

/** Lays out `interlock loop`. */
export function addLoopCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('loop')
      .description('how much further commitment a commitment calls forth, through vendors’ values and holders’ wealth'),
    'interlock loop ai-buildout\ninterlock loop ai-buildout --paths 1 --json',
    PATHS,
  ).action(async (book: string, options: QuestionOptions) =>
    end(await (await import('./loop.ts')).runLoop(book, options)),
  );
}
