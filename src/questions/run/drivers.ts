import { printQuarter } from '../../base/quarter.ts';
import type { DrawnInput } from '../../run/inputValues.ts';
import { wholeGap } from './fundingGap.ts';
import { FIVE_YEARS } from './partyOutcomes.ts';
import { defaultedWithin, sumOf } from './pathColumns.ts';
import { type Ranking, rankingOf, rankOrder, spearman } from './ranking.ts';
import { overYears, type World } from './world.ts';

/** What moves one measure of the answer, and how far. */
export interface Driver {
  readonly measure: string;
  readonly input: string;
  readonly rank_correlation: number;
  /** Mean of the measure on the fifth of the paths on which the input is lowest, and highest. */
  readonly if_low: number;
  readonly if_high: number;
}

/** Drivers of each measure, and each input's part of what moves them all. */
export interface DriverFinding {
  readonly drivers: readonly Driver[];
  /** Share by path of the input; inputs whose part cannot be told from none are left out. */
  readonly shares: ReadonlyMap<string, number>;
}

const DRIVERS_A_MEASURE = 6;
const PRICE_QUARTER = 11;
/** A rank correlation under so many standard errors is noise. */
const SIGNIFICANCE = 3;

export interface Measure {
  readonly name: string;
  readonly values: Float64Array;
}

/** The measures whose drivers are told. */
export function measuresOf(world: World): Measure[] {
  const { run } = world;
  const { plan, paths } = run;
  const labs = plan.labs.map((lab) => plan.parties[lab.party]!.id);
  const everyone = plan.parties.map((p) => p.id);
  const measures: Measure[] = [];
  if (labs.length > 0) {
    measures.push({ name: 'funding_gap', values: wholeGap(world) });
    const anyLab = sumOf(
      labs.map((lab) => defaultedWithin(run.values(`${lab}.default`), FIVE_YEARS)),
      paths,
    ).map((n) => (n > 0 ? 1 : 0));
    measures.push({ name: 'lab_default', values: anyLab });
  }
  if (plan.hasMarket) {
    const q = Math.min(PRICE_QUARTER, plan.quarters - 1);
    measures.push({ name: `price_${printQuarter(plan.firstQuarter + q)}`, values: run.values(`market.price.${q}`) });
  }
  const bought = sumOf(
    everyone.map((id) => overYears(world, id, 'bought', world.years)),
    paths,
  );
  measures.push({ name: 'expected_paid', values: bought });
  return measures.filter(({ values }) => values.some((x) => x !== values[0]));
}

/**
 * What drives the outcome: the inputs whose ranks over the paths go with those of the measures.
 *
 * Definition: Spearman's rank correlation over the paths between an input and a measure; if_low, if_high = mean of the
 * measure in the lowest and the highest fifth of the input. Share = mean over the measures of ρ² less the 1/(n − 1) that
 * chance gives, of the correlations beyond 3 standard errors, as a part of their sum.
 * Assumes: effects that rise or fall throughout; ρ² is no variance share where inputs act together.
 * Cost: one draw and one ranking an input.
 * Source: C. Spearman (1904); as a measure of importance A. Saltelli et al. (2008), Global Sensitivity Analysis, ch. 1.
 * Verified by: drivers.test.ts, against base/rankCorrelation and by brute force.
 */
export function driversOf(world: World): DriverFinding {
  const measures = measuresOf(world).map((measure) => ({ ...measure, ranking: rankingOf(measure.values) }));
  const n = world.run.paths;
  const found = measures.map(() => [] as { input: DrawnInput; correlation: number }[]);
  if (n >= 3) {
    for (const input of world.inputs.drawn) {
      const ranking = rankedInput(world, input);
      measures.forEach((measure, m) => {
        const correlation = spearman(ranking, measure.ranking);
        if (correlation !== null) found[m]!.push({ input, correlation });
      });
    }
  }
  const threshold = SIGNIFICANCE / Math.sqrt(Math.max(1, n - 1));
  const drivers: Driver[] = [];
  const shares = new Map<string, number>();
  measures.forEach((measure, m) => {
    const beyond = found[m]!.filter(({ correlation }) => Math.abs(correlation) > threshold).sort(
      (a, b) => Math.abs(b.correlation) - Math.abs(a.correlation),
    );
    const parts = beyond.map(({ correlation }) => Math.max(0, correlation * correlation - 1 / (n - 1)));
    const whole = parts.reduce((all, part) => all + part, 0);
    beyond.forEach(({ input, correlation }, i) => {
      shares.set(input.path, (shares.get(input.path) ?? 0) + parts[i]! / whole);
      if (i >= DRIVERS_A_MEASURE) return;
      drivers.push({
        measure: measure.name,
        input: input.path,
        rank_correlation: correlation,
        ...fifths(world, input, measure.values),
      });
    });
  });
  const sum = [...shares.values()].reduce((all, share) => all + share, 0);
  return {
    drivers,
    shares: new Map([...shares].sort(([, a], [, b]) => b - a).map(([path, share]) => [path, share / sum])),
  };
}

function fifths(world: World, input: DrawnInput, measure: Float64Array): { if_low: number; if_high: number } {
  const order = rankOrder(world.inputs.uniforms(input));
  const size = Math.max(1, Math.floor(order.length / 5));
  let [low, high] = [0, 0];
  for (let i = 0; i < size; i++) {
    low += measure[order[i]!]!;
    high += measure[order[order.length - 1 - i]!]!;
  }
  return { if_low: low / size, if_high: high / size };
}

/** Ranks of an input by its uniform draw, tied where the values are. */
function rankedInput(world: World, input: DrawnInput): Ranking {
  const uniforms = world.inputs.uniforms(input);
  const hasTies = input.index < 0 || world.run.plan.inputs[input.index]!.distribution.kind === 'discrete';
  return rankingOf(hasTies ? uniforms.map((u) => world.inputs.valueAt(input, u)) : uniforms);
}
