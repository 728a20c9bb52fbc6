import { type Distribution, isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import { type Quantity, statementAt } from '../../base/quantity.ts';
import { fillUniforms, STATIC_QUARTER, streamKey } from '../../base/random.ts';

/** Reads quantities of a book in one world: at their medians, on a draw, or with one of them moved. */
export type Reader = (q: Quantity | undefined, standing: number) => number;

/** The uncertain quantities that a computation reads, and readers for each way of looking at them. */
export interface DrawnInputs {
  readonly uncertain: readonly { readonly path: string; readonly distribution: Distribution }[];
  readonly central: Reader;
  /** One input at a quantile, all others at their medians. */
  readonly moved: (path: string, p: number) => Reader;
  readonly drawn: (draw: number) => Reader;
}

/**
 * Finds every uncertain quantity that `compute` reads, and draws it by name as a run does.
 *
 * Definition: value on draw i = F⁻¹(u), u the uniform of the stream (seed, path) at path i.
 * Verified by: settlement.test.ts.
 */
export function drawnInputs(
  asOf: string,
  seed: number,
  draws: number,
  compute: (read: Reader) => unknown,
): DrawnInputs {
  const found = new Map<string, Distribution>();
  const distributionOf = (q: Quantity | undefined): Distribution | null =>
    q === undefined ? null : (statementAt(q, asOf)?.distribution ?? null);
  const central: Reader = (q, standing) => {
    const d = distributionOf(q);
    if (d === null) return standing;
    if (isUncertain(d)) found.set(q!.path, d);
    return medianOf(d);
  };
  compute(central);
  const uniforms = new Map<string, Float64Array>();
  for (const path of found.keys()) {
    const u = new Float64Array(draws);
    fillUniforms(u, 0, draws, streamKey(seed, path), 0, STATIC_QUARTER);
    uniforms.set(path, u);
  }
  const at =
    (quantile: (path: string) => number | null): Reader =>
    (q, standing) => {
      const d = distributionOf(q);
      if (d === null) return standing;
      const p = isUncertain(d) ? quantile(q!.path) : null;
      return p === null ? medianOf(d) : quantileOf(d, p);
    };
  return {
    uncertain: [...found].map(([path, distribution]) => ({ path, distribution })),
    central,
    moved: (path, p) => at((name) => (name === path ? p : null)),
    drawn: (draw) => at((name) => uniforms.get(name)?.[draw] ?? null),
  };
}
