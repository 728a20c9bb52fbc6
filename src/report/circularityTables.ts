import type { Answer } from '../questions/answer.ts';
import type { CircularityResult } from '../questions/circularity/circularitySchema.ts';
import type { AnswerTable } from './runTables.ts';

/** What comes back by party and year, the flows to check it by, the routes, and who ultimately pays, as tables. */
export function circularityTables(answer: Answer<CircularityResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const parties = Object.entries(result.parties);
  return [
    {
      name: 'circularity-by-party',
      header: [
        'party',
        'financed_out',
        'income',
        'low',
        'pro_rata',
        'high',
        'direct_pro_rata',
        'hand_ceiling',
        'causal',
      ],
      rows: parties.map(([id, p]) => [
        id,
        p.financed_out,
        p.income,
        p.low.amount,
        p.pro_rata.amount,
        p.high.amount,
        p.direct.pro_rata,
        p.audit.ceiling,
        p.causal?.share ?? null,
      ]),
    },
    {
      name: 'circularity-by-year',
      header: ['party', 'year', 'financed_out', 'income', 'low', 'pro_rata', 'high'],
      rows: parties.flatMap(([id, p]) =>
        p.by_year.map((y) => [id, y.year, y.financed_out, y.income, y.low.amount, y.pro_rata.amount, y.high.amount]),
      ),
    },
    {
      name: 'circularity-flows',
      header: ['for', 'from', 'to', 'purpose', 'deals', 'amount'],
      rows: parties.flatMap(([id, p]) =>
        p.audit.flows.map((f) => [id, f.from, f.to, f.purpose, f.deals.join(' '), f.amount]),
      ),
    },
    {
      name: 'circularity-routes',
      header: ['for', 'route', 'pro_rata', 'most'],
      rows: result.routes.map((r) => [r.for, r.parties.join(' > '), r.pro_rata, r.most]),
    },
    {
      name: 'circularity-payers',
      header: ['claim', 'debtor', 'party', 'money', 'amount', 'share'],
      rows: result.lookthrough.claims.flatMap((c) =>
        c.payers.map((p) => [c.claim, c.debtor, p.party, p.money, p.amount, p.share]),
      ),
    },
  ];
}
