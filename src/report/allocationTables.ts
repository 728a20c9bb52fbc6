import type { AllocationResult } from '../questions/allocation/allocationSchema.ts';
import type { Answer } from '../questions/answer.ts';
import type { AnswerTable } from './runTables.ts';

/** Each lab year by year, its uses, and its latent uses in their order, as tables. */
export function allocationTables(answer: Answer<AllocationResult>): AnswerTable[] {
  const labs = Object.entries(answer.result?.parties ?? {});
  if (labs.length === 0) return [];
  return [
    {
      name: 'allocation-by-year',
      header: ['lab', 'year', 'figure', 'mean', 'p5', 'p50', 'p95', 'cost', 'per_dollar'],
      rows: labs.flatMap(([id, lab]) =>
        (
          [
            'capacity_by_year',
            'spot_by_year',
            'abundance_capacity',
            'shadow_price',
            'shadow_price_with_spot',
            'price',
            'long_run_cost',
            'gain_resplit',
            'gain_expand',
            'gain_expand_ahead',
          ] as const
        ).flatMap((name) =>
          lab[name].map((d) => {
            const { cost = '', per_dollar: per = '' } = 'cost' in d ? d : {};
            return [id, d.year, name, d.mean, d.p5, d.p50, d.p95, cost, per ?? ''];
          }),
        ),
      ),
    },
    {
      name: 'allocation-regime',
      header: ['lab', 'year', 'regime', 'scarce_probability', 'paths'],
      rows: labs.flatMap(([id, lab]) => lab.regime.map((r) => [id, r.year, r.regime, r.scarce_probability, r.paths])),
    },
    {
      name: 'allocation-uses',
      header: ['lab', 'use', 'serves', 'year', 'today', 'best', 'worthwhile'],
      rows: labs.flatMap(([id, lab]) =>
        lab.uses.flatMap((u) => u.by_year.map((y) => [id, u.use, u.serves, y.year, y.today, y.best, y.worthwhile])),
      ),
    },
    {
      name: 'allocation-latent',
      header: ['lab', 'use', 'year', 'enters_at_capacity', 'cap', 'probability'],
      rows: labs.flatMap(([id, lab]) =>
        lab.latent_order.flatMap((u) =>
          u.by_year.map((y) => [id, u.use, y.year, y.enters_at_capacity, y.cap, y.probability]),
        ),
      ),
    },
  ];
}
