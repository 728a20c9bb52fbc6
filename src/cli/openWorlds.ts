import { type Diagnostic, hasErrors, type PlannedWorld, planBook, planScenario } from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import type { OpenedBook } from './openBook.ts';

/** The worlds of a run: the book as it stands, then the scenarios in the order in which they were named. */
export function openWorlds(
  opened: OpenedBook,
  scenarios: readonly string[],
): { worlds: readonly PlannedWorld[]; diagnostics: readonly Diagnostic[] } {
  const plan = planBook(opened.book);
  const worlds: PlannedWorld[] = [{ id: '', book: opened.book, plan }];
  const diagnostics: Diagnostic[] = [];
  for (const id of new Set(scenarios)) {
    const made = planScenario(opened.book, plan, id);
    diagnostics.push(...made.diagnostics);
    if (made.world !== null) worlds.push(made.world);
  }
  if (hasErrors(diagnostics)) {
    const named = [...new Set(scenarios)].join(', ');
    const message = `these scenarios cannot be run as they are: ${named}`;
    throw new CommandFailure(EXIT.diagnostics, 'scenario.invalid', message, diagnostics, opened.nameOf);
  }
  return { worlds, diagnostics };
}
