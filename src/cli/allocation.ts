import { ASK, allocationScreen, allocationTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `allocation`. */
export interface AllocationOptions extends QuestionOptions {
  readonly lab?: string;
}

/** `interlock allocation BOOK`: how labs would best split their compute. */
export function runAllocation(asked: string, options: AllocationOptions): Promise<number> {
  const { lab } = options;
  return askQuestion(asked, options, {
    name: 'allocation',
    ask: async (asking) => {
      const answer = await ASK.allocation(asking);
      const labs = Object.keys(answer.result?.parties ?? {});
      if (lab === undefined || answer.error !== null || labs.includes(lab)) return answer;
      const nearest = nearestName(lab, labs);
      const hint = nearest !== null ? `did you mean ${nearest}?` : `the labs are ${labs.join(', ') || 'none'}`;
      throw new CommandFailure(EXIT.usage, 'usage.unknown-lab', `${JSON.stringify(lab)} is no lab; ${hint}`);
    },
    screen: (answer, _book, page) => allocationScreen(answer, page, lab ?? null),
    tables: allocationTables,
  });
}
