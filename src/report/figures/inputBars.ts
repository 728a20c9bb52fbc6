import type { InputsResult } from '../../questions/inputs/inputsSchema.ts';
import { STANDING_WORDS } from '../inputSentences.ts';
import { printPercent } from '../number.ts';
import type { BarsFigure } from './figureSpec.ts';

/** Bars that can be read at a glance. */
const MOST = 14;

/** The inputs that move the answer, by their part of it; those that somebody knows and nobody published stand out. */
export function inputBars(result: InputsResult): BarsFigure {
  const shown = [...result.inputs]
    .filter((i) => i.share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST);
  const first = shown[0];
  const only = (isHidden: boolean): (number | null)[] =>
    shown.map((i) => ((i.standing === 'undisclosed') === isHidden ? i.share : null));
  return {
    kind: 'bars',
    id: 'inputs',
    title: 'What moves the answer, and whether anyone could tell',
    subtitle: 'part of the squared rank correlations of all inputs, mean over the figures',
    description:
      first === undefined
        ? 'No input goes with the figures beyond chance.'
        : `${first.words} moves them most, ${printPercent(first.share)} of what inputs move; ${STANDING_WORDS[first.standing]}.`,
    unit: { is: 'fraction' },
    stands: false,
    categories: shown.map((i) => i.words),
    layers: [
      { label: 'time will tell, assumed, or published as a range', tone: 'muted', values: only(false) },
      { label: 'undisclosed', tone: 'accent', values: only(true) },
    ],
    points: null,
  };
}
