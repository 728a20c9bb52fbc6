import type { Command } from 'commander';
import type { CircularityCommandOptions } from './circularity.ts';
import { withRunningOptions } from './questionOptions.ts';
import { collect } from './sharedOptions.ts';

const EXAMPLE = `interlock circularity ai-buildout
interlock circularity ai-buildout --for nvidia --from 2026 --to 2027 --paths 1
interlock circularity --flows flows.csv --nodes nodes.csv --for vendor`;
const PATHS = 200;

/** Lays out `circularity`. */
export function addCircularityCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('circularity')
    .description('how much of what a party sells within the web is its own money coming back')
    .option('--for <party>', 'ask about this party only (may be repeated)', collect, [])
    .option('--from <quarter>', 'first quarter asked about, as 2027-Q1 or as a year')
    .option('--to <quarter>', 'last quarter asked about')
    .option('--flows <csv>', 'payments instead of a book: from,to,amount,purpose')
    .option('--nodes <csv>', 'the parties of these payments: id,outside_in');
  withRunningOptions(command, EXAMPLE, PATHS, '[book]').action(
    async (book: string | undefined, options: CircularityCommandOptions) =>
      end(await (await import('./circularity.ts')).runCircularity(book, options)),
  );
}
