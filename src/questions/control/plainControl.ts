import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlainTable } from '../../book/plainTable.ts';
import { votingPower } from '../../mechanisms/control/votingPower.ts';
import type { Finding } from '../answer.ts';
import type { CapTable, Holding, IssuerTable } from './capTable.ts';
import { CONTROL_METHOD } from './control.ts';
import type { GameResult, StakesResult } from './controlSchema.ts';
import { issuerPowers, ownershipOf, UNNAMED } from './issuerPowers.ts';
import type { VotingGame } from './votingGame.ts';

/** Columns of a table of stakes. */
export const STAKE_COLUMNS = { owner: { is: 'id' }, owned: { is: 'id' }, fraction: { is: 'fraction' } } as const;

/** The power of each player of a voting game. */
export function gamePower({ names, rules }: VotingGame): Finding<GameResult> {
  const power = votingPower(rules, names.length);
  const quotas = rules.map((rule) => rule.quota);
  const players = power.map((own, i) => ({
    name: names[i]!,
    weights: rules.map((rule) => rule.weights[i]!),
    shapley_shubik: own.shapleyShubik,
    shapley_shubik_exact: own.shapleyShubikExact,
    banzhaf: own.banzhaf,
    banzhaf_exact: own.banzhafExact,
    banzhaf_absolute: own.banzhafAbsolute,
    banzhaf_absolute_exact: own.banzhafAbsoluteExact,
    swings: own.swings <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(own.swings) : String(own.swings),
    veto: own.hasVeto,
  }));
  return {
    question: 'control',
    result: { quotas, players },
    units: {
      '/players/*/shapley_shubik': 'fraction',
      '/players/*/banzhaf': 'fraction',
      '/players/*/banzhaf_absolute': 'fraction',
      '/players/*/swings': 'coalitions',
    },
    method: CONTROL_METHOD,
    limits: ['Power indices count orders of voting as equally likely; they know no friends and no interests.'],
    restsOn: [],
    warnings: [],
  };
}

/** The cap tables written in a table of stakes; one vote a share. Null where somebody's shares exceed the whole. */
export function plainStakes(stakes: PlainTable<typeof STAKE_COLUMNS>, diagnostics: Diagnostic[]): CapTable | null {
  const { owner, owned, fraction } = stakes.columns;
  const held = new Map<string, Map<string, Holding>>();
  const whole = new Map<string, number>();
  const before = diagnostics.length;
  for (let row = 0; row < stakes.rowCount; row++) {
    const [from, of, share] = [owner[row]!, owned[row]!, fraction[row]!];
    if (from === of) {
      const words = `${JSON.stringify(from)} holds its own shares`;
      diagnostics.push(stakes.fault('table.inconsistent', row, 'owner', words, 'Leave own shares out of the count.'));
      continue;
    }
    const holders = held.get(of) ?? new Map<string, Holding>();
    held.set(of, holders);
    const sum = (holders.get(from)?.economic ?? 0) + share;
    holders.set(from, { economic: sum, votes: sum });
    const all = (whole.get(of) ?? 0) + share;
    whole.set(of, all);
    if (all > 1 + 1e-9) {
      const words = `up to this row ${JSON.stringify(of)} is held to more than the whole`;
      diagnostics.push(stakes.fault('table.inconsistent', row, 'fraction', words, 'Let shares sum to at most 1.'));
    }
  }
  if (diagnostics.length > before) return null;
  const table = new Map([...held].map(([id, holders]) => [id, tableOf(holders)]));
  const { numberOf, integrated } = ownershipOf(table);
  for (let row = 0; row < stakes.rowCount; row++) {
    if (integrated.column(numberOf.get(owned[row]!)!) !== undefined) continue;
    const words = `${JSON.stringify(owned[row])} belongs to a loop that owns itself entirely`;
    diagnostics.push(stakes.fault('table.inconsistent', row, 'owned', words, 'Let somebody outside own part of it.'));
    return null;
  }
  return table;
}

function tableOf(holders: ReadonlyMap<string, Holding>): IssuerTable {
  let outside = 1;
  for (const { economic } of holders.values()) outside -= economic;
  if (outside < 1e-9) outside = 0;
  return { holders, outside: { economic: outside, votes: outside }, board: null, vetoes: new Map() };
}

/** Who owns, votes and decides, from a table of stakes. */
export function stakesControl(table: CapTable): Finding<StakesResult> {
  const nameOf = (id: string): string => (id === UNNAMED ? 'Outside shareholders' : id);
  return {
    question: 'control',
    result: { issuers: issuerPowers(table, ownershipOf(table), nameOf) },
    units: {
      '/issuers/*/holders/*/economic': 'fraction',
      '/issuers/*/holders/*/direct': 'fraction',
      '/issuers/*/holders/*/votes': 'fraction',
      '/issuers/*/holders/*/shapley_shubik': 'fraction',
      '/issuers/*/holders/*/banzhaf': 'fraction',
      '/issuers/*/holders/*/banzhaf_absolute': 'fraction',
      '/issuers/*/holders/*/as_block/*': 'fraction',
      '/issuers/*/holders/*/control': 'fraction',
      '/issuers/*/holders/*/ultimate_control': 'fraction',
    },
    method: CONTROL_METHOD,
    limits: [
      'Each share has one vote; holders that nobody names vote dispersed, or as one: the truth lies between the two.',
      'Power indices count orders of voting as equally likely; they know no friends and no interests.',
    ],
    restsOn: [],
    warnings: [],
  };
}
