import {
  answerText,
  answerWithoutBook,
  circularityScreen,
  type Diagnostic,
  FLOW_COLUMNS,
  hasErrors,
  NODE_COLUMNS,
  nearestName,
  plainCircularity,
  plainFlows,
  readPlainTable,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { readTable } from './readTable.ts';
import type { OutputOptions } from './sharedOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** Options of the question about tables. */
export interface CircularityTableOptions extends OutputOptions {
  readonly for: readonly string[];
  readonly flows?: string;
  readonly nodes?: string;
}

/** `interlock circularity --flows flows.csv --nodes nodes.csv --for V`: the question about payments of one period. */
export function circularityOfTables(options: CircularityTableOptions): number {
  if (options.flows === undefined || options.nodes === undefined)
    throw new CommandFailure(EXIT.usage, 'usage', 'tables need both --flows and --nodes');
  const diagnostics: Diagnostic[] = [];
  const flowText = readTable(options.flows);
  const nodeText = readTable(options.nodes);
  const flows = readPlainTable(flowText.text, { name: flowText.name, columns: FLOW_COLUMNS }, diagnostics);
  const nodes = readPlainTable(nodeText.text, { name: nodeText.name, columns: NODE_COLUMNS }, diagnostics);
  const read = flows === null || nodes === null ? null : plainFlows(flows, nodes, diagnostics);
  if (read === null || hasErrors(diagnostics)) {
    const errors = diagnostics.filter((d) => d.severity === 'error').length;
    const count = errors === 1 ? 'one fault' : `${errors} faults`;
    throw new CommandFailure(EXIT.diagnostics, 'table.invalid', `the tables have ${count}`, diagnostics);
  }
  const unknown = options.for.find((id) => !read.ids.includes(id));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, read.ids);
    const help = nearest === null ? '' : `; did you mean ${nearest}?`;
    const message = `there is no party ${JSON.stringify(unknown)}${help}`;
    throw new CommandFailure(EXIT.usage, 'circularity.unknown-party', message);
  }
  const asked = options.for.length === 0 ? null : options.for;
  const answer = answerWithoutBook(plainCircularity(read.ids, read.payments, read.outsideIn, asked), diagnostics);
  if (options.json === true) tell(answerText(answer));
  else {
    if (options.quiet !== true) printDiagnostics(diagnostics, options, (file) => file);
    tell(circularityScreen(answer, {}, pageOf(options, process.stdout)));
  }
  return EXIT.done;
}
