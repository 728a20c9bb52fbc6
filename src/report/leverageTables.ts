import type { Answer } from '../questions/answer.ts';
import type { LeverageResult } from '../questions/leverage/leverageSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Gains and terms of every deal, and the curve of the implied exclusion loss, as tables. */
export function leverageTables(answer: Answer<LeverageResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const deals = Object.entries(result.deals);
  return [
    {
      name: 'leverage-gains',
      header: ['deal', 'party', 'gain', 'standard_error'],
      rows: deals.flatMap(([id, deal]) =>
        Object.entries(deal.gains).map(([party, gain]) => [id, party, gain.amount, gain.standard_error]),
      ),
    },
    {
      name: 'leverage-signers',
      header: ['deal', 'party', 'gain_as_announced', 'standard_error', 'exclusion_loss', 'gain_with_exclusion_loss'],
      rows: deals.flatMap(([id, { signers }]) =>
        Object.entries(signers).map(([party, s]) => [
          id,
          party,
          s.gain,
          s.standard_error,
          s.exclusion_loss,
          s.gain_with_exclusion_loss,
        ]),
      ),
    },
    {
      name: 'leverage-terms',
      header: ['deal', 'term', 'type', 'party', 'value', 'standard_error'],
      rows: deals.flatMap(([id, deal]) =>
        Object.entries(deal.terms).flatMap(([term, { type, value }]) =>
          Object.entries(value).map(([party, v]) => [id, term, type, party, v.amount, v.standard_error]),
        ),
      ),
    },
    {
      name: 'leverage-exclusion',
      header: ['deal', 'displaced', 'gain', 'exclusion_loss', 'share_of_market_value'],
      rows: deals.flatMap(([id, { business }]) =>
        (business?.implied_exclusion_loss.curve ?? []).map((p) => [
          id,
          p.displaced,
          p.gain,
          p.exclusion_loss,
          p.share_of_market_value,
        ]),
      ),
    },
  ];
}
