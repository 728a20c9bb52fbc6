import type { LossFrom, Mechanism } from './contagionSchema.ts';

/** What a model of contagion finds, by party; names and shares of the whole are added where it is told. */
export interface Outcome {
  readonly due: Float64Array;
  readonly payment: Float64Array;
  readonly netWorth: Float64Array;
  /** Equity with every claim at face value and before the shock; below zero where it is short even so. */
  readonly equityAtStart: Float64Array;
  readonly defaulted: Uint8Array;
  /** Round of failure, −1 never. */
  readonly round: Int32Array;
  readonly links: LossLinks;
  readonly least: {
    readonly payment: Float64Array;
    readonly equity: Float64Array;
    readonly defaulted: Uint8Array;
  } | null;
  readonly solutions: 'one' | 'several' | 'none';
}

interface Link {
  readonly from: number;
  readonly mechanism: Mechanism;
  readonly of: string | null;
  readonly amount: number;
  readonly round: number | null;
}

/** Losses that are listed one by one for a party; the rest is in its sums only. */
const MOST_LISTED = 20;

/** Who lost how much by whom, through what. */
export class LossLinks {
  private readonly links: Link[][];

  constructor(partyCount: number) {
    this.links = Array.from({ length: partyCount }, () => []);
  }

  add(holder: number, from: number, mechanism: Mechanism, amount: number, round: number | null, of?: string): void {
    if (amount > 0) this.links[holder]!.push({ from, mechanism, of: of ?? null, amount, round });
  }

  /** The losses of a party, the largest first, those from one party by one mechanism together. */
  listed(holder: number, ids: readonly string[]): LossFrom[] {
    return this.merged(holder)
      .slice(0, MOST_LISTED)
      .map(({ from, mechanism, of, amount, round }) => ({ from: ids[from]!, mechanism, of, amount, round }));
  }

  /** Parties from which a party has losses, the most costly first. */
  sources(holder: number, counts: (from: number) => boolean): number[] {
    const totals = new Map<number, number>();
    for (const { from, amount } of this.links[holder]!) totals.set(from, (totals.get(from) ?? 0) + amount);
    return [...totals]
      .filter(([from]) => counts(from))
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .map(([from]) => from);
  }

  sum(holder: number, counts: (from: number) => boolean): number {
    let total = 0;
    for (const { from, amount } of this.links[holder]!) if (counts(from)) total += amount;
    return total;
  }

  byRound(holder: number): { round: number; amount: number }[] {
    const rounds = new Map<number, number>();
    for (const { round, amount } of this.links[holder]!) {
      if (round !== null) rounds.set(round, (rounds.get(round) ?? 0) + amount);
    }
    return [...rounds].sort((a, b) => a[0] - b[0]).map(([round, amount]) => ({ round, amount }));
  }

  private merged(holder: number): Link[] {
    const byKey = new Map<string, Link>();
    for (const link of this.links[holder]!) {
      const key = `${link.from} ${link.mechanism} ${link.of ?? ''}`;
      const before = byKey.get(key);
      byKey.set(key, before === undefined ? link : { ...before, amount: before.amount + link.amount });
    }
    return [...byKey.values()].sort((a, b) => b.amount - a.amount || a.from - b.from);
  }
}
