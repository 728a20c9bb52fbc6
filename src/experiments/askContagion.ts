import { nearestName } from '../base/nearestName.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { type Answer, answerOf, failedAnswer } from '../questions/answer.ts';
import { bookContagion, contagionParties } from '../questions/contagion/bookContagion.ts';
import type { ContagionResult } from '../questions/contagion/contagionSchema.ts';
import { readShock, type Shock } from '../questions/contagion/shocks.ts';
import type { Asking } from './asking.ts';
import { planScenario } from './planScenario.ts';

/** What may be asked about contagion over a book. */
export interface ContagionAsked {
  readonly model?: 'debtrank' | 'debtrank-single-hit';
  /** Parties that fail; where nothing at all is asked, the one whose failure costs the others most. */
  readonly fail?: readonly string[];
  /** Losses of equity, as `id=5B`, `id=10%` or `all=10%`. */
  readonly shocks?: readonly string[];
  readonly recovery?: number;
  readonly scenario?: string;
}

/** Share of a claim recovered from a failed party where nothing else is asked: the convention of credit default swaps. */
const USUAL_RECOVERY = 0.4;

/** Contagion over a book at its date, or over the book that a scenario makes of it. */
export async function askContagion(asking: Asking, asked: ContagionAsked = {}): Promise<Answer<ContagionResult>> {
  const { diagnostics } = asking;
  const refused = (code: string, message: string) => failedAnswer('contagion', code, message);
  const book = asked.scenario === undefined ? asking.book : scenarioBook(asking.book, asked.scenario);
  if (typeof book === 'string') return refused('scenario.invalid', book);
  const ids = contagionParties(book);
  const failed: number[] = [];
  for (const id of asked.fail ?? []) {
    const party = ids.indexOf(id);
    if (party < 0) {
      const near = nearestName(id, ids);
      const meant = near === null ? '' : `; did you mean ${near}?`;
      return refused('contagion.unknown-party', `there is no party ${JSON.stringify(id)}${meant}`);
    }
    failed.push(party);
  }
  const shocks: Shock[] = [];
  for (const text of asked.shocks ?? []) {
    const shock = readShock(text, ids);
    if (typeof shock === 'string') return refused('contagion.bad-shock', shock);
    shocks.push(shock);
  }
  const options = { model: asked.model ?? 'debtrank', shocks, recovery: asked.recovery ?? USUAL_RECOVERY } as const;
  if (failed.length === 0 && shocks.length === 0) {
    const { systemic } = bookContagion(book, { ...options, failed: [] }).result;
    const first = systemic.reduce((most, s) => (s.loss > most.loss ? s : most), { party: '', loss: 0 });
    if (first.loss > 0) failed.push(ids.indexOf(first.party));
  }
  const scenarios = asked.scenario === undefined ? [] : [asked.scenario];
  const answer = answerOf(asking.book, bookContagion(book, { ...options, failed }), diagnostics);
  return { ...answer, scenarios };
}

/** The book as a scenario changes it from the start, or a sentence that says why there is none. */
function scenarioBook(book: Book, id: string): Book | string {
  const { world, diagnostics } = planScenario(book, planBook(book), id);
  const faults = diagnostics.filter((d) => d.severity === 'error').map((d) => `${d.message} (${d.help})`);
  return world === null ? faults.join('; ') : world.book;
}
