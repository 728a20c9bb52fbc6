import type { Answer } from '../questions/answer.ts';
import type { FinancingResult, PartyFinancing } from '../questions/financing/financingSchema.ts';
import type { AnswerTable } from './runTables.ts';

const YEARLY = [
  'due',
  'operating',
  'committed',
  'service',
  'rescue_service',
  'gap',
  'drawn',
  'sold',
  'channelled',
  'rescue',
  'from_cash',
  'unpaid',
  'debt_room',
  'equity_demand',
  'uncovered',
] as const;
const LAYERS = ['operating', 'with_committed', 'with_debt_room', 'with_equity_demand'] as const;

type Rows = AnswerTable['rows'];
type Parties = readonly (readonly [string, PartyFinancing])[];

/** Each private party by year and by source, its coverage, the revenue it would need, and what its holders could sell. */
export function financingTables(answer: Answer<FinancingResult>): AnswerTable[] {
  const parties = Object.entries(answer.result?.parties ?? {});
  if (parties.length === 0) return [];
  return [
    {
      name: 'financing-by-year',
      header: ['party', 'year', 'figure', 'mean', 'p5', 'p50', 'p95'],
      rows: yearRows(parties),
    },
    {
      name: 'financing-coverage',
      header: ['party', 'layer', 'mean', 'p5', 'p50', 'p95', 'of_values'],
      rows: coverageRows(parties),
    },
    {
      name: 'financing-needs-equity',
      header: ['party', 'probability', 'uncovered', 'covered_without', 'failed', 'rescued', 'failed_after_rescue'],
      rows: parties.map(([id, { needs_equity: needs, rescued_probability: rescued, failed_after_rescue: after }]) => [
        id,
        needs.probability,
        needs.uncovered,
        needs.covered_without,
        needs.failed,
        rescued,
        after,
      ]),
    },
    {
      name: 'financing-sources',
      header: ['party', 'source', 'deal', 'carries', 'share', 'could_carry'],
      rows: parties.flatMap(([id, party]) =>
        party.sources.map((s) => [id, s.source, s.deal, s.carries, s.share, s.could_carry]),
      ),
    },
    {
      name: 'financing-revenue',
      header: ['party', 'year', 'revenue_p50', 'required_p50', 'required_with_compute_p50', 'paying_paths'],
      rows: revenueRows(parties),
    },
    {
      name: 'financing-sell',
      header: [
        'party',
        'share',
        'how',
        'ratio',
        'discount',
        'discount_p5',
        'discount_p95',
        'value',
        'sold',
        'proceeds',
      ],
      rows: saleRows(parties),
    },
  ];
}

function yearRows(parties: Parties): Rows {
  return parties.flatMap(([id, party]) =>
    party.by_year.flatMap((y) => [
      [id, y.year, 'due_headline', y.due_headline, null, null, null],
      [id, y.year, 'due_firm', y.due_firm, null, null, null],
      [id, y.year, 'failed_before', y.failed_before, null, null, null],
      ...YEARLY.map((name) => [id, y.year, name, y[name].mean, y[name].p5, y[name].p50, y[name].p95]),
    ]),
  );
}

function coverageRows(parties: Parties): Rows {
  return parties.flatMap(([id, { coverage, coverage_of_values: ofValues }]) =>
    LAYERS.map((layer) => {
      const c = coverage[layer];
      return [id, layer, c?.mean ?? null, c?.p5 ?? null, c?.p50 ?? null, c?.p95 ?? null, ofValues[layer]];
    }),
  );
}

function revenueRows(parties: Parties): Rows {
  return parties.flatMap(([id, party]) =>
    party.required_revenue.map((r) => [
      id,
      r.year,
      r.revenue?.p50 ?? null,
      r.required?.p50 ?? null,
      r.required_with_compute?.p50 ?? null,
      r.paying_paths,
    ]),
  );
}

function saleRows(parties: Parties): Rows {
  return parties.flatMap(([id, party]) =>
    party.sell.flatMap((sale) =>
      (['must', 'may'] as const).map((how) => {
        const p = sale[how];
        return [id, sale.share, how, p.ratio, p.discount, ...p.discount_interval, p.value, p.sold, p.proceeds];
      }),
    ),
  );
}
