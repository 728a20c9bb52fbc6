import { askFinancing, financingScreen, financingTables } from '../index.ts';
import { refuseUnknown } from './inputs.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `financing`. */
export interface FinancingCommandOptions extends QuestionOptions {
  readonly about?: string;
  /** Share of all shares whose holders want out. */
  readonly sell?: number;
}

/** `interlock financing BOOK`: who pays what a private party has promised, and at which price its holders could sell. */
export function runFinancing(asked: string, options: FinancingCommandOptions): Promise<number> {
  const { about, sell } = options;
  return askQuestion(asked, options, {
    name: 'financing',
    ask: (asking) => {
      if (about !== undefined) refuseUnknown(about, Object.keys(asking.book.content.parties));
      return askFinancing(asking, {
        ...(about === undefined ? {} : { about }),
        ...(sell === undefined ? {} : { selling: [sell] }),
      });
    },
    screen: (answer, _book, page) => financingScreen(answer, page, sell ?? null),
    tables: financingTables,
  });
}
