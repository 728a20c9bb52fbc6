import {
  type Diagnostic,
  hasErrors,
  inProcessRunner,
  type PlannedWorld,
  planBook,
  planScenario,
  type Runner,
  runWorlds,
  type WorldRun,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { listenForInterruption } from './interruption.ts';
import { type OpenedBook, openBook } from './openBook.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { progressLine } from './progressLine.ts';
import type { BookOptions } from './sharedOptions.ts';
import { tell } from './terminal.ts';

/** Options of `run`. */
export interface RunCommandOptions extends BookOptions {
  readonly paths: number;
  readonly seed: number;
  readonly scenario: readonly string[];
  readonly workers?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly memory?: number;
  readonly progress?: boolean;
  readonly onlyPath?: number;
  readonly trace?: boolean;
}

/** `interlock run BOOK`: what becomes of the web, over many paths and in every scenario asked for. */
export async function runRun(asked: string, options: RunCommandOptions): Promise<number> {
  // The threads load while the book is being read.
  const runner = await runnerOf(options.workers);
  try {
    const opened = openBook(asked, options);
    const { worlds, diagnostics } = worldsOf(opened, options.scenario);
    const interruption = listenForInterruption(options.quiet === true);
    const progress = progressLine(options.paths, options);
    const runs = await runWorlds(worlds, {
      paths: options.paths,
      seed: options.seed,
      runner,
      signal: interruption.signal,
      onProgress: progress.tell,
    });
    progress.end();
    interruption.stopListening();
    if (options.quiet !== true) printDiagnostics([...opened.diagnostics, ...diagnostics], options, opened.nameOf);
    tell(`${minimal(runs)}\n`);
    return interruption.isInterrupted() ? EXIT.interrupted : EXIT.done;
  } finally {
    await runner.close();
  }
}

async function runnerOf(workers: number | undefined): Promise<Runner> {
  if (workers === 0) return inProcessRunner();
  const { defaultWorkers, nodeRunner } = await import('../workers/nodeRunner.ts');
  return nodeRunner(workers ?? defaultWorkers());
}

/** World 0 is the book as it stands; then the scenarios in the order in which they were named. */
function worldsOf(
  opened: OpenedBook,
  scenarios: readonly string[],
): { worlds: PlannedWorld[]; diagnostics: Diagnostic[] } {
  const plan = planBook(opened.book);
  const worlds: PlannedWorld[] = [{ id: '', book: opened.book, plan }];
  const diagnostics: Diagnostic[] = [];
  for (const id of new Set(scenarios)) {
    const made = planScenario(opened.book, plan, id);
    diagnostics.push(...made.diagnostics);
    if (made.world !== null) worlds.push(made.world);
  }
  if (hasErrors(diagnostics)) {
    throw new CommandFailure(
      EXIT.diagnostics,
      'scenario.invalid',
      'a scenario cannot be run',
      diagnostics,
      opened.nameOf,
    );
  }
  return { worlds, diagnostics };
}

function minimal(runs: readonly WorldRun[]): string {
  return JSON.stringify(
    runs.map(({ id, run, standAlone }) => ({
      id,
      paths: run.paths,
      error: run.conservationError,
      default: Object.fromEntries(
        run.plan.parties.map((p) => {
          const share = (values: Float64Array): number => values.filter((x) => x > 0).length / run.paths;
          return [p.id, [share(run.values(`${p.id}.default`)), share(standAlone.values(`${p.id}.default`))]];
        }),
      ),
    })),
    null,
    2,
  );
}
