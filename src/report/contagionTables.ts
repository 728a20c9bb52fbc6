import type { Answer } from '../questions/answer.ts';
import type { ContagionResult } from '../questions/contagion/contagionSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Losses of every party, what caused them, and the ranking, as tables. */
export function contagionTables(answer: Answer<ContagionResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const parties = Object.entries(result.parties);
  return [
    {
      name: 'contagion-parties',
      header: ['party', 'equity_loss', 'distress', 'direct_loss', 'indirect_loss', 'round', 'debtrank'],
      rows: parties.map(([id, p]) => [
        id,
        p.equity_loss,
        p.distress,
        p.direct_loss,
        p.indirect_loss,
        p.round,
        p.debtrank,
      ]),
    },
    {
      name: 'contagion-losses',
      header: ['party', 'from', 'mechanism', 'of', 'round', 'amount'],
      rows: parties.flatMap(([id, p]) => p.losses.map((l) => [id, l.from, l.mechanism, l.of, l.round, l.amount])),
    },
    {
      name: 'contagion-ranking',
      header: ['party', 'debtrank', 'loss'],
      rows: result.systemic.map((s) => [s.party, s.debtrank, s.loss]),
    },
  ];
}
