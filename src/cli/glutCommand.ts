import type { Command } from 'commander';
import type { GlutOptions } from './glut.ts';
import { withRunningOptions } from './questionOptions.ts';

const PATHS = 300;

/** Lays out `interlock glut`. */
export function addGlutCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('glut')
      .description('whether compute becomes too plentiful, what commitments have to do with it, and whom that pays')
      .option('--about <id>', 'the lab whose commitments are scaled; who has announced most unless told')
      .option(
        '--scales <list>',
        'sizes of its commitments to run; none and as signed are always among them (default 0,0.25,…,1.5)',
      ),
    'interlock glut ai-buildout\ninterlock glut ai-buildout --about anthropic --scales 0,1,2 --json',
    PATHS,
  ).action(async (book: string, options: GlutOptions) => end(await (await import('./glut.ts')).runGlut(book, options)));
}
