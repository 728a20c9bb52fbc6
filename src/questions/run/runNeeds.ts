import { yearOfQuarter } from '../../base/quarter.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';

/** What a question needs of every path of a run. */
export interface Needs {
  /** Columns that are read path by path. */
  readonly exact: readonly string[];
  /** Columns of which only the distribution is told, and between worlds the mean difference. */
  readonly told: readonly string[];
  /** Columns of the world without rescues; where there are none, that world is not run. */
  readonly standAlone: readonly string[];
  /** Sums over columns that are kept besides the standing table; their names may stand among those above. */
  readonly recorded?: readonly Recorded[];
}

/**
 * What `answerRun` reads; nothing else leaves the engine.
 *
 * Verified by: src/experiments/keptColumns.test.ts, which listens to what is read.
 */
export function runNeeds(plan: Plan): Needs {
  const years: number[] = [];
  for (let q = 0; q < plan.quarters; q++) {
    const year = yearOfQuarter(plan.firstQuarter + q);
    if (years.at(-1) !== year) years.push(year);
  }
  const quarters = Array.from({ length: plan.quarters }, (_, q) => q);
  const yearly = (id: string, what: readonly string[]): string[] =>
    what.flatMap((name) => years.map((year) => `${id}.${name}.${year}`));
  const exact: string[] = [];
  const told: string[] = [];
  for (const { id, isLab } of plan.parties) {
    exact.push(`${id}.default`, `${id}.cause`, `${id}.rescued`, `${id}.outside_lost`, ...yearly(id, ['bought']));
    told.push(...yearly(id, ['debt', 'value']));
    if (isLab) exact.push(...yearly(id, ['cash', 'due', 'committed', 'raised', 'unmet']));
    else told.push(...yearly(id, ['cash']));
  }
  for (const q of plan.hasMarket ? quarters : []) {
    exact.push(`market.price.${q}`);
    told.push(`market.capacity.${q}`, `market.utilisation.${q}`);
    // Long-run cost follows path by path from the first of them.
    (q === 0 ? exact : told).push(`market.ratio.${q}`);
  }
  for (const deal of Object.keys(plan.dealTitles)) exact.push(`deal.${deal}.paid`);
  for (const claim of plan.claims) exact.push(`claim.${plan.terms[claim.term]?.ref}.lost`);
  for (const term of plan.terms) if (term.kind === 'guarantee') exact.push(`guarantee.${term.ref}.called`);
  return { exact, told, standAlone: plan.parties.map(({ id }) => `${id}.default`) };
}
