import { type Command, InvalidArgumentError } from 'commander';
import type { FinancingCommandOptions } from './financing.ts';
import { withRunningOptions } from './questionOptions.ts';

/** Lays out `interlock financing`. */
export function addFinancingCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('financing')
      .description('who pays what a lab has promised, by source and year, and at which price its holders could sell')
      .option('--about <party>', 'the private party asked about; who has announced most purchases unless told')
      .option('--sell <share>', 'share of all shares whose holders want out, such as 15%', parseShare),
    'interlock financing ai-buildout\ninterlock financing ai-buildout --about anthropic --sell 15%',
    1000,
  ).action(async (book: string, options: FinancingCommandOptions) =>
    end(await (await import('./financing.ts')).runFinancing(book, options)),
  );
}

function parseShare(text: string): number {
  const parts = /^(\d+(?:\.\d+)?)(\s*%?)$/.exec(text.trim());
  const share = parts === null ? Number.NaN : Number(parts[1]) / (parts[2]?.trim() === '%' ? 100 : 1);
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError('expected a share such as 15% or 0.15, at most 100%.');
  return share;
}
