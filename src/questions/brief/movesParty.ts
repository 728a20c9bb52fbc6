import type { RestsOn } from '../answer.ts';
import { restsOn } from '../answer.ts';
import { measuresAsked } from '../inputs/measuresAsked.ts';
import { correlationsOf, sharesOf } from '../run/drivers.ts';
import type { World } from '../run/world.ts';

/**
 * The inputs that move a party's own figures, with their part of what moves them: its chance of default, its value and its debt.
 *
 * Definition: per figure the shares of `driversOf` (Spearman's ρ beyond chance, squared, as parts of their sum), averaged over
 * the figures that anything moves; the largest first. Verified by: brief.test.ts.
 */
export function movesParty(world: World, about: string): RestsOn[] {
  const measures = measuresAsked(world, [], about).map(({ path, values }) => ({ name: path, values }));
  const moved = correlationsOf(world, measures)
    .map((found) => sharesOf(found, world.run.paths))
    .filter((shares) => shares.size > 0);
  const sums = new Map<string, number>();
  for (const shares of moved)
    for (const [path, share] of shares) sums.set(path, (sums.get(path) ?? 0) + share / moved.length);
  return [...sums].sort(([, a], [, b]) => b - a).map(([path, share]) => restsOn(world.book, path, share));
}
