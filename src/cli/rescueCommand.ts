import { type Command, Option } from 'commander';
import { parseAmount } from './parseAmount.ts';
import { parseShare } from './parseShare.ts';
import { withRunningOptions } from './questionOptions.ts';
import type { RescueCommandOptions } from './rescueOptions.ts';
import { collect } from './sharedOptions.ts';

const EXAMPLE = `interlock rescue ai-buildout
interlock rescue ai-buildout --fail openai --at 2027-Q2 --sweep commitments
interlock rescue --losses losses.csv --need 4B
interlock rescue --edges edges.csv --nodes nodes.csv --fail bank-a --alpha 0.5 --beta 0.5`;
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
      )
      .option('--losses <csv>', 'what each would lose, instead of a book: party,loss[,liquid]')
      .option('--need <amount>', 'what the party of a table of losses lacks', parseAmount)
      .option('--edges <csv>', 'obligations instead of a book, with --fail ID: debtor,creditor,amount[,seniority]')
      .option('--nodes <csv>', 'their parties: id,outside_assets,outside_liabilities')
      .option('--shock <id=loss>', 'a loss in a web before it clears, as id=5 or id=10% (may be repeated)', collect, [])
      .option('--alpha <share>', 'share of a defaulter’s outside assets that is recovered', parseShare)
      .option('--beta <share>', 'share of a defaulter’s receipts that is recovered', parseShare),
    EXAMPLE,
    PATHS,
    '[book]',
  ).action(async (book: string | undefined, options: RescueCommandOptions) =>
    end(await (await import('./rescue.ts')).runRescue(book, options)),
  );
}
