import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Plan } from '../../plan/plan.ts';
import type { FigureAt, VectorSlice } from '../claims/measured.ts';
import { withoutDeal } from '../claims/worldIds.ts';
import { dealGainByPath, meanOf, principalsOf, type ReadRecorded } from '../gains/dealGain.ts';
import { wealthOf } from '../gains/gainColumns.ts';
import { grantedShares } from '../gains/grantedShares.ts';
import { type CapTable, capTableOf } from './capTable.ts';
import { needsOf } from './control.ts';
import { type DealPower, dealPower, mixedPower } from './dealsGame.ts';
import { largestOwner } from './personsOfCompanies.ts';

/** A person of a company beside its largest owner. */
interface Compared {
  readonly person: string;
  readonly owner: string;
}

/** Deals in which one of two has a say, with the say over each. */
export interface ComparedDeals extends Compared {
  readonly deals: ReadonlyMap<string, DealPower>;
}

function comparedIn(table: CapTable, path: string): Compared | null {
  const [, company = '', person = ''] =
    /^parties\.([\w-]+)\.persons\.([\w-]+)\.influence_less_largest_owner$/.exec(path) ?? [];
  const owner = company === '' ? null : largestOwner(table, company, person);
  return owner === null ? null : { person, owner };
}

/** The deals whose value weighs in a comparison of a person with a largest owner; null where control has no such figure. */
export function comparedDeals(book: Book, plan: Plan, path: string): ComparedDeals | null {
  const table = capTableOf(book);
  const compared = comparedIn(table, path);
  if (compared === null) return null;
  const isPerson = (id: string): boolean => book.content.parties[id]?.kind === 'person';
  const deals = new Map<string, DealPower>();
  for (const [id, deal] of Object.entries(book.content.deals ?? {})) {
    const hasTerm = plan.terms.some((t) => t.deal === id && t.columns.alive !== undefined && t.columns.alive >= 0);
    if (!hasTerm || deal.status === 'lapsed' || deal.status === 'terminated') continue;
    const power = dealPower(table, needsOf(book, deal), isPerson);
    const weighs = (who: string): boolean => power?.byReplaced.some((by) => (by.get(who) ?? 0) > LEAST) === true;
    if (power !== null && (weighs(compared.person) || weighs(compared.owner))) deals.set(id, power);
  }
  return { ...compared, deals };
}

/** A say that could not be told from none. */
const LEAST = 1e-3;

/**
 * A person's influence less that of the largest owner, on the paths of one input vector.
 *
 * Definition: Σ_d v_d·(φ_person(d) − φ_owner(d))/Σ_d v_d, over the deals in which either has a say and whose joint gain v_d is
 * positive; the person replaceable with the chance drawn for it.
 * Assumes: cap tables at their medians. Other deals would only change the measure's scale, never its sign.
 * Verified by: controlMeasured.test.ts.
 */
export function controlFigures(
  path: string,
  { person, owner, deals }: ComparedDeals,
): (slice: VectorSlice) => FigureAt {
  return (slice) => {
    const { book, from, paths } = slice;
    const replaceable = (id: string): number => {
      const quantity = book.content.parties[id]?.replaceable;
      const statement = quantity === undefined ? null : statementAt(quantity, book.asOf);
      return statement === null ? 0 : medianOf(statement.distribution);
    };
    let [difference, all] = [0, 0];
    for (const [id, power] of deals) {
      const joint = jointGain(slice, id);
      const value = joint === null ? 0 : meanOf(joint.subarray(from, from + paths)).gain;
      if (value <= 0) continue;
      const say = mixedPower(power, power.byReplaced, replaceable);
      difference += value * ((say.get(person) ?? 0) - (say.get(owner) ?? 0));
      all += value;
    }
    return (asked) => (asked !== path ? undefined : all > 0 ? difference / all : null);
  };
}

const gainsOfRuns = new WeakMap<ReadRecorded, Float64Array | null>();

/** What a deal brings its principals together, on the paths of all vectors. */
function jointGain({ plan, whole }: VectorSlice, deal: string): Float64Array | null {
  const without = whole(withoutDeal(deal));
  const known = gainsOfRuns.get(without);
  if (known !== undefined) return known;
  const base = whole('');
  const principals = new Set(principalsOf(plan, deal));
  const granted = grantedShares(plan, base, deal);
  const wealth = [base, without].map((read) => wealthOf(plan, read, principals)) as [Wealth, Wealth];
  const { joint } = dealGainByPath(plan, deal, ...wealth, granted);
  gainsOfRuns.set(without, joint);
  return joint;
}

type Wealth = ReturnType<typeof wealthOf>;
