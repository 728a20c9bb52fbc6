import type { GainSummary, LabAllocation } from '../questions/allocation/allocationSchema.ts';
import { printMoney, printNumber, printProbability } from './number.ts';

/** What the best split of a lab's compute says, in a few sentences: today, what pays, when scarcity ends. */
export function allocationSentences(lab: LabAllocation, currency: string, capacity: string): string[] {
  const money = (x: number): string => printMoney(x, currency);
  const now = lab.regime_today;
  const [brings, cost] = [lab.shadow_price_today.p50, lab.long_run_cost_today.p50];
  return [
    `${lab.name} holds ${printNumber(lab.capacity.p50)} ${capacity} in ${lab.quarter}. One more ${capacity} would bring ${money(brings)} a year; building it costs ${money(cost)} a ${capacity}-year. So compute is scarce for it with probability ${printProbability(now.scarce_probability, now.paths)}, and scarcity would end at ${printNumber(lab.abundance_capacity_today.p50)} ${capacity}.`,
    ...gainSentences(lab, currency, capacity),
    scarcitySentence(lab, capacity),
  ];
}

function gainSentences(lab: LabAllocation, currency: string, capacity: string): string[] {
  const moved = (gain: GainSummary): string =>
    `${gain.mean < 0 ? 'loses' : 'gains'} ${printMoney(Math.abs(gain.mean), currency)}`;
  const each = currency === 'USD' ? 'dollar' : `unit of ${currency}`;
  const perDollar = ({ per_dollar: per }: GainSummary, of = ` per ${each} of its cost`): string =>
    per === null ? '' : ` (${printMoney(Math.abs(per), currency, { digits: 2 })}${of})`;
  const {
    gain_resplit_today: resplit,
    added_capacity: added,
    gain_expand_today: now,
    gain_expand_ahead_today: ahead,
  } = lab;
  const split = `Splitting what it holds in the best way ${moved(resplit)} a year${perDollar(resplit)}.`;
  if (added === null || now === null || ahead === null) return [split];
  return [
    `${split} What its contracts add within a year (${printNumber(added.mean)} ${capacity}) ${moved(now)} a year by today’s needs${perDollar(now)}, and ${moved(ahead)} by the needs of a year on${perDollar(ahead, '')}.`,
  ];
}

function scarcitySentence(lab: LabAllocation, capacity: string): string {
  const paths = lab.regime.find(({ year }) => year === lab.least_scarce_year)?.paths ?? 1;
  const most = `${lab.least_scarce_year ?? 'none'} (${printProbability(lab.scarcity_ends_within_horizon, paths)})`;
  const from = lab.scarcity_ends_year;
  if (from === null)
    return `In no year does compute stop being scarce for it on more than half of the paths; it comes nearest in ${most}.`;
  const again = lab.regime.filter(({ year, regime }) => year > from && regime === 'scarce').map(({ year }) => year);
  const returns = again.length === 0 ? '' : `; it is scarce again at the end of ${spansOf(again)}`;
  return `At the end of ${from} one more ${capacity} is worth less than it costs on most paths, most often in ${most}${returns}.`;
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
