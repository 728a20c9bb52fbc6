import { medianOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Waterfall } from '../../book/schema/settlement.ts';
import type { Finding } from '../answer.ts';
import { named, payoutRule } from './payouts.ts';
import { NOTHING, settlementFinding } from './settlement.ts';
import type { SettlementResult } from './settlementSchema.ts';

/** A day after every other: a waterfall of its own knows no time. */
const ALWAYS = '9999-12-31';

/**
 * What exits bring each class of a waterfall, without a book.
 *
 * Definition: payouts.ts at medians; the exits asked for, or every break-point and twice the last.
 * Units: the money of the file. Verified by: settlement.test.ts (published tables).
 */
export function plainSettlement(waterfall: Waterfall, exits: readonly number[] | null): Finding<SettlementResult> {
  const read = (q: Quantity | undefined, standing: number): number => {
    const statement = q === undefined ? null : statementAt(q, ALWAYS);
    return statement === null ? standing : medianOf(statement.distribution);
  };
  const rule = payoutRule(waterfall, read);
  const last = rule.breakPoints.at(-1) ?? 1;
  const points = exits ?? [0, ...rule.breakPoints, 2 * last];
  const payouts = points.map((exit) => ({ exit, by_class: named(rule, exit), before: null }));
  return settlementFinding({ ...NOTHING, payouts }, []);
}
