/** A class of claims on the proceeds of an exit: debt, preferred or common shares, options and warrants. */
export interface PayoutClass {
  /** Shares into which it converts, or which it is; 0 for debt. */
  readonly shares: number;
  /** Amount in all that it gets before those behind it; 0 for common shares and options. */
  readonly preference: number;
  /** Classes of a lower rank get their preference first; those of one rank share in proportion to it. */
  readonly rank: number;
  /** Whether it shares in the rest without giving up its preference. */
  readonly isParticipating: boolean;
  /** Amount in all, preference included, at which its participation stops; `Infinity` where nothing stops it. */
  readonly cap: number;
  /** Price paid for a share at exercise; 0 for what needs no exercise. */
  readonly strike: number;
}

/** What an exit brings each class. */
export interface ExitPayout {
  readonly amounts: number[];
  /** Classes that gave up their preference, or exercised, because they get more that way. */
  readonly converts: boolean[];
  /** What an ordinary share gets. */
  readonly perShare: number;
}

/**
 * What each class gets of an exit, everybody converting exactly where it gains by it.
 *
 * Definition: while the exit is below the sum of the preferences, they are paid by rank. Above it an ordinary share gets s,
 * and a share of class i gets common: s; option: max(0, s − strike); not participating: max(pᵢ, s); participating:
 * max(min(pᵢ + s, capᵢ), s), with pᵢ and capᵢ a share; s is where all of this adds up to the exit. The sum is increasing
 * and piecewise linear in s, so that it is met exactly, and no class would gain by deciding otherwise.
 * Units: money. Assumes: proceeds of exercise are netted.
 * Cost: classes squared.
 * Source: Metrick and Yasuda, Venture Capital and the Finance of Innovation (2011), chapters 13–16 (conversion order).
 * Verified by: waterfall.test.ts (published tables; all conversion decisions gone through; laws).
 */
export function classPayouts(classes: readonly PayoutClass[], exit: number): ExitPayout {
  const preferences = classes.reduce((sum, c) => sum + c.preference, 0);
  const none = classes.map(() => false);
  if (exit <= preferences) return { amounts: byRank(classes, exit), converts: none, perShare: 0 };
  const perShare = levelAt(classes, exit);
  return {
    amounts: classes.map((c) => amountAt(c, perShare)),
    converts: classes.map((c) => isConverted(c, perShare)),
    perShare,
  };
}

/**
 * The exits at which the slope of some class's payout changes, ascending: preferences met, options exercised, caps reached, conversions.
 *
 * Units: money. Verified by: waterfall.test.ts (payouts are linear between them).
 */
export function exitBreakPoints(classes: readonly PayoutClass[]): number[] {
  const points: number[] = [];
  let paid = 0;
  for (const rank of ranksOf(classes)) {
    for (const c of classes) if (c.rank === rank) paid += c.preference;
    points.push(paid);
  }
  for (const s of levelsOf(classes)) points.push(sumAt(classes, s));
  return [...new Set(points)].filter((x) => x > 0 && x < Infinity).sort((a, b) => a - b);
}

function ranksOf(classes: readonly PayoutClass[]): number[] {
  return [...new Set(classes.filter((c) => c.preference > 0).map((c) => c.rank))].sort((a, b) => a - b);
}

function byRank(classes: readonly PayoutClass[], exit: number): number[] {
  const amounts = classes.map(() => 0);
  let left = Math.max(0, exit);
  for (const rank of ranksOf(classes)) {
    const due = classes.reduce((sum, c) => (c.rank === rank ? sum + c.preference : sum), 0);
    const part = Math.min(1, left / due);
    for (const [i, c] of classes.entries()) if (c.rank === rank) amounts[i] = part * c.preference;
    left -= part * due;
  }
  return amounts;
}

/** What a class gets when an ordinary share gets s. */
function amountAt(c: PayoutClass, s: number): number {
  const ordinary = c.shares * Math.max(0, s - c.strike);
  if (c.preference === 0) return ordinary;
  const kept = c.isParticipating ? Math.min(c.preference + c.shares * s, Math.max(c.cap, c.preference)) : c.preference;
  return Math.max(kept, ordinary);
}

function isConverted(c: PayoutClass, s: number): boolean {
  if (c.strike > 0) return s > c.strike;
  if (c.preference === 0 || c.shares === 0) return false;
  const worth = c.isParticipating ? Math.max(c.cap, c.preference) : c.preference;
  return c.shares * s > worth;
}

function sumAt(classes: readonly PayoutClass[], s: number): number {
  let sum = 0;
  for (const c of classes) sum += amountAt(c, s);
  return sum;
}

/** Values of an ordinary share at which some class changes its slope. */
function levelsOf(classes: readonly PayoutClass[]): number[] {
  const levels: number[] = [];
  for (const c of classes) {
    if (c.shares === 0) continue;
    if (c.strike > 0) levels.push(c.strike);
    if (c.preference === 0) continue;
    const cap = Math.max(c.cap, c.preference);
    if (!c.isParticipating) levels.push(c.preference / c.shares + c.strike);
    else if (cap < Infinity) levels.push((cap - c.preference) / c.shares, cap / c.shares + c.strike);
  }
  return [...new Set(levels)].sort((a, b) => a - b);
}

/** The value of an ordinary share at which all payouts add up to the exit; beyond the last change of slope it is linear. */
function levelAt(classes: readonly PayoutClass[], exit: number): number {
  let low = 0;
  let sumLow = sumAt(classes, 0);
  for (const high of levelsOf(classes)) {
    const sumHigh = sumAt(classes, high);
    if (sumHigh >= exit) return sumHigh === sumLow ? low : low + ((high - low) * (exit - sumLow)) / (sumHigh - sumLow);
    low = high;
    sumLow = sumHigh;
  }
  const slope = sumAt(classes, low + 1) - sumLow;
  return slope <= 0 ? low : low + (exit - sumLow) / slope;
}
