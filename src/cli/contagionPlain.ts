import {
  answerText,
  answerWithoutBook,
  CONTAGION_NODE_COLUMNS,
  type ContagionOptions,
  contagionScreen,
  type Diagnostic,
  EDGE_COLUMNS,
  GUARANTEE_COLUMNS,
  HOLDING_COLUMNS,
  hasErrors,
  type PlainNetwork,
  plainContagion,
  plainNetwork,
  readPlainTable,
  readShock,
  type Shock,
  USUAL_CONTAGION,
} from '../index.ts';
import { CommandFailure } from './commandFailure.ts';
import type { ContagionCommandOptions } from './contagionOptions.ts';
import { EXIT } from './exitCode.ts';
import { printDiagnostics } from './printDiagnostics.ts';
import { readTable } from './readTable.ts';
import { pageOf, tell } from './terminal.ts';

/** `interlock contagion --edges edges.csv --nodes nodes.csv`: the question about a web of obligations in tables. */
export function contagionOfTables(options: ContagionCommandOptions): number {
  for (const [name, value] of [
    ['--fail', options.fail.length > 0],
    ['--scenario', options.scenario !== undefined],
    ['--out', options.out !== undefined],
  ] as const) {
    if (value) throw usage(`${name} is for a book; on tables use --shock id=100% or --json`);
  }
  const diagnostics: Diagnostic[] = [];
  const network = readNetwork(options, diagnostics);
  const asked = contagionOptions(options, network);
  if (network.outsideAssets === null && !asked.model.startsWith('debtrank') && asked.model !== 'neva') {
    const message = `${asked.model} needs a column outside_assets in ${options.nodes}; equity alone is enough for debtrank and neva`;
    throw new CommandFailure(EXIT.usage, 'contagion.no-assets', message);
  }
  const finding = plainContagion(network, asked);
  if (finding.result.solutions === 'none') {
    const message = finding.warnings[0]?.message ?? 'no solution was found';
    throw new CommandFailure(EXIT.diagnostics, 'contagion.no-solution', message);
  }
  const answer = answerWithoutBook(finding, diagnostics);
  if (options.json === true) tell(answerText(answer));
  else {
    if (options.quiet !== true) printDiagnostics(diagnostics, options, (file) => file);
    tell(contagionScreen(answer, {}, pageOf(options, process.stdout)));
  }
  return EXIT.done;
}

function readNetwork(options: ContagionCommandOptions, diagnostics: Diagnostic[]): PlainNetwork {
  if (options.edges === undefined || options.nodes === undefined) throw usage('tables need both --edges and --nodes');
  const files = [options.edges, options.nodes, options.guarantees, options.holdings];
  if (files.filter((file) => file === '-').length > 1) throw usage('only one table can come from standard input');
  const read = <const C extends Parameters<typeof readPlainTable>[1]['columns']>(file: string, columns: C) => {
    const { name, text } = readTable(file);
    return readPlainTable<C>(text, { name, columns }, diagnostics);
  };
  const edges = read(options.edges, EDGE_COLUMNS);
  const nodes = read(options.nodes, CONTAGION_NODE_COLUMNS);
  const guarantees = options.guarantees === undefined ? null : read(options.guarantees, GUARANTEE_COLUMNS);
  const holdings = options.holdings === undefined ? null : read(options.holdings, HOLDING_COLUMNS);
  const network =
    edges === null || nodes === null || hasErrors(diagnostics)
      ? null
      : plainNetwork({ edges, nodes, guarantees, holdings }, diagnostics);
  if (network !== null && !hasErrors(diagnostics)) return network;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const count = errors === 1 ? 'one fault' : `${errors} faults`;
  throw new CommandFailure(EXIT.diagnostics, 'table.invalid', `the tables have ${count}`, diagnostics);
}

function contagionOptions(options: ContagionCommandOptions, network: PlainNetwork): ContagionOptions {
  const { alpha, beta, valuation, recovery, volatility, maturity } = options;
  const usual =
    valuation !== undefined ? 'neva' : alpha !== undefined || beta !== undefined ? 'rogers-veraart' : undefined;
  const model = options.model ?? usual ?? USUAL_CONTAGION.model;
  if ((alpha !== undefined || beta !== undefined) && model !== 'rogers-veraart' && model !== 'neva')
    throw usage(`--alpha and --beta belong to --model rogers-veraart, not to ${model}`);
  const shocks = options.shock.map((text): Shock => {
    const shock = readShock(text, network.ids);
    if (typeof shock === 'string') throw new CommandFailure(EXIT.usage, 'contagion.bad-shock', shock);
    return shock;
  });
  return {
    ...USUAL_CONTAGION,
    model,
    equilibrium: options.equilibrium,
    shocks,
    alpha: alpha ?? USUAL_CONTAGION.alpha,
    beta: beta ?? USUAL_CONTAGION.beta,
    valuation: valuation ?? USUAL_CONTAGION.valuation,
    recovery: recovery ?? USUAL_CONTAGION.recovery,
    volatility: volatility ?? USUAL_CONTAGION.volatility,
    years: maturity ?? USUAL_CONTAGION.years,
  };
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, 'usage', message);
}
