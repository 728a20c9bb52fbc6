import type { GlutResult, GlutWorld } from '../../questions/glut/glutSchema.ts';
import { movedMost, worldWords } from '../glutWords.ts';
import { printMoney, printNumber } from '../number.ts';
import { fan } from './fan.ts';
import type { DotsFigure, Line, LinesFigure, Point, Tone } from './figureSpec.ts';

const PARTIES = 12;

/** Standard errors on either side of a mean that hold the truth nine times in ten. */
const NINE_IN_TEN = 1.645;

/** Price over long-run cost in the worlds: the fan as signed, medians of the others. */
export function glutPriceLines(result: GlutResult): LinesFigure {
  const signed = result.worlds.find((w) => w.world === 'as_signed')!;
  const made = fan(signed.price_to_cost);
  const told: readonly [GlutWorld | undefined, Tone][] = [
    [result.worlds.find((w) => w.scale === 0), 'strong'],
    [[...result.worlds].reverse().find((w) => w.world === 'scaled' && w.scale > 1), 'contrast'],
    [result.worlds.find((w) => w.world === 'not_believed'), 'light'],
  ];
  const last = signed.price_to_cost.at(-1);
  return {
    ...made,
    lines: [
      ...made.lines.map((line) => ({ ...line, label: 'as signed, median' })),
      ...told.flatMap(([world, tone]): Line[] =>
        world === undefined
          ? []
          : [
              {
                label: `${worldWords(world)}, median`,
                values: world.price_to_cost.map((d) => d.p50),
                tone,
                isDashed: true,
              },
            ],
      ),
    ],
    id: 'glut-prices',
    title: `The price of ${result.good ?? 'what is traded'} over its long-run cost, world by world`,
    subtitle: 'A glut is four quarters in a row under 0.8; all worlds share their draws',
    description:
      last === undefined
        ? ''
        : `In ${last.quarter} the median as signed is ${printNumber(last.p50, { digits: 2 })}, with nine paths in ten between ${printNumber(last.p5, { digits: 2 })} and ${printNumber(last.p95, { digits: 2 })}.`,
    unit: { is: 'quantity', name: 'times long-run cost' },
  };
}

const pointOf = ({ mean, standard_error: error }: { mean: number; standard_error: number }): Point => ({
  value: mean,
  low: mean - NINE_IN_TEN * error,
  high: mean + NINE_IN_TEN * error,
});

/** What commitments of each size are worth to the lab over none. */
export function glutBenefitDots(result: GlutResult, currency: string): DotsFigure {
  const name = result.about?.name ?? '';
  const best = result.net_benefit.find((b) => b.scale === result.best_scale);
  return {
    kind: 'dots',
    id: 'glut-net-benefit',
    title: `What commitments of each size are worth to ${name}`,
    subtitle: `${currency} today over none at all, means on the same paths; bars hold the mean nine times in ten`,
    description:
      best === undefined
        ? ''
        : `Of the sizes run, ${best.scale} times what is signed is best in cash: ${printMoney(best.mean, currency)}.`,
    unit: { is: 'money', currency },
    categories: result.net_benefit.map((b) => (b.scale === 1 ? 'as signed' : `${b.scale}×`)),
    series: [
      { label: 'cash by the horizon', tone: 'accent', shape: 'disc', values: result.net_benefit.map(pointOf) },
      {
        label: 'with what is had and owed then',
        tone: 'strong',
        shape: 'ring',
        values: result.net_benefit.map((b) => pointOf(b.with_horizon)),
      },
    ],
  };
}

/** What the commitments, and their being believed, change of each party's value. */
export function glutValueDots(result: GlutResult, currency: string): DotsFigure {
  const parties = movedMost(result, PARTIES);
  const first = parties[0];
  return {
    kind: 'dots',
    id: 'glut-parties',
    title: 'Who gains and who loses',
    subtitle: `${currency} today, change in value on the same paths; bars hold the mean nine times in ten`,
    description:
      first === undefined
        ? 'Nobody’s value moves.'
        : `Most moves ${first.name}: ${printMoney(first.change_in_value.commitments.mean, currency)} from the commitments.`,
    unit: { is: 'money', currency },
    categories: parties.map((p) => p.name),
    series: [
      {
        label: `from the commitments of ${result.about?.name ?? ''}`,
        tone: 'accent',
        shape: 'disc',
        values: parties.map((p) => pointOf(p.change_in_value.commitments)),
      },
      {
        label: 'from labs being believed',
        tone: 'contrast',
        shape: 'diamond',
        values: parties.map((p) => pointOf(p.change_in_value.credibility)),
      },
    ],
  };
}
