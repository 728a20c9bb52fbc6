import { type LossFrom, MECHANISMS, type Mechanism } from './contagionSchema.ts';

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
  readonly round: number;
}

/** Losses that are listed one by one for a party; the rest is in its sums only. */
const MOST_LISTED = 20;
/** Stands for a loss that belongs to no round. */
const NO_ROUND = -1;

/** Who lost how much by whom, through what; as columns, since a large web has millions of losses. */
export class LossLinks {
  private readonly count: number;
  private holder = new Int32Array(64);
  private from = new Int32Array(64);
  private mechanism = new Uint8Array(64);
  private round = new Int32Array(64);
  private amount = new Float64Array(64);
  private readonly of = new Map<number, string>();
  private size = 0;
  /** Links by holder: those of party i are order[start[i]] … order[start[i + 1] − 1]. */
  private start: Int32Array | null = null;
  private order = new Int32Array(0);

  constructor(partyCount: number) {
    this.count = partyCount;
  }

  add(holder: number, from: number, mechanism: Mechanism, amount: number, round: number | null, of?: string): void {
    if (!(amount > 0)) return;
    if (this.size === this.holder.length) this.grow();
    const at = this.size++;
    this.holder[at] = holder;
    this.from[at] = from;
    this.mechanism[at] = MECHANISMS.indexOf(mechanism);
    this.round[at] = round ?? NO_ROUND;
    this.amount[at] = amount;
    if (of !== undefined) this.of.set(at, of);
    this.start = null;
  }

  /** The losses of a party, the largest first, those from one party by one mechanism together. */
  listed(holder: number, ids: readonly string[]): LossFrom[] {
    const byKey = new Map<string, Link>();
    for (const link of this.linksOf(holder)) {
      const key = `${link.from} ${link.mechanism} ${link.of ?? ''}`;
      const before = byKey.get(key);
      byKey.set(key, before === undefined ? link : { ...before, amount: before.amount + link.amount });
    }
    return [...byKey.values()]
      .sort((a, b) => b.amount - a.amount || a.from - b.from)
      .slice(0, MOST_LISTED)
      .map(({ from, mechanism, of, amount, round }) => ({
        from: ids[from]!,
        mechanism,
        of,
        amount,
        round: round === NO_ROUND ? null : round,
      }));
  }

  /** Parties from which a party has losses, the most costly first. */
  sources(holder: number, counts: (from: number) => boolean): number[] {
    const totals = new Map<number, number>();
    for (const { from, amount } of this.linksOf(holder)) {
      if (counts(from)) totals.set(from, (totals.get(from) ?? 0) + amount);
    }
    return [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([from]) => from);
  }

  sum(holder: number, counts: (from: number) => boolean): number {
    let total = 0;
    for (const { from, amount } of this.linksOf(holder)) if (counts(from)) total += amount;
    return total;
  }

  byRound(holder: number): { round: number; amount: number }[] {
    const rounds = new Map<number, number>();
    for (const { round, amount } of this.linksOf(holder)) {
      if (round !== NO_ROUND) rounds.set(round, (rounds.get(round) ?? 0) + amount);
    }
    return [...rounds].sort((a, b) => a[0] - b[0]).map(([round, amount]) => ({ round, amount }));
  }

  private linksOf(holder: number): Link[] {
    const start = this.start ?? this.sort();
    const links: Link[] = [];
    for (let k = start[holder]!; k < start[holder + 1]!; k++) {
      const at = this.order[k]!;
      links.push({
        from: this.from[at]!,
        mechanism: MECHANISMS[this.mechanism[at]!]!,
        of: this.of.get(at) ?? null,
        amount: this.amount[at]!,
        round: this.round[at]!,
      });
    }
    return links;
  }

  private sort(): Int32Array {
    const start = new Int32Array(this.count + 1);
    for (let at = 0; at < this.size; at++) start[this.holder[at]! + 1]!++;
    for (let i = 0; i < this.count; i++) start[i + 1] = start[i + 1]! + start[i]!;
    const next = start.slice(0, this.count);
    this.order = new Int32Array(this.size);
    for (let at = 0; at < this.size; at++) this.order[next[this.holder[at]!]!++] = at;
    this.start = start;
    return start;
  }

  private grow(): void {
    const length = 2 * this.size;
    const wider = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(length);
      grown.set(column);
      return grown;
    };
    this.holder = wider(this.holder);
    this.from = wider(this.from);
    this.round = wider(this.round);
    const mechanism = new Uint8Array(length);
    mechanism.set(this.mechanism);
    this.mechanism = mechanism;
    const amount = new Float64Array(length);
    amount.set(this.amount);
    this.amount = amount;
  }
}
