import { allocationScreen, allocationTables, askAllocation } from '../index.ts';
import { refuseUnknown } from './inputs.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `allocation`. */
export interface AllocationCommandOptions extends QuestionOptions {
  readonly about?: string;
}

/** `interlock allocation BOOK`: how labs would best split their compute. */
export function runAllocation(asked: string, options: AllocationCommandOptions): Promise<number> {
  const { about } = options;
  return askQuestion(asked, options, {
    name: 'allocation',
    ask: (asking) => {
      if (about !== undefined) refuseUnknown(about, Object.keys(asking.book.content.parties));
      return askAllocation(asking, about === undefined ? {} : { about });
    },
    screen: (answer, _book, page) => allocationScreen(answer, page),
    tables: allocationTables,
  });
}
