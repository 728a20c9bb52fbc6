import { describe, expect, it } from 'vitest';
import { gamePower } from './plainControl.ts';
import { gameOf, parseGame } from './votingGame.ts';

describe('a voting game as it is written', () => {
  it('reads quota and weights, whole or not', () => {
    expect(parseGame('[39; 7x5, 1x10]')).toMatchObject({ rules: [{ quota: 39 }] });
    expect(parseGame(' [50.5; 26, 27.5x2] ')).toMatchObject({ rules: [{ quota: 505, weights: [260, 275, 275] }] });
    for (const wrong of [
      '',
      '39; 7',
      '[39]',
      '[0; 1]',
      '[3; 1, x]',
      '[3; 1x0]',
      '[3; 1x2x3]',
      '[3; -1]',
      '[3; 1x5000]',
    ])
      expect(typeof parseGame(wrong), wrong).toBe('string');
  });

  it('takes further rules, vetoes and blocking groups', () => {
    const players = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`p${i}`, 1]));
    const vetoes = ['p0', 'p1', 'p2', 'p3', 'p4'];
    const { players: power } = gamePower(gameOf({ quota: 9, players, vetoes })).result;
    expect(power[0]).toMatchObject({ name: 'p0', shapley_shubik_exact: '421/2145', swings: 848, veto: true });
    const blocked = gamePower(gameOf({ quota: 9, players, blocking: [{ of: vetoes, count: 1 }] })).result;
    expect(blocked.players.map((p) => p.swings)).toEqual(power.map((p) => p.swings));
    const states = gamePower(
      gameOf({ quota: 12, players: { a: 4, b: 4, c: 4, d: 2, e: 2, f: 1 }, rules: [{ quota: 4 }] }),
    ).result;
    expect(states.players.map((p) => p.banzhaf_exact)).toEqual(['3/14', '3/14', '3/14', '1/6', '1/6', '1/42']);
  });
});
