import { diagnostic } from '../../base/diagnostic.ts';
import {
  eisenbergNoeValue,
  furfineValue,
  linearDebtRankValue,
  mertonValue,
  type Valuation,
  type ValuationName,
} from '../../mechanisms/contagion/valuation.ts';
import { type Finding, remarkOf } from '../answer.ts';
import { clearingOutcome } from './clearingOutcome.ts';
import { contagionResult } from './contagionResult.ts';
import type { ContagionModel, ContagionResult, Equilibrium } from './contagionSchema.ts';
import { CONTAGION_UNITS, limitsOf, REFERENCES } from './contagionWords.ts';
import { debtRankOutcome, equityOf, exposuresOfTables, networkOf, nevaOutcome } from './distressOutcome.ts';
import { owedInAll } from './faceEquity.ts';
import type { Outcome } from './outcome.ts';
import type { PlainNetwork } from './plainNetwork.ts';
import { type Shock, shockAmounts } from './shocks.ts';

/** How contagion is worked out; what is left out has its usual value. */
export interface ContagionOptions {
  readonly model: ContagionModel;
  readonly equilibrium: Equilibrium;
  readonly shocks: readonly Shock[];
  /** α and β of Rogers and Veraart: shares of a defaulter's outside assets and receipts that reach its creditors. */
  readonly alpha: number;
  readonly beta: number;
  /** For `neva`. */
  readonly valuation: ValuationName;
  readonly recovery: number;
  readonly volatility: number;
  readonly years: number;
}

export const USUAL_CONTAGION: ContagionOptions = {
  model: 'eisenberg-noe',
  equilibrium: 'both',
  shocks: [],
  alpha: 1,
  beta: 1,
  valuation: 'eisenberg-noe',
  recovery: 0.4,
  volatility: 0.2,
  years: 1,
};

/**
 * Who fails, who is infected and what each loses, in a web of obligations given as plain tables.
 *
 * Definition: `eisenberg-noe` and `rogers-veraart` clear the obligations (greatest and least vector); `debtrank` and
 * `debtrank-single-hit` spread losses of equity; `neva` values claims consistently under a valuation function.
 * Units: money of the tables. Assumes: `plainNetwork` found no fault.
 * Verified by: contagionQuestion.test.ts, test/cli/contagion.test.ts.
 */
export function plainContagion(network: PlainNetwork, options: ContagionOptions): Finding<ContagionResult> {
  const { model, equilibrium } = options;
  const equity = equityOf(network);
  const isOnEquity = model.startsWith('debtrank') || network.outsideAssets === null;
  const base = isOnEquity ? equity : (network.outsideAssets ?? equity);
  const shock = shockAmounts(options.shocks, base);
  const outcome = outcomeOf(network, options, equity, shock);
  const exposures = networkOf(exposuresOfTables(network, equity), equity);
  const result = contagionResult(outcome, {
    ids: network.ids,
    model,
    valuation: model === 'neva' ? options.valuation : null,
    equilibrium,
    failed: [],
    shock,
    weight: network.weight ?? equity.map((e) => Math.max(0, e)),
    exposures,
  });
  const isRanked = result.systemic.length === network.ids.length;
  return {
    question: 'contagion',
    result,
    units: CONTAGION_UNITS,
    method: { docs: 'docs/models/contagion.md', references: [...REFERENCES[model]] },
    limits: limitsOf(model, isRanked),
    restsOn: [],
    warnings: [...solutionWarnings(result), ...shockWarnings(options.shocks, base, network.ids)].map(remarkOf),
  };
}

/** The outcome of a network under a model; equities are those of its table where none are given. */
export function outcomeOf(
  network: PlainNetwork,
  options: ContagionOptions,
  given: Float64Array | undefined,
  shock: Float64Array,
): Outcome {
  const equity = given ?? equityOf(network);
  const { model, equilibrium, alpha, beta } = options;
  if (model === 'debtrank' || model === 'debtrank-single-hit') {
    const form = model === 'debtrank' ? 'linear' : 'single-hit';
    return debtRankOutcome(exposuresOfTables(network, equity), equity, shock, owedInAll(network), form);
  }
  if (model === 'neva') return nevaOutcome(network, shock, valuationOf(options), options.volatility, equilibrium);
  const costs = model === 'rogers-veraart' ? { outsideAssetsRecovered: alpha, receiptsRecovered: beta } : {};
  return clearingOutcome(network, shock, costs, equilibrium);
}

function valuationOf({ valuation, recovery, years, beta }: ContagionOptions): Valuation {
  if (valuation === 'furfine') return furfineValue(recovery);
  if (valuation === 'debtrank') return linearDebtRankValue;
  return valuation === 'merton' ? mertonValue(years, beta) : eisenbergNoeValue;
}

/** Says that there are several solutions, or none. */
export function solutionWarnings({ solutions, total }: ContagionResult) {
  if (solutions === 'one') return [];
  const severity = { severity: 'warning' } as const;
  if (solutions === 'none') {
    const message = 'no solution was found: the iteration did not come to rest, and the figures are none';
    return [
      diagnostic(
        'contagion.no-solution',
        null,
        message,
        'Lower guarantees and holdings, or ask for DebtRank.',
        severity,
      ),
    ];
  }
  const fewest = total.defaulted_in_least === null ? '' : ` (${total.defaulted_in_least} parties fail in the least)`;
  const message = `there are several solutions${fewest}: what is told is one end, and everything between may hold`;
  const help = 'Read `least` beside the rest, or ask for one end with --equilibrium.';
  return [diagnostic('contagion.several-solutions', null, message, help, severity)];
}

/** A loss larger than what there is to lose is cut to it, and told. */
function shockWarnings(shocks: readonly Shock[], base: Float64Array, ids: readonly string[]) {
  return shocks.flatMap(({ party, amount, isShare }) => {
    if (party === null || isShare || amount <= Math.max(0, base[party]!)) return [];
    const message = `the shock to ${ids[party]} is more than it has to lose, ${Math.max(0, base[party]!)}: it loses that`;
    const help = 'A shock cuts outside assets, for DebtRank equity.';
    return [diagnostic('contagion.shock-capped', null, message, help, { severity: 'warning' })];
  });
}
