import type { Command } from 'commander';
import type { ControlOptions } from './controlOptions.ts';
import { withRunningOptions } from './questionOptions.ts';

const EXAMPLE = `interlock control ai-buildout
interlock control ai-buildout --issuer openai
interlock control --game "[39; 7x5, 1x10]"
interlock control --stakes stakes.csv`;
const PATHS = 64;

/** Lays out `control`. */
export function addControlCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('control')
    .description('who owns and who decides: votes, boards, chains of holdings, and whose consent the deals hang on')
    .option('--issuer <id>', 'who owns, votes and decides this company')
    .option('--game <game>', 'a voting game instead of a book: "[39; 7x5, 1x10]", or a file with names and vetoes')
    .option('--stakes <csv>', 'holdings instead of a book: owner,owned,fraction');
  withRunningOptions(command, EXAMPLE, PATHS, '[book]').action(
    async (book: string | undefined, options: ControlOptions) =>
      end(await (await import('./control.ts')).runControl(book, options)),
  );
}
