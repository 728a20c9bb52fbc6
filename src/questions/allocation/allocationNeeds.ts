import { yearOfQuarter } from '../../base/quarter.ts';
import type { LabProgram, Plan, YearlyColumns } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { Needs } from '../run/runNeeds.ts';

/** Quarters after which capacity that is added now stands. */
export const QUARTERS_AHEAD = 4;

/** What is read of a run: all of its paths, or some that follow each other. */
export type AllocationRun = Pick<RunColumns, 'plan' | 'paths' | 'values'>;

/** A year of the run and the quarter that tells it: its last one, or the last of the run. */
export interface YearPoint {
  readonly year: number;
  readonly quarter: number;
}

export function yearPoints(plan: Plan): YearPoint[] {
  const points: YearPoint[] = [];
  for (let quarter = 0; quarter < plan.quarters; quarter++) {
    const year = yearOfQuarter(plan.firstQuarter + quarter);
    if (points.at(-1)?.year === year) points.pop();
    points.push({ year, quarter });
  }
  return points;
}

/** Quarters at which returns are read: the first, the ends of years, and each of them so many quarters on. */
function quartersRead(plan: Plan): number[] {
  const told = [0, ...yearPoints(plan).map((p) => p.quarter)];
  const all = told.flatMap((q) => [q, q + QUARTERS_AHEAD]).filter((q) => q < plan.quarters);
  return [...new Set(all)].sort((a, b) => a - b);
}

export const labName = (lab: string, what: string): string => `allocation.${lab}.${what}`;
export const marketName = (what: string): string => `allocation.market.${what}`;
export const inputName = (lab: string, column: number): string => `allocation.${lab}.input.${column}`;
export const yearlyName = (lab: string, what: string, quarter: number): string =>
  `allocation.${lab}.${what}.at.${quarter}`;

/**
 * What the best split reads of every path: what each lab holds and buys on the spot, what it needs, what a unit brings by
 * the inputs, and the market's price and costs.
 */
export function allocationNeeds(plan: Plan): Needs {
  const quarters = quartersRead(plan);
  const recorded: Recorded[] = plan.hasMarket ? plan.labs.flatMap((lab) => labRecorded(plan, lab, quarters)) : [];
  const { referencePrice, runningCost, priceCap } = plan.market.columns;
  if (recorded.length > 0)
    recorded.push(
      { name: marketName('reference'), columns: [referencePrice!], every: 'horizon' },
      { name: marketName('running'), columns: [runningCost!], every: 'horizon' },
      { name: marketName('cap'), columns: [priceCap!], every: 'horizon' },
    );
  const names = recorded.flatMap(({ name, every }) =>
    every === 'quarter' ? Array.from({ length: plan.quarters }, (_, q) => `${name}.${q}`) : [name],
  );
  const market = recorded.length > 0 ? quarters.flatMap((q) => [`market.price.${q}`, `market.ratio.${q}`]) : [];
  return { exact: [...names, ...market], told: [], standAlone: [], recorded };
}

function labRecorded(plan: Plan, lab: LabProgram, quarters: readonly number[]): Recorded[] {
  const { id } = plan.accounts[lab.account]!;
  const c = lab.columns;
  const inputs = new Set([c.margin!, c.elasticity!]);
  for (const use of lab.uses)
    for (const column of [use.today, use.share, use.entry, ...use.steps.flatMap((s) => [s.share, s.ratio])])
      if (column >= 0) inputs.add(column);
  return [
    { name: labName(id, 'held'), columns: [c.contracted!, c.owned!], every: 'quarter' },
    { name: labName(id, 'spot'), columns: [c.spot!], every: 'quarter' },
    { name: labName(id, 'inference'), columns: [c.inferenceNeed!], every: 'quarter' },
    { name: labName(id, 'training'), columns: [c.training!], every: 'quarter' },
    ...[...inputs].map((column): Recorded => ({ name: inputName(id, column), columns: [column], every: 'horizon' })),
    ...quarters.map((q) => yearlyRecorded(yearlyName(id, 'revenue_per_capacity', q), lab.revenuePerCapacity, q)),
    ...lab.uses.flatMap((use) =>
      use.cap === null ? [] : quarters.map((q) => yearlyRecorded(yearlyName(id, `${use.id}.cap`, q), use.cap!, q)),
    ),
  ];
}

function yearlyRecorded(name: string, yearly: YearlyColumns, quarter: number): Recorded {
  const t = yearly.t[quarter]!;
  return { name, columns: [yearly.a[quarter]!, yearly.b[quarter]!], factors: [1 - t, t], every: 'horizon' };
}
