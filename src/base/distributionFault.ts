import type { Distribution } from './distribution.ts';

/** What is wrong with the parameters of a distribution, in words for its author; null where nothing is. */
export function faultOf(d: Distribution): string | null {
  const numbers = Object.values(d).filter((v): v is number => typeof v === 'number');
  if (numbers.some((v) => !Number.isFinite(v))) return null; // already reported
  if ('sd' in d && d.sd < 0) return 'sd must not be negative';
  if (d.kind === 'lognormal' && d.mean <= 0) return 'the mean of a lognormal must be positive';
  if ('min' in d && 'max' in d && d.min > d.max) return 'min is above max';
  if ('mode' in d && (d.mode < d.min || d.mode > d.max)) return 'mode must lie between min and max';
  if (d.kind === 'beta') return betaFault(d);
  return d.kind === 'discrete' ? weightFault(d.weights) : null;
}

function betaFault(d: { mean: number; sd: number; min: number; max: number }): string | null {
  if (d.mean <= d.min || d.mean >= d.max) return 'the mean of a beta must lie between its min and max';
  const widest = (d.mean - d.min) * (d.max - d.mean);
  return d.sd * d.sd < widest
    ? null
    : `sd is too large: with this mean, min and max it must stay below ${Math.sqrt(widest)}`;
}

function weightFault(weights: readonly number[]): string | null {
  if (weights.some((w) => w < 0)) return 'weights must not be negative';
  return weights.some((w) => w > 0) || weights.some((w) => Number.isNaN(w))
    ? null
    : 'at least one weight must be positive';
}
