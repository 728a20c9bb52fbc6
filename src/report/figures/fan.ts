import type { DistributionSummary } from '../../base/quantiles.ts';
import type { LinesFigure, Tone } from './figureSpec.ts';

/** A row of a series of an answer. */
export type FanRow = DistributionSummary & { readonly year?: number; readonly quarter?: string };

/** The median of a series with the bands that hold half, and nine in ten, of the paths. */
export function fan(
  rows: readonly FanRow[],
  tone: Tone = 'accent',
): Pick<LinesFigure, 'kind' | 'at' | 'bands' | 'lines'> {
  return {
    kind: 'lines',
    at: rows.map((r) => r.quarter ?? String(r.year)),
    bands: [
      { label: '5–95 % of paths', low: rows.map((r) => r.p5), high: rows.map((r) => r.p95), tone },
      { label: '25–75 %', low: rows.map((r) => r.p25), high: rows.map((r) => r.p75), tone },
    ],
    lines: [{ label: 'median', values: rows.map((r) => r.p50), tone }],
  };
}
