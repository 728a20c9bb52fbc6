import { medianOf } from '../../base/distribution.ts';
import { printShare } from '../../base/printShare.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { ClaimChange, ClaimsResult, ToldClaim } from './claimsSchema.ts';

/** The claims of a book on one of its days. */
export interface ClaimsOfDay {
  readonly book: Book;
  readonly result: ClaimsResult;
}

/** A move of a share under which it is not told where the verdict stays. */
const LEAST_MOVE = 0.1;
/** A move of a median under which it counts as rounding. */
const ROUNDING = 1e-9;

/**
 * What changed of each claim between two days of a book: verdict, share, figure; and what moved of what it hangs on.
 *
 * Definition: of its drivers and flips on either day those whose median differs; of the deals whose parties its measures name,
 * those that are new, gone, or of another status. What moved is told beside the verdict; it is not proved to be the cause.
 */
export function compareClaims(before: ClaimsOfDay, after: ClaimsOfDay): ClaimsResult['compared'] {
  const medians = [before.book, after.book].map(mediansOf) as [Medians, Medians];
  return {
    as_of: before.book.asOf,
    claims: after.result.claims.map((claim) => {
      const earlier = before.result.claims.find(({ id }) => id === claim.id) ?? null;
      return changeOf(claim, earlier, before.book, after.book, medians);
    }),
  };
}

type Medians = ReadonlyMap<string, { readonly unit: string; readonly median: number }>;

function mediansOf(book: Book): Medians {
  const found = new Map<string, { unit: string; median: number }>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const quantity = value as Quantity;
    if (quantity.is === 'quantity') {
      const statement = statementAt(quantity, book.asOf);
      if (statement !== null)
        found.set(quantity.path, { unit: quantity.unit, median: medianOf(statement.distribution) });
      return;
    }
    for (const child of Object.values(value)) walk(child);
  };
  walk(book.content);
  return found;
}

function changeOf(
  claim: ToldClaim,
  earlier: ToldClaim | null,
  was: Book,
  is: Book,
  [before, after]: readonly [Medians, Medians],
): ClaimChange {
  const told = (of: ToldClaim | null) => ({
    verdict: of?.verdict ?? null,
    probability: of?.probability ?? null,
    figure: of?.figure ?? null,
  });
  const paths = [claim, earlier].flatMap((of) =>
    of === null
      ? []
      : [
          ...of.drivers.flatMap(({ input, is_beyond_chance: moves }) => (moves ? [input] : [])),
          ...of.flips.map(({ input }) => input),
        ],
  );
  const inputs = [...new Set(paths)].flatMap((path) => {
    const [a, b] = [before.get(path), after.get(path)];
    if (a === undefined && b === undefined) return [];
    const [x, y] = [a?.median ?? null, b?.median ?? null];
    if (x !== null && y !== null && Math.abs(x - y) <= ROUNDING * Math.max(Math.abs(x), Math.abs(y))) return [];
    return [{ path, unit: (b ?? a)?.unit ?? '', before: x, after: y }];
  });
  const hasChanged = claim.verdict !== (earlier?.verdict ?? null);
  const deals = dealsMoved([claim, ...(earlier === null ? [] : [earlier])], was, is);
  return {
    id: claim.id,
    before: told(earlier),
    after: told(claim),
    has_changed: hasChanged,
    has_moved: hasMoved(earlier, claim),
    inputs,
    deals,
    sentence: changeSentence(earlier, claim, was.asOf),
  };
}

/**
 * Deals that the measures name, or to which a party belongs that they name, whose status is another, or that are new: those
 * named first, then the new ones. Where the measures name nobody, any deal may matter.
 */
function dealsMoved(told: readonly ToldClaim[], was: Book, is: Book): ClaimChange['deals'] {
  const words = told.flatMap(({ measures }) => measures.flatMap(({ path }) => path.split(/[.]|_less_/)));
  const isKnown = (id: string): boolean =>
    [was, is].some(({ content }) => content.parties[id] !== undefined || content.deals?.[id] !== undefined);
  const named = new Set(words.filter(isKnown));
  const ids = [...new Set([...Object.keys(was.content.deals ?? {}), ...Object.keys(is.content.deals ?? {})])];
  const moved = ids.flatMap((id) => {
    const [a, b] = [was.content.deals?.[id], is.content.deals?.[id]];
    const concerns = named.size === 0 || named.has(id) || (a ?? b)?.between.some((party) => named.has(party)) === true;
    const [before, after] = [a?.status ?? null, b?.status ?? null];
    return concerns && before !== after ? [{ deal: id, before, after }] : [];
  });
  const rank = ({ deal, before }: (typeof moved)[number]): number => (named.has(deal) ? 0 : before === null ? 1 : 2);
  return [0, 1, 2].flatMap((r) => moved.filter((one) => rank(one) === r));
}

/** Whether the shares of two days lie farther apart than their intervals, by a tenth of all worlds at least. */
function hasMoved(earlier: ToldClaim | null, claim: ToldClaim): boolean {
  const [a, b] = [earlier?.probability ?? null, claim.probability];
  const [before, after] = [earlier?.probability_interval ?? null, claim.probability_interval];
  if (a === null || b === null || before === null || after === null) return false;
  return Math.abs(b - a) >= LEAST_MOVE && (before[1] < after[0] || after[1] < before[0]);
}

function changeSentence(earlier: ToldClaim | null, claim: ToldClaim, day: string): string {
  const words = (of: ToldClaim | null): string =>
    of === null || of.verdict === null || of.probability === null
      ? 'could not be told'
      : `${of.verdict} (${printShare(of.probability)})`;
  if (claim.verdict === earlier?.verdict && hasMoved(earlier, claim))
    return `The verdict is that of ${day}, but the share moved: then ${words(earlier)}, now ${words(claim)}.`;
  return claim.verdict === (earlier?.verdict ?? null)
    ? `As on ${day}: ${words(earlier)}, now ${words(claim)}.`
    : `Changed since ${day}: then ${words(earlier)}, now ${words(claim)}.`;
}
