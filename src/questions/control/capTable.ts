import { type Quantity, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Stake } from '../../book/schema/party.ts';
import { figureOf } from '../figure.ts';

/** What a holder has of an issuer, as fractions of all value and of all votes. */
export interface Holding {
  readonly economic: number;
  readonly votes: number;
}

/** Who holds an issuer, sits on its board and may block; what is left belongs to holders that nobody names. */
export interface IssuerTable {
  readonly holders: ReadonlyMap<string, Holding>;
  readonly outside: Holding;
  readonly board: { readonly seats: number; readonly appointed: ReadonlyMap<string, number> } | null;
  readonly vetoes: ReadonlyMap<string, readonly string[]>;
}

/** The issuers of a web by id; whoever is none of them has no owner that is known. */
export type CapTable = ReadonlyMap<string, IssuerTable>;

/** The cap tables of a book as they stood on its day, medians where a holding is uncertain. */
export function capTableOf(book: Book): CapTable {
  const issuers = Object.entries(book.content.stakes ?? {});
  return new Map(issuers.map(([id, stake]) => [id, issuerTable(book, id, stake)]));
}

function issuerTable(book: Book, issuer: string, stake: Stake): IssuerTable {
  const median = (quantity: Quantity | undefined): number | null => figureOf(quantity, book.asOf)?.value ?? null;
  const counted = classCounts(stake, median);
  const outstanding = counted?.shares ?? median(book.content.parties[issuer]?.listed?.shares);
  const holders = new Map<string, Holding>();
  for (const [id, held] of Object.entries(stake.holders)) {
    if (statementAt(held as Quantity, book.asOf) === null) continue;
    const size = median(held as Quantity) ?? 0;
    const economic = size <= 1 ? size : outstanding === null || outstanding <= 0 ? 0 : size / outstanding;
    holders.set(id, { economic, votes: economic });
  }
  for (const [id, own] of counted?.holders ?? []) {
    const written = holders.get(id);
    holders.set(id, { economic: written?.economic ?? own.economic, votes: own.votes });
  }
  const board = stake.board;
  const appointed = new Map(Object.entries(board?.appointed_by ?? {}).filter(([, seats]) => seats > 0));
  return {
    holders,
    outside: rest(holders),
    board: board === undefined || appointed.size === 0 ? null : { seats: board.seats, appointed },
    vetoes: new Map(Object.entries(stake.vetoes ?? {})),
  };
}

function rest(holders: ReadonlyMap<string, Holding>): Holding {
  let [economic, votes] = [1, 1];
  for (const own of holders.values()) {
    economic -= own.economic;
    votes -= own.votes;
  }
  return { economic: Math.max(0, economic), votes: Math.max(0, votes) };
}

/** Holdings by class, where the number of shares and votes of every class is known; null where it is not. */
function classCounts(
  stake: Stake,
  median: (quantity: Quantity | undefined) => number | null,
): { shares: number; holders: ReadonlyMap<string, Holding> } | null {
  const classes = Object.values(stake.classes ?? {}).map((c) => ({
    shares: median(c.shares),
    votes: median(c.votes) ?? 0,
    right: median(c.economic) ?? 1,
    holders: Object.entries(c.holders ?? {}).flatMap(([id, held]): [string, number][] => {
      const size = median(held as Quantity);
      return size === null ? [] : [[id, size]];
    }),
  }));
  if (classes.length === 0 || classes.some((c) => c.shares === null)) return null;
  const sum = (of: (c: (typeof classes)[number]) => number): number => classes.reduce((all, c) => all + of(c), 0);
  const [shares, votes] = [sum((c) => c.shares! * c.right), sum((c) => c.shares! * c.votes)];
  const holders = new Map<string, Holding>();
  for (const c of classes) {
    for (const [id, size] of c.holders) {
      const count = size <= 1 ? size * c.shares! : size;
      const before = holders.get(id) ?? { economic: 0, votes: 0 };
      holders.set(id, {
        economic: before.economic + (shares > 0 ? (count * c.right) / shares : 0),
        votes: before.votes + (votes > 0 ? (count * c.votes) / votes : 0),
      });
    }
  }
  return { shares, holders };
}
