import { planScenario } from '../src/experiments/planScenario.ts';
import { inProcessRunner } from '../src/experiments/runner.ts';
import { type PlannedWorld, runWorlds } from '../src/experiments/runWorlds.ts';
import { answerOf, answerRun, type Book, quarterFlows, show, type WorkbookInput } from '../src/index.ts';
import { planBook } from '../src/plan/planBook.ts';

/** Everything a report or a workbook of a book is made of, from a run of few paths. */
export async function reportInput(
  book: Book,
  paths: number,
  scenarios: readonly string[] = [],
): Promise<WorkbookInput> {
  const plan = planBook(book);
  const worlds: PlannedWorld[] = [{ id: '', book, plan }];
  for (const id of scenarios) {
    const { world } = planScenario(book, plan, id);
    if (world !== null) worlds.push(world);
  }
  const runs = await runWorlds(worlds, { paths, seed: 1, runner: inProcessRunner() });
  return {
    book,
    show: answerOf(book, show(book), []),
    run: answerRun({ worlds: runs, askedPaths: paths, diagnostics: [] }),
    flows: quarterFlows(runs[0]!.run),
  };
}
