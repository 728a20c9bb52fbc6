import { amountWorth, type OrderedSteps, valueOfSplit, waterFill } from '../../mechanisms/allocation/waterFill.ts';
import type { LabProgram } from '../../plan/plan.ts';
import type { AllocationRun } from './allocationNeeds.ts';
import { labName, QUARTERS_AHEAD } from './allocationNeeds.ts';
import type { LabUse } from './labUses.ts';
import { type PathReturns, returnsAt } from './returnsAt.ts';

/** A lab in one quarter, one number a path of those on which it still operates. */
export interface LabSplits {
  readonly paths: number;
  readonly capacity: Float64Array;
  readonly spot: Float64Array;
  readonly price: Float64Array;
  readonly longRunCost: Float64Array;
  /** λ on what is held, and on what is held with what the run buys on the spot. */
  readonly shadowPrice: Float64Array;
  readonly shadowPriceWithSpot: Float64Array;
  /** Capacity at which λ falls to long-run cost. */
  readonly abundance: Float64Array;
  readonly gainResplit: Float64Array;
  /** What is contracted to come within four quarters, and what it gains; null near the horizon. */
  readonly expansion: Expansion | null;
  /** By use: what it has today, in the best split, and what units of it are worth their cost. */
  readonly today: readonly Float64Array[];
  readonly best: readonly Float64Array[];
  readonly worthwhile: readonly Float64Array[];
  /** By latent use: the capacity at which it enters; null for the others. */
  readonly entersAt: readonly (Float64Array | null)[];
}

export interface Expansion {
  readonly added: Float64Array;
  readonly cost: Float64Array;
  readonly gain: Float64Array;
  /** The same by the needs of the quarter in which it stands. */
  readonly gainAhead: Float64Array;
}

/**
 * The best split of what a lab holds in a quarter, against today's split and against more capacity.
 *
 * Definition: K = contracted and delivered + own; resplit = V*(K) − V(today's split); expand = V*(K + ΔK) − V*(K) − c·ΔK
 * with c the long-run cost and ΔK = max(0, K four quarters on − K); all by the returns of the quarter, and `gainAhead` by
 * those of the quarter four on. Today's split is the book's, else in proportion to what uses want at the market price.
 * Units: capacity; currency a year; currency per capacity-year.
 * Assumes: K is fixed in the quarter and may not be sold or added to on the spot.
 * Cost: a sort of some hundred steps a path.
 * Verified by: allocation.test.ts.
 */
export function labSplits(
  run: AllocationRun,
  id: string,
  lab: LabProgram,
  uses: readonly LabUse[],
  quarter: number,
): LabSplits {
  const held = run.values(`${labName(id, 'held')}.${quarter}`);
  const spot = run.values(`${labName(id, 'spot')}.${quarter}`);
  const operating = operatingPaths(run, id, quarter);
  const returns = returnsAt(run, id, lab, uses, quarter);
  const isAhead = quarter + QUARTERS_AHEAD < run.plan.quarters;
  const later = isAhead ? returnsAt(run, id, lab, uses, quarter + QUARTERS_AHEAD) : null;
  const heldLater = isAhead ? run.values(`${labName(id, 'held')}.${quarter + QUARTERS_AHEAD}`) : held;
  const made = emptySplits(uses, operating, held, spot, isAhead);
  operating.forEach((i, j) => {
    const there = returns(i);
    const capacity = held[i]!;
    const split = waterFill(there.steps, capacity);
    made.price[j] = there.price;
    made.longRunCost[j] = there.longRunCost;
    made.shadowPrice[j] = split.shadowPrice;
    made.shadowPriceWithSpot[j] = waterFill(there.steps, capacity + spot[i]!).shadowPrice;
    made.abundance[j] = amountWorth(there.steps, there.longRunCost);
    const shares = sharesToday(uses, there, i);
    const now = shares.map((share) => share * capacity);
    made.gainResplit[j] = Math.max(0, split.value - valueOfSplit(there.steps, there.useOf, now));
    uses.forEach((use, u) => {
      made.today[u]![j] = now[u]!;
      const enters = made.entersAt[u];
      if (enters !== null && enters !== undefined) enters[j] = amountBetter(there.steps, use.entry![i]!);
    });
    split.given.forEach((given, k) => {
      made.best[there.useOf[k]!]![j]! += given;
    });
    addWorthwhile(there, made.worthwhile, j);
    if (made.expansion === null || later === null) return;
    const added = Math.max(0, heldLater[i]! - capacity);
    const cost = there.longRunCost * added;
    const more = (steps: OrderedSteps): number =>
      waterFill(steps, capacity + added).value - waterFill(steps, capacity).value - cost;
    made.expansion.added[j] = added;
    made.expansion.cost[j] = cost;
    made.expansion.gain[j] = more(there.steps);
    made.expansion.gainAhead[j] = more(later(i).steps);
  });
  return made;
}

function emptySplits(
  uses: readonly LabUse[],
  operating: readonly number[],
  held: Float64Array,
  spot: Float64Array,
  isAhead: boolean,
): LabSplits {
  const column = (): Float64Array => new Float64Array(operating.length);
  const byUse = (): Float64Array[] => uses.map(column);
  return {
    paths: operating.length,
    capacity: Float64Array.from(operating, (i) => held[i]!),
    spot: Float64Array.from(operating, (i) => spot[i]!),
    price: column(),
    longRunCost: column(),
    shadowPrice: column(),
    shadowPriceWithSpot: column(),
    abundance: column(),
    gainResplit: column(),
    expansion: isAhead ? { added: column(), cost: column(), gain: column(), gainAhead: column() } : null,
    today: byUse(),
    best: byUse(),
    worthwhile: byUse(),
    entersAt: uses.map((use) => (use.entry === null ? null : column())),
  };
}

/** Paths on which the lab still wants compute: one that was wound up has no use for any. */
export function operatingPaths(run: AllocationRun, id: string, quarter: number): number[] {
  const inference = run.values(`${labName(id, 'inference')}.${quarter}`);
  const training = run.values(`${labName(id, 'training')}.${quarter}`);
  const paths: number[] = [];
  for (let i = 0; i < run.paths; i++) if (inference[i]! + training[i]! > 0) paths.push(i);
  return paths;
}

function sharesToday(uses: readonly LabUse[], there: PathReturns, i: number): Float64Array {
  const shares = Float64Array.from(uses, (use, u) => (use.today === null ? there.wanted[u]! : use.today[i]!));
  let sum = 0;
  for (const share of shares) sum += share;
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}

/** Capacity that goes first to steps worth more than a latent use. */
function amountBetter(steps: OrderedSteps, entry: number): number {
  let sum = 0;
  for (let k = 0; k < steps.value.length && steps.value[k]! > entry; k++) sum += steps.amount[k]!;
  return sum;
}

function addWorthwhile(
  { steps, useOf, longRunCost }: PathReturns,
  worthwhile: readonly Float64Array[],
  j: number,
): void {
  for (let k = 0; k < steps.value.length && steps.value[k]! >= longRunCost; k++)
    worthwhile[useOf[steps.place[k]!]!]![j]! += steps.amount[k]!;
}
