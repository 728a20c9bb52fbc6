import type { ExposureNetwork } from '../../mechanisms/contagion/exposureNetwork.ts';
import { spectralRadius } from '../../mechanisms/contagion/spectralRadius.ts';
import { additionalStress, systemicImportance } from '../../mechanisms/contagion/systemicImportance.ts';
import type { ContagionModel, ContagionResult, Equilibrium, PartyContagion } from './contagionSchema.ts';
import type { Outcome } from './outcome.ts';

/** What an outcome is told with. */
export interface Telling {
  readonly ids: readonly string[];
  readonly model: ContagionModel;
  readonly valuation: ContagionResult['valuation'];
  readonly equilibrium: Equilibrium;
  readonly failed: readonly string[];
  /** Lost by the shock itself, in money. */
  readonly shock: Float64Array;
  readonly weight: Float64Array;
  readonly exposures: ExposureNetwork;
}

/** Claims times parties up to which every party's DebtRank is computed; beyond it, of those alone who owe most. */
const MOST_RANKED = 10_000_000;
/** Claims up to which the spectral radius is computed. */
const MOST_FOR_RADIUS = 200_000;

/** The answer that an outcome gives, party by party and as a ranking. */
export function contagionResult(outcome: Outcome, telling: Telling): ContagionResult {
  const { ids, exposures, weight, shock } = telling;
  const form = telling.model === 'debtrank-single-hit' ? 'single-hit' : 'linear';
  const importance = systemicImportance(exposures, weight, form, ranked(exposures));
  const distress = distressOf(outcome);
  const start = outcome.equityAtStart.map((equity, i) => (equity > 0 ? Math.min(1, shock[i]! / equity) : 1));
  const parties = Object.fromEntries(
    ids.map((id, i): [string, PartyContagion] => [
      id,
      partyResult(outcome, telling, i, distress[i]!, importance.stress[i]!),
    ]),
  );
  const order = ids.map((_, i) => i).filter((i) => !Number.isNaN(importance.stress[i]!));
  order.sort((a, b) => importance.stress[b]! - importance.stress[a]! || a - b);
  const told = Object.values(parties);
  const sum = (value: (party: PartyContagion) => number): number => told.reduce((all, party) => all + value(party), 0);
  return {
    model: telling.model,
    valuation: telling.valuation,
    equilibrium: telling.equilibrium,
    solutions: outcome.solutions,
    failed: [...telling.failed],
    total: {
      parties: ids.length,
      claims: exposures.amount.length,
      defaulted: sum((party) => (party.defaulted ? 1 : 0)),
      defaulted_in_least: outcome.least === null ? null : sum((party) => (party.least?.defaulted === true ? 1 : 0)),
      due: sum((party) => party.due),
      payment: sum((party) => party.payment),
      shortfall: sum((party) => party.shortfall),
      equity_loss: sum((party) => party.equity_loss),
      additional_stress: additionalStress(distress, start, weight),
      rounds: outcome.round.reduce((most, round) => Math.max(most, round), 0),
      spectral_radius: radiusOf(exposures, distress),
    },
    parties,
    systemic: order.map((i) => ({ party: ids[i]!, debtrank: importance.stress[i]!, loss: importance.loss[i]! })),
  };
}

function distressOf({ equityAtStart, netWorth }: Outcome): Float64Array {
  return equityAtStart.map((before, i) => {
    if (!(before > 0)) return 1;
    return Math.min(1, Math.max(0, (before - Math.max(0, netWorth[i]!)) / before));
  });
}

function partyResult(
  outcome: Outcome,
  { ids, shock, model }: Telling,
  i: number,
  distress: number,
  debtrank: number,
): PartyContagion {
  const { due, payment, netWorth, equityAtStart, defaulted, round, links, least } = outcome;
  const isFirst = (from: number): boolean => round[from] === 0 || (round[from] === -1 && shock[from]! > 0);
  const own = round[i]!;
  // Where payments are cleared only failure infects; where values are marked, any loss of equity does.
  const isInfected = own > 0 || (own < 0 && model.startsWith('debtrank'));
  const isBefore = (from: number): boolean => isInfected && (own < 0 || round[from] === -1 || round[from]! < own);
  const equity = Math.max(0, netWorth[i]!);
  const shortfall = Math.max(0, due[i]! - payment[i]!);
  const byRound = links.byRound(i);
  return {
    due: due[i]!,
    payment: payment[i]!,
    shortfall,
    recovery_rate: due[i]! > 0 ? Math.min(1, payment[i]! / due[i]!) : 1,
    net_worth: netWorth[i]!,
    equity,
    equity_loss: Math.max(0, Math.max(0, equityAtStart[i]!) - equity),
    distress,
    defaulted: defaulted[i] === 1,
    round: round[i]! >= 0 ? round[i]! : null,
    debtrank: Number.isNaN(debtrank) ? null : debtrank,
    marked_loss: null,
    infected_by: links.sources(i, isBefore).map((from) => ids[from]!),
    direct_loss: links.sum(i, isFirst),
    indirect_loss: links.sum(i, (from) => !isFirst(from)),
    losses: links.listed(i, ids),
    by_round: shock[i]! > 0 ? [{ round: 0, amount: shock[i]! }, ...byRound] : byRound,
    least:
      least === null
        ? null
        : { payment: least.payment[i]!, equity: least.equity[i]!, defaulted: least.defaulted[i] === 1 },
  };
}

/** Parties whose DebtRank is computed: all of a small web, of a large one those on whom others claim most. */
function ranked({ partyCount, start, amount }: ExposureNetwork): number[] {
  const parties = Array.from({ length: partyCount }, (_, i) => i);
  const most = Math.max(5, Math.floor(MOST_RANKED / Math.max(1, amount.length)));
  if (partyCount <= most) return parties;
  const claimed = new Float64Array(partyCount);
  for (let i = 0; i < partyCount; i++) {
    for (let k = start[i]!; k < start[i + 1]!; k++) claimed[i] = claimed[i]! + amount[k]!;
  }
  return parties.sort((a, b) => claimed[b]! - claimed[a]! || a - b).slice(0, most);
}

/** Spectral radius of claims over equity among parties that kept some; null for a web too large. */
function radiusOf(exposures: ExposureNetwork, distress: Float64Array): number | null {
  const { partyCount, equity, start, creditor, amount } = exposures;
  if (amount.length > MOST_FOR_RADIUS) return null;
  const from = new Int32Array(partyCount + 1);
  const to = new Int32Array(amount.length);
  const weight = new Float64Array(amount.length);
  let count = 0;
  for (let party = 0; party < partyCount; party++) {
    for (let k = start[party]!; distress[party]! < 1 && k < start[party + 1]!; k++) {
      const holder = creditor[k]!;
      if (!(distress[holder]! < 1) || amount[k] === 0) continue;
      to[count] = holder;
      weight[count] = amount[k]! / equity[holder]!;
      count++;
    }
    from[party + 1] = count;
  }
  return spectralRadius(partyCount, from, to.slice(0, count), weight.slice(0, count));
}
