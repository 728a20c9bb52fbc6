import { loopGain } from './loopGain.ts';
import { followTurn, nextGeneration, type TurnNetwork, valueBackwards } from './turnNetwork.ts';

const MOST_STEPS = 10_000;

/**
 * Elasticity of the gain to each step: by how many per cent it moves when a weight moves by one.
 *
 * Definition: w·∂ρ/∂w / ρ = w_e·a(from)·b(to) / (ρ·u·v), v and u the right and left eigenvectors of Γ, a what v leaves at
 * each node within a turn, b what a unit there is worth in u. Over steps that every way must pass one of, they sum to 1.
 * Assumes: weights ≥ 0 and one largest eigenvalue; zeros where the gain is 0.
 * Cost: power iteration on a small matrix, and the edges twice.
 * Source: Caswell (2001), Matrix Population Models, 2nd edition, section 9.2; de Kroon, Plaisier, van Groenendael and Caswell
 * (1986), Ecology 67.
 * Verified by: feedback.test.ts (finite differences; the sum over a layer).
 */
export function gainElasticities(network: TurnNetwork, weights: Float64Array): Float64Array {
  const size = network.turns.length;
  const matrix = nextGeneration(network, weights);
  const gain = loopGain(matrix, size);
  const elasticities = new Float64Array(weights.length);
  if (!(gain > 0)) return elasticities;
  const right = eigenvector(matrix, size, gain, false);
  const left = eigenvector(matrix, size, gain, true);
  let product = 0;
  for (let k = 0; k < size; k++) product += left[k]! * right[k]!;
  const { within } = followTurn(network, weights, right);
  const value = valueBackwards(network, weights, left);
  for (const [e, { from, to }] of network.edges.entries()) {
    const turn = network.turnOf[to]!;
    const worth = turn === -1 ? value[to]! : left[turn]!;
    elasticities[e] = (weights[e]! * within[from]! * worth) / (gain * product);
  }
  return elasticities;
}

/** Eigenvector of the largest eigenvalue, by power iteration on Γ + gain·I, which cannot oscillate. */
function eigenvector(matrix: Float64Array, size: number, gain: number, isLeft: boolean): Float64Array {
  let vector = new Float64Array(size).fill(1);
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = new Float64Array(size);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      let sum = gain * vector[i]!;
      for (let j = 0; j < size; j++) sum += matrix[isLeft ? j * size + i : i * size + j]! * vector[j]!;
      next[i] = sum;
      largest = Math.max(largest, sum);
    }
    let moved = 0;
    for (let i = 0; i < size; i++) {
      next[i] = next[i]! / largest;
      moved = Math.max(moved, Math.abs(next[i]! - vector[i]!));
    }
    vector = next;
    if (moved < 1e-15) break;
  }
  return vector;
}
