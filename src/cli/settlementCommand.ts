import { type Command, InvalidArgumentError } from 'commander';
import { withAnswerOptions } from './questionOptions.ts';
import type { SettlementOptions } from './settlement.ts';
import { parseCount } from './sharedOptions.ts';

/** Lays out `interlock settlement`. */
export function addSettlementCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('settlement')
    .description(
      'what each side of a settlement could fall back on, what a bargain predicts, what was signed; waterfalls',
    )
    .option('--settlement <id>', 'which of the book’s settlements; the first unless told')
    .option('--exit <amounts>', 'exits to pay out, as 25M,35M,45M', parseAmounts)
    .option('--waterfall <file>', 'a waterfall in a file of its own, instead of a book')
    .option('--seed <number>', 'seed of the draws of what is assumed', parseCount(0), 1);
  withAnswerOptions(
    command,
    'interlock settlement ai-buildout\ninterlock settlement --waterfall tiers.yaml --exit 25M,35M,45M',
    '[book]',
  ).action(async (book: string | undefined, options: SettlementOptions) =>
    end(await (await import('./settlement.ts')).runSettlement(book, options)),
  );
}

const SUFFIX: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reads `25M,35M,45M`. */
function parseAmounts(text: string): number[] {
  return text.split(',').map((part) => {
    const match = /^(\d+(?:\.\d+)?)([KMBT]?)$/.exec(part.trim());
    if (match === null) throw new InvalidArgumentError('write amounts such as 25M,35M,45M');
    return Number(match[1]) * SUFFIX[match[2] ?? '']!;
  });
}
