import { debtRank, singleHitDebtRank } from '../../mechanisms/contagion/debtRank.ts';
import { type ExposureNetwork, exposureNetwork } from '../../mechanisms/contagion/exposureNetwork.ts';
import { type NetworkValue, neva } from '../../mechanisms/contagion/neva.ts';
import type { Valuation } from '../../mechanisms/contagion/valuation.ts';
import type { Equilibrium, Mechanism } from './contagionSchema.ts';
import { faceEquity, owedInAll } from './faceEquity.ts';
import { LossLinks, type Outcome } from './outcome.ts';
import type { PlainNetwork } from './plainNetwork.ts';

/** One exposure of a party to another, with what ties them. */
export interface Exposed {
  readonly holder: number;
  readonly on: number;
  readonly mechanism: Mechanism;
  readonly amount: number;
  readonly of?: string;
}

/** Equity before the shock: as the table of nodes gives it, else every claim at face value. */
export function equityOf(plain: PlainNetwork): Float64Array {
  const face = faceEquity(plain);
  const given = plain.equity;
  return given === null ? face : face.map((equity, i) => (Number.isNaN(given[i]!) ? equity : given[i]!));
}

/** Exposures of a network: claims less what is guaranteed, guarantees on the debtor, stakes at the equity owned. */
export function exposuresOfTables(plain: PlainNetwork, equity: Float64Array): Exposed[] {
  const { debtor, creditor, amount } = plain.obligations;
  const exposures: Exposed[] = [];
  const covered = new Float64Array(amount.length);
  const rowsOf = plain.guarantees.length === 0 ? new Map<number, number[]>() : rowsByDebtor(debtor);
  for (const guarantee of plain.guarantees) {
    for (const row of rowsOf.get(guarantee.debtor) ?? []) {
      if (creditor[row] === guarantee.guarantor) continue;
      if (guarantee.obligation !== undefined && guarantee.obligation !== row) continue;
      if (guarantee.creditor !== undefined && creditor[row] !== guarantee.creditor) continue;
      const part = guarantee.cover * amount[row]!;
      covered[row] = covered[row]! + part;
      exposures.push({ holder: guarantee.guarantor, on: guarantee.debtor, mechanism: 'guarantee', amount: part });
    }
  }
  for (let row = 0; row < amount.length; row++) {
    const left = amount[row]! - covered[row]!;
    exposures.push({ holder: creditor[row]!, on: debtor[row]!, mechanism: 'claim', amount: left });
  }
  for (const { owner, owned, fraction } of plain.holdings) {
    const value = fraction * Math.max(0, equity[owned]!);
    exposures.push({ holder: owner, on: owned, mechanism: 'stake', amount: value });
  }
  return exposures;
}

function rowsByDebtor(debtor: Int32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  debtor.forEach((party, row) => {
    const list = rows.get(party);
    if (list) list.push(row);
    else rows.set(party, [row]);
  });
  return rows;
}

/** The network that exposures make. */
export function networkOf(exposures: readonly Exposed[], equity: Float64Array): ExposureNetwork {
  return exposureNetwork({
    equity,
    debtor: exposures.map((e) => e.on),
    creditor: exposures.map((e) => e.holder),
    amount: exposures.map((e) => e.amount),
  });
}

/** The outcome of DebtRank: claims lose value as the equity behind them does. */
export function debtRankOutcome(
  exposures: readonly Exposed[],
  equity: Float64Array,
  shock: Float64Array,
  owed: Float64Array,
  form: 'linear' | 'single-hit',
): Outcome {
  const network = networkOf(exposures, equity);
  const start = shock.map((loss, i) => (equity[i]! > 0 ? loss / equity[i]! : 1));
  const addedIn: Float64Array[] = [];
  const spread = form === 'linear' ? debtRank : singleHitDebtRank;
  const { distress, failedRound } = spread(network, start, (_, added) => {
    if (addedIn.length < MOST_ROUNDS_TOLD) addedIn.push(added.slice());
  });
  const links = new LossLinks(equity.length);
  const mainRounds = Int32Array.from(equity, (_, party) => mainRound(addedIn, party));
  for (const { holder, on, mechanism, amount, of } of exposures) {
    const h = distress[on]!;
    if (h > 0) links.add(holder, on, mechanism, amount * h, mainRounds[on]! + 1, of);
  }
  return {
    due: owed,
    payment: owed.map((sum, i) => sum * (1 - distress[i]!)),
    netWorth: equity.map((e, i) => (e > 0 ? e * (1 - distress[i]!) : e)),
    equityAtStart: equity,
    defaulted: Uint8Array.from(distress, (h) => (h >= 1 ? 1 : 0)),
    round: failedRound,
    links,
    least: null,
    solutions: 'one',
  };
}

const MOST_ROUNDS_TOLD = 64;

/** The round in which a party lost most. */
function mainRound(addedIn: readonly Float64Array[], party: number): number {
  let most = 0;
  for (let round = 1; round < addedIn.length; round++) {
    if (addedIn[round]![party]! > addedIn[most]![party]!) most = round;
  }
  return most;
}

/** The outcome of network valuation under any valuation function; payments are the values of what is owed. */
export function nevaOutcome(
  plain: PlainNetwork,
  shock: Float64Array,
  valuation: Valuation,
  volatility: number,
  equilibrium: Equilibrium,
): Outcome {
  const equity = equityOf(plain);
  const owed = owedInAll(plain);
  const network = networkOf(exposuresOfTables(plain, equity), equity);
  const parties = {
    shock,
    owed,
    outsideAssets: plain.outsideAssets ?? new Float64Array(equity.length),
    volatility: equity.map((_, i) => {
      const given = plain.volatility?.[i] ?? Number.NaN;
      return Number.isNaN(given) ? volatility : given;
    }),
  };
  const greatest = neva(network, parties, valuation, 'greatest');
  const least = neva(network, parties, valuation, 'least');
  const told = equilibrium === 'least' ? least : greatest;
  const pays = (value: Float64Array): Float64Array => owed.map((sum, i) => sum * value[i]!);
  const fails = ({ equity: at, value }: NetworkValue): Uint8Array =>
    Uint8Array.from(at, (e, i) => (e < 0 || (e === 0 && value[i] === 0) ? 1 : 0));
  const defaulted = fails(told);
  const round = greatest.failedRound.map((r, i) => (defaulted[i] ? Math.max(0, r) : -1));
  const links = new LossLinks(equity.length);
  for (const { holder, on, amount } of exposuresOfTables(plain, equity)) {
    links.add(holder, on, 'claim', amount * (1 - told.value[on]!), round[on]! >= 0 ? round[on]! + 1 : null);
  }
  const isOne = greatest.value.every((value, i) => Math.abs(value - least.value[i]!) <= 1e-9);
  const hasConverged = greatest.hasConverged && least.hasConverged;
  return {
    due: owed,
    payment: pays(told.value),
    netWorth: told.equity,
    equityAtStart: equity,
    defaulted,
    round,
    links,
    least:
      equilibrium === 'greatest'
        ? null
        : {
            payment: pays(least.value),
            equity: least.equity.map((e) => Math.max(0, e)),
            defaulted: fails(least),
          },
    solutions: !hasConverged ? 'none' : isOne ? 'one' : 'several',
  };
}
