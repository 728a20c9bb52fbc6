import type { RunResult } from '../../questions/run/runSchema.ts';
import type { ShowResult } from '../../questions/show/show.ts';
import type { Sheet, SheetCell } from './sheet.ts';

/** Every party: what it has, what it promised, how often it defaults, and its cash in the central case. */
export function partiesSheet(show: ShowResult, run: RunResult): Sheet {
  const years = Object.values(run.central.parties)[0]?.by_year.map((row) => row.year) ?? [];
  const rows = Object.entries(show.parties).map(([id, party]): SheetCell[] => {
    const told = run.parties[id];
    const central = run.central.parties[id];
    return [
      id,
      party.name,
      party.kind,
      party.cash,
      party.debt,
      party.value,
      party.commitments.headline,
      party.commitments.net,
      party.commitments.firm,
      party.commitments.paid,
      party.sales.headline,
      party.sales.firm,
      told?.default_probability_1y ?? null,
      told?.default_probability ?? null,
      told?.default_probability_stand_alone ?? null,
      told?.cds_implied?.['5y'] ?? null,
      ...years.map((year) => central?.by_year.find((row) => row.year === year)?.cash ?? null),
    ];
  });
  return {
    name: 'parties',
    header: [
      'party',
      'name',
      'kind',
      'cash',
      'debt',
      'market value',
      'commitments, headline',
      'commitments, net',
      'commitments, firm',
      'commitments, paid',
      'sales, headline',
      'sales, firm',
      'default within 1 year',
      'default within 5 years',
      'default within 5 years, stand-alone',
      'default within 5 years, CDS-implied',
      ...years.map((year) => `central cash, end of ${year}`),
    ],
    rows,
    widths: [22, 30, 12, 18],
    fixedColumns: 2,
  };
}
