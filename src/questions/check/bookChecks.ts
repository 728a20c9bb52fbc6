import { isQuantity, type Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Check } from '../../book/schema/book.ts';
import { type Finding, restsOn } from '../answer.ts';
import { figureOf } from '../figure.ts';
import type { ShowResult } from '../show/show.ts';

/** How one of the book's own checks came out. */
export interface CheckResult {
  readonly says: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or could not be tested; null otherwise. */
  readonly reason: string | null;
  readonly figure: string;
  readonly per: string | null;
  readonly value: number | null;
  readonly at_least: number | null;
  readonly at_most: number | null;
}

/** What `check` found in a book that can be read. */
export interface ChecksResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

/**
 * The checks that a book carries of its own, tested on the answer of `show` and on the book itself.
 *
 * Definition: value = figure, divided by `per` where it is given; it passes if at_least ≤ value ≤ at_most; `equals`
 * allows `within` (1 % where left out) on either side. `as_of` and `until` say on which days it is tested.
 * Units: those of the figure.
 * Verified by: bookChecks.test.ts.
 */
export function bookChecks(book: Book, shown: ShowResult): Finding<ChecksResult> {
  const entries = Object.entries(book.content.checks ?? {});
  const checks = Object.fromEntries(entries.map(([id, check]) => [id, resultOf(book, shown, check)]));
  const count = (status: CheckResult['status']): number =>
    Object.values(checks).filter((c) => c.status === status).length;
  return {
    question: 'check',
    result: { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), checks },
    units: { '/checks/*/value': 'as the figure, divided by `per`' },
    method: { docs: 'docs/models/check.md', references: [] },
    limits: ['A check holds the medians of uncertain figures against its bounds.'],
    restsOn: entries.map(([id]) => restsOn(book, `checks.${id}`, null)),
    warnings: [],
  };
}

function resultOf(book: Book, shown: ShowResult, check: Check): CheckResult {
  const bounds = boundsOf(check, book.asOf);
  const common = { says: check.says, figure: check.figure, per: check.per ?? null, ...bounds };
  const skipped = reasonToSkip(check, book.asOf);
  if (skipped !== null) return { ...common, status: 'skipped', reason: skipped, value: null };
  const figure = valueAt(book, shown, check.figure);
  const per = check.per === undefined ? 1 : valueAt(book, shown, check.per);
  if (figure === null || per === null) {
    const missing = figure === null ? check.figure : check.per;
    return { ...common, status: 'failed', reason: `there is no figure ${missing} on ${book.asOf}`, value: null };
  }
  if (per === 0) return { ...common, status: 'failed', reason: `${check.per} is 0`, value: null };
  const value = figure / per;
  const slack = 1e-12 * Math.max(Math.abs(value), 1e-300);
  const isAbove = bounds.at_least === null || value >= bounds.at_least - slack;
  const isBelow = bounds.at_most === null || value <= bounds.at_most + slack;
  return { ...common, status: isAbove && isBelow ? 'passed' : 'failed', reason: null, value };
}

function reasonToSkip(check: Check, asOf: string): string | null {
  if (check.as_of !== undefined && asOf < check.as_of) return `tested from ${check.as_of} on`;
  if (check.until !== undefined && asOf >= check.until) return `tested before ${check.until}`;
  return null;
}

function boundsOf(check: Check, asOf: string): { at_least: number | null; at_most: number | null } {
  const of = (q: Quantity | undefined): number | null => figureOf(q, asOf)?.value ?? null;
  const equals = of(check.equals);
  const least = of(check.at_least);
  const most = of(check.at_most);
  if (equals === null) return { at_least: least, at_most: most };
  const within = Math.abs(equals) * (of(check.within) ?? 0.01);
  return {
    at_least: Math.max(equals - within, least ?? Number.NEGATIVE_INFINITY),
    at_most: Math.min(equals + within, most ?? Number.POSITIVE_INFINITY),
  };
}

/** A figure by its path: in the answer of `show` (years by their number), else in the book at its median. */
function valueAt(book: Book, shown: ShowResult, path: string): number | null {
  const keys = path.split('.');
  const found = follow(shown, keys) ?? follow(book.content, keys);
  if (typeof found === 'number') return found;
  return isQuantity(found) ? (figureOf(found, book.asOf)?.value ?? null) : null;
}

function follow(root: unknown, keys: readonly string[]): unknown {
  let at = root;
  for (const key of keys) {
    if (Array.isArray(at)) at = at.find((item) => String((item as { year?: number }).year) === key);
    else if (typeof at === 'object' && at !== null && Object.hasOwn(at, key)) at = (at as Record<string, unknown>)[key];
    else return undefined;
  }
  return at;
}
