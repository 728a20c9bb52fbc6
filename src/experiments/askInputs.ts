import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { inputs } from '../questions/inputs/inputs.ts';
import type { InputsResult } from '../questions/inputs/inputsSchema.ts';
import { measuresAsked } from '../questions/inputs/measuresAsked.ts';
import { runNeeds } from '../questions/run/runNeeds.ts';
import { worldOf } from '../questions/run/runOfWorld.ts';
import type { Asking } from './asking.ts';
import { runWorlds } from './runWorlds.ts';

/** What `inputs` is asked besides the book. */
export interface InputsOptions {
  readonly about?: string;
  /** Figures of the answer of `run` by their path. */
  readonly figures?: readonly string[];
  readonly isRanked?: boolean;
}

/** The inputs of a book and what each does to the spread of an answer, from a run of the book as it stands. */
export async function askInputs(asking: Asking, options: InputsOptions = {}): Promise<Answer<InputsResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const { about = null, figures = [], isRanked = false } = options;
  const [world] = await runWorlds([{ id: '', book, plan: planBook(book) }], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: runNeeds,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  if (world === undefined || world.run.paths === 0)
    return failedAnswer('inputs', 'run.interrupted', 'interrupted before the first paths were finished');
  const seen = worldOf(world);
  const unknown = figures.find((path) => measuresAsked(seen, [path], null).length === 0);
  if (unknown !== undefined)
    return failedAnswer(
      'inputs',
      'inputs.unknown-figure',
      `${JSON.stringify(unknown)} is no figure of a run with one number a path; name one such as parties.openai.default_probability, parties.oracle.market_value.2028 or funding_gap`,
    );
  return answerOf(book, inputs({ world: seen, about, figures, isRanked }), diagnostics, {
    seed,
    paths: world.run.paths,
    scenarios: [],
  });
}
