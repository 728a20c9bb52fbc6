import { ASK, askRescue, rescueScreen, rescueTables } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { refuseUnknown } from './inputs.ts';
import { askQuestion } from './question.ts';
import type { RescueCommandOptions } from './rescueOptions.ts';
import { rescueOfTables } from './rescuePlain.ts';

/** `interlock rescue BOOK`, `--losses` or `--edges` and `--nodes`: who would have to rescue whom, and whether they would. */
export function runRescue(asked: string | undefined, options: RescueCommandOptions): Promise<number> {
  const { about, fail, at, sweep, losses, need, edges, nodes, shock, alpha, beta } = options;
  if ([losses, edges, nodes].some((table) => table !== undefined)) {
    if (asked !== undefined) throw usage('name a book, or plain files with --losses or --edges and --nodes, not both');
    return Promise.resolve(rescueOfTables(options));
  }
  for (const [name, value] of Object.entries({ need, alpha, beta, shock: shock[0] }))
    if (value !== undefined) throw usage(`--${name} is for plain files; a book has its own figures`);
  if (asked === undefined) throw usage('name a book, or plain files with --losses or --edges and --nodes');
  return askQuestion(asked, options, {
    name: 'rescue',
    ask: async (asking) => {
      const ids = Object.keys(asking.book.content.parties);
      for (const named of [about, fail]) if (named !== undefined) refuseUnknown(named, ids);
      if ([about, fail, at, sweep].every((option) => option === undefined)) return ASK.rescue(asking);
      return askRescue(asking, { about, fail, at, sweep });
    },
    screen: (answer, book, page) => rescueScreen(answer, book.content.parties, page),
    tables: rescueTables,
  });
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
