import { broughtBy, concaveFill, wantedAbove, wantedAt } from '../../mechanisms/allocation/concaveFill.ts';
import type { Finding } from '../answer.ts';
import type { UsesResult } from './allocationSchema.ts';
import { ALLOCATION_METHOD } from './allocationWords.ts';
import type { PlainUse } from './plainUses.ts';

/** A capacity and its uses, from a table. */
export interface UsesQuestion {
  readonly uses: readonly PlainUse[];
  readonly capacity: number;
  /** Long-run cost of a unit; null where nobody tells it. */
  readonly cost: number | null;
  /** ΔK, what is added; null where nobody asks. */
  readonly added: number | null;
}

/**
 * The best split of a capacity over the uses of a table, its shadow price, and what a new split or more capacity would gain.
 *
 * Definition: concaveFill.ts over the segments of all uses; the rest as for a lab of a book (labSplits.ts), on one world.
 * Units: capacity; returns per unit of it. Without a cost the gain of more capacity is before what it costs.
 * Verified by: plainAllocation.test.ts (published programs, linear programs and duals by HiGHS in test/oracle/allocation.test.ts).
 */
export function plainAllocation({ uses, capacity, cost, added }: UsesQuestion): Finding<UsesResult> {
  const segments = uses.flatMap((use) => use.segments);
  const split = concaveFill(segments, capacity);
  let k = 0;
  const told = uses.map((use): UsesResult['uses'][number] => {
    const parts = use.segments.map((segment) => ({
      return: segment.value,
      level: segment.level,
      cap: segment.cap === Number.POSITIVE_INFINITY ? null : segment.cap,
      best: split.given[k++]!,
    }));
    const best = parts.reduce((sum, part) => sum + part.best, 0);
    return { use: use.use, is_latent: use.isLatent, today: use.today, best, segments: parts };
  });
  const given = told.reduce((sum, use) => sum + use.best, 0);
  const gain = (value: number, spent: number | null): UsesResult['gain_resplit'] => ({
    value,
    cost: spent,
    per_dollar: spent !== null && spent > 0 ? value / spent : null,
  });
  const abundance = cost === null ? null : wantedAt(segments, cost);
  const more = added === null ? null : concaveFill(segments, capacity + added).value - split.value;
  const spent = added === null || cost === null ? null : added * cost;
  return {
    question: 'allocation',
    result: {
      capacity,
      value: split.value,
      shadow_price: split.shadowPrice,
      last_unit_brings: split.lastUnit,
      idle: Math.max(0, capacity - given),
      long_run_cost: cost,
      regime: cost === null ? null : split.shadowPrice > cost ? 'scarce' : 'abundant',
      abundance_capacity: abundance === Number.POSITIVE_INFINITY ? 'unbounded' : abundance,
      gain_resplit: uses.every((use) => use.today === null)
        ? null
        : gain(Math.max(0, split.value - valueToday(uses)), cost === null ? null : cost * capacity),
      gain_expand: more === null || added === null ? null : { added, ...gain(more - (spent ?? 0), spent)! },
      uses: told,
      latent_order: latentOrder(uses, capacity),
    },
    units: UNITS,
    method: ALLOCATION_METHOD,
    limits: ['The table is taken as it stands: one capacity, one period, returns that do not rise within a use.'],
    restsOn: [],
    warnings: [],
  };
}

const PER_CAPACITY = 'currency per capacity';
const UNITS: Readonly<Record<string, string>> = {
  '/capacity': 'capacity',
  '/value': 'currency',
  '/shadow_price': PER_CAPACITY,
  '/last_unit_brings': PER_CAPACITY,
  '/idle': 'capacity',
  '/long_run_cost': PER_CAPACITY,
  '/abundance_capacity': 'capacity',
  '/gain_resplit/value': 'currency',
  '/gain_resplit/cost': 'currency',
  '/gain_resplit/per_dollar': 'ratio',
  '/gain_expand/added': 'capacity',
  '/gain_expand/value': 'currency',
  '/gain_expand/cost': 'currency',
  '/gain_expand/per_dollar': 'ratio',
  '/uses/*/today': 'capacity',
  '/uses/*/best': 'capacity',
  '/uses/*/segments/*/cap': 'capacity',
  '/uses/*/segments/*/best': 'capacity',
  '/latent_order/*/entry': PER_CAPACITY,
  '/latent_order/*/enters_at_capacity': 'capacity',
  '/latent_order/*/cap': 'capacity',
};

/** What the split of today brings: each use fills its own segments, the best first, and what it cannot take lies idle. */
function valueToday(uses: readonly PlainUse[]): number {
  let value = 0;
  for (const { segments, today } of uses) {
    let left = today ?? 0;
    for (const segment of segments) {
      const taken = Math.min(left, segment.cap);
      value += broughtBy(segment, taken);
      left -= taken;
    }
  }
  return value;
}

/** Latent uses by what their first unit brings, the dearest first; ties in the order of the table. */
function latentOrder(uses: readonly PlainUse[], capacity: number): UsesResult['latent_order'] {
  return uses
    .filter((use) => use.isLatent)
    .map(({ use, segments }) => {
      const entry = segments[0]!.value;
      const better = uses.flatMap((other) => other.segments).reduce((sum, other) => sum + wantedAbove(other, entry), 0);
      const cap = segments.reduce((sum, segment) => sum + segment.cap, 0);
      return {
        use,
        entry,
        enters_at_capacity: better === Number.POSITIVE_INFINITY ? null : better,
        cap: cap === Number.POSITIVE_INFINITY ? null : cap,
        has_entered: capacity > better,
      };
    })
    .sort((a, b) => b.entry - a.entry);
}
