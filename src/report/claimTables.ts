import type { Answer } from '../questions/answer.ts';
import type { ClaimsResult } from '../questions/claims/claimsSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Verdicts, measures, drivers and flips as tables. */
export function claimTables(answer: Answer<ClaimsResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    verdictTable(result),
    {
      name: 'claim-measures',
      header: ['claim', 'path', 'kind', 'test', 'probability', 'figure', 'p5', 'p95', 'defined_share'],
      rows: result.claims.flatMap((c) =>
        c.measures.map((m) => [
          c.id,
          m.path,
          m.kind,
          m.test,
          m.probability,
          m.figure,
          m.range?.p5 ?? null,
          m.range?.p95 ?? null,
          m.defined_share,
        ]),
      ),
    },
    {
      name: 'claim-drivers',
      header: ['claim', 'input', 'rank_correlation', 'if_low', 'if_high', 'is_beyond_chance', 'grade'],
      rows: result.claims.flatMap((c) =>
        c.drivers.map((d) => [c.id, d.input, d.rank_correlation, d.if_low, d.if_high, d.is_beyond_chance, d.grade]),
      ),
    },
    {
      name: 'claim-flips',
      header: ['claim', 'input', 'unit', 'at', 'now', 'low', 'high', 'kind', 'reason'],
      rows: result.claims.flatMap((c) =>
        c.flips.map((f) => [
          c.id,
          f.input,
          f.unit,
          f.at,
          f.now,
          f.interval?.[0] ?? null,
          f.interval?.[1] ?? null,
          f.kind,
          f.reason,
        ]),
      ),
    },
  ];
}

function verdictTable({ claims }: ClaimsResult): AnswerTable {
  return {
    name: 'claims',
    header: [
      'claim',
      'question',
      'verdict',
      'probability',
      'low',
      'high',
      'measure',
      'figure',
      'p5',
      'p95',
      'grade_d_share',
    ],
    rows: claims.map((c) => [
      c.id,
      c.question,
      c.verdict,
      c.probability,
      c.probability_interval?.[0] ?? null,
      c.probability_interval?.[1] ?? null,
      c.measure,
      c.figure,
      c.range?.p5 ?? null,
      c.range?.p95 ?? null,
      c.grade_d_share,
    ]),
  };
}
