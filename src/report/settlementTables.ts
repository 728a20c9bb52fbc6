import type { Answer } from '../questions/answer.ts';
import type { SettlementResult } from '../questions/settlement/settlementSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Sides, payouts and assumptions of a settlement as tables. */
export function settlementTables(answer: Answer<SettlementResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    {
      name: 'settlement-sides',
      header: [
        'party',
        'before',
        'disagreement',
        'signed',
        'signed_amount',
        'bargained',
        'predicted',
        'implied_weight',
      ],
      rows: Object.entries(result.parties).map(([id, p]) => [
        id,
        p.before.share,
        p.disagreement.share,
        p.signed.share,
        p.signed.amount,
        p.bargained?.share ?? null,
        p.predicted?.share ?? null,
        p.implied_weight,
      ]),
    },
    {
      name: 'settlement-payouts',
      header: ['exit', 'class', 'after', 'before'],
      rows: result.payouts.flatMap(({ exit, by_class, before }) =>
        Object.entries(by_class).map(([name, amount]) => [exit, name, amount, before?.[name] ?? null]),
      ),
    },
  ];
}
