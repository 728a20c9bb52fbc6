import type { Answer } from '../questions/answer.ts';
import type { PositionResult } from '../questions/position/positionSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Losses of each holding and of all, where they begin, and the losing path, as tables. */
export function positionTables({ result }: Answer<PositionResult>): AnswerTable[] {
  if (result === null) return [];
  const all = [
    ...Object.entries(result.holdings).map(([id, h]) => [id, h] as const),
    ...(result.total === null ? [] : [['total', { kind: 'total', on: '', ...result.total }] as const]),
  ];
  return [
    {
      name: 'position-holdings',
      header: [
        'holding',
        'kind',
        'on',
        'amount',
        'expected_loss',
        'standard_error',
        'loss_probability',
        'loss_95',
        'loss_99',
        'shortfall_95',
        'shortfall_99',
        'expected_loss_without_rescue',
      ],
      rows: all.map(([id, { kind, on, amount, losses, without_rescue }]) => [
        id,
        kind,
        on,
        amount,
        losses?.expected_loss ?? null,
        losses?.standard_error ?? null,
        losses?.loss_probability ?? null,
        losses?.loss_95 ?? null,
        losses?.loss_99 ?? null,
        losses?.shortfall_95 ?? null,
        losses?.shortfall_99 ?? null,
        without_rescue?.expected_loss ?? null,
      ]),
    },
    limitsTable(result),
    {
      name: 'position-causes',
      header: ['holding', 'party', 'cause', 'share_of_losing_paths', 'share_of_loss'],
      rows: all.flatMap(([id, { first_causes }]) =>
        first_causes.map((c) => [id, c.party, c.cause, c.share_of_losing_paths, c.share_of_loss]),
      ),
    },
    {
      name: 'position-path',
      header: ['quarter', 'kind', 'party', 'amount', 'text'],
      rows: (result.losing_path?.events ?? []).map((e) => [e.quarter, e.kind, e.party, e.amount, e.text]),
    },
  ];
}

function limitsTable(result: PositionResult): AnswerTable {
  return {
    name: 'position-limits',
    header: [
      'limit',
      'on',
      'amount',
      'used',
      'through_web',
      'loss_if_it_fails',
      'is_exceeded',
      'is_exceeded_through_web',
    ],
    rows: Object.entries(result.limits).map(([id, l]) => [
      id,
      l.on,
      l.amount,
      l.used,
      l.through_web,
      l.loss_if_it_fails,
      String(l.is_exceeded),
      String(l.is_exceeded_through_web),
    ]),
  };
}
