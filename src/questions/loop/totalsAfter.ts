import { afterTurns } from '../../mechanisms/feedback/loopGain.ts';

const TURNS = [1, 2, 4, 8, 20] as const;

/** What a unit has become after some turns, itself included: that of the party for which it is most. */
export function totalsAfter(matrix: Float64Array, size: number): { turns: number; total: number }[] {
  return size === 0 ? [] : TURNS.map((turns) => ({ turns, total: largestTotal(matrix, size, turns) }));
}

function largestTotal(matrix: Float64Array, size: number, turns: number): number {
  let most = 0;
  for (let j = 0; j < size; j++) {
    const start = new Float64Array(size);
    start[j] = 1;
    let sum = 0;
    for (const x of afterTurns(matrix, size, start, turns + 1)) sum += x;
    most = Math.max(most, sum);
  }
  return most;
}
