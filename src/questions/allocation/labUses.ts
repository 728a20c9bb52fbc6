import type { LabProgram, Plan } from '../../plan/plan.ts';
import type { AllocationRun } from './allocationNeeds.ts';
import { inputName, yearlyName } from './allocationNeeds.ts';

/** A step of a use on one path: its weight in the need that it serves, and its return relative to the others. */
export interface UseStep {
  readonly weight: Float64Array;
  readonly ratio: Float64Array;
}

/** A use of a lab over the paths of a run; a latent one has an entry and a cap, any other its steps. */
export interface LabUse {
  readonly id: string;
  readonly name: string;
  readonly serves: 'inference' | 'training' | 'latent';
  /** Its part of the lab's capacity today; null where the book says it of no use of the lab. */
  readonly today: Float64Array | null;
  readonly steps: readonly UseStep[];
  readonly entry: Float64Array | null;
  readonly cap: ((quarter: number) => Float64Array) | null;
}

const STANDING = [
  { id: 'inference', name: 'Inference', serves: 'inference' },
  { id: 'training', name: 'Training and research', serves: 'training' },
] as const;

/**
 * The uses of a lab: those of the book, and for a need that no use serves the need as a whole.
 *
 * Definition: weight of step k of use u = share_u/Σ share · share_k/Σ share_k over the uses of the need and the steps of
 * the use; a use in today's split has today_u/Σ today of what the lab holds.
 * Verified by: allocation.test.ts.
 */
export function labUses(run: AllocationRun, lab: LabProgram): LabUse[] {
  const { id } = run.plan.accounts[lab.account]!;
  const read = (column: number): Float64Array => run.values(inputName(id, column));
  const one = new Float64Array(run.paths).fill(1);
  const all: LabUse[] = lab.uses.map((use) => ({
    id: use.id,
    name: use.name,
    serves: use.serves,
    today: use.hasToday ? read(use.today).slice() : null,
    steps: stepsOf(use, read, one),
    entry: use.entry < 0 ? null : read(use.entry),
    cap: use.cap === null ? null : (quarter) => run.values(yearlyName(id, `${use.id}.cap`, quarter)),
  }));
  for (const { id: need, name, serves } of STANDING) {
    if (all.some((use) => use.serves === serves)) continue;
    all.push({ id: need, name, serves, today: null, steps: [{ weight: one, ratio: one }], entry: null, cap: null });
  }
  for (const { serves } of STANDING)
    scaleToOne(all.filter((use) => use.serves === serves).flatMap((use) => use.steps.map((s) => s.weight)));
  const written = all.flatMap((use) => (use.today === null ? [] : [use.today]));
  scaleToOne(written);
  if (written.length === 0) return all;
  return all.map((use) => ({ ...use, today: use.today ?? new Float64Array(run.paths) }));
}

function stepsOf(
  use: LabProgram['uses'][number],
  read: (column: number) => Float64Array,
  one: Float64Array,
): UseStep[] {
  const parts = use.steps.map((step) => (step.share < 0 ? one.slice() : read(step.share).slice()));
  scaleToOne(parts);
  const share = use.share < 0 ? one : read(use.share);
  for (const part of parts) for (let i = 0; i < part.length; i++) part[i]! *= share[i]!;
  return use.steps.map((step, k) => ({ weight: parts[k]!, ratio: read(step.ratio) }));
}

/** Makes columns parts of one, path by path; where all are zero they stay so. */
function scaleToOne(columns: readonly Float64Array[]): void {
  const [first] = columns;
  for (let i = 0; i < (first?.length ?? 0); i++) {
    let sum = 0;
    for (const column of columns) sum += column[i]!;
    if (sum > 0) for (const column of columns) column[i]! /= sum;
  }
}

/** Labs of a run with their ids, in the order of the book; none without a market. */
export function labsOf(plan: Plan): { id: string; lab: LabProgram }[] {
  return plan.hasMarket ? plan.labs.map((lab) => ({ id: plan.accounts[lab.account]!.id, lab })) : [];
}
