import { answerOf, answerText, type PlannedWorld, pathFinding, pathScreen, storyOfPath } from '../index.ts';
import { EXIT } from './exitCode.ts';
import { openBook } from './openBook.ts';
import { openWorlds } from './openWorlds.ts';
import type { BookOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** Options of `run` that matter to one path. */
export interface PathOptions extends BookOptions {
  readonly seed: number;
  readonly scenario: readonly string[];
}

/** `interlock run BOOK --only-path N --trace`: one path as an event log, in the last of the scenarios that were named. */
export function runPath(asked: string, options: PathOptions, path: number): number {
  const opened = openBook(asked, options);
  const { worlds, diagnostics } = openWorlds(opened, options.scenario);
  const { id, book, plan } = worlds.at(-1) as PlannedWorld;
  const { events, broken } = storyOfPath(plan, options.seed, path);
  const told = [...opened.diagnostics, ...diagnostics];
  const scenarios = id === '' ? [] : [id];
  const finding = pathFinding(book, path, id === '' ? null : id, events);
  const answer = answerOf(book, finding, told, { seed: options.seed, paths: 1, scenarios });
  if (broken !== null && options.json === true) throw broken;
  tell(options.json === true ? answerText(answer) : pathScreen(answer, pageOf(options, process.stdout)));
  if (broken !== null) throw broken;
  return EXIT.done;
}
