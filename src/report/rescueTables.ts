import type { Answer } from '../questions/answer.ts';
import type { RescueResult } from '../questions/rescue/rescueSchema.ts';
import type { AnswerTable } from './runTables.ts';

/** Parties, losses by partner, shares, fork and sweep as tables. */
export function rescueTables(answer: Answer<RescueResult>): AnswerTable[] {
  const { result } = answer;
  if (result === null) return [];
  const { sweep } = result;
  return [partiesTable(result), lossesTable(result), ...(sweep === null ? [] : [sweepTable(sweep)])];
}

function partiesTable({ parties }: RescueResult): AnswerTable {
  return {
    name: 'rescue',
    header: [
      'party',
      'distress',
      'quarter',
      'paths',
      'need',
      'loss',
      'index',
      'all',
      'without_largest',
      'one_alone',
      'rise_against_untied_web',
      'all_if_owners_keep_rest',
      'without_largest_if_owners_keep_rest',
      'no_second_distress',
      'for_good',
      'saved',
      'stand_alone',
      'supported',
    ],
    rows: Object.entries(parties).map(([id, p]) => [
      id,
      p.distress.kind,
      p.distress.quarter,
      p.distress.paths,
      p.need?.mean ?? null,
      p.loss_of_all,
      p.index,
      p.p_rescued_given_distress?.all ?? null,
      p.p_rescued_given_distress?.without_largest ?? null,
      p.p_rescued_given_distress?.one_alone ?? null,
      p.p_rescued_given_distress?.rise_against_untied_web ?? null,
      p.if_owners_keep_rest?.all ?? null,
      p.if_owners_keep_rest?.without_largest ?? null,
      p.no_second_distress,
      p.p_rescued_given_distress?.for_good ?? null,
      p.default_probability.saved,
      p.default_probability.stand_alone,
      p.default_probability.supported,
    ]),
  };
}

function lossesTable({ parties }: RescueResult): AnswerTable {
  return {
    name: 'rescue-losses',
    header: [
      'party',
      'partner',
      'may_pay',
      'total',
      'direct_claim',
      'backlog',
      'stake',
      'guarantee',
      'second_round',
      'liquid',
      'offer',
      'proportional',
      'equal',
      'shapley',
      'low',
      'high',
      'fork',
      'fork_standard_error',
    ],
    rows: Object.entries(parties).flatMap(([id, p]) =>
      Object.entries(p.loss).map(([partner, l]) => {
        const share = p.shares?.[partner];
        const fork = p.fork?.[partner];
        return [
          id,
          partner,
          l.may_pay ? 'yes' : 'no',
          l.total,
          l.direct_claim,
          l.backlog,
          l.stake,
          l.guarantee,
          l.second_round,
          l.liquid,
          l.offer,
          share?.proportional ?? null,
          share?.equal ?? null,
          share?.shapley ?? null,
          share?.low ?? null,
          share?.high ?? null,
          fork?.fork ?? null,
          fork?.standard_error ?? null,
        ];
      }),
    ),
  };
}

function sweepTable(sweep: NonNullable<RescueResult['sweep']>): AnswerTable {
  return {
    name: 'rescue-sweep',
    header: [
      'party',
      'quarter',
      'deals',
      'deal',
      'date',
      'partners',
      'paths',
      'need',
      'loss',
      'loss_of_payers',
      'index',
      'feasible',
      'without_largest',
    ],
    rows: sweep.points.map((p) => [
      sweep.party,
      sweep.quarter,
      p.deals,
      p.deal,
      p.date,
      p.partners,
      p.paths,
      p.need,
      p.loss,
      p.loss_of_payers,
      p.index,
      p.feasible,
      p.without_largest,
    ]),
  };
}
