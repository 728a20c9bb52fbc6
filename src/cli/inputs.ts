import { askInputs, inputsScreen, inputsTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `inputs`. */
export interface InputsCommandOptions extends QuestionOptions {
  readonly about?: string;
  readonly for: readonly string[];
  readonly rank?: boolean;
}

/** `interlock inputs BOOK`: every input with its range and evidence, and which fact would tell most if it were published. */
export function runInputs(asked: string, options: InputsCommandOptions): Promise<number> {
  const { about, for: figures, rank } = options;
  return askQuestion(asked, options, {
    name: 'inputs',
    ask: (asking) => {
      if (about !== undefined) refuseUnknown(about, Object.keys(asking.book.content.parties));
      return askInputs(asking, { ...(about === undefined ? {} : { about }), figures, isRanked: rank === true });
    },
    screen: (answer, _book, page) => inputsScreen(answer, page),
    tables: inputsTables,
  });
}

/** Fails where a party is named that the book does not have. */
export function refuseUnknown(about: string, parties: readonly string[]): void {
  if (parties.includes(about)) return;
  const nearest = nearestName(about, parties);
  const hint = nearest === null ? `the parties are ${parties.slice(0, 8).join(', ')} …` : `did you mean ${nearest}?`;
  throw new CommandFailure(EXIT.usage, 'usage.unknown-party', `there is no party ${JSON.stringify(about)}; ${hint}`);
}
