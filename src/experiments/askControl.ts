import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { control } from '../questions/control/control.ts';
import type { ControlResult } from '../questions/control/controlSchema.ts';
import type { Asking } from './asking.ts';
import { dealGains } from './dealGains.ts';

/** Who owns and who decides, from what each deal of the book brings over a world without it. */
export async function askControl(asking: Asking): Promise<Answer<ControlResult>> {
  const { book, diagnostics, seed } = asking;
  const gains = await dealGains(asking);
  if (gains === null)
    return failedAnswer('control', 'run.interrupted', 'interrupted before the first paths were finished');
  return answerOf(book, control({ book, gains: gains.deals }), diagnostics, {
    seed,
    paths: gains.paths,
    scenarios: [],
  });
}
