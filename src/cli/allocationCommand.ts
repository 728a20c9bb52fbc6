import type { Command } from 'commander';
import type { AllocationCommandOptions } from './allocationOptions.ts';
import { parseAmount } from './parseAmount.ts';
import { withRunningOptions } from './questionOptions.ts';

const EXAMPLE = `interlock allocation ai-buildout
interlock allocation ai-buildout --about anthropic --json
interlock allocation --uses uses.csv --capacity 70 --cost 50 --add 10`;
const PATHS = 1000;

/** Lays out `interlock allocation`. */
export function addAllocationCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('allocation')
    .description(
      'how a lab would best split its compute, what capacity is worth at the margin, and where scarcity ends',
    )
    .option('--about <id>', 'the lab that is told first; who has announced most purchases unless told')
    .option('--uses <csv>', 'uses of one capacity instead of a book: use,return,cap[,level,entry,today]')
    .option('--capacity <amount>', 'the capacity that the uses share', parseAmount)
    .option('--cost <amount>', 'what a unit of it costs in the long run', parseAmount)
    .option('--add <amount>', 'capacity that might be added', parseAmount);
  withRunningOptions(command, EXAMPLE, PATHS, '[book]').action(
    async (book: string | undefined, options: AllocationCommandOptions) =>
      end(await (await import('./allocation.ts')).runAllocation(book, options)),
  );
}
