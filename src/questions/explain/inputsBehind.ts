import { type Distribution, isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import { isQuantity, type Quantity, statementAt } from '../../base/quantity.ts';
import { writeInterval, writeQuantity } from '../../base/quantityText.ts';
import type { Book } from '../../book/book.ts';
import { PERFORMANCE_PRIORS } from '../../book/schema/deal.ts';
import type { Plan } from '../../plan/plan.ts';
import { correlationsOf, sharesOf } from '../run/drivers.ts';
import type { World } from '../run/world.ts';
import type { TermBehind } from './termsBehind.ts';

/** An input that a figure rests on, with its part of the figure where that can be told. */
export interface InputBehind {
  readonly path: string;
  readonly share: number | null;
  readonly correlation: number | null;
}

/** Inputs behind a figure of `show`: those its terms are computed from, and the figure's own place in the book. */
export function inputsOfShow(
  book: Book,
  steps: readonly string[],
  terms: readonly TermBehind[],
  owner: unknown,
): InputBehind[] {
  const shares = new Map<string, number | null>();
  for (const path of [...ownPaths(book, steps), ...stakePaths(book, owner)]) shares.set(path, null);
  for (const { term, share } of terms) {
    for (const path of [...term.paths, ...layerPaths(book, steps.at(-1) ?? '', term.deal, term.path)]) {
      const before = shares.get(path) ?? null;
      shares.set(path, share === null ? before : Math.min(1, (before ?? 0) + share));
    }
  }
  return [...shares].map(([path, share]) => ({ path, share, correlation: null }));
}

/** What decides the firm, expected, net and paid parts of a term, where it was written. */
function layerPaths(book: Book, layer: string, deal: string, term: string): string[] {
  const keys: Readonly<Record<string, readonly string[]>> = {
    firm: [`${term}.firm`, `deals.${deal}.firm`],
    expected: [`${term}.firm`, `deals.${deal}.firm`, `deals.${deal}.performance`],
    net: [`deals.${deal}.delivered_through`],
    paid: [`deals.${deal}.paid`],
  };
  return (keys[layer.replace('_interval', '')] ?? []).filter((path) => book.locate(path) !== null);
}

function ownPaths(book: Book, steps: readonly string[]): string[] {
  const [section, id = '', part = ''] = steps;
  const key = part.replace('_interval', '');
  const candidates: string[] = [];
  if (section === 'parties') {
    if (key === 'cash') candidates.push(`parties.${id}.cash`);
    if (key === 'debt') candidates.push(`parties.${id}.debt.amount`);
    if (key === 'value')
      candidates.push(`parties.${id}.listed.price`, `parties.${id}.listed.shares`, `parties.${id}.private.valuation`);
    if (key === 'stakes') candidates.push(`stakes.${steps[3] ?? ''}.holders.${id}`);
    if (key === 'cds_implied') candidates.push(`parties.${id}.cds`, `parties.${id}.recovery`);
  }
  if (section === 'stakes')
    candidates.push(steps[3] === undefined ? `stakes.${id}.holders` : `stakes.${id}.holders.${steps[3]}`);
  if (section === 'market' && id === 'hourly') candidates.push('market.unit.hourly.kilowatts');
  return candidates.filter((path) => book.locate(path) !== null);
}

/** Of an exposure by shares: the holding, and what the issuer is worth. */
function stakePaths(book: Book, owner: unknown): string[] {
  if (typeof owner !== 'object' || owner === null || !('kind' in owner) || owner.kind !== 'stake') return [];
  const { holder, counterparty } = owner as { holder?: unknown; counterparty?: unknown };
  const [issuer, by] = [String(counterparty), String(holder)];
  const paths = [
    `stakes.${issuer}.holders.${by}`,
    `parties.${issuer}.listed.price`,
    `parties.${issuer}.listed.shares`,
    `parties.${issuer}.private.valuation`,
  ];
  return paths.filter((path) => book.locate(path) !== null);
}

/** Inputs behind a figure of a run: those whose ranks go with it over the paths, the strongest first. */
export function inputsOfRun(world: World, column: Float64Array | null): InputBehind[] {
  if (column === null || column.every((x) => x === column[0])) return [];
  const [found] = correlationsOf(world, [{ name: '', values: column }]) as [ReturnType<typeof correlationsOf>[number]];
  const shares = sharesOf(found, world.run.paths);
  return found
    .filter(({ candidate }) => candidate.isInput)
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .map(({ candidate, correlation }) => ({
      path: candidate.path,
      share: shares.get(candidate.path) ?? null,
      correlation,
    }));
}

/** Something that nobody wrote and that was filled in. */
export interface Default {
  readonly path: string;
  readonly value: string;
  readonly says: string;
}

/** Standing defaults of the subjects of a figure (`parties.openai`, `market`), and of the inputs that move it. */
export function defaultsOf(plan: Plan, subjects: readonly string[], moving: ReadonlySet<string>): Default[] {
  return plan.inputs
    .filter(
      (input) => input.isDefault && (moving.has(input.path) || subjects.some((s) => input.path.startsWith(`${s}.`))),
    )
    .map((input) => ({
      path: input.path,
      value: textOf(input.distribution),
      says: `standing default, in ${input.unit}`,
    }));
}

/** What stands in for a firm share or a probability of performance that nobody wrote. */
export function defaultsOfDeals(book: Book, terms: readonly TermBehind[], layer: string): Default[] {
  const isAsked = layer.startsWith('firm') || layer.startsWith('expected');
  const made = new Map<string, Default>();
  for (const { term } of isAsked ? terms : []) {
    const deal = book.content.deals?.[term.deal];
    if (deal === undefined) continue;
    const isBinding = deal.status === 'signed' || deal.status === 'amended' || deal.status === 'completed';
    if (deal.firm === undefined && term.term.firm === undefined) {
      made.set(`${term.path}.firm`, {
        path: `${term.path}.firm`,
        value: isBinding ? '1' : '0',
        says: `by status: ${deal.status}`,
      });
    }
    const path = `deals.${term.deal}.performance`;
    if (layer.startsWith('expected') && deal.performance === undefined) {
      made.set(path, {
        path,
        value: String(PERFORMANCE_PRIORS[deal.status]),
        says: `probability of performance by status: ${deal.status}`,
      });
    }
  }
  return [...made.values()];
}

/** A distribution in the words of a book: one number, or its 5–95 % range, to three digits. */
function textOf(distribution: Distribution): string {
  const round = (x: number): number => Number(x.toPrecision(3));
  if (!isUncertain(distribution)) return writeQuantity(round(medianOf(distribution)));
  return writeInterval(round(quantileOf(distribution, 0.05)), round(quantileOf(distribution, 0.95)));
}

/** Every quantity of a book by its path. */
export function quantitiesOf(book: Book): Map<string, Quantity> {
  const found = new Map<string, Quantity>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isQuantity(value)) found.set(path, value);
    else for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`);
  };
  visit(book.content, '');
  return found;
}

/** A quantity as its author wrote it for the day of the book; a distribution with its range beside its name. */
export function writtenText(q: Quantity | undefined, asOf: string): string | null {
  const statement = q === undefined ? null : statementAt(q, asOf);
  if (statement === null) return null;
  return /\d/.test(statement.text) ? statement.text : `${statement.text}, ${textOf(statement.distribution)}`;
}
