import { answerOf } from '../questions/answer.ts';
import type { AnswersByQuestion, QuestionName } from '../questions/answersByQuestion.ts';
import { reconcile } from '../questions/reconcile/reconcile.ts';
import { settlement } from '../questions/settlement/settlement.ts';
import { askAllocation } from './askAllocation.ts';
import { askBacklog } from './askBacklog.ts';
import { askCircularity } from './askCircularity.ts';
import { askClaims } from './askClaims.ts';
import { askContagion } from './askContagion.ts';
import { askControl } from './askControl.ts';
import { askFinancing } from './askFinancing.ts';
import { askGlut } from './askGlut.ts';
import { askInputs } from './askInputs.ts';
import type { Asking } from './asking.ts';
import { askLeverage } from './askLeverage.ts';
import { askLoop } from './askLoop.ts';
import { askPosition } from './askPosition.ts';
import { askRescue } from './askRescue.ts';
import { CLAIM_VECTORS } from './measureClaims.ts';

/** Paths of `circularity` at most, in a report: it runs up to six worlds. */
const CIRCULARITY_PATHS = 200;

/** Paths of questions for which every deal is a world of its own, in a report. */
const DEAL_PATHS = 64;

/** Paths of the two worlds of `loop` at most. */
const LOOP_PATHS = 200;

/** Paths of `financing` at most: it reads the flows of every quarter. */
const FINANCING_PATHS = 2000;

/** Draws of the inputs of claims for each path that a question is asked on. */
const VECTORS_PER_PATH = 0.4;

/** Paths of the ten worlds of `glut` at most, in a report. */
const GLUT_PATHS = 200;

/** Paths of `rescue` at most: it runs two worlds, and three for each party that may be rescued. */
const RESCUE_PATHS = 1000;

/** Paths of `position` at most, in a report. */
const POSITION_PATHS = 2000;

/** Each question with its standing options. */
export const ASK: { readonly [Q in QuestionName]: (asking: Asking) => Promise<AnswersByQuestion[Q]> } = {
  claims: (asking) => askClaims(asking, { vectors: claimVectors(asking.paths) }),
  backlog: askBacklog,
  circularity: (asking) => askCircularity({ ...asking, paths: Math.min(asking.paths, CIRCULARITY_PATHS) }),
  contagion: askContagion,
  leverage: (asking) => askLeverage({ ...asking, paths: Math.min(asking.paths, DEAL_PATHS) }),
  loop: (asking) => askLoop({ ...asking, paths: Math.min(asking.paths, LOOP_PATHS) }),
  rescue: (asking) => askRescue({ ...asking, paths: Math.min(asking.paths, RESCUE_PATHS) }),
  settlement: async ({ book, diagnostics, seed }) => answerOf(book, settlement({ book, seed }), diagnostics),
  control: (asking) => askControl({ ...asking, paths: Math.min(asking.paths, DEAL_PATHS) }),
  allocation: askAllocation,
  financing: (asking) => askFinancing({ ...asking, paths: Math.min(asking.paths, FINANCING_PATHS) }),
  glut: (asking) => askGlut({ ...asking, paths: Math.min(asking.paths, GLUT_PATHS) }),
  position: (asking) => askPosition({ ...asking, paths: Math.min(asking.paths, POSITION_PATHS) }),
  inputs: askInputs,
  reconcile: async ({ book, diagnostics }) => answerOf(book, reconcile(book), diagnostics),
};

/** Draws of the inputs where a run of so many paths is asked for: all of them from 500 paths on. */
function claimVectors(paths: number): number {
  return Math.max(1, Math.min(CLAIM_VECTORS, Math.ceil(paths * VECTORS_PER_PATH)));
}

/** The questions of a report, in its order. */
export const QUESTION_NAMES = Object.keys(ASK) as readonly QuestionName[];

/** Questions under way at a time: while one works out its answer, the worlds of another are run. */
const QUESTIONS_ABREAST = 5;

/**
 * Answers all questions of a report, in its order; those begun before an interruption, and `position` only if asked to.
 *
 * Cost: the answers are worked out in this thread, while the runner's threads run the worlds of the questions that follow.
 */
export async function askAll(asking: Asking): Promise<Partial<AnswersByQuestion>> {
  const names = QUESTION_NAMES.filter((name) => name !== 'position' || asking.includesMine === true);
  const answers = new Map<QuestionName, AnswersByQuestion[QuestionName]>();
  const queue = [...names];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined && asking.signal?.aborted !== true; name = queue.shift())
      answers.set(name, await ASK[name](asking));
  };
  await Promise.all(Array.from({ length: QUESTIONS_ABREAST }, work));
  return Object.fromEntries(names.flatMap((name) => (answers.has(name) ? [[name, answers.get(name)]] : [])));
}
