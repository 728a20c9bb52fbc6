import { sumOf } from './pathColumns.ts';
import { group, quantity, type Sample, type SampleGroup, series } from './sample.ts';
import { cashAtStart, type World } from './world.ts';

/** What a year asks of a party and what pays for it, path by path. */
interface YearOfFunding {
  readonly due: Float64Array;
  readonly operating: Float64Array;
  readonly committed: Float64Array;
  readonly raised: Float64Array;
  readonly unmet: Float64Array;
  readonly gap: Float64Array;
}

/**
 * The labs' funding gap by year: what falls due under deals, less own cash and money committed to them.
 *
 * Definition: due = payments under deals + what stayed unpaid (unmet); committed = tranches and draws received under
 * deals; raised = new debt and equity; operating = all other cash in, net: Δcash + paid − committed − raised; gap =
 * max(0, due − operating − committed) for each lab: what had to come from new money or from cash in hand, or stayed
 * unpaid. A surplus of one lab or year fills no gap of another.
 * Units: the book's currency, by calendar year of the run (its first year may be a part).
 * Verified by: answerRun.test.ts, footing path by path and against the central case's payments.
 */
export function fundingGap(world: World): Sample {
  const labs = world.run.plan.labs.map((lab) => world.run.plan.parties[lab.party]!.id);
  const made = new Map<string, YearOfFunding>();
  const of = (lab: string, i: number): YearOfFunding => {
    const key = `${lab}.${i}`;
    const known = made.get(key) ?? yearOf(world, lab, i);
    made.set(key, known);
    return known;
  };
  return series(
    'year',
    world.years.map((year, i) => ({
      at: year,
      sample: group({
        labs: figures((what) =>
          sumOf(
            labs.map((lab) => of(lab, i)[what]),
            world.run.paths,
          ),
        ),
        by_lab: group(Object.fromEntries(labs.map((lab) => [lab, figures((what) => of(lab, i)[what])]))),
      }),
    })),
  );
}

const FIGURES = ['due', 'operating', 'committed', 'raised', 'unmet', 'gap'] as const;

function figures(of: (what: (typeof FIGURES)[number]) => Float64Array): Sample {
  const members: SampleGroup = Object.fromEntries(FIGURES.map((what) => [what, quantity(() => of(what))]));
  return group(members);
}

/** The gap of all labs over all years of the run, path by path. */
export function wholeGap(world: World): Float64Array {
  const labs = world.run.plan.labs.map((lab) => world.run.plan.parties[lab.party]!.id);
  return sumOf(
    labs.flatMap((lab) => world.years.map((_, i) => yearOf(world, lab, i).gap)),
    world.run.paths,
  );
}

function yearOf(world: World, lab: string, i: number): YearOfFunding {
  const year = world.years[i]!;
  const kept = (what: string, at = year): Float64Array => world.run.values(`${lab}.${what}.${at}`);
  const before = i === 0 ? cashAtStart(world, lab) : kept('cash', world.years[i - 1]!);
  const [cash, paid, committed, raised, unmet] = [
    kept('cash'),
    kept('due'),
    kept('committed'),
    kept('raised'),
    kept('unmet'),
  ];
  const n = world.run.paths;
  const [due, operating, gap] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let p = 0; p < n; p++) {
    const change = cash[p]! - before[p]!;
    due[p] = paid[p]! + unmet[p]!;
    operating[p] = change + paid[p]! - committed[p]! - raised[p]!;
    gap[p] = Math.max(0, due[p]! - operating[p]! - committed[p]!);
  }
  return { due, operating, committed, raised, unmet, gap };
}
