import type {
  Bounded,
  LoopCycle,
  LoopMultiple,
  LoopResult,
  LoopSpread,
  LoopThreshold,
} from '../questions/loop/loopSchema.ts';
import { NO_FIGURE, printNumber, printPercent, printProbability } from './number.ts';

type Named = (id: string) => string;

/** A gain with its range: what one turn brings back, of what was committed. */
export function gainText(gain: LoopSpread): string {
  return `${printPercent(gain.value)} (${printPercent(gain.p5)} to ${printPercent(gain.p95)})`;
}

/** All that a unit calls forth, itself included. */
export function multiplierText(multiplier: Bounded): string {
  if (multiplier === 'unbounded') return 'without bound';
  return printNumber(multiplier, { digits: multiplier - 1 > 0 && multiplier < 1.002 ? 6 : 4 });
}

/** The multiplier at the medians or at a quantile of the draws. */
function multiplierAt({ multiplier }: LoopResult, at: 'value' | 'p5' | 'p95'): Bounded {
  return multiplier === 'unbounded' ? multiplier : multiplier[at];
}

/** What a unit becomes over most draws, in a sentence. */
export function multiplierRange(result: LoopResult): string {
  const [low, high] = [multiplierAt(result, 'p5'), multiplierAt(result, 'p95')];
  if (low === 'unbounded') return 'What a unit becomes has no bound.';
  if (high === 'unbounded') return `A unit becomes ${multiplierText(low)} or more in all, without bound in many draws.`;
  return `A unit becomes ${multiplierText(low)} to ${multiplierText(high)} in all.`;
}

/** The answer in three sentences. */
export function loopSentences(result: LoopResult): string[] {
  if (result.labs.length === 0) return ['Nobody in this book commits more because more money came: there is no loop.'];
  const { through_vendor_value: through } = result;
  const { value, p5, p95, mean } = through.gain;
  const multiplier = multiplierAt(result, 'value');
  const total =
    multiplier === 'unbounded'
      ? 'At the medians it feeds itself: what it calls forth has no bound.'
      : `In all, one unit of commitments becomes ${multiplierText(multiplier)}.`;
  return [
    `A unit of commitments calls forth ${gainText(result.gain)} of itself in a turn of one quarter. ${total}`,
    `The loop feeds itself (gain of 1 or more) in ${printProbability(result.p_above_one, result.draws)} of ${result.draws} draws of what is assumed.`,
    `Through the market value of vendors alone the gain is ${printPercent(value)} at the medians (${printPercent(p5)} to ${printPercent(p95)} over draws, mean ${printPercent(mean)}); it is above a tenth in ${printProbability(through.p_above_tenth, result.draws)} of draws.`,
  ];
}

/** The parties of a circle in their order; where it runs over tranches, that it does. */
export function circleText({ parties, is_through_vendor_value: isThroughValue }: LoopCycle, name: Named): string {
  return `${parties.map(name).join(' → ')}${isThroughValue ? '' : ', tranches'}`;
}

/** What a step is, in words. */
export function stepWords({ kind, from, to }: Pick<LoopThreshold, 'kind' | 'from' | 'to'>, name: Named): string {
  switch (kind) {
    case 'share':
      return `share of orders to ${name(to)}`;
    case 'news':
      return `multiple of ${name(from)}`;
    case 'ownership':
      return `what ${name(to)} holds of ${name(from)}`;
    case 'funding':
      return from === to
        ? `what ${name(to)} raises on a gain`
        : `part of a gain that ${name(from)} puts into ${name(to)}`;
    case 'tranche':
      return `tranches of ${name(to)} per unit ordered from ${name(from)}`;
    case 'performance':
      return `part performed of ${name(from)}’s tranches`;
    case 'leverage':
      return `commitments per unit of new money`;
  }
}

/** The value at which the gain is one, whether it can be reached, and whether any draw does. */
export function thresholdText({ at, is_possible, p_above: above }: LoopThreshold): string {
  if (at === null) return NO_FIGURE;
  const reach = !is_possible ? ', out of reach' : above === 0 ? ', in no draw' : '';
  return `${printNumber(at)}${reach}`;
}

/** A multiple with its standard error and the range of a deal not seen yet. */
export function multipleText(multiple: LoopMultiple | null): string {
  if (multiple === null) return NO_FIGURE;
  const { p5: low, p95: high } = multiple.predicted_range;
  return `${printNumber(multiple.mean, { digits: 2 })} ± ${printNumber(multiple.standard_error, { digits: 2 })}; next deal ${printNumber(low, { digits: 2 })} to ${printNumber(high, { digits: 2 })} (${multiple.events} events)`;
}

/** What a run made of the same. */
export function engineText({ engine, loops }: Pick<LoopResult, 'engine' | 'loops'>): string | null {
  if (engine === null) return null;
  const most = [...engine.by_channel].sort((a, b) => Math.abs(b.induced) - Math.abs(a.induced))[0];
  const name = loops.find((loop) => loop.id === most?.channel)?.name;
  const through = most === undefined ? '' : `, most of the difference through ${name ? `the ${name}` : most.channel}`;
  return `A run of ${engine.paths} paths with one hundredth of the lab’s value more of commitments called forth ${printPercent(engine.induced_by_engine)} of it (mean over paths, standard error ${printPercent(engine.standard_error)}), against ${printPercent(engine.predicted)} by the multiplier without tranches (mean over the same draws)${through}.`;
}
