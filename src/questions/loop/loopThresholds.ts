import { wilsonInterval } from '../../base/wilson.ts';
import { criticalValue } from '../../mechanisms/feedback/criticalValue.ts';
import { quantilesAt } from '../run/distributionOf.ts';
import { gainOf, type LoopDraws } from './loopDraws.ts';
import type { LoopThreshold } from './loopSchema.ts';

/** Further than any input is looked for. */
const FARTHEST = 1e9;

/**
 * For each uncertain step the value at which the gain is one, all others at their medians.
 *
 * Definition: the root of gain(value) = 1, by bracketing. Cost: about a hundred gains a step. Verified by: loop.test.ts.
 */
export function loopThresholds(draws: LoopDraws): LoopThreshold[] {
  const { web, central, drawn, cycles } = draws;
  const onCircle = new Set(cycles.flat());
  const found = web.steps.flatMap(({ id, kind, from, to, input, most }, e): LoopThreshold[] => {
    const values = Float64Array.from(drawn, (d) => d.values[e]!);
    const [p5, p95] = values.length === 0 ? [0, 0] : (quantilesAt(values, [0.05, 0.95]) as [number, number]);
    if (!onCircle.has(e) || (p5 === p95 && kind !== 'performance')) return [];
    const at = thresholdOf(draws, e);
    return [
      {
        step: id,
        kind,
        from,
        to,
        input,
        now: central.values[e]!,
        p5,
        p95,
        at,
        most: most === Number.POSITIVE_INFINITY ? null : most,
        is_possible: at !== null && at <= most,
        ...(at === null || values.length === 0 ? NO_DRAWS : partAbove(at, values)),
      },
    ];
  });
  // Nearest first: by what factor the step would have to grow.
  const factor = ({ at, now }: LoopThreshold): number => (at === null || now <= 0 ? FARTHEST : at / now);
  return found.sort((a, b) => factor(a) - factor(b));
}

const NO_DRAWS = { p_above: null, p_above_interval: null };

function partAbove(at: number, values: Float64Array): Pick<LoopThreshold, 'p_above' | 'p_above_interval'> {
  const count = values.reduce((sum, v) => sum + (v >= at ? 1 : 0), 0);
  const { low, high } = wilsonInterval(count, values.length);
  return { p_above: count / values.length, p_above_interval: [low, high] };
}

/** Value of the input of one step at which the gain is one, all else at medians; null where there is none. */
export function thresholdOf({ web, central }: LoopDraws, step: number): number | null {
  const weights = Float64Array.from(central.weights);
  const now = central.values[step]!;
  const perUnit = now === 0 ? 1 : central.weights[step]! / now;
  return criticalValue(
    (value) => {
      weights[step] = value * perUnit;
      return gainOf(web, weights);
    },
    now > 0 ? now : 1,
    FARTHEST,
  );
}
