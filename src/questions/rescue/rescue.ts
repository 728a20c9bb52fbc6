import type { Book } from '../../book/book.ts';
import { type Finding, type Remark, restsOn } from '../answer.ts';
import { answerAbout, unitsAbout } from '../partyAbout.ts';
import { isForkApart } from './rescueFork.ts';
import { type PartyRescue, partyRescueSchema, type RescueResult } from './rescueSchema.ts';

/** Paths of distress below which a party is made to fail instead (definitions D8). */
export const FEW_PATHS = 30;

const FORCED =
  'A party that is made to fail may be doing well: its mark is high, so that shareholders have much to lose, and it lacks little. Whether it would be carried then says little about distress that comes by itself.';

/** What was asked, beside the parties. */
export interface RescueAsked {
  /** Whose figures stand at the top. */
  readonly about: string | null;
  readonly sweep: RescueResult['sweep'];
  /** Somebody said who is to fail: no warning that it was made to. */
  readonly isNamed: boolean;
}

/**
 * Who would have to rescue whom: what each party's failure costs its partners against what it needs.
 *
 * Definition: pathLosses.ts for losses and offers, rescueGame.ts for who pays, partyRescue.ts for means and probabilities.
 * Units: the book's currency of the quarter of distress. Verified by: src/experiments/askRescue.test.ts, test/published/ltcm.test.ts.
 */
export function rescue(
  book: Book,
  parties: Readonly<Record<string, PartyRescue>>,
  { about, sweep, isNamed }: RescueAsked,
): Finding<RescueResult> {
  return {
    question: 'rescue',
    result: { ...answerAbout(parties, about, partyRescueSchema.shape), sweep },
    units: UNITS,
    method: {
      docs: 'docs/models/rescue.md',
      references: [
        'L. C. G. Rogers and L. A. M. Veraart (2013), Failure and rescue in an interbank network, Management Science 59(4)',
        'Y. Leitner (2005), Financial networks: contagion, commitment, and private sector bailouts, Journal of Finance 60(6)',
        'B. Bernard, A. Capponi and J. E. Stiglitz (2022), Bail-ins and bailouts: incentives, connectivity, and systemic stability, Journal of Political Economy 130(7)',
        'L. S. Shapley (1953), A value for n-person games',
      ],
    },
    limits: [
      'That a rescue is feasible does not make it certain: where nobody would carry the party alone, nobody paying is an equilibrium too.',
      'What would be lost is a closed form of what is owed, ordered and held on the day of distress, after letting again. It leaves out sales that a shrunken party no longer makes later, the price of compute that falls, and a mark that would have grown: `fork` tells both branches run to the end.',
      'A party that was carried may fail again: `for_good` counts, path by path, what holds to the end of the run. Marks are taken as the run has them on the day, though they may be high just before a fall.',
      'Old shares count as lost whole, as a run cancels them: `if_owners_keep_rest` tells what is left of it where the estate has more than is claimed.',
      ...(Object.values(parties).some((p) => p.distress.kind === 'forced') ? [FORCED] : []),
      'The need is forecast with business, prices and margins held, and without new money from outside but what is promised: for a party that grows it is high.',
      'Money goes in as a loan ahead of all others; what it earns or loses is not counted. What a partner is owed may be put off in place of money.',
      'States do not rescue, and nobody pays who is not a partner: lenders outside the book lose, but are not asked.',
    ],
    restsOn: Object.keys(parties).flatMap((id) => restsOf(book, id)),
    warnings: Object.entries(parties).flatMap(([id, p]) => [
      ...(isNamed ? [] : forcedRemark(id, p)),
      ...forkRemark(id, p),
    ]),
  };
}

function restsOf(book: Book, id: string) {
  const paths = [`parties.${id}`, ...(book.content.stakes?.[id] === undefined ? [] : [`stakes.${id}`])];
  const deals = Object.entries(book.content.deals ?? {}).flatMap(([deal, { between }]) =>
    between.includes(id) ? [`deals.${deal}`] : [],
  );
  return [...paths, ...deals].map((path) => restsOn(book, path, null));
}

function forcedRemark(id: string, { name, distress }: PartyRescue): Remark[] {
  if (distress.kind === 'seen') return [];
  const message = `${name} comes to distress by itself on ${distress.seen} paths, fewer than ${FEW_PATHS}: it is made to fail in ${distress.quarter}`;
  const help = 'more --paths, or --fail and --at for another quarter';
  return [{ code: `rescue.forced.${id}`, message, help, place: null }];
}

function forkRemark(id: string, { name, fork_of_payers: fork }: PartyRescue): Remark[] {
  if (fork === null || !isForkApart(fork)) return [];
  const { closed_form: closed, fork: run, standard_error: error } = fork;
  const apart = error > 0 ? `, ${(Math.abs(run - closed) / error).toFixed(1)} standard errors apart` : '';
  const told =
    closed > 0 && run > 0
      ? `${run < closed ? (run / closed).toPrecision(2) : (run / closed).toFixed(1)} times what the closed form tells`
      : `${run > 0 ? 'something' : 'nothing'}, by the closed form ${closed > 0 ? 'something' : 'nothing'}`;
  const message = `${name}: by the fork those who may be asked together lose ${told}${apart}; offers rest on the closed form`;
  const help =
    run > closed
      ? 'the closed form leaves out sales that a shrunken party no longer makes, the price of compute, and growth of its mark'
      : 'a party that was carried may fail again in the run, so that what the closed form counts is lost either way';
  return [{ code: `rescue.fork-differs.${id}`, message, help, place: null }];
}

const DISTRIBUTION = ['mean', 'sd', 'standard_error', 'p5', 'p25', 'p50', 'p75', 'p95'];
const of = (path: string, unit: string): Record<string, string> =>
  Object.fromEntries(DISTRIBUTION.map((key) => [`${path}/${key}`, unit]));
const all = (path: string, keys: readonly string[], unit: string): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [`${path}/${key}`, unit]));
const WAYS = ['one_alone', 'without_largest', 'all'].flatMap((way) => [way, `${way}_interval/*`]);
const PARTY: Readonly<Record<string, string>> = {
  '/distress/paths': 'paths',
  '/distress/seen': 'paths',
  ...all(
    '/default_probability',
    ['stand_alone', 'stand_alone_interval/*', 'supported', 'supported_interval/*', 'saved', 'saved_interval/*'],
    'probability',
  ),
  ...of('/need', 'currency'),
  ...of('/need_four_quarters', 'currency'),
  '/loss/*/*': 'currency',
  '/loss_of_all': 'currency',
  '/index': 'ratio',
  '/index_of_payers': 'ratio',
  '/recovery': 'fraction',
  ...all('', ['no_second_distress', 'feasible', 'feasible_interval/*', 'nobody_pays_too'], 'probability'),
  ...of('/coalition/size', 'parties'),
  '/pivotal/*/probability': 'probability',
  '/holdouts_survived/mean': 'parties',
  '/holdouts_survived/at_least/*/holdouts': 'parties',
  '/holdouts_survived/at_least/*/probability': 'probability',
  '/shares/*/*': 'currency',
  '/shares_over/paths': 'paths',
  '/shares_over/need': 'currency',
  ...all('/p_rescued_given_distress', [...WAYS, 'for_good', 'rise_against_untied_web'], 'probability'),
  '/as_seen/paths': 'paths',
  ...all('/as_seen', [...WAYS, 'for_good'], 'probability'),
  ...all('/untied_web', WAYS, 'probability'),
  ...all('/if_owners_keep_rest', WAYS, 'probability'),
  '/if_owners_keep_rest/loss_of_all': 'currency',
  ...all('/if_owners_keep_rest', ['index', 'index_of_payers'], 'ratio'),
  '/fork/*/*': 'currency',
  '/fork_of_payers/*': 'currency',
};

const UNITS: Readonly<Record<string, string>> = {
  ...unitsAbout(PARTY),
  '/sweep/points/*/deals': 'deals',
  '/sweep/points/*/partners': 'parties',
  '/sweep/points/*/paths': 'paths',
  ...all('/sweep/points/*', ['need', 'loss', 'loss_of_payers'], 'currency'),
  '/sweep/points/*/index': 'ratio',
  ...all('/sweep/points/*', ['feasible', 'without_largest'], 'probability'),
};
