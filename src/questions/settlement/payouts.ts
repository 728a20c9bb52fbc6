import type { Settlement, Waterfall } from '../../book/schema/settlement.ts';
import { classPayouts, exitBreakPoints, type PayoutClass } from '../../mechanisms/waterfall/classWaterfall.ts';
import { type PayoutTier, tierPayouts } from '../../mechanisms/waterfall/tierWaterfall.ts';
import type { Reader } from './drawInputs.ts';

/** A waterfall in numbers: who is in it, what an exit brings each, and where its slope changes. */
export interface PayoutRule {
  readonly names: readonly string[];
  readonly pay: (exit: number) => readonly number[];
  readonly breakPoints: readonly number[];
}

/** A written waterfall as a rule. */
export function payoutRule(waterfall: Waterfall, read: Reader): PayoutRule {
  if (waterfall.classes !== undefined) {
    const classes = Object.values(waterfall.classes).map((c): PayoutClass => {
      const invested = read(c.invested, 0);
      const debt = read(c.debt, 0);
      const isDebt = c.debt !== undefined;
      return {
        shares: isDebt || c.converts === false ? 0 : read(c.shares, 0),
        preference: isDebt ? debt : invested * read(c.preference, 1),
        rank: c.rank ?? (isDebt ? 0 : 1),
        isParticipating: c.participating === true,
        cap: c.cap === undefined ? Infinity : invested * read(c.cap, 0),
        strike: read(c.strike, 0),
      };
    });
    return {
      names: Object.keys(waterfall.classes),
      pay: (exit) => classPayouts(classes, exit).amounts,
      breakPoints: exitBreakPoints(classes),
    };
  }
  return tierRule(waterfall.tiers ?? [], read);
}

/** Entries with the same end are one tier; it pays from where the one before was full. */
function tierRule(entries: NonNullable<Waterfall['tiers']>, read: Reader): PayoutRule {
  const names = [...new Set(entries.map((e) => e.to))];
  const tiers: { shares: number[]; end: number }[] = [];
  for (const entry of entries) {
    const end = entry.until === undefined ? Infinity : read(entry.until, Infinity);
    let tier = tiers.at(-1);
    if (tier === undefined || tier.end !== end) {
      tier = { shares: names.map(() => 0), end };
      tiers.push(tier);
    }
    const at = names.indexOf(entry.to);
    tier.shares[at] = tier.shares[at]! + read(entry.share, 1);
  }
  let paid = 0;
  const sized = tiers.map(({ shares, end }): PayoutTier => {
    const size = Math.max(0, end - paid);
    paid = Math.max(paid, end);
    return { shares, size };
  });
  return {
    names,
    pay: (exit) => tierPayouts(sized, names.length, exit).amounts,
    breakPoints: tiers.map((t) => t.end).filter((end) => end < Infinity),
  };
}

/** Every holder its share of every exit. */
function shareRule(names: readonly string[], shares: readonly number[]): PayoutRule {
  return { names, pay: (exit) => shares.map((s) => s * exit), breakPoints: [] };
}

/** One exit: what each class gets after the settlement, and what it would have got before. */
export interface ExitRow {
  readonly exit: number;
  readonly by_class: Readonly<Record<string, number>>;
  readonly before: Readonly<Record<string, number>> | null;
}

/** Payouts at the exits asked for, or from nothing to three times the value with every break-point between. */
export function exitCurve(settlement: Settlement, read: Reader, exits: readonly number[] | null): ExitRow[] {
  const ids = Object.keys(settlement.sides);
  const sides = Object.values(settlement.sides);
  const written = settlement.waterfall;
  const after =
    written?.after === undefined
      ? shareRule(
          ids,
          sides.map((s) => read(s.signed, 0)),
        )
      : payoutRule(written.after, read);
  const before =
    written?.before !== undefined
      ? payoutRule(written.before, read)
      : sides.some((s) => s.before !== undefined)
        ? shareRule(
            ids,
            sides.map((s) => read(s.before, 0)),
          )
        : null;
  const value = read(settlement.value, 0);
  const grid = exits ?? [0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3].map((k) => k * value);
  const points = exits ?? [...grid, ...after.breakPoints, ...(before?.breakPoints ?? [])].filter((x) => x <= 3 * value);
  return [...new Set(points)]
    .sort((a, b) => a - b)
    .map((exit) => ({ exit, by_class: named(after, exit), before: before === null ? null : named(before, exit) }));
}

/** What a rule pays of one exit, by name. */
export function named(rule: PayoutRule, exit: number): Record<string, number> {
  const paid = rule.pay(exit);
  return Object.fromEntries(rule.names.map((name, i) => [name, paid[i]!]));
}
