import { printQuarter } from '../../base/quarter.ts';
import { wilsonInterval } from '../../base/wilson.ts';
import type { LabProgram } from '../../plan/plan.ts';
import { distributionOf, meanOf, meanWithError, quantilesAt } from '../run/distributionOf.ts';
import type { AllocationRun } from './allocationNeeds.ts';
import { yearPoints } from './allocationNeeds.ts';
import type { GainSummary, LabAllocation, LatentResult, UseResult } from './allocationSchema.ts';
import { type LabSplits, labSplits } from './labSplits.ts';
import { type LabUse, labUses } from './labUses.ts';

interface Year {
  readonly year: number;
  readonly quarter: number;
  readonly splits: LabSplits;
}

/**
 * One lab: today, and year by year to the horizon.
 *
 * Definition: scarce where λ > long-run cost; a year's probability is over the paths on which the lab still operates, at
 * the end of the year. Scarcity ends in the first year in which P(λ < long-run cost) > ½.
 * Verified by: allocation.test.ts.
 */
export function labAllocation(run: AllocationRun, id: string, name: string, lab: LabProgram): LabAllocation | null {
  const uses = labUses(run, lab);
  const today = labSplits(run, id, lab, uses, 0);
  if (today.paths === 0) return null;
  const years = yearPoints(run.plan).flatMap(({ year, quarter }): Year[] => {
    const splits = quarter === 0 ? today : labSplits(run, id, lab, uses, quarter);
    return splits.paths === 0 ? [] : [{ year, quarter, splits }];
  });
  const told = (column: (s: LabSplits) => Float64Array) =>
    years.map(({ year, splits }) => ({ year, ...distributionOf(column(splits)) }));
  const gains = (made: (s: LabSplits) => GainSummary | null) =>
    years.flatMap(({ year, splits }) => {
      const summary = made(splits);
      return summary === null ? [] : [{ year, ...summary }];
    });
  return {
    name,
    quarter: printQuarter(run.plan.firstQuarter),
    capacity: distributionOf(today.capacity),
    spot: distributionOf(today.spot),
    added_capacity: today.expansion === null ? null : distributionOf(today.expansion.added),
    shadow_price_today: distributionOf(today.shadowPrice),
    price_today: distributionOf(today.price),
    long_run_cost_today: distributionOf(today.longRunCost),
    regime_today: regimeOf(today),
    abundance_capacity_today: distributionOf(today.abundance),
    gain_resplit_today: resplit(today),
    gain_expand_today: expand(today),
    gain_expand_ahead_today: expandAhead(today),
    capacity_by_year: told((s) => s.capacity),
    spot_by_year: told((s) => s.spot),
    abundance_capacity: told((s) => s.abundance),
    shadow_price: told((s) => s.shadowPrice),
    shadow_price_with_spot: told((s) => s.shadowPriceWithSpot),
    price: told((s) => s.price),
    long_run_cost: told((s) => s.longRunCost),
    regime: years.map(({ year, splits }) => ({ year, ...regimeOf(splits) })),
    gain_resplit: gains(resplit),
    gain_expand: gains(expand),
    gain_expand_ahead: gains(expandAhead),
    uses: uses.map((use, u) => useResult(use, u, today, years)),
    latent_order: latentOrder(uses, years),
    ...supplyAgainstResplit(today),
    ...endOfScarcity(years),
  };
}

function gainOf(values: Float64Array, cost: Float64Array): GainSummary {
  const spent = meanOf(cost);
  const summary = distributionOf(values);
  return { ...summary, cost: spent, per_dollar: spent > 0 ? summary.mean / spent : null };
}

const resplit = (s: LabSplits): GainSummary =>
  gainOf(
    s.gainResplit,
    s.capacity.map((k, i) => k * s.longRunCost[i]!),
  );
const expand = ({ expansion }: LabSplits): GainSummary | null =>
  expansion === null ? null : gainOf(expansion.gain, expansion.cost);
const expandAhead = ({ expansion }: LabSplits): GainSummary | null =>
  expansion === null ? null : gainOf(expansion.gainAhead, expansion.cost);

function countWhere(splits: LabSplits, holds: (i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < splits.paths; i++) if (holds(i)) count++;
  return count;
}

const abundantPaths = (s: LabSplits): number => countWhere(s, (i) => s.shadowPrice[i]! < s.longRunCost[i]!);

function probability(count: number, paths: number): { probability: number; interval: [number, number] } {
  const { low, high } = wilsonInterval(count, paths);
  return { probability: count / paths, interval: [low, high] };
}

function regimeOf(splits: LabSplits): LabAllocation['regime_today'] {
  const scarce = countWhere(splits, (i) => splits.shadowPrice[i]! > splits.longRunCost[i]!);
  const p = probability(scarce, splits.paths);
  return {
    regime: p.probability >= 0.5 ? 'scarce' : 'abundant',
    scarce_probability: p.probability,
    scarce_probability_interval: p.interval,
    paths: splits.paths,
  };
}

function useResult(use: LabUse, u: number, today: LabSplits, years: readonly Year[]): UseResult {
  return {
    use: use.id,
    name: use.name,
    serves: use.serves,
    today: meanOf(today.today[u]!),
    best: meanOf(today.best[u]!),
    by_year: years.map(({ year, splits }) => ({
      year,
      today: meanOf(splits.today[u]!),
      best: meanOf(splits.best[u]!),
      worthwhile: meanOf(splits.worthwhile[u]!),
    })),
  };
}

const medianOf = (values: Float64Array): number => quantilesAt(values, [0.5])[0]!;

/** By the median of what a unit brings, the dearest first; ties in the order of the book. */
function latentOrder(uses: readonly LabUse[], years: readonly Year[]): LatentResult[] {
  const all = uses.flatMap((use, u): LatentResult[] => {
    if (use.entry === null) return [];
    const byYear = years.map(({ year, quarter, splits }) => {
      const enters = splits.entersAt[u]!;
      const p = probability(
        countWhere(splits, (i) => splits.capacity[i]! > enters[i]!),
        splits.paths,
      );
      return {
        year,
        enters_at_capacity: medianOf(enters),
        cap: medianOf(use.cap!(quarter)),
        probability: p.probability,
        probability_interval: p.interval,
      };
    });
    return [
      {
        use: use.id,
        name: use.name,
        entry: distributionOf(use.entry),
        enters_year: byYear.find((row) => row.probability > 0.5)?.year ?? null,
        by_year: byYear,
      },
    ];
  });
  return all.sort((a, b) => b.entry.p50 - a.entry.p50);
}

type Measures = Pick<
  LabAllocation,
  | 'supply_gain_less_resplit_gain'
  | 'supply_gain_less_resplit_gain_standard_error'
  | 'supply_gain_ahead_less_resplit_gain'
  | 'supply_gain_ahead_less_resplit_gain_standard_error'
>;

function supplyAgainstResplit({ expansion, gainResplit }: LabSplits): Measures {
  const less = (gain: Float64Array | undefined) =>
    gain === undefined ? null : meanWithError(gain.map((x, i) => x - gainResplit[i]!));
  const now = less(expansion?.gain);
  const ahead = less(expansion?.gainAhead);
  return {
    supply_gain_less_resplit_gain: now?.mean ?? null,
    supply_gain_less_resplit_gain_standard_error: now?.standard_error ?? null,
    supply_gain_ahead_less_resplit_gain: ahead?.mean ?? null,
    supply_gain_ahead_less_resplit_gain_standard_error: ahead?.standard_error ?? null,
  };
}

type Ending = Pick<
  LabAllocation,
  'scarcity_ends_within_horizon' | 'scarcity_ends_within_horizon_interval' | 'scarcity_ends_year' | 'least_scarce_year'
>;

function endOfScarcity(years: readonly Year[]): Ending {
  const all = years.map(({ year, splits }) => ({ year, ...probability(abundantPaths(splits), splits.paths) }));
  let least = all[0];
  for (const row of all) if (least === undefined || row.probability > least.probability) least = row;
  return {
    scarcity_ends_within_horizon: least?.probability ?? 0,
    scarcity_ends_within_horizon_interval: least?.interval ?? [0, 1],
    scarcity_ends_year: all.find((row) => row.probability > 0.5)?.year ?? null,
    least_scarce_year: least?.year ?? null,
  };
}
