import type { Answer } from '../questions/answer.ts';
import type { RunResult } from '../questions/run/runSchema.ts';
import type { CsvCell } from './csv.ts';

/** A table of an answer, for spreadsheets and other programs. */
export interface AnswerTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

type Row = Readonly<Record<string, unknown>>;

/** The tables and series of a run, the same figures as in its JSON; figures within figures become columns of their own. */
export function runTables(answer: Answer<RunResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const ids = Object.keys(result.parties);
  const sources = answer.rests_on.map(({ place, sources: named, ...input }) => ({
    ...input,
    sources: named.join(' '),
    file: place?.file ?? null,
    line: place?.line ?? null,
  }));
  return [
    table('commitments-by-year', result.commitments.by_year),
    table('commitments-by-buyer', keyed('buyer', result.commitments.by_buyer)),
    table('funding-gap', fundingRows(result)),
    table(
      'parties',
      ids.map((id) => partyRow(result, id)),
    ),
    table(
      'party-series',
      ids.flatMap((id) => partySeries(result, id)),
    ),
    table(
      'default-triggers',
      ids.flatMap((id) => (result.parties[id]?.default_triggers ?? []).map((t) => ({ party: id, ...t }))),
    ),
    table('deals', keyed('deal', result.deals)),
    table('market', marketRows(result)),
    table('exposures', result.exposures),
    table(
      'losses-by-holder',
      result.losses_by_holder.map(({ from: _from, ...loss }) => loss),
    ),
    table('drivers', result.drivers),
    table(
      'central-flows',
      result.central.flows.flatMap(({ by_year, ...flow }) => by_year.map((y) => ({ ...flow, ...y }))),
    ),
    table(
      'central-parties',
      Object.entries(result.central.parties).flatMap(([id, { at_start, by_year }]) =>
        by_year.map((y) => ({ party: id, at_start, ...y })),
      ),
    ),
    table(
      'comparison',
      Object.entries(result.comparison).flatMap(([scenario, tree]) =>
        leavesOf(tree, []).map((leaf) => ({ scenario, ...leaf })),
      ),
    ),
    table('inputs', sources),
  ].filter((t) => t.rows.length > 0);
}

function keyed(key: string, entries: Readonly<Record<string, object>>): Row[] {
  return Object.entries(entries).map(([id, entry]) => ({ [key]: id, ...entry }));
}

function fundingRows(result: RunResult): Row[] {
  return result.funding_gap.flatMap(({ year, labs, by_lab }) => [
    { year, lab: 'all', ...labs },
    ...Object.entries(by_lab).map(([lab, figures]) => ({ year, lab, ...figures })),
  ]);
}

function partyRow(result: RunResult, id: string): Row {
  const {
    cash: _cash,
    debt: _debt,
    market_value: _value,
    default_triggers: _triggers,
    cds_implied,
    ...figures
  } = result.parties[id] as RunResult['parties'][string];
  return {
    party: id,
    name: result.names[id] ?? id,
    ...figures,
    cds_implied_1y: cds_implied?.['1y'] ?? null,
    cds_implied_5y: cds_implied?.['5y'] ?? null,
  };
}

function partySeries(result: RunResult, id: string): Row[] {
  const party = result.parties[id] as RunResult['parties'][string];
  return (['cash', 'debt', 'market_value'] as const).flatMap((measure) =>
    party[measure].map((row) => ({ party: id, measure, ...row })),
  );
}

function marketRows(result: RunResult): Row[] {
  return Object.entries(result.market).flatMap(([measure, rows]) =>
    Array.isArray(rows) ? rows.map((row) => ({ measure, ...row })) : [],
  );
}

/** Each difference of a comparison with its path in the tree. */
function leavesOf(tree: unknown, path: readonly string[]): Row[] {
  if (Array.isArray(tree)) return tree.flatMap((item: unknown) => leavesOf(item, [...path, nameOfItem(item)]));
  if (typeof tree !== 'object' || tree === null) return [];
  if ('difference' in tree) return [{ path: path.join('.'), ...tree }];
  return Object.entries(tree).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

function nameOfItem(item: unknown): string {
  const { year, quarter } = item as { year?: number; quarter?: string };
  return String(year ?? quarter ?? '');
}

function table(name: string, rows: readonly object[]): AnswerTable {
  const flat = rows.map((row) => new Map(cellsOf(row as Row, '')));
  const header = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  return { name, header, rows: flat.map((row) => header.map((key) => row.get(key) ?? null)) };
}

function cellsOf(row: Row, prefix: string): [string, CsvCell][] {
  return Object.entries(row).flatMap(([key, value]): [string, CsvCell][] => {
    const name = `${prefix}${key}`;
    if (Array.isArray(value))
      return key.endsWith('_interval')
        ? [
            [`${name}_low`, value[0]],
            [`${name}_high`, value[1]],
          ]
        : [];
    if (typeof value === 'object' && value !== null) return cellsOf(value as Row, `${name}_`);
    return [[name, (value ?? null) as CsvCell]];
  });
}
