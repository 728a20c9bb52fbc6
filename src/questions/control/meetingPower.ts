import { decisionSwings, MOST_STATES } from '../../mechanisms/control/decisionGame.ts';
import { votingPower } from '../../mechanisms/control/votingPower.ts';
import type { CapTable } from './capTable.ts';
import { type GameOptions, issuerGame, type NamedGame, powerByParty } from './deciders.ts';

/** Power of each holder in a general meeting or board: Shapley–Shubik, and the absolute Banzhaf index. */
export interface MeetingPower {
  readonly shapleyShubik: ReadonlyMap<string, number>;
  readonly swings: ReadonlyMap<string, number>;
}

/** Units of votes and of dispersed votes where holders are too many to go through. */
const UNITS = 2000;
const DISPERSED_UNIT = 10;

/** Whether all states of a game can be gone through. */
export function isCountable({ game }: NamedGame): boolean {
  return game.copies.reduce((states, copies) => states * (copies + 1), 1) <= MOST_STATES;
}

/**
 * Power in the body that decides an issuer, its holders as they stand.
 *
 * Definition: decisionGame.ts; with more than 19 holders votingPower.ts, votes rounded to 1/2000 of the whole and dispersed
 * ones in lots of ten such units.
 */
export function meetingPower(table: CapTable, issuer: string, options: Omit<GameOptions, 'depth'>): MeetingPower {
  const named = issuerGame(table, issuer, { ...options, depth: 'direct' });
  if (isCountable(named)) {
    const swings = decisionSwings(named.game);
    return { shapleyShubik: powerByParty(named), swings: new Map(named.players.map((id, i) => [id, swings[i]!])) };
  }
  return countedPower(table, issuer, options.outside === 'block');
}

function countedPower(table: CapTable, issuer: string, isBlock: boolean): MeetingPower {
  const { holders, outside } = table.get(issuer)!;
  const own = [...holders].map(([id, { votes }]) => [id, Math.round(votes * UNITS)] as const);
  const left = Math.round(outside.votes * UNITS);
  const lots = isBlock ? (left > 0 ? 1 : 0) : Math.round(left / DISPERSED_UNIT);
  const weights = [...own.map(([, w]) => w), ...new Array<number>(lots).fill(isBlock ? left : DISPERSED_UNIT)];
  const all = weights.reduce((sum, w) => sum + w, 0);
  const power = votingPower([{ quota: Math.floor(all / 2) + 1, weights }], weights.length);
  const rest = power.slice(own.length);
  const sum = (of: (p: (typeof power)[number]) => number): number => rest.reduce((total, p) => total + of(p), 0);
  return {
    shapleyShubik: new Map([
      ...own.map(([id], i): [string, number] => [id, power[i]!.shapleyShubik]),
      [issuer, sum((p) => p.shapleyShubik)],
    ]),
    swings: new Map([
      ...own.map(([id], i): [string, number] => [id, power[i]!.banzhafAbsolute]),
      ...(isBlock ? [[issuer, sum((p) => p.banzhafAbsolute)] as [string, number]] : []),
    ]),
  };
}
