import type { Book } from '../../book/book.ts';
import { loopGain } from '../../mechanisms/feedback/loopGain.ts';
import { simpleCycles } from '../../mechanisms/feedback/simpleCycles.ts';
import { nextGeneration } from '../../mechanisms/feedback/turnNetwork.ts';
import { type DrawnInputs, drawnInputs, type Reader } from '../settlement/drawInputs.ts';
import { type LoopWeb, loopReader, loopWeb } from './loopWeb.ts';

/** Circles that are told apart at most. */
const MOST_CYCLES = 1000;

/** One draw of the inputs of a loop: the value of each step, and its weight. */
export interface LoopDraw {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** The weights if commitments brought no operating cash. */
  readonly financial: Float64Array;
}

/** A loop of a book with draws of what it hangs on; a matrix is taken of the steps that are not under nothing. */
export interface LoopDraws {
  readonly web: LoopWeb;
  readonly inputs: DrawnInputs;
  readonly central: LoopDraw;
  readonly drawn: readonly LoopDraw[];
  readonly cycles: readonly (readonly number[])[];
}

/**
 * The steps of a book's loop at medians and on draws of its inputs, each drawn by its name as a run draws it.
 *
 * Cost: one small linear system a draw for ownership. Verified by: loop.test.ts.
 */
export function loopDraws(book: Book, seed: number, draws: number): LoopDraws {
  let web: LoopWeb | null = null;
  const compute = (read: Reader): LoopDraw => {
    const reader = loopReader(book, read);
    web ??= loopWeb(book, reader);
    const values = Float64Array.from(web.steps, (step) => step.value(reader));
    const factors = Float64Array.from(web.steps, (step) => step.factor(reader));
    const financial = web.steps.map((step, e) => step.financial?.(reader) ?? values[e]!);
    return {
      values,
      weights: values.map((v, e) => v * factors[e]!),
      financial: Float64Array.from(financial, (v, e) => v * factors[e]!),
    };
  };
  const inputs = drawnInputs(book, seed, draws, compute);
  const central = compute(inputs.central);
  const drawn = Array.from({ length: draws }, (_, i) => compute(inputs.drawn(i)));
  const laid = web as unknown as LoopWeb;
  return {
    web: laid,
    inputs,
    central,
    drawn,
    cycles: simpleCycles(laid.network.nodes, laid.network.edges, MOST_CYCLES),
  };
}

/** Next-generation matrix of the steps that `keeps`; weights under nothing count as nothing. */
export function positiveTurn(
  { network }: LoopWeb,
  weights: Float64Array,
  keeps: (step: number) => boolean = () => true,
): Float64Array {
  return nextGeneration(
    network,
    weights.map((w, e) => (keeps(e) ? Math.max(0, w) : 0)),
  );
}

/** Gain of the steps that `keeps`. */
export function gainOf(web: LoopWeb, weights: Float64Array, keeps?: (step: number) => boolean): number {
  return web.labs.length === 0 ? 0 : loopGain(positiveTurn(web, weights, keeps), web.labs.length);
}

/** The step over which each loop closes: who funds, or whose tranches fall due. */
export function closingSteps({ steps }: LoopWeb): number[] {
  return steps.flatMap(({ kind }, e) => (kind === 'funding' || kind === 'performance' ? [e] : []));
}

/** Whether a step is no tranche that falls due by delivery, so that what passes it passed a vendor's value. */
export function isThroughValue({ steps }: LoopWeb, step: number): boolean {
  return steps[step]!.kind !== 'performance';
}

/** Gain of one circle. */
export function cycleGain(cycle: readonly number[], weights: Float64Array): number {
  return cycle.reduce((product, e) => product * weights[e]!, 1);
}
