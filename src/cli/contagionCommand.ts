import { type Command, Option } from 'commander';
import type { ContagionModel, Equilibrium, ValuationName } from '../index.ts';
import type { ContagionCommandOptions } from './contagionOptions.ts';
import { parsePositive, parseShare } from './parseShare.ts';
import { withAnswerOptions } from './questionOptions.ts';
import { collect } from './sharedOptions.ts';

const EXAMPLE = `interlock contagion ai-buildout --fail openai
interlock contagion ai-buildout --fail openai --model eisenberg-noe
interlock contagion --edges edges.csv --nodes nodes.csv --shock bank-a=10%
interlock contagion --edges edges.csv --nodes nodes.csv --model rogers-veraart --alpha 0.5 --beta 0.5`;

// Written out, so that telling the help does not load the house; the types hold them to the lists of the question.
const MODELS = Object.keys({
  'eisenberg-noe': true,
  'rogers-veraart': true,
  debtrank: true,
  'debtrank-single-hit': true,
  neva: true,
} satisfies Record<ContagionModel, true>);
const ENDS = Object.keys({ greatest: true, least: true, both: true } satisfies Record<Equilibrium, true>);
const VALUATIONS = Object.keys({
  'eisenberg-noe': true,
  furfine: true,
  debtrank: true,
  merton: true,
} satisfies Record<ValuationName, true>);

/** Lays out `contagion`. */
export function addContagionCommand(program: Command, end: (code: number) => void): void {
  const command = program
    .command('contagion')
    .description('who is hurt and who fails when a party fails: losses by partner, by round, by what ties them')
    .option('--fail <party>', 'let this party of the book fail (may be repeated)', collect, [])
    .option('--shock <id=loss>', 'a loss as id=5, id=10% or all=10% (may be repeated)', collect, [])
    .option('--scenario <id>', 'ask about the book as this scenario changes it')
    .option('--edges <csv>', 'obligations instead of a book: debtor,creditor,amount[,seniority]')
    .option('--nodes <csv>', 'their parties: id,outside_assets,outside_liabilities[,equity,…]')
    .option('--guarantees <csv>', 'guarantor,debtor,creditor,cover')
    .option('--holdings <csv>', 'owner,owned,fraction')
    .addOption(new Option('--model <model>', 'how losses spread').choices(MODELS))
    .addOption(new Option('--equilibrium <end>', 'which clearing vector is told').choices(ENDS).default('both'))
    .option('--alpha <share>', 'share of a defaulter’s outside assets that is recovered', parseShare)
    .option('--beta <share>', 'share of a defaulter’s receipts that is recovered', parseShare)
    .addOption(new Option('--valuation <name>', 'valuation function of --model neva').choices(VALUATIONS))
    .option('--recovery <share>', 'share of a claim recovered from a failed party', parseShare)
    .option('--volatility <share>', 'volatility of outside assets a year, for --valuation merton', parsePositive)
    .option('--maturity <years>', 'years to maturity, for --valuation merton', parsePositive);
  withAnswerOptions(command, EXAMPLE, '[book]').action(
    async (book: string | undefined, options: ContagionCommandOptions) =>
      end(await (await import('./contagion.ts')).runContagion(book, options)),
  );
}
