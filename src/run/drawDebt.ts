import type { PartyProgram, Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { debtRate } from './debtRate.ts';

/** Draws up to the room that is left, at a rate that rises with leverage, and averages it into the rate of what stands; gives what was drawn. */
export function drawDebt(
  plan: Plan,
  block: Block,
  party: PartyProgram,
  l: number,
  wanted: number,
  room: number,
  owed: number,
): number {
  const { data, width } = block;
  const c = party.columns;
  const drawn = Math.min(wanted, room);
  if (drawn <= 0) return 0;
  const riskFree = data[plan.market.columns.riskFree * width + l];
  const rate = debtRate(party, owed + drawn, data[c.ebitda * width + l], riskFree);
  const debt = data[c.debt * width + l];
  data[c.debtRate * width + l] = (data[c.debtRate * width + l] * debt + rate * drawn) / (debt + drawn);
  data[c.debt * width + l] = debt + drawn;
  if (c.securedDebt >= 0) data[c.securedDebt * width + l] += drawn;
  return drawn;
}
