import { askContagion, contagionScreen, contagionTables } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import type { ContagionCommandOptions } from './contagionOptions.ts';
import { contagionOfTables } from './contagionPlain.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion } from './question.ts';

/** `interlock contagion BOOK --fail PARTY`, or `--edges` and `--nodes`: who is hurt and who fails when a party fails. */
export function runContagion(asked: string | undefined, options: ContagionCommandOptions): Promise<number> {
  const tables = [options.edges, options.nodes, options.guarantees, options.holdings];
  if (tables.some((table) => table !== undefined)) {
    if (asked !== undefined) throw usage('name a book, or tables with --edges and --nodes, not both');
    return Promise.resolve(contagionOfTables(options));
  }
  if (asked === undefined) throw usage('name a book, or tables with --edges and --nodes');
  const { fail, shock, recovery, scenario, equilibrium, alpha, beta, valuation, volatility, maturity } = options;
  const model = modelOf(options);
  const isMarked = model === undefined || model.startsWith('debtrank');
  if ((alpha !== undefined || beta !== undefined) && model !== 'rogers-veraart' && model !== 'neva')
    throw usage(`--alpha and --beta belong to --model rogers-veraart, not to ${model ?? 'debtrank'}`);
  return askQuestion(asked, options, {
    name: 'contagion',
    ask: (asking) =>
      askContagion(asking, {
        fail,
        shocks: shock,
        ...(model === undefined ? {} : { model }),
        ...(recovery === undefined ? {} : { recovery }),
        ...(isMarked ? {} : { equilibrium }),
        ...(alpha === undefined ? {} : { alpha }),
        ...(beta === undefined ? {} : { beta }),
        ...(valuation === undefined ? {} : { valuation }),
        ...(volatility === undefined ? {} : { volatility }),
        ...(maturity === undefined ? {} : { years: maturity }),
        ...(scenario === undefined ? {} : { scenario }),
      }),
    screen: (answer, book, page) => contagionScreen(answer, book.content.parties, page),
    tables: contagionTables,
  });
}

/** The model named, or the one that the other options belong to. */
function modelOf({ model, valuation, alpha, beta }: ContagionCommandOptions): ContagionCommandOptions['model'] {
  if (model !== undefined) return model;
  if (valuation !== undefined) return 'neva';
  return alpha !== undefined || beta !== undefined ? 'rogers-veraart' : undefined;
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
