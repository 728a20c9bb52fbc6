import { type Distribution, quantileOf } from '../base/distribution.ts';
import { fillQuantiles } from '../base/fillQuantiles.ts';
import { normalCdf } from '../base/normal.ts';
import { fillNormals, fillUniforms, STATIC_QUARTER, type StreamKey, streamKey } from '../base/random.ts';
import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { fillStatic } from './staticDraws.ts';

/** Share of a deal's performance that all deals have in common, through the market (grade D; docs/models/performance-of-deals.md). */
const PERFORMANCE_CORRELATION = 0.3;
/** Quarters of the market shock that make up the common performance factor. */
const FACTOR_QUARTERS = 8;

/** Writes a quarter's uniform draws of the block's paths to target[offset …]. */
export function drawUniforms(
  block: Block,
  target: Float64Array,
  offset: number,
  key: StreamKey,
  quarter: number,
): void {
  for (const s of block.stretches) fillUniforms(target, offset + s.lane, s.lanes, key, s.firstPath, quarter);
}

/** Writes a quarter's standard normal draws of the block's paths to target[offset …]. */
function drawNormals(block: Block, target: Float64Array, offset: number, key: StreamKey, quarter: number): void {
  for (const s of block.stretches) fillNormals(target, offset + s.lane, s.lanes, key, s.firstPath, quarter);
}

/**
 * Draws every input of the plan for the block's paths, and the realised fraction of what is not firm.
 *
 * Inputs are drawn once a vector of `plan.noisePaths` paths. Whether a deal is performed is chance, one draw a path: its
 * probability is the input, and the draw goes with the market shocks of the same path.
 */
export function drawInputs(block: Block): void {
  const { plan, data, width, seed } = block;
  if (block.isCentral) return;
  const correlated = new Set(plan.correlations.flatMap((group) => group.inputs));
  const uniform = block.scratch[0];
  for (const [i, input] of plan.inputs.entries()) {
    if (!input.isUncertain || correlated.has(i)) continue;
    const key = streamKey(seed, input.path);
    const at = input.column * width;
    if (plan.noisePaths > 1) {
      // Quantiles too are worked out once a vector.
      const fill = quantilesOf(input.distribution);
      for (const s of block.stretches) fillStatic(fill, data, at + s.lane, s.lanes, key, s.firstPath, plan.noisePaths);
      continue;
    }
    drawUniforms(block, uniform, 0, key, STATIC_QUARTER);
    fillQuantiles(input.distribution, uniform, data, at, width);
  }
  for (const group of plan.correlations) drawCorrelated(block, group);
  drawPerformance(block);
}

/** Fills with draws from a distribution, as others fill with uniform ones. */
function quantilesOf(distribution: Distribution): typeof fillUniforms {
  return (target, offset, count, ...place) => {
    fillUniforms(target, offset, count, ...place);
    fillQuantiles(distribution, target.subarray(offset, offset + count), target, offset, count);
  };
}

function drawCorrelated(block: Block, { paths, inputs, cholesky }: Plan['correlations'][number]): void {
  const { plan, data, width, seed } = block;
  const n = inputs.length;
  const scores = paths.map((path) => {
    const score = new Float64Array(width);
    const key = streamKey(seed, path);
    for (const s of block.stretches) fillStatic(fillNormals, score, s.lane, s.lanes, key, s.firstPath, plan.noisePaths);
    return score;
  });
  for (let r = 0; r < n; r++) {
    const input = plan.inputs[inputs[r]];
    if (input === undefined) continue;
    const at = input.column * width;
    for (let l = 0; l < width; l++) {
      let score = 0;
      for (let c = 0; c <= r; c++) score += cholesky[r * n + c] * scores[c][l];
      data[at + l] = quantileOf(input.distribution, normalCdf(score));
    }
  }
}

/** Weight of the common factor in a performance score, and of what is the deal's own. */
export const COMMON_PERFORMANCE_WEIGHT = Math.sqrt(PERFORMANCE_CORRELATION);
export const OWN_PERFORMANCE_WEIGHT = Math.sqrt(1 - PERFORMANCE_CORRELATION);

/** Realised fraction of what is not firm: 0 with probability 1 − π, else uniform(0, 1) (definitions D1). */
export function performed(probability: number, uniform: number): number {
  return uniform < 1 - probability ? 0 : (uniform - (1 - probability)) / probability;
}

/** The factor that all performance scores share: the market of the first two years, one standard normal a path. */
export function fillPerformanceFactor(
  target: Float64Array,
  offset: number,
  lanes: number,
  seed: number,
  firstPath: number,
): void {
  const market = streamKey(seed, 'market');
  const normal = new Float64Array(lanes);
  target.fill(0, offset, offset + lanes);
  for (let q = 0; q < FACTOR_QUARTERS; q++) {
    fillNormals(normal, 0, lanes, market, firstPath, q);
    for (let l = 0; l < lanes; l++) target[offset + l] += normal[l] / Math.sqrt(FACTOR_QUARTERS);
  }
}

function drawPerformance(block: Block): void {
  const { plan, data, width, seed } = block;
  const factor = plan.market.columns.performanceFactor * width;
  const normal = block.scratch[0];
  for (const s of block.stretches) fillPerformanceFactor(data, factor + s.lane, s.lanes, seed, s.firstPath);
  for (const p of plan.performance) {
    drawNormals(block, normal, 0, streamKey(seed, p.name), STATIC_QUARTER);
    const at = p.column * width;
    for (let l = 0; l < width; l++) {
      data[at + l] = performed(
        p.probability,
        normalCdf(COMMON_PERFORMANCE_WEIGHT * data[factor + l] + OWN_PERFORMANCE_WEIGHT * normal[l]),
      );
    }
  }
}

/** Fresh draws of the quarter for every process; in the central case every shock is off. */
export function drawProcesses(block: Block, quarter: number): void {
  const { plan, data, width, seed } = block;
  for (const process of plan.processes) {
    const at = process.column * width;
    if (block.isCentral) {
      data.fill(process.kind === 'normal' ? 0 : 0.5, at, at + width);
    } else if (process.kind === 'normal') {
      drawNormals(block, data, at, keyOf(plan, seed, process.name), quarter);
    } else {
      drawUniforms(block, data, at, keyOf(plan, seed, process.name), quarter);
    }
  }
}

const keys = new WeakMap<Plan, Map<string, ReturnType<typeof streamKey>>>();

/** Keys are hashes of a seed and a name: made once a plan, not once a quarter. */
function keyOf(plan: Plan, seed: number, name: string): ReturnType<typeof streamKey> {
  let known = keys.get(plan);
  if (known === undefined) {
    known = new Map();
    keys.set(plan, known);
  }
  const id = `${seed}:${name}`;
  let key = known.get(id);
  if (key === undefined) {
    key = streamKey(seed, name);
    known.set(id, key);
  }
  return key;
}
