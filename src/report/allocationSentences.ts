import type { GainSummary, LabAllocation } from '../questions/allocation/allocationSchema.ts';
import { printMoney, printNumber, printProbability } from './number.ts';

/** What the best split of a lab's compute says, in a few sentences: today, what pays, when scarcity ends. */
export function allocationSentences(lab: LabAllocation, currency: string, capacity: string): string[] {
  const today = lab.spot.mean > lab.capacity.mean ? spotSentence : heldSentence;
  return [today(lab, currency, capacity), ...gainSentences(lab, currency, capacity), scarcitySentence(lab, capacity)];
}

function heldSentence(lab: LabAllocation, currency: string, capacity: string): string {
  const now = lab.regime_today;
  const [worth, cost] = [lab.shadow_price_today.p50, lab.long_run_cost_today.p50];
  const enough = `scarcity ends at ${printNumber(lab.abundance_capacity_today.p50)} ${capacity}`;
  return `${lab.name} holds ${printNumber(lab.capacity.p50)} ${capacity} in ${lab.quarter}. At the margin a ${capacity}-year is worth ${printMoney(worth, currency)} to it; building costs ${printMoney(cost, currency)}. Compute is scarce for it ${chanceWords(now.scarce_probability, now.paths)}, and ${enough}.`;
}

/** Of a lab that buys most of its compute on the spot: there the price is what a unit is worth, whatever little it holds. */
function spotSentence(lab: LabAllocation, currency: string, capacity: string): string {
  const money = (x: number): string => `${printMoney(x, currency)} per ${capacity}-year`;
  return `${lab.name} holds ${printNumber(lab.capacity.p50)} ${capacity} in ${lab.quarter} and buys ${printNumber(lab.spot.p50)} ${capacity} on the spot, at ${money(lab.price_today.p50)}; building it costs ${money(lab.long_run_cost_today.p50)}. While it can buy, that price is what capacity is worth to it. All below is about what it holds alone: could it not buy, compute would be scarce for it ${chanceWords(lab.regime_today.scarce_probability, lab.regime_today.paths)}.`;
}

/** A share of paths in words; where it is all of few, no figure is made of that. */
function chanceWords(probability: number, paths: number): string {
  if (probability >= 1) return `on all ${paths} paths`;
  if (probability <= 0) return `on none of ${paths} paths`;
  return `with probability ${printProbability(probability, paths)}`;
}

/** A share of paths in a cell of a table: `all` and `none` where it is one or nothing. */
export function shareOfPaths(probability: number, paths: number): string {
  if (probability >= 1) return 'all';
  return probability <= 0 ? 'none' : printProbability(probability, paths);
}

function gainSentences(lab: LabAllocation, currency: string, capacity: string): string[] {
  const moved = (gain: GainSummary): string =>
    `${gain.mean < 0 ? 'loses' : 'gains'} ${printMoney(Math.abs(gain.mean), currency)}`;
  const against = ({ mean }: GainSummary): string =>
    `${printMoney(Math.abs(mean), currency)} ${mean < 0 ? 'less' : 'more'}`;
  const each = currency === 'USD' ? 'dollar' : `unit of ${currency}`;
  const perDollar = ({ per_dollar: per }: GainSummary, of = ` per ${each} of its cost`): string =>
    per === null ? '' : ` (${printMoney(Math.abs(per), currency, { digits: 2 })}${of})`;
  const {
    gain_resplit_today: resplit,
    added_capacity: added,
    gain_expand_today: now,
    gain_expand_ahead_today: ahead,
  } = lab;
  const inAll = ({ mean, cost }: GainSummary): string => printMoney(mean + cost, currency);
  const split = `Splitting what it holds in the best way ${moved(resplit)} a year${perDollar(resplit)}.`;
  if (added === null || now === null || ahead === null) return [split];
  return [
    `${split} What its contracts add within a year (${printNumber(added.mean)} ${capacity}) brings ${inAll(now)} a year in all by today’s needs, ${against(now)} than it costs${perDollar(now, ` per ${each} of that`)}, and ${inAll(ahead)} by the needs of a year on, ${against(ahead)}${perDollar(ahead, '')}.`,
  ];
}

function scarcitySentence(lab: LabAllocation, capacity: string): string {
  const paths = lab.regime.find(({ year }) => year === lab.least_scarce_year)?.paths ?? 1;
  const most = `${lab.least_scarce_year ?? 'none'} (${chanceWords(lab.scarcity_ends_within_horizon, paths)})`;
  const from = lab.scarcity_ends_year;
  if (from === null)
    return `In no year does compute stop being scarce for it on more than half of the paths; it comes nearest in ${most}.`;
  const again = lab.regime.filter(({ year, regime }) => year > from && regime === 'scarce').map(({ year }) => year);
  const returns = again.length === 0 ? '' : `; it is scarce again at the end of ${spansOf(again)}`;
  return `At the end of ${from} a ${capacity} is worth less at the margin than it costs on most paths, most often in ${most}${returns}.`;
}

/** Years as spans: 2027, 2030 to 2033. */
function spansOf(years: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const year of years) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === year - 1) last[1] = year;
    else spans.push([year, year]);
  }
  return spans.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`)).join(', ');
}
