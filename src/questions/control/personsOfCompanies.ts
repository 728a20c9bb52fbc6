import { type Distribution, isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { CapTable } from './capTable.ts';
import type { ControlResult } from './controlSchema.ts';
import { influenceOf, type Replaceable, type WeighedDeal } from './influence.ts';
import { ultimateControl } from './issuerPowers.ts';

type Persons = ControlResult['parties'][string]['persons'];

/** What is compared: a book's deals, who holds whom, and who can be replaced. */
export interface Comparing {
  readonly book: Book;
  readonly table: CapTable;
  readonly deals: readonly WeighedDeal[];
  readonly replaceable: Replaceable;
}

/** Share in deciding a company from which on a person is set beside its largest owner. */
const LEAST_SAY = 0.05;

/**
 * Each person with a say in a company beside the largest owner of that company, over the deals of the whole web.
 *
 * Definition: both influences are linear in the person's chance q of being replaced, so they are equal at
 * q* = (a₀ − b₀)/((a₀ − b₀) − (a₁ − b₁)), a the person's and b the owner's at q = 0 and 1.
 */
export function personsOfCompanies(comparing: Comparing): ControlResult['parties'] {
  const { book, table } = comparing;
  const result: ControlResult['parties'] = {};
  for (const company of table.keys()) {
    const deciders = ultimateControl(table, company);
    const persons: Persons = {};
    for (const [person, party] of Object.entries(book.content.parties)) {
      if (party.kind !== 'person' || (deciders?.get(person) ?? 0) < LEAST_SAY) continue;
      const compared = comparedTo(comparing, company, person);
      if (compared !== null) persons[person] = compared;
    }
    if (Object.keys(persons).length > 0) result[company] = { persons };
  }
  return result;
}

/** The named holder with the largest share of the company, the person itself apart; null where it has none. */
export function largestOwner(table: CapTable, company: string, person: string): string | null {
  const holders = [...(table.get(company)?.holders ?? [])].filter(([id]) => id !== person);
  return (
    holders.reduce<[string, number] | null>(
      (most, [id, { economic }]) => (economic > (most?.[1] ?? 0) ? [id, economic] : most),
      null,
    )?.[0] ?? null
  );
}

function comparedTo(comparing: Comparing, company: string, person: string): Persons[string] | null {
  const { book, table, deals, replaceable } = comparing;
  const owner = largestOwner(table, company, person);
  if (owner === null) return null;
  const at = (chance: number | null, of: readonly WeighedDeal[]): { person: number; owner: number } => {
    const influence = influenceOf(of, (other) => (other === person && chance !== null ? chance : replaceable(other)));
    return { person: influence.get(person) ?? 0, owner: influence.get(owner) ?? 0 };
  };
  const now = at(null, deals);
  const [first, last] = [at(0, deals), at(1, deals)];
  const [lead, end] = [first.person - first.owner, last.person - last.owner];
  const breakEven = lead > 0 === end > 0 || lead === end ? null : lead / (lead - end);
  const own = deals.filter((deal) => book.content.deals?.[deal.id]?.between.includes(company) === true);
  const ownNow = own.length === 0 ? null : at(null, own);
  return {
    influence: now.person,
    replaceable: replaceable(person),
    largest_owner: owner,
    largest_owner_influence: now.owner,
    influence_less_largest_owner: now.person - now.owner,
    break_even_replaceable: breakEven,
    probability_above: breakEven === null ? (lead > 0 ? 1 : 0) : chanceBelow(replaceableOf(book, person), breakEven),
    own_deals: ownNow === null ? null : { influence: ownNow.person, largest_owner_influence: ownNow.owner },
  };
}

function replaceableOf(book: Book, person: string): Distribution | null {
  const quantity = book.content.parties[person]?.replaceable;
  return (quantity === undefined ? null : statementAt(quantity, book.asOf))?.distribution ?? null;
}

/** Probability that an uncertain figure lies below a value, by halving its quantiles. */
function chanceBelow(distribution: Distribution | null, value: number): number {
  if (distribution === null) return value > 0 ? 1 : 0;
  if (!isUncertain(distribution)) return medianOf(distribution) < value ? 1 : 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (quantileOf(distribution, middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
