import type { ContagionResult } from '../../questions/contagion/contagionSchema.ts';
import { printMoney } from '../number.ts';
import type { BarsFigure } from './figureSpec.ts';

const MOST = 14;

/** What each partner loses when the failed fail: directly, and with what comes in later rounds. */
export function contagionBars(result: ContagionResult, name: (id: string) => string, currency: string): BarsFigure {
  const shown = Object.entries(result.parties)
    .filter(([id, p]) => !result.failed.includes(id) && p.equity_loss > 0)
    .sort(([, a], [, b]) => b.equity_loss - a.equity_loss)
    .slice(0, MOST);
  const [first] = shown;
  const failed = result.failed.map(name).join(' and ');
  return {
    kind: 'bars',
    id: 'contagion',
    title: failed === '' ? 'Losses after the shock' : `If ${failed} failed: losses by partner`,
    subtitle: `${currency}; the printed figure is the whole loss, the coloured part comes directly from the party that fails`,
    description:
      first === undefined
        ? 'Nobody loses anything.'
        : `${name(first[0])} loses most: ${printMoney(first[1].equity_loss, currency)}, of it ${printMoney(Math.min(first[1].direct_loss, first[1].equity_loss), currency)} directly.`,
    note: 'Later rounds pass losses on in proportion to equity and are an upper end.',
    unit: { is: 'money', currency },
    stands: false,
    categories: shown.map(([id]) => name(id)),
    layers: [
      { label: 'with later rounds', tone: 'muted', values: shown.map(([, p]) => p.equity_loss) },
      { label: 'direct', tone: 'accent', values: shown.map(([, p]) => Math.min(p.equity_loss, p.direct_loss)) },
    ],
    points: null,
    prints: 0,
  };
}
