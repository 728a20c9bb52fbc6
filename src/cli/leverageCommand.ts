import type { Command } from 'commander';
import type { LeverageCommandOptions } from './leverage.ts';
import { withRunningOptions } from './questionOptions.ts';

const EXAMPLE = `interlock leverage ai-buildout
interlock leverage ai-buildout --deal openai-amd-supply
interlock leverage ai-buildout --deal openai-amd-supply --solve warrant-further --for mine=0
interlock leverage ai-buildout --deal openai-amd-supply --lead 10%..90%`;
/** Every deal is a world of its own. */
const PATHS = 128;

/** Lays out `interlock leverage`. */
export function addLeverageCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('leverage')
    .description('who gave what to whom beyond the price, and the fear or bargaining power that explains it')
    .option('--deal <id>', 'one deal in full')
    .option('--solve <term>', 'the size of a term of --deal at which a side gains nothing')
    .option('--for <side>', 'whose gain is to be nothing: mine=0 (the seller’s) or theirs=0 (the buyer’s)')
    .option('--lead <shares>', 'terms of --deal where its buyer leads on this share of paths, or on a range: 10%..90%')
    .option('--as <lab>', 'price --deal for another lab in the buyer’s place')
    .option('--weight <share>', 'the buyer’s bargaining weight in the predicted terms (default 50%)');
  withRunningOptions(command, EXAMPLE, PATHS).action(async (book: string, options: LeverageCommandOptions) =>
    end(await (await import('./leverage.ts')).runLeverage(book, options)),
  );
}
