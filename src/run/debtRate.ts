import type { PartyProgram } from '../plan/plan.ts';

const LOWEST_SPREAD = 0.01;
const SPREAD_A_TURN = 0.015;
const FREE_TURNS = 2;
const HIGHEST_RATE = 0.14;
/** Turns of debt counted where there are no earnings. */
const MOST_TURNS = 10;

/**
 * What new debt costs a party a year: r_f + 1 % + 1.5 % for each turn of debt over EBITDA beyond two, at most 14 %.
 *
 * Who borrows on what it holds has no turns: it pays the lowest spread.
 */
export function debtRate(party: PartyProgram, owed: number, ebitda: number, riskFree: number): number {
  const turns = party.borrowsOnValue ? FREE_TURNS : ebitda > 0 ? owed / ebitda : MOST_TURNS;
  return Math.min(HIGHEST_RATE, riskFree + LOWEST_SPREAD + SPREAD_A_TURN * Math.max(0, turns - FREE_TURNS));
}
