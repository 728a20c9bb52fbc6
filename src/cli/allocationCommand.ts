import type { Command } from 'commander';
import type { AllocationOptions } from './allocation.ts';
import { withRunningOptions } from './questionOptions.ts';

/** Lays out `interlock allocation`. */
export function addAllocationCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('allocation')
      .description('how a lab would best split its compute, what one more unit would bring, and where scarcity ends')
      .option('--lab <id>', 'the lab that is told; the first of the book unless told'),
    'interlock allocation ai-buildout\ninterlock allocation ai-buildout --lab anthropic --json',
    1000,
  ).action(async (book: string, options: AllocationOptions) =>
    end(await (await import('./allocation.ts')).runAllocation(book, options)),
  );
}
