import type { CapTable } from './capTable.ts';
import { isDecided, needsGame, powerByParty } from './deciders.ts';
import { ultimateControl } from './issuerPowers.ts';
import { isCountable } from './meetingPower.ts';

/** Who has how much of the say over one deal, by which of its persons are taken as replaced. */
export interface DealPower {
  /** Persons whose own consent the deal needs, or who sit on a board that decides it. */
  readonly persons: readonly string[];
  /** By set of replaced persons, a bit a person in their order: power of each decider; sums to 1 unless nobody is needed. */
  readonly byReplaced: readonly ReadonlyMap<string, number>[];
  /** The same by person whose own consent is not needed, while it keeps its seats. */
  readonly dropped: ReadonlyMap<string, readonly ReadonlyMap<string, number>[]>;
}

/** Chances below which somebody is not reckoned among those who decide a company. */
const LEAST_CHANCE = 1e-12;

/**
 * The say over a deal: the Shapley–Shubik index of the game in which each of its needs must be met.
 *
 * Definition: v(S) = 1 if S meets every need. A company that a board or named holders decide entirely is replaced by that game. One
 * with dispersed holders is decided by one of its deciders, drawn by its own index, so that a company's weight beside the
 * others of the deal does not hang on how many of its holders the book names. Where a person is replaced, its need is met by
 * anybody and its seats on boards belong to the other directors; its votes stay its own.
 * Assumes: the draws of different companies are independent.
 * Source: Shapley (1962), Simple games (composition); Owen (1972), Multilinear extensions of games.
 * Verified by: control.test.ts (all orders; linearity; by hand). Null where there are too many deciders to go through.
 */
export function dealPower(
  table: CapTable,
  needs: readonly (readonly string[])[],
  isPerson: (id: string) => boolean,
): DealPower | null {
  const whole = powerOver(table, needs);
  if (whole === null) return null;
  const sits = (id: string): boolean => [...table.values()].some(({ board }) => board?.appointed.has(id) === true);
  const asked = [...new Set(needs.flat().filter(isPerson))];
  const seated = [...whole.keys()].filter((id) => isPerson(id) && sits(id) && !asked.includes(id));
  const persons = [...asked, ...seated];
  if (persons.length > MOST_PERSONS) return null;
  const byReplaced = powersByReplaced(table, needs, persons);
  const dropped = new Map<string, ReadonlyMap<string, number>[]>();
  for (const person of asked) {
    const powers = powersByReplaced(
      table,
      needs.filter((need) => !need.includes(person)),
      persons,
    );
    if (powers === null) return null;
    dropped.set(person, powers);
  }
  return byReplaced === null ? null : { persons, byReplaced, dropped };
}

/** Persons beyond which not all sets of replaced ones are gone through. */
const MOST_PERSONS = 8;

function powersByReplaced(
  table: CapTable,
  needs: readonly (readonly string[])[],
  persons: readonly string[],
): ReadonlyMap<string, number>[] | null {
  const powers: ReadonlyMap<string, number>[] = [];
  for (let set = 0; set < 1 << persons.length; set++) {
    const replaced = persons.filter((_, k) => ((set >> k) & 1) === 1);
    const power = powerOver(
      withoutSeats(table, replaced),
      needs.filter((need) => !need.some((id) => replaced.includes(id))),
    );
    if (power === null) return null;
    powers.push(power);
  }
  return powers;
}

/** The cap tables with the board seats of some persons given to the other directors. */
function withoutSeats(table: CapTable, replaced: readonly string[]): CapTable {
  if (replaced.length === 0) return table;
  return new Map(
    [...table].map(([id, issuer]) => {
      const { board } = issuer;
      if (board === null || !replaced.some((person) => board.appointed.has(person))) return [id, issuer];
      const appointed = new Map([...board.appointed].filter(([holder]) => !replaced.includes(holder)));
      return [id, { ...issuer, board: { seats: board.seats, appointed } }];
    }),
  );
}

function powerOver(table: CapTable, needs: readonly (readonly string[])[]): ReadonlyMap<string, number> | null {
  if (needs.length === 0) return new Map();
  const drawn = [...new Set(needs.flat())].flatMap((id): [string, [string, number][]][] => {
    if (!isDecided(table, id) || !hasDispersed(table, id)) return [];
    const deciders = [...(ultimateControl(table, id) ?? [])].filter(([, chance]) => chance > LEAST_CHANCE);
    return [[id, deciders.length === 0 ? [[id, 1]] : deciders]];
  });
  if (drawn.reduce((all, [, deciders]) => all * deciders.length, 1) > 4096) return null;
  const power = new Map<string, number>();
  const draw = (company: number, chosen: ReadonlyMap<string, string>, chance: number): boolean => {
    const next = drawn[company];
    if (next !== undefined) {
      const [id, deciders] = next;
      return deciders.every(([decider, own]) => draw(company + 1, new Map([...chosen, [id, decider]]), chance * own));
    }
    const named = needsGame(table, needs, chosen);
    if (!isCountable(named)) return false;
    for (const [id, own] of powerByParty(named)) power.set(id, (power.get(id) ?? 0) + chance * own);
    return true;
  };
  return draw(0, new Map(), 1) ? power : null;
}

/** Whether dispersed holders have a say in a company, directly or through those who decide it. */
function hasDispersed(table: CapTable, id: string, above: ReadonlySet<string> = new Set()): boolean {
  const issuer = table.get(id);
  if (issuer === undefined || !isDecided(table, id) || above.has(id)) return false;
  const seen = new Set([...above, id]);
  const deciders = issuer.board === null ? issuer.holders.keys() : issuer.board.appointed.keys();
  const meets = issuer.board === null || freeSeatsOf(issuer.board) > 0;
  if (meets && issuer.holders.size > 0 && issuer.outside.votes > 0) {
    // A holder with more than half of the votes decides alone.
    const ruler = [...issuer.holders].find(([, { votes }]) => votes > 0.5);
    return ruler === undefined ? true : hasDispersed(table, ruler[0], seen);
  }
  return [...deciders].some((other) => hasDispersed(table, other, seen));
}

function freeSeatsOf({ seats, appointed }: { seats: number; appointed: ReadonlyMap<string, number> }): number {
  return seats - [...appointed.values()].reduce((sum, n) => sum + n, 0);
}

/** Power over a deal where each person is replaced with its own chance, independently of the others. */
export function mixedPower(
  { persons }: DealPower,
  byReplaced: readonly ReadonlyMap<string, number>[],
  replaceable: (person: string) => number,
): Map<string, number> {
  const mixed = new Map<string, number>();
  byReplaced.forEach((power, replaced) => {
    const chance = persons.reduce((all, person, k) => {
      const own = replaceable(person);
      return all * (((replaced >> k) & 1) === 1 ? own : 1 - own);
    }, 1);
    if (chance === 0) return;
    for (const [id, part] of power) mixed.set(id, (mixed.get(id) ?? 0) + chance * part);
  });
  return mixed;
}
