import { medianOf } from '../../base/distribution.ts';
import { statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Deal } from '../../book/schema/deal.ts';
import { type Finding, type RestsOn, restsOn } from '../answer.ts';
import { type CapTable, capTableOf } from './capTable.ts';
import type { ControlResult } from './controlSchema.ts';
import { mixedPower } from './dealsGame.ts';
import {
  type DealOfGame,
  economicShares,
  influenceOf,
  type Replaceable,
  type WeighedDeal,
  weighDeals,
} from './influence.ts';
import { issuerPowers, type Ownership, ownershipOf, UNNAMED } from './issuerPowers.ts';
import { personsOfCompanies } from './personsOfCompanies.ts';

/** What a deal brings: to all its principals together, and to each. */
export interface GainOfDeal {
  readonly joint: { readonly gain: number; readonly standard_error: number };
  readonly byParty: Readonly<Record<string, { readonly gain: number }>>;
}

/** A book, and what each of its deals brings over a world without it; a deal that is missing has nothing left to strike out. */
export interface ControlQuestion {
  readonly book: Book;
  readonly gains: Readonly<Record<string, GainOfDeal>>;
}

export const CONTROL_METHOD = {
  docs: 'docs/models/control.md',
  references: [
    'L. S. Shapley and M. Shubik (1954), A method for evaluating the distribution of power in a committee system',
    'J. F. Banzhaf (1965), Weighted voting doesn’t work',
    'J. W. Milnor and L. S. Shapley (1978), Values of large games II: oceanic games',
    'F. Brioschi, L. Buzzacchi and M. Colombo (1989), Risk capital financing and the separation of ownership and control in business groups',
    'A. Chapelle and A. Szafarz (2005), Controlling firms through the majority voting rule',
  ],
};

const LETTERS: ReadonlySet<Deal['status']> = new Set(['talks', 'intent', 'announced']);
const ENDED: ReadonlySet<Deal['status']> = new Set(['lapsed', 'terminated']);

/**
 * Who owns, who votes, who decides, and whose consent the web's deals hang on.
 *
 * Definition: integrated ownership, power indices of meetings and boards, the Shapley value of the deals game and its
 * distance from the economic share (issuerPowers.ts, influence.ts, dealsGame.ts).
 * Verified by: control.test.ts (the OpenAI case, companies with two classes, by hand).
 */
export function control({ book, gains }: ControlQuestion): Finding<ControlResult> {
  const { parties } = book.content;
  const table = capTableOf(book);
  const ownership = ownershipOf(table, Object.keys(parties));
  const nameOf = (id: string): string => (id === UNNAMED ? 'Outside shareholders' : (parties[id]?.name ?? id));
  const isPerson = (id: string): boolean => parties[id]?.kind === 'person';
  const replaceable = replaceableIn(book);
  const { counted, left_out } = dealsOf(book, gains);
  const { weighed, tooMany } = weighDeals(counted, table, isPerson);
  const said = sayOf(book, weighed, table, ownership, replaceable);
  const result: ControlResult = {
    issuers: issuerPowers(table, ownership, nameOf),
    value: sumOf(weighed),
    value_without_letters: sumOf(weighed.filter((deal) => !deal.isLetter)),
    influence: said.influence,
    economic: said.economic,
    wedge: said.wedge,
    parties: personsOfCompanies({ book, table, deals: weighed, replaceable }),
    dropped: droppedFrom(weighed, replaceable, said.influence),
    deals: weighed.map((deal) => ({
      deal: deal.id,
      title: book.content.deals?.[deal.id]?.title ?? null,
      is_letter: deal.isLetter,
      value: deal.value,
      standard_error: gains[deal.id]!.joint.standard_error,
      needs: deal.needs.map((need) => [...need]),
      influence: Object.fromEntries(mixedPower(deal.power, deal.power.byReplaced, replaceable)),
    })),
    left_out: [
      ...left_out,
      ...tooMany.map(({ id, value }) => ({
        deal: id,
        value,
        standard_error: gains[id]!.joint.standard_error,
        because: 'too_many_deciders' as const,
      })),
    ],
  };
  return {
    question: 'control',
    result,
    units: UNITS,
    method: CONTROL_METHOD,
    limits: limitsOf(result),
    restsOn: restsOf(book, weighed),
    warnings: [],
  };
}

const UNITS = {
  '/issuers/*/holders/*/economic': 'fraction',
  '/issuers/*/holders/*/direct': 'fraction',
  '/issuers/*/holders/*/votes': 'fraction',
  '/issuers/*/holders/*/shapley_shubik': 'fraction',
  '/issuers/*/holders/*/banzhaf': 'fraction',
  '/issuers/*/holders/*/banzhaf_absolute': 'fraction',
  '/issuers/*/holders/*/as_block/*': 'fraction',
  '/issuers/*/holders/*/board_share': 'fraction',
  '/issuers/*/holders/*/control': 'fraction',
  '/issuers/*/holders/*/ultimate_control': 'fraction',
  '/value': 'currency',
  '/value_without_letters': 'currency',
  '/influence/*/*': 'fraction',
  '/economic/*/*': 'fraction',
  '/wedge/*/*': 'fraction',
  '/parties/*/persons/*/*': 'fraction',
  '/parties/*/persons/*/own_deals/*': 'fraction',
  '/dropped/*/share': 'fraction',
  '/dropped/*/change': 'fraction',
  '/deals/*/value': 'currency',
  '/deals/*/standard_error': 'currency',
  '/deals/*/influence/*': 'fraction',
  '/left_out/*/value': 'currency',
  '/left_out/*/standard_error': 'currency',
} as const;

/** Influence, economic share and wedge of everybody who has either, over all deals and over binding ones. */
function sayOf(
  book: Book,
  deals: readonly WeighedDeal[],
  table: CapTable,
  ownership: Ownership,
  replaceable: Replaceable,
): Pick<ControlResult, 'influence' | 'economic' | 'wedge'> {
  const binding = deals.filter((deal) => !deal.isLetter);
  const over = (of: readonly WeighedDeal[]): { say: Map<string, number>; owns: Map<string, number> } => ({
    say: influenceOf(of, replaceable),
    owns: economicShares(of, table, ownership),
  });
  const [all, bound] = [over(deals), over(binding)];
  const irreplaceable = influenceOf(deals, () => 0);
  const at = (map: ReadonlyMap<string, number>, id: string): number => map.get(id) ?? 0;
  const result: Pick<ControlResult, 'influence' | 'economic' | 'wedge'> = { influence: {}, economic: {}, wedge: {} };
  for (const [id, { name }] of Object.entries(book.content.parties)) {
    if (!all.say.has(id) && !irreplaceable.has(id) && !all.owns.has(id)) continue;
    const shares = (share: number, ofBinding: number): ControlResult['wedge'][string] => ({
      name,
      share,
      without_letters: binding.length === 0 ? null : ofBinding,
    });
    const [say, owns] = [at(all.say, id), at(all.owns, id)];
    const [boundSay, boundOwns] = [at(bound.say, id), at(bound.owns, id)];
    result.influence[id] = { ...shares(say, boundSay), irreplaceable: at(irreplaceable, id) };
    result.economic[id] = shares(owns, boundOwns);
    result.wedge[id] = shares(say - owns, boundSay - boundOwns);
  }
  return result;
}

function sumOf(deals: readonly DealOfGame[]): number {
  return deals.reduce((sum, deal) => sum + deal.value, 0);
}

/** Median chance by person that somebody else would consent in its place; nothing where the book says nothing. */
function replaceableIn(book: Book): Replaceable {
  const chances = new Map(
    Object.entries(book.content.parties).map(([id, party]) => {
      const statement = party.replaceable === undefined ? null : statementAt(party.replaceable, book.asOf);
      return [id, statement === null ? 0 : medianOf(statement.distribution)];
    }),
  );
  return (person) => chances.get(person) ?? 0;
}

function dealsOf(
  book: Book,
  gains: ControlQuestion['gains'],
): { counted: DealOfGame[]; left_out: ControlResult['left_out'] } {
  const counted: DealOfGame[] = [];
  const left_out: ControlResult['left_out'] = [];
  for (const [id, deal] of Object.entries(book.content.deals ?? {})) {
    const gain = gains[id];
    const needs = needsOf(book, deal);
    const value = gain?.joint.gain ?? null;
    const because = ENDED.has(deal.status)
      ? 'ended'
      : value === null
        ? 'nothing_left'
        : value <= 0
          ? 'gain_not_positive'
          : needs.length === 0
            ? 'needs_nobody'
            : null;
    if (because !== null || gain === undefined)
      left_out.push({
        deal: id,
        value,
        standard_error: gain?.joint.standard_error ?? null,
        because: because ?? 'nothing_left',
      });
    else
      counted.push({
        id,
        isLetter: LETTERS.has(deal.status),
        needs,
        value: gain.joint.gain,
        gains: new Map(Object.entries(gain.byParty).map(([party, own]) => [party, own.gain])),
      });
  }
  return { counted, left_out };
}

/** Whose consent a deal took; its signers where the book does not say. Accounts of the outside world always consent. */
export function needsOf(book: Book, deal: Deal): string[][] {
  const isParty = (id: string): boolean => book.content.parties[id] !== undefined;
  const written = deal.needs?.map((need) => (typeof need === 'string' ? [need] : [...need.any])) ?? [];
  const needs = written.length > 0 ? written : deal.between.map((id) => [id]);
  return needs.filter((need) => need.every(isParty));
}

/** Each person's influence if its consent were not needed in one deal, deal by deal. */
function droppedFrom(
  deals: readonly WeighedDeal[],
  replaceable: Replaceable,
  influence: ControlResult['influence'],
): ControlResult['dropped'] {
  return deals.flatMap(({ id, value, power }) =>
    [...power.dropped].map(([person, byReplaced]) => {
      const without = mixedPower(power, byReplaced, replaceable).get(person) ?? 0;
      const before = mixedPower(power, power.byReplaced, replaceable).get(person) ?? 0;
      const change = (value * (without - before)) / sumOf(deals);
      return { person, deal: id, share: (influence[person]?.share ?? 0) + change, change };
    }),
  );
}

function limitsOf(result: ControlResult): string[] {
  const negative = result.left_out.filter((deal) => deal.because === 'gain_not_positive').length;
  const lost =
    negative === 0
      ? []
      : [
          `${negative === 1 ? 'One deal whose' : `${negative} deals whose`} joint gain is not positive count for nothing here.`,
        ];
  return [
    'Whose consent a deal took is a judgement: `dropped` says how a person’s influence moves with each deal.',
    'A chance that a person could be replaced is nobody’s figure: read the break-even beside it.',
    'Holders that nobody names vote dispersed, or as one: the truth lies between the two.',
    'Power indices count orders of voting as equally likely; they know no friends and no interests.',
    'Gains are means over few paths: a deal whose gain is within two standard errors of nothing may be in or out by chance.',
    ...lost,
  ];
}

function restsOf(book: Book, deals: readonly WeighedDeal[]): RestsOn[] {
  const all = sumOf(deals);
  const byValue = [...deals].sort((a, b) => b.value - a.value).slice(0, 12);
  const persons = Object.entries(book.content.parties).filter(([, party]) => party.replaceable !== undefined);
  return [
    ...Object.keys(book.content.stakes ?? {}).map((id) => restsOn(book, `stakes.${id}`, null)),
    ...persons.map(([id]) => restsOn(book, `parties.${id}.replaceable`, null)),
    ...byValue.map((deal) => restsOn(book, `deals.${deal.id}`, deal.value / all)),
  ];
}
