import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { inputs } from '../questions/inputs/inputs.ts';
import type { InputsResult } from '../questions/inputs/inputsSchema.ts';
import { measuresAsked } from '../questions/inputs/measuresAsked.ts';
import { runNeeds } from '../questions/run/runNeeds.ts';
import { worldOf } from '../questions/run/runOfWorld.ts';
import type { Asking } from './asking.ts';
import { MEASURED } from './measuredQuestions.ts';
import { isOfQuestion, measureFigures } from './measureFigures.ts';
import { runWorlds } from './runWorlds.ts';

/** What `inputs` is asked besides the book. */
export interface InputsOptions {
  readonly about?: string;
  /** Figures of the answer of `run` by their path, and of other questions by `question:path`. */
  readonly figures?: readonly string[];
  readonly isRanked?: boolean;
}

/** The inputs of a book and what each does to the spread of an answer, from a run of the book as it stands. */
export async function askInputs(asking: Asking, options: InputsOptions = {}): Promise<Answer<InputsResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const { about = null, figures = [], isRanked = false } = options;
  const ofRun = figures.filter((figure) => !isOfQuestion(figure));
  const ofQuestions = await measureFigures(asking, figures.filter(isOfQuestion));
  if (ofQuestions === null) return interrupted();
  if ('unknown' in ofQuestions) return unknownFigure(ofQuestions.unknown);
  const [world] = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    // Where no figure of a run is asked for, the run only tells which inputs there are.
    paths: ofRun.length === 0 && figures.length > 0 ? 1 : paths,
    seed,
    runner: await asking.openRunner(),
    needs: runNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0) return interrupted();
  const seen = worldOf(world);
  const unknown = ofRun.find((path) => measuresAsked(seen, [path], null).length === 0);
  if (unknown !== undefined) return unknownFigure(unknown);
  return answerOf(book, inputs({ world: seen, about, figures: ofRun, isRanked, ofQuestions }), diagnostics, {
    seed,
    paths: ofRun.length === 0 && figures.length > 0 ? paths : world.run.paths,
    scenarios: [],
  });
}

function interrupted(): Answer<InputsResult> {
  return failedAnswer('inputs', 'run.interrupted', 'interrupted before the first paths were finished');
}

function unknownFigure(path: string): Answer<InputsResult> {
  const [question] = path.split(':');
  const why = isOfQuestion(path)
    ? MEASURED[question as string] === undefined
      ? `no such question gives figures; those that do are ${Object.keys(MEASURED).join(', ')}`
      : `${question} measures no such figure on this day; name one that claims can test, such as financing:parties.openai.coverage.with_debt_room`
    : 'it is no figure of a run with one number a path; name one such as parties.openai.default_probability, parties.oracle.market_value.2028 or funding_gap, or one of another question as question:path';
  return failedAnswer('inputs', 'inputs.unknown-figure', `${JSON.stringify(path)}: ${why}`);
}
