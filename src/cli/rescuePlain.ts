import {
  answerText,
  answerWithoutBook,
  CONTAGION_NODE_COLUMNS,
  type Diagnostic,
  EDGE_COLUMNS,
  hasErrors,
  LOSS_COLUMNS,
  type PlainRescueQuestion,
  plainLosses,
  plainNetwork,
  plainRescue,
  plainRescueScreen,
  readPlainTable,
  readShock,
  type Shock,
  webRescue,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import { EXIT } from './exitCode.ts';
import { refuseUnknown } from './inputs.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { readTable } from './readTable.ts';
import type { RescueCommandOptions } from './rescueOptions.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock rescue --losses FILE --need R`, or `--edges FILE --nodes FILE --fail ID`: the question about plain files. */
export function rescueOfTables(options: RescueCommandOptions): number {
  for (const name of ['about', 'at', 'sweep', 'out'] as const)
    if (options[name] !== undefined) throw usage(`--${name} is for a book; on plain files there is --json`);
  const diagnostics: Diagnostic[] = [];
  const question = options.losses === undefined ? ofWeb(options, diagnostics) : ofLosses(options, diagnostics);
  if (question.web?.solutions === 'none') {
    const message = 'no solution was found: the clearing did not come to rest';
    throw new CommandFailure(EXIT.diagnostics, 'rescue.no-solution', message);
  }
  const answer = answerWithoutBook(plainRescue(question), diagnostics);
  if (options.json === true) tell(answerText(answer));
  else {
    if (options.quiet !== true) printDiagnostics(diagnostics, options, (file) => file);
    tell(plainRescueScreen(answer, pageOf(options, process.stdout)));
  }
  return EXIT.done;
}

function ofLosses({ losses, need, ...options }: RescueCommandOptions, diagnostics: Diagnostic[]): PlainRescueQuestion {
  const { edges, nodes, fail, alpha, beta, shock } = options;
  for (const [name, value] of Object.entries({ edges, nodes, fail, alpha, beta, shock: shock[0] }))
    if (value !== undefined) throw usage(`--${name} is for a web of obligations, not for a table of losses`);
  if (need === undefined) throw usage('a table of losses needs --need, what has to be put in');
  if (need === 0) throw usage('--need 0: who lacks nothing needs no rescue');
  const { name, text } = readTable(losses ?? '');
  const table = readPlainTable(text, { name, columns: LOSS_COLUMNS }, diagnostics);
  const partners = table === null ? null : plainLosses(table, diagnostics);
  if (partners === null || hasErrors(diagnostics)) throw faulty(diagnostics);
  return { need, partners, party: null, web: null };
}

function ofWeb(options: RescueCommandOptions, diagnostics: Diagnostic[]): PlainRescueQuestion {
  const { edges, nodes, fail, need, alpha = 1, beta = 1 } = options;
  if (edges === undefined || nodes === undefined) throw usage('a web needs both --edges and --nodes');
  if (fail === undefined) throw usage('a web needs --fail ID, the party that cannot pay');
  if (need !== undefined) throw usage('--need is for a table of losses; of a web it follows from clearing');
  if (edges === '-' && nodes === '-') throw usage('only one table can come from standard input');
  const read = <const C extends Parameters<typeof readPlainTable>[1]['columns']>(file: string, columns: C) => {
    const { name, text } = readTable(file);
    return readPlainTable<C>(text, { name, columns }, diagnostics);
  };
  const edgeTable = read(edges, EDGE_COLUMNS);
  const nodeTable = read(nodes, CONTAGION_NODE_COLUMNS);
  const network =
    edgeTable === null || nodeTable === null
      ? null
      : plainNetwork({ edges: edgeTable, nodes: nodeTable, guarantees: null, holdings: null }, diagnostics);
  if (network === null || hasErrors(diagnostics)) throw faulty(diagnostics);
  if (network.outsideAssets === null)
    throw new CommandFailure(EXIT.usage, 'rescue.no-assets', `clearing needs a column outside_assets in ${nodes}`);
  refuseUnknown(fail, network.ids);
  const shocks = options.shock.map((text): Shock => {
    const shock = readShock(text, network.ids);
    if (typeof shock === 'string') throw new CommandFailure(EXIT.usage, 'rescue.bad-shock', shock);
    return shock;
  });
  return webRescue(network, { party: network.ids.indexOf(fail), alpha, beta, shocks });
}

function faulty(diagnostics: readonly Diagnostic[]): CommandFailure {
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const count = errors === 1 ? 'one fault' : `${errors} faults`;
  return new CommandFailure(EXIT.diagnostics, 'table.invalid', `the tables have ${count}`, diagnostics);
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
