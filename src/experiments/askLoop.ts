import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf } from '../questions/answer.ts';
import { type EngineOrder, engineCheck, engineOrder } from '../questions/loop/engineCheck.ts';
import { loop } from '../questions/loop/loop.ts';
import type { EngineCheck, LoopResult } from '../questions/loop/loopSchema.ts';
import type { Asking } from './asking.ts';
import { recordWorlds } from './recordWorlds.ts';

/** The quarter in which commitments are added: news of the first belongs to the start. */
const ADDED_IN = 1;

/** The loop of a book; with two paths or more, what a run makes of further commitments stands beside it. */
export async function askLoop(asking: Asking): Promise<Answer<LoopResult>> {
  const { book, diagnostics, paths, seed } = asking;
  const engine = paths < 2 ? null : await askEngine(asking);
  const run = engine === null ? null : { seed, paths: engine.paths, scenarios: [] };
  return answerOf(book, loop({ book, seed, engine }), diagnostics, run);
}

/** Runs the book as it stands and with further commitments, on the same draws; null where nobody commits or after an interruption. */
async function askEngine(asking: Asking): Promise<EngineCheck | null> {
  const { book, seed } = asking;
  const plan = planBook(book);
  const order = engineOrder(book, plan);
  if (order === null) return null;
  const { recorded } = order;
  const worlds = await recordWorlds(
    [
      { id: '', plan, recorded },
      { id: 'more', plan: withMore(plan, order), recorded },
    ],
    asking,
  );
  return worlds === null ? null : engineCheck(book, plan, order, worlds, seed);
}

function withMore(plan: Plan, { columns }: EngineOrder): Plan {
  const patches = columns.map(({ column, amount }) => ({
    quarter: ADDED_IN,
    column,
    operation: 'add' as const,
    value: amount,
  }));
  return { ...plan, patches: [...plan.patches, ...patches] };
}
