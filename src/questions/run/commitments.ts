import type { LayersResult } from '../show/layers.ts';
import { figure, group, quantity, type Sample, type SampleGroup, series } from './sample.ts';
import { boughtIn, plus, type World } from './world.ts';

/**
 * What buyers have promised, and what of it is paid: headline, net and firm as the book says, expected as the run pays.
 *
 * Definition: `expected_paid` = paid to date + what is paid for capacity, equipment and leases in the run, by year or by
 * buyer; a year after the run has none. `paid`: to date.
 * Units: the book's currency.
 * Assumes: payments after the horizon are not counted. Deals in talks are paid as often as they come about, though they
 * count in no headline.
 * Verified by: answerRun.test.ts, footing with the deals and with the central case's payments.
 */
export function commitments(world: World): SampleGroup {
  const { show } = world;
  const buyers = Object.entries(show.commitments.by_buyer);
  const inRun = new Set(world.run.plan.parties.map((p) => p.id));
  const bought = boughtIn(world);
  return {
    total: layers(show.total, () => plus(bought.inAll(), show.total.paid)),
    by_year: series('year', [
      ...mergedYears(world).map((year) => {
        const told = show.commitments.by_year.find((row) => row.year === year);
        const paid = told?.paid ?? 0;
        const isRun = world.years.includes(year);
        const isPast = year < world.years[0]!;
        const expected = isRun
          ? quantity(() => plus(bought.byYear(year), paid))
          : isPast
            ? quantity(() => new Float64Array(world.run.paths).fill(paid))
            : figure(null);
        return { at: year, sample: group({ ...structure(told), expected_paid: expected, paid: figure(paid) }) };
      }),
    ]),
    by_buyer: group(
      Object.fromEntries(
        buyers.map(([id, buyer]) => [
          id,
          inRun.has(id)
            ? layers(buyer, () => plus(bought.byParty(id), buyer.paid))
            : group({ ...structure(buyer), expected_paid: figure(null), paid: figure(buyer.paid) }),
        ]),
      ),
    ),
  };
}

function structure(layers: LayersResult | undefined): SampleGroup {
  return { headline: figure(layers?.headline ?? 0), net: figure(layers?.net ?? 0), firm: figure(layers?.firm ?? 0) };
}

function layers(of: LayersResult, expected: () => Float64Array): Sample {
  return group({ ...structure(of), expected_paid: quantity(expected), paid: figure(of.paid) });
}

function mergedYears(world: World): number[] {
  const years = new Set([...world.show.commitments.by_year.map((row) => row.year), ...world.years]);
  return [...years].sort((a, b) => a - b);
}
