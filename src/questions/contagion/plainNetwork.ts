import type { Diagnostic } from '../../base/diagnostic.ts';
import { nearestName } from '../../base/nearestName.ts';
import type { PlainTable } from '../../book/plainTable.ts';
import { type NetworkProblem, networkProblems } from '../../mechanisms/clearing/networkProblems.ts';
import type {
  GuaranteeInput,
  HoldingInput,
  ObligationInput,
  ObligationNetworkInput,
  OutsideObligationInput,
} from '../../mechanisms/clearing/obligationNetwork.ts';

export const EDGE_COLUMNS = {
  debtor: { is: 'id' },
  creditor: { is: 'id' },
  amount: { is: 'amount' },
  seniority: { is: 'whole', isOptional: true },
} as const;

export const CONTAGION_NODE_COLUMNS = {
  id: { is: 'id', isUnique: true },
  outside_assets: { is: 'amount', isOptional: true },
  outside_liabilities: { is: 'amount', isOptional: true },
  seniority_of_outside: { is: 'whole', isOptional: true },
  equity: { is: 'amount', isOptional: true, isSigned: true },
  weight: { is: 'amount', isOptional: true },
  volatility: { is: 'amount', isOptional: true },
} as const;

export const GUARANTEE_COLUMNS = {
  guarantor: { is: 'id' },
  debtor: { is: 'id' },
  creditor: { is: 'id', isOptional: true },
  cover: { is: 'fraction' },
  seniority: { is: 'whole', isOptional: true },
} as const;

export const HOLDING_COLUMNS = {
  owner: { is: 'id' },
  owned: { is: 'id' },
  fraction: { is: 'fraction' },
} as const;

export interface PlainTables {
  readonly edges: PlainTable<typeof EDGE_COLUMNS>;
  readonly nodes: PlainTable<typeof CONTAGION_NODE_COLUMNS>;
  readonly guarantees: PlainTable<typeof GUARANTEE_COLUMNS> | null;
  readonly holdings: PlainTable<typeof HOLDING_COLUMNS> | null;
}

/** A web of obligations as plain tables give it; a column that a table does not have is null, a field left empty NaN. */
export interface PlainNetwork {
  readonly ids: readonly string[];
  readonly obligations: ObligationInput & {
    readonly debtor: Int32Array;
    readonly creditor: Int32Array;
    readonly amount: Float64Array;
  };
  readonly outside: OutsideObligationInput;
  readonly outsideAssets: Float64Array | null;
  readonly guarantees: readonly GuaranteeInput[];
  readonly holdings: readonly HoldingInput[];
  readonly equity: Float64Array | null;
  readonly weight: Float64Array | null;
  readonly volatility: Float64Array | null;
}

/** The columns of a network from its tables; null, with every fault told by row and column, where they do not go together. */
export function plainNetwork(tables: PlainTables, diagnostics: Diagnostic[]): PlainNetwork | null {
  const before = diagnostics.length;
  const { edges, nodes, guarantees, holdings } = tables;
  const ids = nodes.columns.id;
  const indexOf = new Map(ids.map((id, i) => [id, i]));
  const find = (table: AnyTable, column: string): Int32Array => indices(table, column, indexOf, diagnostics);
  const obligations = {
    debtor: find(edges, 'debtor'),
    creditor: find(edges, 'creditor'),
    amount: edges.columns.amount,
    ...(edges.has('seniority') ? { seniority: withDefault(edges.columns.seniority, 1) } : {}),
  };
  const read: PlainNetwork = {
    ids,
    obligations,
    outside: outsideOf(nodes),
    outsideAssets: nodes.has('outside_assets') ? withDefault(nodes.columns.outside_assets, 0) : null,
    guarantees: guarantees === null ? [] : guaranteesOf(guarantees, find),
    holdings: holdings === null ? [] : holdingsOf(holdings, find),
    equity: nodes.has('equity') ? nodes.columns.equity : null,
    weight: nodes.has('weight') ? withDefault(nodes.columns.weight, 0) : null,
    volatility: nodes.has('volatility') ? nodes.columns.volatility : null,
  };
  if (diagnostics.slice(before).some((d) => d.severity === 'error')) return null;
  const problems = networkProblems(clearingInput(read));
  diagnostics.push(...problems.slice(0, MOST_PROBLEMS).map((problem) => problemAt(tables, problem)));
  return problems.length > 0 ? null : read;
}

const MOST_PROBLEMS = 100;

/** The network as clearing takes it. */
export function clearingInput(network: PlainNetwork, outsideAssets?: Float64Array): ObligationNetworkInput {
  return {
    outsideAssets: outsideAssets ?? network.outsideAssets ?? new Float64Array(network.ids.length),
    obligations: network.obligations,
    outsideObligations: network.outside,
    guarantees: network.guarantees,
    holdings: network.holdings,
  };
}

type AnyTable = Pick<PlainTable<typeof EDGE_COLUMNS>, 'rowCount' | 'fault'> & {
  readonly columns: Readonly<Record<string, readonly string[] | Float64Array>>;
};

/** The number of the node that each row names; an empty name is −1. */
function indices(
  table: AnyTable,
  column: string,
  indexOf: ReadonlyMap<string, number>,
  diagnostics: Diagnostic[],
): Int32Array {
  const names = table.columns[column] as readonly string[];
  const found = new Int32Array(names.length);
  let unknown = 0;
  for (let row = 0; row < names.length; row++) {
    const index = names[row] === '' ? -1 : indexOf.get(names[row]!);
    found[row] = index ?? -2;
    if (index !== undefined || unknown++ >= MOST_PROBLEMS) continue;
    const near = indexOf.size > 10_000 ? null : nearestName(names[row]!, indexOf.keys());
    const help = near === null ? 'Add a row with this id to the nodes.' : `Did you mean ${near}?`;
    const message = `expected the id of a node, found ${JSON.stringify(names[row])}`;
    diagnostics.push(table.fault('table.unknown-id', row, column as 'debtor', message, help));
  }
  return found;
}

function withDefault(values: Float64Array, standing: number): Float64Array {
  return values.map((value) => (Number.isNaN(value) ? standing : value));
}

function outsideOf({ columns, rowCount }: PlainTable<typeof CONTAGION_NODE_COLUMNS>): OutsideObligationInput {
  const rows = Array.from({ length: rowCount }, (_, row) => row).filter((row) => columns.outside_liabilities[row]! > 0);
  return {
    debtor: rows,
    amount: rows.map((row) => columns.outside_liabilities[row]!),
    seniority: rows.map((row) => columns.seniority_of_outside[row]! || 1),
  };
}

type Find = (table: AnyTable, column: string) => Int32Array;

function guaranteesOf(table: PlainTable<typeof GUARANTEE_COLUMNS>, find: Find): GuaranteeInput[] {
  const plain = table as unknown as AnyTable;
  const [guarantor, debtor, creditor] = ['guarantor', 'debtor', 'creditor'].map((column) => find(plain, column));
  return Array.from({ length: table.rowCount }, (_, row) => ({
    guarantor: guarantor![row]!,
    debtor: debtor![row]!,
    ...(creditor![row] === -1 ? {} : { creditor: creditor![row]! }),
    cover: table.columns.cover[row]!,
    seniority: table.columns.seniority[row]! || 1,
  }));
}

function holdingsOf(table: PlainTable<typeof HOLDING_COLUMNS>, find: Find): HoldingInput[] {
  const plain = table as unknown as AnyTable;
  const [owner, owned] = ['owner', 'owned'].map((column) => find(plain, column));
  return Array.from({ length: table.rowCount }, (_, row) => ({
    owner: owner![row]!,
    owned: owned![row]!,
    fraction: table.columns.fraction[row]!,
  }));
}

/** A problem of the network, at the row and column of the table that it comes from. */
function problemAt({ edges, nodes, guarantees, holdings }: PlainTables, problem: NetworkProblem): Diagnostic {
  const { row, code } = problem;
  const message = `${problem.message}`;
  const help = HELP[code] ?? 'Mend this row.';
  if (problem.table === 'guarantees' && guarantees !== null) {
    const column = code === 'cover-above-one' || code === 'share-invalid' ? 'cover' : 'debtor';
    return guarantees.fault('table.inconsistent', row, column, message, help);
  }
  if (problem.table === 'holdings' && holdings !== null) {
    return holdings.fault('table.inconsistent', row, code === 'owes-itself' ? 'owned' : 'fraction', message, help);
  }
  if (problem.table === 'obligations') {
    const column = code === 'class-invalid' ? 'seniority' : code === 'amount-invalid' ? 'amount' : 'creditor';
    return edges.fault('table.inconsistent', row, column, message, help);
  }
  return nodes.fault('table.inconsistent', row, 'outside_assets', message, help);
}

const HELP: Partial<Record<NetworkProblem['code'], string>> = {
  'owes-itself': 'Leave this row out, or name another party.',
  'class-invalid': 'Write a class from 1 (paid first) to 255.',
  'cover-above-one':
    'Let all guarantees of one claim cover at most the whole of it: beyond that there may be no solution at all.',
  'guarantee-empty': 'Guarantee something that the debtor owes in the edges or outside.',
  'holdings-above-one': 'Let the fractions of one owned party sum to at most 1.',
  'holdings-closed': 'Leave some of the shares with outside shareholders.',
};
