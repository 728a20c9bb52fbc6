import { type Command, Option } from 'commander';
import { withRunningOptions } from './questionOptions.ts';
import type { RescueCommandOptions } from './rescue.ts';

const PATHS = 1000;

/** Lays out `interlock rescue`. */
export function addRescueCommand(program: Command, end: (code: number) => void): void {
  withRunningOptions(
    program
      .command('rescue')
      .description('who would have to rescue whom: losses by partner against the need, who pays, how many may refuse')
      .option(
        '--about <party>',
        'whose figures stand at the top: a party marked `rescue`; who has announced most unless told',
      )
      .option('--fail <party>', 'ask about this party, made to fail')
      .option('--at <quarter>', 'the quarter in which it is made to fail, as 2027-Q2')
      .addOption(
        new Option('--sweep <what>', 'how loss and need grow as its deals are added one by one').choices([
          'commitments',
        ]),
      ),
    'interlock rescue ai-buildout\ninterlock rescue ai-buildout --fail openai --at 2027-Q2 --sweep commitments',
    PATHS,
  ).action(async (book: string, options: RescueCommandOptions) =>
    end(await (await import('./rescue.ts')).runRescue(book, options)),
  );
}
