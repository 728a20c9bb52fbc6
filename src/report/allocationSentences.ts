import type { LabAllocation } from '../questions/allocation/allocationSchema.ts';
import { printMoney, printNumber, printPercent } from './number.ts';

/** What the best split of a lab's compute says, in a few sentences: today, what pays, when scarcity ends. */
export function allocationSentences(lab: LabAllocation, currency: string, capacity: string): string[] {
  const money = (x: number): string => printMoney(x, currency);
  const each = `a ${capacity}-year`;
  const p = lab.scarcity_ends_within_horizon;
  return [
    `${lab.name} holds ${printNumber(lab.capacity.p50)} ${capacity} in ${lab.quarter}. One more ${capacity} would bring ${money(lab.shadow_price_today.p50)} a year; building it costs ${money(lab.long_run_cost_today.p50)} ${each}.`,
    ...gainSentence(lab, money, capacity),
    lab.scarcity_ends_year === null
      ? `In no year does compute stop being scarce for it on more than half of the paths; it comes nearest in ${lab.least_scarce_year ?? 'none'} (${printPercent(p)}).`
      : `First in ${lab.scarcity_ends_year} one more ${capacity} is worth less than it costs on most paths; scarcity is least in ${lab.least_scarce_year}, when it is so on ${printPercent(p)} of them.`,
  ];
}

function gainSentence(lab: LabAllocation, money: (x: number) => string, capacity: string): string[] {
  const resplit = `Splitting what it holds in the best way gains ${money(lab.gain_resplit_today.mean)} a year`;
  const { added_capacity: added, gain_expand_today: now, gain_expand_ahead_today: ahead } = lab;
  if (added === null || now === null || ahead === null) return [`${resplit}.`];
  return [
    `${resplit}; the ${printNumber(added.mean)} ${capacity} that its contracts bring within a year gain ${money(now.mean)} by today’s needs, and ${money(ahead.mean)} by the needs they meet.`,
  ];
}
