import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { glut, glutWithoutLab, noGlut } from '../questions/glut/glut.ts';
import { labOf, marketColumns, marketNames } from '../questions/glut/glutNeeds.ts';
import type { GlutResult } from '../questions/glut/glutSchema.ts';
import type { Asking } from './asking.ts';
import { glutWorlds } from './glutWorlds.ts';
import { recordWorlds } from './recordWorlds.ts';

/** Sizes of the lab's commitments that are run where none are asked for. */
export const GLUT_SCALES = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5] as const;

/** What is asked besides the standing question. */
export interface GlutOptions {
  /** The lab whose commitments are scaled; who has announced most where left out. */
  readonly about?: string;
  /** Sizes of its commitments; none and as signed are always among them. */
  readonly scales?: readonly number[];
}

/** Gluts of the book as it stands and of paired worlds: commitments scaled, announcements not believed, contracts closed and open. */
export async function askGlut(asking: Asking, options: GlutOptions = {}): Promise<Answer<GlutResult>> {
  const { book, diagnostics, seed } = asking;
  const plan = planBook(book);
  const about = options.about ?? largestAnnouncer(plan);
  if (options.about !== undefined && labOf(plan, options.about) === undefined)
    return failedAnswer('glut', 'glut.unknown-lab', unknownLab(plan, options.about));
  if (!plan.hasMarket) return answerOf(book, noGlut(book), diagnostics);
  if (about === null) return askWithoutLab(asking, plan);
  const scales = [...new Set([0, 1, ...(options.scales ?? GLUT_SCALES)])].sort((a, b) => a - b);
  const worlds = glutWorlds(book, plan, about, scales);
  const read = await recordWorlds(worlds, asking);
  if (read === null) return interrupted();
  const world = (id: string) => {
    const reader = read[worlds.findIndex((w) => w.id === id)];
    if (reader === undefined) throw new Error(`there is no world ${id}`);
    return reader;
  };
  const paths = world('')('market.price.0').length;
  return answerOf(book, glut({ book, plan, about, scales, world }), diagnostics, { seed, paths, scenarios: [] });
}

/** One world: how likely a glut is where no lab buys. */
async function askWithoutLab(asking: Asking, plan: Plan): Promise<Answer<GlutResult>> {
  const { book, diagnostics, seed } = asking;
  const read = await recordWorlds([{ id: '', plan, names: marketNames(plan), recorded: marketColumns(plan) }], asking);
  const world = read?.[0];
  if (world === undefined) return interrupted();
  const paths = world('market.price.0').length;
  return answerOf(book, glutWithoutLab(book, plan, world), diagnostics, { seed, paths, scenarios: [] });
}

function interrupted(): Answer<GlutResult> {
  return failedAnswer('glut', 'run.interrupted', 'interrupted before all worlds were finished');
}

/** The lab that has announced most capacity over the horizon, the first of equals. */
function largestAnnouncer(plan: Plan): string | null {
  let most: { id: string; sum: number } | null = null;
  for (const lab of plan.labs) {
    const sum = lab.announced.reduce((s, x) => s + x, 0);
    if (most === null || sum > most.sum) most = { id: plan.accounts[lab.account]!.id, sum };
  }
  return most?.id ?? null;
}

function unknownLab(plan: Plan, id: string): string {
  const labs = plan.labs.map((lab) => plan.accounts[lab.account]!.id).join(', ');
  return `${JSON.stringify(id)} is no lab; the labs are ${labs || 'none'}`;
}
