import { askControl, controlScreen, controlTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import type { ControlOptions } from './controlOptions.ts';
import { controlOfGame, controlOfStakes } from './controlPlain.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion } from './question.ts';

/** `interlock control BOOK`, `--game GAME` or `--stakes CSV`: who owns and who decides. */
export function runControl(asked: string | undefined, options: ControlOptions): Promise<number> {
  const { game, stakes, issuer } = options;
  if ([asked, game, stakes].filter((x) => x !== undefined).length !== 1)
    throw new CommandFailure(EXIT.usage, 'usage', 'name one of a book, a game with --game, or a table with --stakes');
  if (game !== undefined) return Promise.resolve(controlOfGame(game, options));
  if (stakes !== undefined) return Promise.resolve(controlOfStakes(stakes, options));
  return askQuestion(asked as string, options, {
    name: 'control',
    ask: async (asking) => {
      const issuers = Object.keys(asking.book.content.stakes ?? {});
      if (issuer === undefined || issuers.includes(issuer)) return await askControl(asking);
      const nearest = nearestName(issuer, issuers);
      const hint = nearest === null ? `the issuers are ${issuers.join(', ')}` : `did you mean ${nearest}?`;
      const message = `the book has no owners of ${JSON.stringify(issuer)}; ${hint}`;
      throw new CommandFailure(EXIT.usage, 'usage.unknown-issuer', message);
    },
    screen: (answer, _book, page) => controlScreen(answer, page, issuer ?? null),
    tables: controlTables,
  });
}
