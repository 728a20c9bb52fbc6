import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import type { Remark, RestsOn } from '../answer.ts';
import { defaultCount } from './defaultTriggers.ts';
import { FIVE_YEARS } from './partyOutcomes.ts';
import type { World } from './world.ts';

/** A probability with fewer defaults behind it is told with a warning. */
const FEW_DEFAULTS = 30;
const LARGEST_SHARE_OF_ASSUMPTIONS = 0.5;

/** What a reader of a run must know before believing it. */
export function runWarnings(world: World, restsOn: readonly RestsOn[], askedPaths: number): Remark[] {
  return [
    ...interrupted(world.run.paths, askedPaths),
    ...aboveRunRate(world),
    ...mostlyAssumed(restsOn),
    ...fewDefaults(world),
  ];
}

function remark(code: string, message: string, help: string | null): Remark {
  return { code, message, help, place: null };
}

function interrupted(paths: number, asked: number): Remark[] {
  if (paths >= asked) return [];
  return [
    remark(
      'run.interrupted',
      `the run was interrupted after ${paths} of ${asked} paths; all figures are over those`,
      null,
    ),
  ];
}

function mostlyAssumed(restsOn: readonly RestsOn[]): Remark[] {
  const assumed = restsOn.reduce((all, r) => (r.grade === 'D' ? all + (r.share ?? 0) : all), 0);
  if (!(assumed > LARGEST_SHARE_OF_ASSUMPTIONS)) return [];
  const percent = Math.round(100 * assumed);
  return [
    remark(
      'run.mostly-assumed',
      `${percent} % of what moves these figures are assumptions (grade D)`,
      'read the drivers, and set your own values with --set or --with',
    ),
  ];
}

function fewDefaults(world: World): Remark[] {
  const few = world.run.plan.parties
    .map(({ id }) => ({ id, count: defaultCount(world.run, id, FIVE_YEARS) }))
    .filter(({ count }) => count > 0 && count < FEW_DEFAULTS);
  if (few.length === 0) return [];
  const names = few.map(({ id, count }) => `${world.book.content.parties[id]?.name ?? id} ${count}`).join(', ');
  return [
    remark(
      'run.few-defaults',
      `fewer than ${FEW_DEFAULTS} defaults stand behind the probability of: ${names}`,
      'read their intervals, or run more paths',
    ),
  ];
}

/** Most by which the first quarter may pass what was reported, before the book is suspected of counting something twice. */
const LARGEST_EXCESS = 0.1;

/**
 * Parties whose business and modelled sales of the first quarter, annualised, pass the revenue that they last reported.
 *
 * Definition (D2): 4 × all that is paid to the party for goods, services and rent in the first quarter of the central
 * case > 1.1 × reported revenue.
 */
function aboveRunRate(world: World): Remark[] {
  const { plan, central } = world.run;
  const kindOf = new Map(plan.terms.map((term) => [term.ref, term.kind]));
  return plan.parties.flatMap(({ id, account }): Remark[] => {
    const reported = world.book.content.parties[id]?.reported?.revenue;
    const statement = reported === undefined ? null : statementAt(reported, world.book.asOf);
    if (statement === null) return [];
    const last = medianOf(statement.distribution);
    let sold = 0;
    for (const [i, row] of plan.rows.entries()) {
      const isSale = row.purpose === 'purchase' || (row.role === 'payment' && kindOf.get(row.ref) === 'lease');
      if (row.payee === account && isSale) sold += 4 * central.payments[i * plan.quarters]!;
    }
    if (!(sold > (1 + LARGEST_EXCESS) * last)) return [];
    const place = world.book.locate(`parties.${id}.reported.revenue`);
    const percent = Math.round(100 * (sold / last - 1));
    return [
      {
        code: 'run.above-run-rate',
        message: `${world.book.content.parties[id]?.name ?? id} sells ${percent} % more in the first quarter than it last reported`,
        help: 'see whether `operations` hold chips or compute that the web sells besides',
        place: place === null ? null : { file: place.file, line: place.line, column: place.column },
      },
    ];
  });
}
