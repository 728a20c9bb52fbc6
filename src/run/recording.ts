import { exp } from '../base/elementary.ts';
import type { Plan } from '../plan/plan.ts';
import type { Block } from './block.ts';
import { type Recorded, recordedNames } from './recorded.ts';

/** Keeps what was asked for, quarter by quarter, of one block. */
export interface Recorder {
  readonly observe: (block: Block, quarter: number) => void;
  /** Value of name k on lane l at k·width + l, in the order of `recordedNames`. */
  readonly values: Float64Array;
}

/**
 * Records sums over columns of a block, if asked times the pricing kernel.
 *
 * Definition: value = Σ_c factor_c · column_c at the end of quarter q, times m_q where discounted, with
 * m_q = Π_{s ≤ q} exp(−(r_f + κ²/2)/4 − κ·z_s/2) and κ = equity risk premium / market volatility; in the central case
 * the shocks are off and m_q = Π exp(−r_f/4), the mean of the kernel.
 * Units: those of the columns.
 * Assumes: a column holds what happened in the quarter (a payment) or what stands at its end (a balance).
 * Cost: one pass over lanes for each column and quarter.
 * Source: J. H. Cochrane, Asset Pricing (2005), chapter 1: p = E[m·x]; lognormal kernel of the Black–Scholes economy.
 * Verified by: recording.test.ts (E[m] = e^(−r_f t), a listed share is priced at par, sums by hand).
 */
export function createRecorder(plan: Plan, recorded: readonly Recorded[], width: number): Recorder {
  const count = recordedNames(plan, recorded).length;
  const values = new Float64Array(count * width);
  const kernel = new Float64Array(width).fill(1);
  const needsKernel = recorded.some((r) => r.isDiscounted === true);
  const observe = (block: Block, quarter: number): void => {
    if (needsKernel) advanceKernel(plan, block, kernel);
    let place = 0;
    for (const item of recorded) {
      const isQuarterly = item.every === 'quarter';
      const at = (isQuarterly ? place + quarter : place) * width;
      if (item.every !== 'horizon' || quarter === plan.quarters - 1) add(block, item, kernel, values, at);
      place += isQuarterly ? plan.quarters : 1;
    }
  };
  return { observe, values };
}

function add(block: Block, item: Recorded, kernel: Float64Array, values: Float64Array, at: number): void {
  const { data, width, sums } = block;
  for (const [i, column] of item.columns.entries()) {
    const from = column * width;
    // Most payments are nothing in most quarters; adding nothing changes no bit.
    if (!sums.hasOtherThanZero(from, width)) continue;
    const factor = item.factors?.[i] ?? 1;
    if (item.isDiscounted === true) {
      for (let l = 0; l < width; l++) values[at + l] += factor * data[from + l] * kernel[l];
    } else {
      for (let l = 0; l < width; l++) values[at + l] += factor * data[from + l];
    }
  }
}

/** m ← m·exp(−(r_f + κ²/2)/4 − κ·z/2), z the market's shock of this quarter. */
function advanceKernel(plan: Plan, block: Block, kernel: Float64Array): void {
  const { data, width, isCentral } = block;
  const { columns, processes } = plan.market;
  const riskFreeAt = columns.riskFree * width;
  const premiumAt = columns.premium * width;
  const volatilityAt = columns.marketVolatility * width;
  const shockAt = processes.market * width;
  for (let l = 0; l < width; l++) {
    const riskFree = data[riskFreeAt + l];
    if (isCentral) {
      kernel[l] *= exp(-riskFree / 4);
      continue;
    }
    const price = data[premiumAt + l] / data[volatilityAt + l];
    kernel[l] *= exp(-(riskFree + 0.5 * price * price) / 4 - 0.5 * price * data[shockAt + l]);
  }
}
