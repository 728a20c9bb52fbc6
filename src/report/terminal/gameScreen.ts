import type { Answer } from '../../questions/answer.ts';
import type { GameResult } from '../../questions/control/controlSchema.ts';
import { printCountOf, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { type Cell, printTable } from './table.ts';

const SHOWN = 40;

/** What `interlock control --game` prints: the power of each player, equal ones on one line. */
export function gameScreen(answer: Answer<GameResult>, page: Page): string {
  const { quotas, players } = answer.result as GameResult;
  const groups = new Map<string, GameResult['players']>();
  for (const player of players) {
    const key = `${player.weights.join(' ')} ${player.swings}`;
    groups.set(key, [...(groups.get(key) ?? []), player]);
  }
  const rows = [...groups.values()].map((equal): Cell[] => {
    const first = equal[0]!;
    return [
      equal.length === 1 ? first.name : `${first.name} and ${equal.length - 1} equal`,
      first.weights.join(' / '),
      printPercent(first.shapley_shubik, { digits: 4 }),
      shortened(first.shapley_shubik_exact),
      printPercent(first.banzhaf, { digits: 4 }),
      shortened(first.banzhaf_exact),
      printPercent(first.banzhaf_absolute, { digits: 4 }),
      String(first.swings),
      first.veto ? 'yes' : '',
    ];
  });
  const all = printCountOf(players.length, 'player', 'players');
  const lines = [
    heading(page, 'Power of each player', `${all}, quota ${quotas.join(' and ')}`),
    ...printTable(
      page,
      [
        { title: '', gives: true },
        { title: 'weight', align: 'right' },
        { title: 'Shapley–Shubik', align: 'right' },
        { title: '', align: 'right', drops: true },
        { title: 'Banzhaf', align: 'right' },
        { title: '', align: 'right', drops: true },
        { title: 'absolute', align: 'right' },
        { title: 'swings', align: 'right' },
        { title: 'veto' },
      ],
      rows.slice(0, SHOWN),
    ),
    ...(rows.length > SHOWN ? [page.ink.dim(`and ${rows.length - SHOWN} more: --json tells them all`)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** A fraction that still fits beside its percentage. */
function shortened(exact: string): string {
  return exact.length <= 12 ? exact : '';
}
