import type { Command } from 'commander';
import type { BacktestOptions } from './backtest.ts';
import { withRunningOptions } from './questionOptions.ts';

const EXAMPLE = `interlock backtest ai-buildout --from 2025-11-30 --to 2026-06-30
interlock backtest polysilicon`;

/** Lays out `interlock backtest`. */
export function addBacktestCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('backtest')
    .description('where what came later fell in the distribution predicted before, and against forecasts of the time')
    .option('--from <date>', 'run the book as it stood on this day (default: its own day)')
    .option('--to <date>', 'hold what the book itself learned up to this day against the run')
    .option('--outcomes <file>', 'outcomes and forecasts of the time (default: outcomes.yaml beside the book)')
    .option('--all', 'every fact, not only those furthest from the middle');
  withRunningOptions(command, EXAMPLE, 1000).action(async (book: string, options: BacktestOptions) =>
    end(await (await import('./backtest.ts')).runBacktest(book, options)),
  );
}
