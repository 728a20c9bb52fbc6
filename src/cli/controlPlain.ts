import {
  answerText,
  answerWithoutBook,
  type Diagnostic,
  gameOf,
  gamePower,
  gameScreen,
  hasErrors,
  parseGame,
  plainStakes,
  readGame,
  readPlainTable,
  STAKE_COLUMNS,
  stakesControl,
  stakesScreen,
  type VotingGame,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import type { ControlOptions } from './controlOptions.ts';
import { EXIT } from './exitCode.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { readTable } from './readTable.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock control --game "[39; 7x5, 1x10]"`, or a file: the power of each player. */
export function controlOfGame(written: string, options: ControlOptions): number {
  const game = written.trimStart().startsWith('[') ? ofText(written) : ofFile(written);
  const answer = answerWithoutBook(powerOf(game), []);
  tell(options.json === true ? answerText(answer) : gameScreen(answer, pageOf(options, process.stdout)));
  return EXIT.done;
}

function ofText(written: string): VotingGame {
  const game = parseGame(written);
  if (typeof game !== 'string') return game;
  throw new CommandFailure(EXIT.usage, 'control.bad-game', game);
}

function ofFile(path: string): VotingGame {
  const { game, diagnostics } = readGame(readTable(path));
  if (game !== null) return gameOf(game);
  throw new CommandFailure(EXIT.diagnostics, 'game.invalid', 'the game has faults', diagnostics);
}

function powerOf(game: VotingGame): ReturnType<typeof gamePower> {
  try {
    return gamePower(game);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandFailure(EXIT.usage, 'control.game-too-large', error.message);
  }
}

/** `interlock control --stakes stakes.csv`: who owns, votes and decides each issuer of a table. */
export function controlOfStakes(path: string, options: ControlOptions): number {
  const diagnostics: Diagnostic[] = [];
  const { name, text } = readTable(path);
  const stakes = readPlainTable(text, { name, columns: STAKE_COLUMNS }, diagnostics);
  const table = stakes === null ? null : plainStakes(stakes, diagnostics);
  if (table === null || hasErrors(diagnostics))
    throw new CommandFailure(EXIT.diagnostics, 'table.invalid', 'the table has faults', diagnostics);
  const answer = answerWithoutBook(stakesControl(table), diagnostics);
  if (options.json === true) tell(answerText(answer));
  else {
    if (options.quiet !== true) printDiagnostics(diagnostics, options, (file) => file);
    tell(stakesScreen(answer, pageOf(options, process.stdout)));
  }
  return EXIT.done;
}
