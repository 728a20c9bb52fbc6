import { allocationScreen, allocationTables, askAllocation } from '../index.ts';
import type { AllocationCommandOptions } from './allocationOptions.ts';
import { allocationOfTable } from './allocationPlain.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { refuseUnknown } from './inputs.ts';
import { askQuestion } from './question.ts';

/** `interlock allocation BOOK`, or `--uses CSV --capacity K`: how compute would best be split. */
export function runAllocation(asked: string | undefined, options: AllocationCommandOptions): Promise<number> {
  const { about, uses, capacity, cost, add } = options;
  if (uses !== undefined) {
    if (asked !== undefined) throw usage('name a book, or a table with --uses, not both');
    for (const [name, value] of Object.entries({ about, out: options.out }))
      if (value !== undefined) throw usage(`--${name} is for a book; on a table of uses there is --json`);
    return Promise.resolve(allocationOfTable(uses, options));
  }
  for (const [name, value] of Object.entries({ capacity, cost, add }))
    if (value !== undefined) throw usage(`--${name} is for a table of uses; a book has its own figures`);
  if (asked === undefined) throw usage('name a book, or a table of uses with --uses FILE --capacity K');
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

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
