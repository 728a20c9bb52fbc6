import type { Answer } from '../questions/answer.ts';
import type { GlutResult } from '../questions/glut/glutSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** The worlds, prices in them, the lab's net benefit by scale, capacity by year and change in value by party, as tables. */
export function glutTables(answer: Answer<GlutResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null || result.worlds.length === 0) return [];
  return [...worldTables(result), ...benefitTables(result), ...capacityTables(result)];
}

function worldTables(result: GlutResult): AnswerTable[] {
  return [
    {
      name: 'glut-worlds',
      header: ['world', 'scale', 'p_glut', 'p_glut_at_long_run_cost', 'p_glut_at_running_cost', 'depth', 'length'],
      rows: result.worlds.map((w) => [
        w.world,
        w.scale,
        w.p_glut,
        w.p_glut_at_long_run_cost,
        w.p_glut_at_running_cost,
        w.depth?.mean ?? null,
        w.length?.mean ?? null,
      ]),
    },
    {
      name: 'glut-prices',
      header: ['world', 'scale', 'quarter', 'figure', 'mean', 'p5', 'p25', 'p50', 'p75', 'p95'],
      rows: result.worlds.flatMap((w) =>
        (['price', 'price_to_cost', 'capacity'] as const).flatMap((name) =>
          w[name].map((d) => [w.world, w.scale, d.quarter, name, d.mean, d.p5, d.p25, d.p50, d.p75, d.p95]),
        ),
      ),
    },
  ];
}

function benefitTables(result: GlutResult): AnswerTable[] {
  return [
    {
      name: 'glut-net-benefit',
      header: [
        'scale',
        'net_benefit',
        'standard_error',
        'positive',
        'end_prices',
        'with_horizon',
        'with_horizon_error',
      ],
      rows: result.net_benefit.map((b) => [
        b.scale,
        b.mean,
        b.standard_error,
        b.positive,
        b.end_prices,
        b.with_horizon.mean,
        b.with_horizon.standard_error,
      ]),
    },
    {
      name: 'glut-break-even',
      header: ['of', 'contracts', 'flexible_share', 'net_benefit', 'standard_error'],
      rows: (['overbuilding', 'commitments'] as const).flatMap((of) =>
        (result.break_even?.[of].points ?? []).map((p) => [
          of,
          p.world,
          p.flexible_share,
          p.net_benefit.mean,
          p.net_benefit.standard_error,
        ]),
      ),
    },
  ];
}

function capacityTables(result: GlutResult): AnswerTable[] {
  return [
    {
      name: 'glut-capacity',
      header: ['year', 'announced', 'held_by_labs', 'induced_in_others', 'standard_error', 'added_by_commitments'],
      rows: result.by_year.map((y) => [
        y.year,
        y.announced,
        y.held_by_labs,
        y.induced_in_others,
        y.induced_in_others_standard_error,
        y.added_by_commitments,
      ]),
    },
    {
      name: 'glut-parties',
      header: ['party', 'commitments', 'commitments_error', 'credibility', 'credibility_error', 'value_of_credibility'],
      rows: Object.entries(result.parties).map(([id, p]) => [
        id,
        p.change_in_value.commitments.mean,
        p.change_in_value.commitments.standard_error,
        p.change_in_value.credibility.mean,
        p.change_in_value.credibility.standard_error,
        p.value_of_credibility,
      ]),
    },
  ];
}
