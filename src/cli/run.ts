import {
  type AnswersByQuestion,
  answerRun,
  answerText,
  askAll,
  type Book,
  type Needs,
  type PlannedWorld,
  plainClaimNeeds,
  type Runner,
  runNeeds,
  runScreen,
  runWorlds,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { listenForInterruption } from './interruption.ts';
import { openBook } from './openBook.ts';
import { openRoom } from './openRoom.ts';
import { openRunner } from './openRunner.ts';
import { openWorlds } from './openWorlds.ts';
import { progressLine } from './progressLine.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';
import { refuseOthers } from './writeFolder.ts';
import { writeRunFolder } from './writeRunFolder.ts';
import { writeWorkbook } from './writeWorkbook.ts';

/** Paths of the further questions that a report tells: each runs worlds of its own. */
const QUESTION_PATHS = 512;

/** Options of `run`. */
export interface RunCommandOptions extends BookOptions {
  readonly paths: number;
  readonly seed: number;
  readonly scenario: readonly string[];
  readonly workers?: number;
  readonly out?: string;
  readonly xlsx?: string;
  readonly force?: boolean;
  readonly memory?: number;
  readonly progress?: boolean;
  readonly onlyPath?: number;
  readonly trace?: boolean;
  readonly includeMine?: boolean;
}

/** `interlock run BOOK`: what becomes of the web, over many paths and in every scenario asked for. */
export async function runRun(asked: string, options: RunCommandOptions): Promise<number> {
  if (options.onlyPath !== undefined) return (await import('./runPath.ts')).runPath(asked, options, options.onlyPath);
  if (options.out !== undefined) refuseOthers(options.out, options.force === true);
  // The threads load while the book is being read.
  const runner = await openRunner(options.workers);
  try {
    return await runWith(runner, asked, options);
  } finally {
    await runner.close();
  }
}

async function runWith(runner: Runner, asked: string, options: RunCommandOptions): Promise<number> {
  const opened = openBook(asked, options);
  const { worlds, diagnostics } = openWorlds(opened, options.scenario);
  const alone = worlds.map(({ plan }) => runNeeds(plan));
  const room = openRoom(alone, options.paths, options.memory);
  const needs = room.isSummarised || options.out === undefined ? alone : withClaims(opened.book, worlds, alone);
  const interruption = listenForInterruption(options.quiet === true);
  const progress = progressLine(options.paths, options);
  const runs = await runWorlds(worlds, {
    paths: options.paths,
    seed: options.seed,
    runner,
    needs: (plan) => needs[worlds.findIndex((world) => world.plan === plan)] as Needs,
    isSummarised: room.isSummarised,
    signal: interruption.signal,
    onProgress: progress.tell,
  });
  progress.end();
  const asking =
    options.out === undefined
      ? {}
      : askAll({
          book: opened.book,
          diagnostics: opened.diagnostics,
          openRunner: async () => runner,
          paths: Math.min(options.paths, QUESTION_PATHS),
          seed: options.seed,
          ...(runs[0] === undefined ? {} : { plainRun: runs[0].run }),
          includesMine: options.includeMine === true,
          signal: interruption.signal,
          pause,
        });
  // The worlds of the first questions are under way while the run's own answer is worked out.
  await pause();
  const answer = answerRun({
    worlds: runs,
    askedPaths: options.paths,
    diagnostics: [...opened.diagnostics, ...diagnostics, ...room.diagnostics],
  });
  if (answer.error !== null) throw new CommandFailure(EXIT.interrupted, answer.error.code, answer.error.message);
  const answers: Partial<AnswersByQuestion> = await asking;
  const written =
    options.out === undefined ? null : writeRunFolder(options.out, opened, answer, options.force === true, answers);
  if (options.xlsx !== undefined) await writeWorkbook(options.xlsx, opened, answer, runs[0]!, options.force === true);
  tell(
    options.json === true
      ? answerText(answer)
      : runScreen(answer, pageOf(options, process.stdout), written, answers.claims),
  );
  interruption.stopListening();
  return interruption.isInterrupted() ? EXIT.interrupted : EXIT.done;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** With the claims asked too, what they read of every path is kept of the same run of the book as it stands. */
function withClaims(book: Book, worlds: readonly PlannedWorld[], needs: readonly Needs[]): readonly Needs[] {
  return needs.map((of, w) => (w === 0 ? plainClaimNeeds(book, (worlds[0] as PlannedWorld).plan, of) : of));
}
