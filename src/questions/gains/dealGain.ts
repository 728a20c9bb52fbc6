import { momentsOf, standardError } from '../../base/moments.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Granted } from './grantedShares.ts';

/** What was recorded of a world: values by name, one a path. */
export type ReadRecorded = (name: string) => Float64Array;

/** A mean over paths with its standard error. */
export interface Gain {
  readonly gain: number;
  readonly standard_error: number;
}

/** What one deal brings in all and to each of its principals. */
export interface DealGain {
  readonly joint: Gain;
  readonly byParty: Readonly<Record<string, Gain>>;
}

/** What each standing deal brings its principals over a world without it, on the same draws. */
export interface DealGains {
  readonly deals: Readonly<Record<string, DealGain>>;
  readonly plan: Plan;
  /** What was recorded of the book's own world, and of each world without a deal. */
  readonly base: ReadRecorded;
  readonly without: Readonly<Record<string, ReadRecorded>>;
  readonly granted: readonly Granted[];
  readonly paths: number;
}

/**
 * What a deal brings its principals: wealth with it less wealth without, less the worth of own shares that it gave, path
 * by path.
 *
 * Units: money today. Verified by: dealGains.test.ts.
 */
export function dealGain(
  plan: Plan,
  deal: string,
  withDeal: ReadonlyMap<string, Float64Array>,
  without: ReadonlyMap<string, Float64Array>,
  granted: readonly Granted[],
): DealGain {
  const { joint, byParty } = dealGainByPath(plan, deal, withDeal, without, granted);
  return {
    joint: joint === null ? { gain: 0, standard_error: 0 } : meanOf(joint),
    byParty: Object.fromEntries([...byParty].map(([id, change]) => [id, meanOf(change)])),
  };
}

/** The same path by path, before means are taken. */
export function dealGainByPath(
  plan: Plan,
  deal: string,
  withDeal: ReadonlyMap<string, Float64Array>,
  without: ReadonlyMap<string, Float64Array>,
  granted: readonly Granted[],
): { readonly joint: Float64Array | null; readonly byParty: ReadonlyMap<string, Float64Array> } {
  const byParty = new Map<string, Float64Array>();
  let joint: Float64Array | null = null;
  for (const id of principalsOf(plan, deal)) {
    const a = withDeal.get(id);
    const b = without.get(id);
    if (a === undefined || b === undefined) continue;
    const change = a.map((x, l) => x - (b[l] as number));
    for (const { term, issuer, worth } of granted) {
      if (term.deal !== deal || plan.accounts[issuer]?.id !== id) continue;
      for (let l = 0; l < change.length; l++) change[l] = (change[l] as number) - (worth[l] as number);
    }
    byParty.set(id, change);
    joint = joint === null ? change : joint.map((x, l) => x + (change[l] as number));
  }
  return { joint, byParty };
}

/** Parties of the book that pay or are paid under a deal, in the book's order. */
export function principalsOf(plan: Plan, deal: string): string[] {
  const rows = plan.rows.filter((row) => row.deal === deal && row.role !== 'sublet' && row.role !== 'haircut');
  return plan.parties
    .filter(({ account }) => rows.some((row) => row.payer === account || row.payee === account))
    .map((p) => p.id);
}

export function meanOf(values: Float64Array): Gain {
  const moments = momentsOf(values);
  return { gain: moments.mean, standard_error: standardError(moments) };
}
