import type { Losses, PositionResult } from '../../questions/position/positionSchema.ts';
import { totalSentence } from '../positionWords.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

/** Each holding: what is lost on average, and what is exceeded on five and on one path in a hundred. */
export function positionDots(result: PositionResult, currency: string): DotsFigure {
  const held = Object.entries(result.holdings).filter(([, h]) => h.losses !== null);
  const values = (of: (losses: Losses) => number): Point[] =>
    held.map(([, h]) => ({ value: h.losses === null ? null : of(h.losses), low: null, high: null }));
  return {
    kind: 'dots',
    id: 'position',
    title: 'What the holdings may lose',
    subtitle: `${currency}; by holding`,
    description: result.total === null ? 'Nothing is held.' : totalSentence(result.total, currency),
    unit: { is: 'money', currency },
    categories: held.map(([id]) => id),
    series: [
      { label: 'expected', tone: 'strong', shape: 'disc', values: values((l) => l.expected_loss) },
      { label: 'exceeded on 5 % of the paths', tone: 'accent', shape: 'ring', values: values((l) => l.loss_95) },
      { label: 'exceeded on 1 %', tone: 'contrast', shape: 'diamond', values: values((l) => l.loss_99) },
    ],
  };
}
