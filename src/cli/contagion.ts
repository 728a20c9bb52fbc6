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
  const { model, fail, shock, recovery, scenario } = options;
  if (model !== undefined && model !== 'debtrank' && model !== 'debtrank-single-hit')
    throw usage(
      `--model ${model} clears obligations that fall due at once, which a book does not have: use debtrank or debtrank-single-hit, or tables`,
    );
  return askQuestion(asked, options, {
    name: 'contagion',
    ask: (asking) =>
      askContagion(asking, {
        fail,
        shocks: shock,
        ...(model === undefined ? {} : { model }),
        ...(recovery === undefined ? {} : { recovery }),
        ...(scenario === undefined ? {} : { scenario }),
      }),
    screen: (answer, book, page) => contagionScreen(answer, book.content.parties, page),
    tables: contagionTables,
  });
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
