import { type Diagnostic, diagnostic, hasErrors } from '../base/diagnostic.ts';
import { nearestName } from '../base/nearestName.ts';
import type { Book } from '../book/book.ts';
import { rereadBook } from '../book/rereadBook.ts';
import type { Scenario } from '../book/schema/book.ts';
import { withoutEntry } from '../book/written.ts';
import { quarterIndex } from '../plan/inputTable.ts';
import type { Plan } from '../plan/plan.ts';
import { planBook } from '../plan/planBook.ts';
import { changePlan } from './changePlan.ts';
import type { PlannedWorld } from './runWorlds.ts';

/** A scenario's world, or null where its changes cannot be made, with what is to be said about them. */
export interface ScenarioPlan {
  readonly world: PlannedWorld | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles the world of a scenario: the book as it stands with the scenario's changes made in their order.
 *
 * What holds from the start re-reads the book, so that everything that follows from it is compiled anew; what holds from a
 * later quarter is laid over the columns of the run. Draws belong to the names of inputs: worlds share them.
 */
export function planScenario(book: Book, base: Plan, id: string): ScenarioPlan {
  const scenarios = book.content.scenarios ?? {};
  const scenario = Object.hasOwn(scenarios, id) ? scenarios[id] : undefined;
  if (scenario === undefined) return { world: null, diagnostics: [unknownScenario(book, id, Object.keys(scenarios))] };
  const set: Record<string, unknown> = {};
  const without: string[] = [];
  for (const change of scenario.changes) {
    if (startOf(change, base) > 0) continue;
    Object.assign(set, change.set ?? {});
    without.push(...(change.without ?? []));
  }
  let world = book;
  const diagnostics: Diagnostic[] = [];
  if (Object.keys(set).length > 0 || without.length > 0) {
    const reading = rereadBook(withoutQuestions(book), { set, without });
    diagnostics.push(...reading.diagnostics.filter((d) => d.severity === 'error').map((d) => placed(book, id, d)));
    if (reading.book === null) return { world: null, diagnostics };
    world = reading.book;
  }
  let plan = world === book ? base : planBook(world);
  for (const [i, change] of scenario.changes.entries()) {
    const path = `scenarios.${id}.changes.${i}`;
    plan = changePlan(book, plan, change, startOf(change, base), (key, message, help) => {
      const where = `${path}.${key}`;
      diagnostics.push(diagnostic('scenario.no-effect', book.locate(where) ?? book.locate(path), message, help));
    });
  }
  return { world: hasErrors(diagnostics) ? null : { id, book: world, plan }, diagnostics };
}

/** The book without what only asks about it: a scenario may take away what others, or it itself, speak of. */
function withoutQuestions(book: Book): Book {
  let { written } = book;
  for (const section of ['scenarios', 'claims', 'checks']) written = withoutEntry(written, section);
  const { scenarios: _scenarios, claims: _claims, checks: _checks, ...content } = book.content;
  return { ...book, written, content };
}

/** Quarter of the run from which a change holds; 0 is the start. */
function startOf(change: Scenario['changes'][number], plan: Plan): number {
  return change.from === undefined ? 0 : Math.max(0, quarterIndex(change.from, plan.firstQuarter));
}

function unknownScenario(book: Book, id: string, names: readonly string[]): Diagnostic {
  const nearest = nearestName(id, names);
  const known = names.length === 0 ? 'this book has no scenarios' : `the book's scenarios are ${names.join(', ')}`;
  const help = nearest === null ? known : `did you mean \`${nearest}\`? (${known})`;
  return diagnostic('scenario.unknown', book.locate('scenarios'), `there is no scenario \`${id}\``, help);
}

/** A fault that the changes brought about, told at the change that names its path. */
function placed(book: Book, id: string, fault: Diagnostic): Diagnostic {
  const changes = book.content.scenarios?.[id]?.changes ?? [];
  for (const [i, change] of changes.entries()) {
    for (const path of Object.keys(change.set ?? {})) {
      if (!concerns(fault, path)) continue;
      return { ...fault, place: book.locate(`scenarios.${id}.changes.${i}.set.${path}`) };
    }
  }
  return fault.place?.file === 'change' ? { ...fault, place: book.locate(`scenarios.${id}`) } : fault;
}

function concerns(fault: Diagnostic, path: string): boolean {
  return (
    fault.place?.file === 'change' &&
    (fault.place.path.startsWith(path) || fault.excerpt?.startsWith(`${path}:`) === true)
  );
}
