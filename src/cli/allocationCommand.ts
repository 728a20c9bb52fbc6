import type { Command } from 'commander';
import type { AllocationCommandOptions } from './allocation.ts';
import { withRunningOptions } from './questionOptions.ts';

/** Lays out `interlock allocation`. */
export function addAllocationCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('allocation')
      .description('how a lab would best split its compute, what one more unit would bring, and where scarcity ends')
      .option('--about <id>', 'the lab that is told first; who has announced most purchases unless told'),
    'interlock allocation ai-buildout\ninterlock allocation ai-buildout --about anthropic --json',
    1000,
  ).action(async (book: string, options: AllocationCommandOptions) =>
    end(await (await import('./allocation.ts')).runAllocation(book, options)),
  );
}
