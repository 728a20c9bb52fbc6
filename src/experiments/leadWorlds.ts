import { exp, log, pow } from '../base/elementary.ts';
import type { Patch, Plan } from '../plan/plan.ts';
import { type DealGains, meanOf } from '../questions/gains/dealGain.ts';
import { AS_DRAWN } from '../run/patches.ts';

/** Factors on revenue at the horizon: of the lab whose lead is asked about, and of all other labs. */
interface Shift {
  readonly own: number;
  readonly others: number;
}

/**
 * The plan in which a lab leads all labs at the horizon on a given share of paths, total revenue of the labs kept.
 *
 * Definition: growth of each year becomes (1 + g)·k^(1/T) − 1 with one k for the lab and one for all others, such that the
 * mean of all labs' revenue at the horizon stays, and the share of recorded paths on which the lab leads is the one asked for.
 * Units: a share of paths. Assumes: revenue at the horizon goes with its factor; the run tells what share comes out.
 * Verified by: askLeverage.test.ts (the share that comes out is near the one asked for).
 */
export function planWithLead(gains: DealGains, lab: string, lead: number): Plan {
  const { plan } = gains;
  const shift = shiftFor(gains, lab, lead);
  const years = plan.quarters / 4;
  const patches: Patch[] = [];
  for (const { account } of plan.labs) {
    const id = plan.accounts[account]?.id ?? '';
    const factor = pow(id === lab ? shift.own : shift.others, 1 / years);
    for (const input of plan.inputs) {
      if (!input.path.startsWith(`parties.${id}.demand.growth`)) continue;
      patches.push({ quarter: AS_DRAWN, column: input.column, operation: 'multiply', value: factor });
      patches.push({ quarter: AS_DRAWN, column: input.column, operation: 'add', value: factor - 1 });
    }
  }
  return { ...plan, patches: [...plan.patches, ...patches] };
}

function shiftFor({ plan, base }: DealGains, lab: string, lead: number): Shift {
  const own = base(`gains.revenue.${lab}`);
  const others = plan.labs
    .map(({ account }) => plan.accounts[account]?.id ?? '')
    .filter((id) => id !== lab)
    .map((id) => base(`gains.revenue.${id}`));
  const mine = meanOf(own).gain;
  const theirs = others.reduce((sum, values) => sum + meanOf(values).gain, 0);
  const shiftAt = (size: number): Shift => {
    const k = exp(size);
    const rest = theirs > 0 ? Math.max(0.02, (theirs + mine - mine * k) / theirs) : 1;
    return { own: k, others: rest };
  };
  const leadAt = (size: number): number => {
    const shift = shiftAt(size);
    let count = 0;
    for (let l = 0; l < own.length; l++)
      if (others.every((o) => (o[l] ?? 0) * shift.others <= (own[l] ?? 0) * shift.own)) count++;
    return count / own.length;
  };
  let low = -4;
  // The lab cannot have more than all revenue there is.
  let high = mine > 0 ? log((theirs + mine) / mine) : 0;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (leadAt(middle) < lead) low = middle;
    else high = middle;
  }
  return shiftAt(high);
}
