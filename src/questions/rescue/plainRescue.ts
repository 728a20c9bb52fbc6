import { MOST_SHAPLEY_PLAYERS } from '../../mechanisms/bargaining/shapleyValue.ts';
import {
  holdoutsSurvived,
  largestOffer,
  nobodyPaysIsEquilibrium,
  pivotalPartners,
  type RescueGame,
  rescuedBy,
  smallestCoalition,
} from '../../mechanisms/rescue/rescueGame.ts';
import { rescueShares } from '../../mechanisms/rescue/rescueShares.ts';
import type { Finding, Remark } from '../answer.ts';
import type { PlainPartner } from './plainLosses.ts';
import type { PlainRescueResult } from './plainRescueSchema.ts';

/** A need, and who would lose how much if it is not met. */
export interface PlainRescueQuestion {
  readonly need: number;
  readonly partners: readonly PlainPartner[];
  readonly party: string | null;
  readonly web: PlainRescueResult['web'];
}

/**
 * Who would carry a party, from what each would lose: offers against the need, the smallest coalition, who is pivotal.
 *
 * Definition: rescueGame.ts and rescueShares.ts on offers min(loss, liquid), as for each path of a book (rescue.ts).
 * Units: money of the tables. Verified by: plainRescue.test.ts (all coalitions, all orders; Rogers and Veraart's example).
 */
export function plainRescue({ need, partners, party, web }: PlainRescueQuestion): Finding<PlainRescueResult> {
  const offers = partners.map(({ loss, liquid }) => largestOffer(loss, liquid));
  const game: RescueGame = { offers, need };
  const ids = partners.map((partner) => partner.party);
  const by = rescuedBy(game);
  const enough = smallestCoalition(game);
  const all = partners.reduce((sum, { loss }) => sum + loss, 0);
  return {
    question: 'rescue',
    result: {
      party,
      need,
      loss: Object.fromEntries(partners.map((partner, i) => [partner.party, lossOf(partner, offers[i]!)])),
      loss_of_all: all,
      index: need > 0 ? all / need : null,
      feasible: by.all,
      rescued_by: { one_alone: by.oneAlone, without_largest: by.withoutLargest, all: by.all },
      coalition: {
        parties: (enough ?? byOffer(offers)).map((i) => ids[i]!),
        is_enough: enough !== null,
        size: enough?.length ?? null,
      },
      pivotal: pivotalPartners(game).map((i) => ids[i]!),
      holdouts_survived: holdoutsSurvived(game),
      nobody_pays_too: by.all ? nobodyPaysIsEquilibrium(game) : null,
      shares: sharesOf(ids, game),
      web,
    },
    units: UNITS,
    method: {
      docs: 'docs/models/rescue.md',
      references: [
        'L. C. G. Rogers and L. A. M. Veraart (2013), Failure and rescue in an interbank network, Management Science 59(4)',
        'L. S. Shapley (1953), A value for n-person games',
      ],
    },
    limits: [
      'That a rescue is feasible does not make it certain: where nobody would carry the party alone, nobody paying is an equilibrium too.',
      ...(web === null ? OF_LOSSES : OF_WEB),
    ],
    restsOn: [],
    warnings: warningsOf(by.all ? offers.filter((x) => x > 0).length : 0, web),
  };
}

const OF_LOSSES = ['Losses, need and what each can pay are taken as the table has them, for certain.'];
const OF_WEB = [
  'All obligations fall due at once; the money put in is a gift, and what partners give comes out of their outside assets at full value.',
  'Nobody gives more than what keeps it able to pay its own dues; creditors outside the web lose, but are not asked.',
];

const UNITS: Readonly<Record<string, string>> = {
  '/need': 'currency',
  '/loss/*/*': 'currency',
  '/loss_of_all': 'currency',
  '/index': 'ratio',
  '/coalition/size': 'parties',
  '/holdouts_survived': 'parties',
  '/shares/*/*': 'currency',
  '/web/alpha': 'fraction',
  '/web/beta': 'fraction',
  '/web/loss_outside': 'currency',
  '/web/default_costs_saved': 'currency',
};

function lossOf({ loss, liquid, wealth }: PlainPartner, offer: number): PlainRescueResult['loss'][string] {
  return {
    total: loss,
    liquid: liquid === Number.POSITIVE_INFINITY ? null : liquid,
    offer,
    wealth_if_rescued: wealth?.rescued ?? null,
    wealth_if_fails: wealth?.fails ?? null,
  };
}

/** Those who would offer anything, the largest first: all of them are not enough. */
function byOffer(offers: readonly number[]): number[] {
  return offers.flatMap((x, i) => (x > 0 ? [i] : [])).sort((a, b) => offers[b]! - offers[a]! || a - b);
}

function sharesOf(ids: readonly string[], game: RescueGame): PlainRescueResult['shares'] {
  const split = rescueShares(game);
  if (split === null) return null;
  return Object.fromEntries(
    ids.flatMap((id, i) => {
      const offer = game.offers[i]!;
      if (!(offer > 0)) return [];
      const { low, high } = split.range[i]!;
      const shapley = split.shapley?.[i] ?? null;
      return [[id, { offer, proportional: split.proportional[i]!, equal: split.equal[i]!, shapley, low, high }]];
    }),
  );
}

/** `payers`: those between whom the need is split. */
function warningsOf(payers: number, web: PlainRescueResult['web']): Remark[] {
  return [
    ...(payers > MOST_SHAPLEY_PLAYERS
      ? [
          {
            code: 'rescue.no-shapley',
            message: `${payers} would offer something, more than ${MOST_SHAPLEY_PLAYERS}: the Shapley split is left out`,
            help: 'The other splits and the range do not depend on it.',
            place: null,
          },
        ]
      : []),
    ...(web?.solutions === 'several'
      ? [
          {
            code: 'rescue.several-solutions',
            message:
              'there are several clearing vectors: the greatest is told, in which nobody fails out of fear alone',
            help: 'In the least one losses may be larger.',
            place: null,
          },
        ]
      : []),
  ];
}
