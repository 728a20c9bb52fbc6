import { wilsonInterval } from '../../base/wilson.ts';
import type { Book } from '../../book/book.ts';
import { gainElasticities } from '../../mechanisms/feedback/gainElasticities.ts';
import { multiplierMatrix } from '../../mechanisms/feedback/loopGain.ts';
import { type Finding, restsOn } from '../answer.ts';
import { distributionOf } from '../run/distributionOf.ts';
import { eventMultiples } from './eventMultiples.ts';
import {
  cycleGain,
  gainOf,
  isThroughValue,
  type LoopDraw,
  type LoopDraws,
  loopDraws,
  positiveTurn,
} from './loopDraws.ts';
import type { Bounded, EngineCheck, LoopCycle, LoopResult, LoopSpread, NamedLoop } from './loopSchema.ts';
import { loopThresholds } from './loopThresholds.ts';
import { LOOP_LIMITS, LOOP_METHOD, LOOP_UNITS } from './loopWords.ts';
import { namedLoops } from './namedLoops.ts';
import { totalsAfter } from './totalsAfter.ts';

const DRAWS = 1000;
const TENTH = 0.1;

/** What is asked of a book's loop. */
export interface LoopQuestion {
  readonly book: Book;
  readonly seed?: number;
  readonly draws?: number;
  readonly engine?: EngineCheck | null;
}

/**
 * How much further commitment a commitment calls forth, by way of vendors' values, holders' wealth and tranches.
 *
 * Definition: gain = spectral radius of Γ; multiplier = (I − Γ)⁻¹; circles, elasticities and thresholds at medians; ranges and
 * probabilities over draws of the inputs (loopWeb.ts, definitions D8).
 * Units: money per money. Verified by: loop.test.ts, src/run/loopMultiplier.test.ts (the engine agrees).
 */
export function loop(question: LoopQuestion): Finding<LoopResult> {
  const { book, seed = 1, draws = DRAWS, engine = null } = question;
  const all = loopDraws(book, seed, draws);
  const { web, central, drawn, inputs } = all;
  const size = web.labs.length;
  const over = (of: (draw: LoopDraw) => number): { spread: LoopSpread; values: Float64Array } => {
    const values = Float64Array.from(drawn, of);
    return { spread: spreadOf(of(central), values), values };
  };
  const gain = over((d) => gainOf(web, d.weights));
  const through = over((d) => gainOf(web, d.weights, (e) => isThroughValue(web, e)));
  const matrix = size === 0 ? new Float64Array(0) : positiveTurn(web, central.weights);
  const loops = namedLoops(book, all, over);
  const result: LoopResult = {
    labs: [...new Set(web.labs.map(({ lab }) => lab))],
    turn_quarters: 1,
    gain: gain.spread,
    financial_gain: over((d) => gainOf(web, d.financial)).spread,
    ...shareOf('p_above_one', gain.values, (g) => g >= 1),
    multiplier: multipliers(all),
    after_turns: totalsAfter(matrix, size),
    next_generation: web.labs.map((_, i) => [...matrix.subarray(i * size, (i + 1) * size)]),
    damping: over((d) => all.cycles.reduce((sum, cycle) => sum + Math.min(0, cycleGain(cycle, d.weights)), 0)).spread,
    through_vendor_value: {
      gain: through.spread,
      ...shareOf('p_above_tenth', through.values, (g) => g > TENTH),
    },
    loops,
    cycles: toldCycles(all, loops),
    elasticity: elasticities(all),
    thresholds: loopThresholds(all),
    multiples: eventMultiples(book),
    draws,
    engine,
  };
  return {
    question: 'loop',
    result,
    units: LOOP_UNITS,
    method: LOOP_METHOD,
    limits: LOOP_LIMITS,
    restsOn: [
      ...inputs.uncertain.map(({ path }) => path),
      ...result.multiples.events.map((e) => `events.${e.event}`),
    ].map((path) => restsOn(book, path, null)),
    warnings: [],
  };
}

export function spreadOf(value: number, values: Float64Array): LoopSpread {
  return { value, ...distributionOf(values) };
}

function shareOf<Name extends string>(name: Name, values: Float64Array, is: (value: number) => boolean) {
  const count = values.reduce((sum, v) => sum + (is(v) ? 1 : 0), 0);
  const { low, high } = wilsonInterval(count, values.length);
  return { [name]: values.length === 0 ? 0 : count / values.length, [`${name}_interval`]: [low, high] } as Record<
    Name,
    number
  > &
    Record<`${Name}_interval`, [number, number]>;
}

/** All that a unit of the lab for which it is most calls forth, the unit included. */
function multiplierOf(matrix: Float64Array, size: number): number {
  const inverse = multiplierMatrix(matrix, size);
  if (inverse === null) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let j = 0; j < size; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += inverse[i * size + j]!;
    most = Math.max(most, sum);
  }
  return most;
}

function multipliers({ web, central, drawn }: LoopDraws): LoopResult['multiplier'] {
  const size = web.labs.length;
  const of = ({ weights }: LoopDraw): number => (size === 0 ? 1 : multiplierOf(positiveTurn(web, weights), size));
  const values = drawn.map(of).sort((a, b) => a - b);
  const told = (x: number): Bounded => (x === Number.POSITIVE_INFINITY ? 'unbounded' : x);
  // Taken at a draw, not between two: a mean with one that is unbounded has no meaning.
  const at = (p: number): Bounded => told(values[Math.round((values.length - 1) * p)] ?? 1);
  const unbounded = values.filter((x) => x === Number.POSITIVE_INFINITY).length;
  const value = told(of(central));
  if (value === 'unbounded' && unbounded === values.length) return value;
  const moments = unbounded === 0 ? distributionOf(Float64Array.from(values)) : null;
  return {
    value,
    mean: moments?.mean ?? 'unbounded',
    sd: moments?.sd ?? null,
    standard_error: moments?.standard_error ?? null,
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    ...shareOf('unbounded_probability', Float64Array.from(values), (x) => x === Number.POSITIVE_INFINITY),
  };
}

function toldCycles({ web, cycles, central, drawn }: LoopDraws, loops: readonly NamedLoop[]): LoopCycle[] {
  const { steps } = web;
  return cycles
    .map((cycle): LoopCycle => {
      const way = cycle.map((e) => steps[e]!);
      const closing = way.find(({ kind }) => kind === 'funding' || kind === 'performance');
      const parties = way.flatMap(({ kind, to }) => (kind === 'leverage' || kind === 'news' ? [] : [to]));
      return {
        loop: closing?.id ?? '',
        name: loops.find(({ id }) => id === closing?.id)?.name ?? '',
        parties: parties.filter((party, k) => k === 0 || party !== parties[k - 1]),
        steps: cycle.map((e) => ({
          step: steps[e]!.id,
          kind: steps[e]!.kind,
          from: steps[e]!.from,
          to: steps[e]!.to,
          weight: central.weights[e]!,
        })),
        gain: spreadOf(
          cycleGain(cycle, central.weights),
          Float64Array.from(drawn, (d) => cycleGain(cycle, d.weights)),
        ),
        is_through_vendor_value: closing?.kind === 'funding',
      };
    })
    .sort((a, b) => b.gain.value - a.gain.value);
}

function elasticities({ web, central }: LoopDraws): LoopResult['elasticity'] {
  if (web.labs.length === 0) return [];
  const found = gainElasticities(
    web.network,
    central.weights.map((w) => Math.max(0, w)),
  );
  return web.steps
    .map(({ id, kind, from, to }, e) => ({ step: id, kind, from, to, elasticity: found[e]! }))
    .filter(({ elasticity }) => elasticity !== 0)
    .sort((a, b) => b.elasticity - a.elasticity);
}
