import type { Answer } from '../questions/answer.ts';
import type { ControlResult } from '../questions/control/controlSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Holders of every issuer, the deals game by decider and by deal, as tables. */
export function controlTables(answer: Answer<ControlResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  return [
    {
      name: 'control-holders',
      header: [
        'issuer',
        'holder',
        'economic',
        'votes',
        'shapley_shubik',
        'banzhaf',
        'board_share',
        'control',
        'ultimate_control',
      ],
      rows: Object.entries(result.issuers).flatMap(([issuer, { holders }]) =>
        Object.entries(holders).map(([id, h]) => [
          issuer,
          id,
          h.economic,
          h.votes,
          h.shapley_shubik,
          h.banzhaf,
          h.board_share,
          h.control,
          h.ultimate_control,
        ]),
      ),
    },
    {
      name: 'control-influence',
      header: ['party', 'influence', 'economic', 'wedge', 'influence_without_letters', 'influence_irreplaceable'],
      rows: Object.entries(result.influence).map(([id, own]) => [
        id,
        own.share,
        result.economic[id]?.share ?? null,
        result.wedge[id]?.share ?? null,
        own.without_letters,
        own.irreplaceable,
      ]),
    },
    {
      name: 'control-deals',
      header: ['deal', 'is_letter', 'value', 'decider', 'influence'],
      rows: result.deals.flatMap((deal) =>
        Object.entries(deal.influence).map(([id, share]) => [
          deal.deal,
          deal.is_letter ? 'yes' : 'no',
          deal.value,
          id,
          share,
        ]),
      ),
    },
  ];
}
