import { askFinancing, financingScreen, financingTables, nearestName } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `financing`. */
export interface FinancingOptions extends QuestionOptions {
  readonly about?: string;
  /** Share of all shares whose holders want out. */
  readonly sell?: number;
}

/** `interlock financing BOOK`: who pays what a private party has promised, and at which price its holders could sell. */
export function runFinancing(asked: string, options: FinancingOptions): Promise<number> {
  const { about, sell } = options;
  return askQuestion(asked, options, {
    name: 'financing',
    ask: async (asking) => {
      const answer = await askFinancing(asking, sell === undefined ? [] : [sell]);
      const parties = Object.keys(answer.result?.parties ?? {});
      if (about === undefined || answer.error !== null || parties.includes(about)) return answer;
      const nearest = nearestName(about, parties);
      const hint =
        nearest !== null
          ? `did you mean ${nearest}?`
          : `private parties that raise money: ${parties.join(', ') || 'none'}`;
      throw new CommandFailure(
        EXIT.usage,
        'usage.unknown-party',
        `${JSON.stringify(about)} is no private party that raises money; ${hint}`,
      );
    },
    screen: (answer, _book, page) => financingScreen(answer, page, { party: about ?? null, share: sell ?? null }),
    tables: financingTables,
  });
}
