import { wilsonInterval } from '../../base/wilson.ts';
import { meanWithError, quantilesAt } from '../run/distributionOf.ts';
import type { Losses } from './positionSchema.ts';

/**
 * Expected loss, how likely there is one, and how bad the worst paths are.
 *
 * Definition: quantiles by straight line at (n − 1)·p (Hyndman and Fan 1996, definition 7); expected shortfall as the mean of the
 * worst ⌈n(1 − p)⌉ paths (Acerbi and Tasche 2002, for a sample).
 * Units: money. Verified by: position.test.ts, on a hundred losses by hand.
 */
export function lossFigures(loss: Float64Array): Losses {
  const { mean, standard_error } = meanWithError(loss);
  let cases = 0;
  for (const x of loss) if (x > 0) cases += 1;
  const { low, high } = wilsonInterval(cases, loss.length);
  const [loss_95, loss_99] = quantilesAt(loss, [0.95, 0.99]) as [number, number];
  const ascending = loss.slice().sort();
  return {
    expected_loss: mean,
    standard_error,
    loss_probability: cases / loss.length,
    loss_probability_interval: [low, high],
    loss_95,
    loss_99,
    shortfall_95: worst(ascending, 0.05),
    shortfall_99: worst(ascending, 0.01),
  };
}

function worst(ascending: Float64Array, share: number): number {
  // A hair less, so that a hundredth of a hundred paths is one path.
  const count = Math.max(1, Math.ceil(ascending.length * share - 1e-9));
  let sum = 0;
  for (let i = ascending.length - count; i < ascending.length; i++) sum += ascending[i]!;
  return sum / count;
}
