import { hasErrors } from '../base/diagnostic.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { holdingsOf } from '../questions/position/holding.ts';
import { position } from '../questions/position/position.ts';
import { positionNeeds } from '../questions/position/positionNeeds.ts';
import type { PositionResult } from '../questions/position/positionSchema.ts';
import type { Asking } from './asking.ts';
import { planScenario } from './planScenario.ts';
import { runWorlds } from './runWorlds.ts';
import { storyOfPath } from './storyOfPath.ts';

/** What the holdings under `mine:` lose in a book, and beside it in scenarios of it on the same draws. */
export async function askPosition(asking: Asking, scenarios: readonly string[] = []): Promise<Answer<PositionResult>> {
  const { book, diagnostics, paths, seed, signal, onProgress } = asking;
  const plan = planBook(book);
  const { holdings, faults } = holdingsOf(book, plan);
  const planned = scenarios.map((id) => planScenario(book, plan, id));
  const wrong = [...faults, ...planned.flatMap((p) => p.diagnostics)];
  if (hasErrors(wrong)) {
    const [first] = wrong.filter((d) => d.severity === 'error');
    return failedAnswer('position', first!.code, first!.message, wrong);
  }
  const doubts = [...faults, ...diagnostics];
  if (holdings.length === 0) return answerOf(book, position({ book, holdings, worlds: [], story: () => [] }), doubts);
  const worlds = await runWorlds([{ id: '', book, plan }, ...planned.flatMap(({ world }) => world ?? [])], {
    paths,
    seed,
    runner: await asking.openRunner(),
    needs: (of) => positionNeeds(of, holdingsOf(book, of).holdings),
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done) => onProgress?.(done, paths),
  });
  const run = worlds[0]?.run;
  if (run === undefined || run.paths === 0)
    return failedAnswer('position', 'run.interrupted', 'interrupted before the first paths were finished');
  const finding = position({
    book,
    holdings,
    worlds: worlds.map((world) => ({ ...world, holdings: holdingsOf(world.book, world.run.plan).holdings })),
    // After an interruption the places of paths are no longer their numbers.
    story: (path) => (run.paths === paths ? storyOfPath(plan, seed, path).events : []),
  });
  return answerOf(book, finding, doubts, { seed, paths: run.paths, scenarios });
}
