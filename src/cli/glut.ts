import { askGlut, glutScreen, glutTables } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { askQuestion, type QuestionOptions } from './question.ts';

/** Options of `glut`. */
export interface GlutOptions extends QuestionOptions {
  readonly about?: string;
  readonly scales?: string;
}

/** `interlock glut BOOK`: whether compute becomes too plentiful, what commitments have to do with it, and whom it pays. */
export function runGlut(asked: string, options: GlutOptions): Promise<number> {
  const { about } = options;
  const scales = options.scales === undefined ? undefined : scalesOf(options.scales);
  return askQuestion(asked, options, {
    name: 'glut',
    ask: (asking) =>
      askGlut(asking, { ...(about === undefined ? {} : { about }), ...(scales === undefined ? {} : { scales }) }),
    screen: (answer, _book, page) => glutScreen(answer, page),
    tables: glutTables,
  });
}

const MOST = 10;

function scalesOf(text: string): number[] {
  const scales = text.split(',').map((part) => (/^\s*\d*\.?\d+\s*$/.test(part) ? Number(part) : Number.NaN));
  if (scales.every((scale) => scale >= 0 && scale <= MOST)) return scales;
  throw new CommandFailure(
    EXIT.usage,
    'usage.scales',
    `${JSON.stringify(text)} is no list of sizes; write numbers from 0 to ${MOST}, such as 0,0.5,1,1.5`,
  );
}
