import { askPosition, positionScreen, positionTables } from '../index.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `position`. */
export interface PositionOptions extends QuestionOptions {
  readonly scenario: readonly string[];
  readonly includeMine?: boolean;
}

/** `interlock position BOOK --with mine.yaml`: what the reader's own holdings may lose. */
export function runPosition(asked: string, options: PositionOptions): Promise<number> {
  return askQuestion(asked, options, {
    name: 'position',
    ask: (asking) => askPosition(asking, options.scenario),
    screen: (answer, _book, page) => positionScreen(answer, page),
    tables: positionTables,
    isPrivate: options.includeMine !== true,
  });
}
