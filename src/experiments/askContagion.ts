import { nearestName } from '../base/nearestName.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { bookClearing, clearingParties } from '../questions/contagion/bookClearing.ts';
import { type BookContagionOptions, bookContagion, contagionParties } from '../questions/contagion/bookContagion.ts';
import type { ContagionModel, ContagionResult } from '../questions/contagion/contagionSchema.ts';
import { type ContagionOptions, USUAL_CONTAGION } from '../questions/contagion/plainContagion.ts';
import { readShock, type Shock } from '../questions/contagion/shocks.ts';
import { centralCase } from '../run/centralCase.ts';
import type { Asking } from './asking.ts';
import { planScenario } from './planScenario.ts';
import type { PlannedWorld } from './runWorlds.ts';

/** What may be asked about contagion over a book. */
export interface ContagionAsked extends Partial<Omit<ContagionOptions, 'shocks' | 'model'>> {
  /** DebtRank over market values where left out; the others clear or value what falls due in the next four quarters. */
  readonly model?: ContagionModel;
  /** Parties that fail; where nothing at all is asked, the one whose failure costs the others most. */
  readonly fail?: readonly string[];
  /** Losses of equity, as `id=5B`, `id=10%` or `all=10%`. */
  readonly shocks?: readonly string[];
  readonly scenario?: string;
}

/** Share of a claim recovered from a failed party where nothing else is asked: the convention of credit default swaps. */
const USUAL_RECOVERY = 0.4;

/** Contagion over a book at its date, or over the book that a scenario makes of it. */
export async function askContagion(asking: Asking, asked: ContagionAsked = {}): Promise<Answer<ContagionResult>> {
  const { diagnostics } = asking;
  const { scenario } = asked;
  const world = scenario === undefined ? asking.book : scenarioWorld(asking.book, scenario);
  if (typeof world === 'string') return failedAnswer('contagion', 'scenario.invalid', world);
  const book = 'plan' in world ? world.book : world;
  const { model = 'debtrank' } = asked;
  const isMarked = model === 'debtrank' || model === 'debtrank-single-hit';
  const plan = isMarked ? null : 'plan' in world ? world.plan : planBook(book);
  const ids = plan === null ? contagionParties(book) : clearingParties(book, plan);
  const read = readFailures(asked, ids);
  if ('code' in read) return failedAnswer('contagion', read.code, read.message);
  const { shocks } = read;
  const marking = { model: isMarked ? model : 'debtrank', shocks, recovery: asked.recovery ?? USUAL_RECOVERY } as const;
  const isAsked = read.failed.length > 0 || shocks.length > 0 || (plan !== null && scenario !== undefined);
  const failed = isAsked ? read.failed : mostCostly(book, marking, ids);
  const finding =
    plan === null
      ? bookContagion(book, { ...marking, failed })
      : bookClearing({
          book,
          plan,
          central: centralCase(plan, false),
          options: { ...USUAL_CONTAGION, ...given(asked), model },
          failed,
          shocks,
        });
  return {
    ...answerOf(asking.book, finding, diagnostics),
    scenarios: scenario === undefined ? [] : [scenario],
  };
}

/** What was asked of a clearing, without what was left out. */
function given({ equilibrium, alpha, beta, valuation, recovery, volatility, years }: ContagionAsked) {
  const all = { equilibrium, alpha, beta, valuation, recovery, volatility, years };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

interface Failures {
  readonly failed: readonly number[];
  readonly shocks: readonly Shock[];
}

/** The failures and shocks asked for, by place; or why they cannot be. */
function readFailures(
  asked: ContagionAsked,
  ids: readonly string[],
): Failures | { readonly code: string; readonly message: string } {
  const failed: number[] = [];
  for (const id of asked.fail ?? []) {
    const party = ids.indexOf(id);
    if (party < 0) {
      const near = nearestName(id, ids);
      const meant = near === null ? '' : `; did you mean ${near}?`;
      return { code: 'contagion.unknown-party', message: `there is no party ${JSON.stringify(id)}${meant}` };
    }
    failed.push(party);
  }
  const shocks: Shock[] = [];
  for (const text of asked.shocks ?? []) {
    const shock = readShock(text, ids);
    if (typeof shock === 'string') return { code: 'contagion.bad-shock', message: shock };
    shocks.push(shock);
  }
  return { failed, shocks };
}

/** The party whose failure costs the others most, where nobody says who fails. */
function mostCostly(book: Book, marking: Omit<BookContagionOptions, 'failed'>, ids: readonly string[]): number[] {
  const { systemic } = bookContagion(book, { ...marking, failed: [] }).result;
  const first = systemic.reduce((most, s) => (s.loss > most.loss ? s : most), { party: '', loss: 0 });
  return first.loss > 0 ? [ids.indexOf(first.party)] : [];
}

/** The world that a scenario makes of a book from the start, or a sentence that says why there is none. */
function scenarioWorld(book: Book, id: string): PlannedWorld | string {
  const { world, diagnostics } = planScenario(book, planBook(book), id);
  const faults = diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.message} (${d.help})`);
  return world === null ? faults.join('; ') : world;
}
