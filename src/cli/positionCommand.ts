import type { Command } from 'commander';
import type { PositionOptions } from './position.ts';
import { withRunningOptions } from './questionOptions.ts';
import { collect } from './sharedOptions.ts';

/** Lays out `interlock position`. */
export function addPositionCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('position')
      .description('what your own loans, bonds, shares and guarantees may lose, where it begins, and who pays instead')
      .option('--scenario <name>', 'compare with a scenario of the book, path by path (may be repeated)', collect, [])
      .option('--include-mine', 'let the report of --out tell your holdings'),
    'interlock position ai-buildout --with mine.yaml\ninterlock position ai-buildout --with mine.yaml --scenario openai-renegotiates-2027',
    2000,
  ).action(async (book: string, options: PositionOptions) =>
    end(await (await import('./position.ts')).runPosition(book, options)),
  );
}
