import {
  answerText,
  answerWithoutBook,
  type Diagnostic,
  hasErrors,
  plainAllocation,
  plainUses,
  readPlainTable,
  USE_COLUMNS,
  usesScreen,
} from '../index.ts';
import type { AllocationCommandOptions } from './allocationOptions.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { readTable } from './readTable.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock allocation --uses uses.csv --capacity 70`: the question about a capacity and its uses in a table. */
export function allocationOfTable(path: string, options: AllocationCommandOptions): number {
  const { capacity, cost = null, add: added = null } = options;
  if (capacity === undefined) throw new CommandFailure(EXIT.usage, 'usage', 'a table of uses needs --capacity');
  const diagnostics: Diagnostic[] = [];
  const { name, text } = readTable(path);
  const table = readPlainTable(text, { name, columns: USE_COLUMNS }, diagnostics);
  const uses = table === null ? null : plainUses(table, capacity, diagnostics);
  if (uses === null || hasErrors(diagnostics)) {
    const errors = diagnostics.filter((d) => d.severity === 'error').length;
    const count = errors === 1 ? 'one fault' : `${errors} faults`;
    throw new CommandFailure(EXIT.diagnostics, 'table.invalid', `the table has ${count}`, diagnostics);
  }
  const answer = answerWithoutBook(plainAllocation({ uses, capacity, cost, added }), diagnostics);
  if (options.json === true) tell(answerText(answer));
  else {
    if (options.quiet !== true) printDiagnostics(diagnostics, options, (file) => file);
    tell(usesScreen(answer, pageOf(options, process.stdout)));
  }
  return EXIT.done;
}
