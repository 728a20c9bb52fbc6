import type { DistributionSummary } from '../../base/quantiles.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import { printMoney } from '../number.ts';
import { partyName } from '../terminal/partyName.ts';
import type { BarsFigure } from './figureSpec.ts';
import { meanPoint } from './summaryPoint.ts';

interface Layered {
  readonly headline: number;
  readonly net: number;
  readonly firm: number;
  readonly expected_paid?: DistributionSummary | null;
}

const MOST_BUYERS = 12;
/** Years after the run that are still shown. */
const YEARS_AFTER = 2;

/** Commitments to buy by calendar year: headline, net and firm, and what the run expects to be paid. */
export function commitmentsByYear(show: ShowResult, run: RunResult | null, asOf: string, currency: string): BarsFigure {
  const first = Number(asOf.slice(0, 4));
  const rows: readonly (Layered & { readonly year: number })[] =
    run === null ? show.commitments.by_year : run.commitments.by_year;
  const lastOfRun =
    run === null
      ? first + 8
      : Math.max(...run.commitments.by_year.flatMap((r) => (r.expected_paid === null ? [] : [r.year])));
  const shown = rows.filter((r) => r.year >= first && r.year <= lastOfRun + YEARS_AFTER);
  const highest = [...shown].sort((a, b) => b.headline - a.headline)[0];
  const words =
    highest === undefined
      ? 'Nothing is committed.'
      : `The most falls due in ${highest.year}: headline ${printMoney(highest.headline, currency)}, of which ${printMoney(highest.firm, currency)} was firm at signing.`;
  return {
    ...nested(shown, run !== null),
    id: 'commitments-by-year',
    title: 'Commitments to buy, by year in which they fall due',
    subtitle: `${currency}, capacity, equipment and leases`,
    description: words,
    ...(run === null
      ? {}
      : {
          note: 'Bars stand in front of each other: firm is part of the headline. The whisker is the 5–95 % range over the paths; after the horizon nothing is simulated.',
        }),
    unit: { is: 'money', currency },
    stands: true,
    categories: shown.map((r) => String(r.year)),
  };
}

/** Commitments by buyer, the largest first. */
export function commitmentsByBuyer(show: ShowResult, run: RunResult | null, currency: string): BarsFigure {
  const all: readonly (readonly [string, Layered])[] = Object.entries(
    run === null ? show.commitments.by_buyer : run.commitments.by_buyer,
  );
  const shown = [...all].sort(([, a], [, b]) => b.headline - a.headline).slice(0, MOST_BUYERS);
  const layers = shown.map(([, l]) => l);
  const first = shown[0];
  return {
    ...nested(layers, run !== null),
    id: 'commitments-by-buyer',
    title: 'Commitments to buy, by buyer',
    subtitle: `${currency}, all years; the printed figure is the headline`,
    description:
      first === undefined
        ? 'Nobody is committed.'
        : `${partyName(show.parties, first[0])} has promised the most, ${printMoney(first[1].headline, currency)} in headlines.`,
    unit: { is: 'money', currency },
    stands: false,
    categories: shown.map(([id]) => partyName(show.parties, id)),
  };
}

function nested(rows: readonly Layered[], isRun: boolean): Pick<BarsFigure, 'kind' | 'layers' | 'points'> {
  return {
    kind: 'bars',
    layers: [
      { label: 'headline', tone: 'muted', values: rows.map((r) => r.headline) },
      { label: 'net of double counting', tone: 'light', values: rows.map((r) => r.net) },
      { label: 'firm at signing', tone: 'accent', values: rows.map((r) => r.firm) },
    ],
    points: isRun
      ? { label: 'expected to be paid', tone: 'strong', values: rows.map((r) => meanPoint(r.expected_paid)) }
      : null,
  };
}
