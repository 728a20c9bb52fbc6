import type { Answer } from '../questions/answer.ts';
import type { BacklogResult } from '../questions/backlog/backlogSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** The bridge of every seller by customer and by fiscal year, and the ultimate payers, as tables. */
export function backlogTables(answer: Answer<BacklogResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const sellers = Object.entries(result.sellers);
  return [
    {
      name: 'backlog-by-customer',
      header: ['seller', 'step', 'customer', 'amount'],
      rows: sellers.flatMap(([id, s]) =>
        s.bridge.flatMap((row) => [
          [id, row.step, null, row.amount],
          ...Object.entries(row.by_customer).map(([customer, amount]) => [id, row.step, customer, amount]),
        ]),
      ),
    },
    {
      name: 'backlog-by-year',
      header: ['seller', 'step', 'fiscal_year', 'amount'],
      rows: sellers.flatMap(([id, s]) =>
        s.bridge.flatMap((row) => row.by_year.map(({ year, amount }) => [id, row.step, year, amount])),
      ),
    },
    {
      name: 'backlog-payers',
      header: ['party', 'money', 'amount', 'share'],
      rows: result.payers.map((p) => [p.party, p.money, p.amount, p.share]),
    },
  ];
}
