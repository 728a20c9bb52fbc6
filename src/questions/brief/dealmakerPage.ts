import {
  type BriefGround,
  type BriefSection,
  countFigure,
  dealOf,
  moneyFigure,
  nameOf,
  type Sentence,
  sentence,
} from './briefGround.ts';
import { balanceSentence, dealSentences, defaultSentence, promisesSentence } from './commonSentences.ts';

const DEALS = 3;
const SIDE = 4;
const SIDE_WORDS: Readonly<Record<string, string>> = {
  warrant: 'warrants worth',
  guarantee: 'guarantees of',
  backstop: 'a backstop of',
  commitment: 'promises of finance of',
  residual_value_guarantee: 'a residual-value guarantee of',
};

/** What a dealmaker asks: who gains by its deals, what passes beside the price, how it stands. */
export function dealmakerPage(ground: BriefGround): BriefSection[] {
  return [
    { title: 'Who gains by its deals', sentences: gains(ground) },
    { title: 'What passes beside the price', sentences: beside(ground) },
    {
      title: 'How it stands',
      sentences: [
        ...promisesSentence(ground, 'commitments'),
        ...promisesSentence(ground, 'sales'),
        ...balanceSentence(ground),
        ...defaultSentence(ground),
        ...dealSentences(ground, DEALS),
      ],
    },
  ];
}

function gains({ book, about, gains: found }: BriefGround): Sentence[] {
  if (found === undefined) return [];
  const told = Object.entries(found.deals).map(([id, deal]) => {
    const sides = [about, ...Object.keys(deal.byParty).filter((party) => party !== about)]
      .filter((party) => deal.byParty[party] !== undefined)
      .slice(0, 3);
    const figures = Object.fromEntries(
      sides.map((party, k) => {
        const { gain, standard_error: error } = deal.byParty[party] as (typeof deal)['joint'];
        return [`side${k}`, moneyFigure(gain, `leverage/deals.${id}.gains.${party}.amount`, error)];
      }),
    );
    const words = sides.map((party, k) => `${nameOf(book, party)} {side${k}}`).join(', ');
    return sentence(`${dealOf(book, id)}: against a world without it ${words}.`, figures, {
      paths: [`deals.${id}`],
      answers: ['leverage'],
    });
  });
  if (told.length === 0)
    return [sentence('None of its deals has anything left that could be struck out.', {}, { answers: ['show'] })];
  const paths = sentence(
    'Gains are present values over {paths} paths; a gain within twice its standard error of nothing is none.',
    { paths: countFigure(found.paths, 'leverage/paths') },
    { answers: ['leverage'] },
  );
  return [...told, paths];
}

function beside({ book, about, show }: BriefGround): Sentence[] {
  const told = show.exposures
    .map((exposure, i) => ({ exposure, at: `show/exposures.${i}` }))
    .filter(({ exposure: e }) => (e.holder === about || e.counterparty === about) && SIDE_WORDS[e.kind] !== undefined)
    .sort((a, b) => b.exposure.headline - a.exposure.headline)
    .slice(0, SIDE)
    .map(({ exposure: e, at }) => {
      // Of a warrant the holder gains; of a guarantee or a promise the holder gives.
      const [giver, taker] = e.kind === 'warrant' ? [e.counterparty, e.holder] : [e.holder, e.counterparty];
      return sentence(
        `${nameOf(book, giver)} gives ${nameOf(book, taker)} ${SIDE_WORDS[e.kind]} {amount} under ${dealOf(book, e.of)} (${termOf(e.of)}).`,
        { amount: moneyFigure(e.headline, `${at}.headline`) },
        { paths: [`deals.${e.of}`] },
      );
    });
  return told.length === 0
    ? [sentence('Nothing passes beside the price in its deals.', {}, { answers: ['show'] })]
    : told;
}

/** A term in words, as the book names it. */
function termOf(of: string): string {
  return (of.split('.')[1] ?? of).replaceAll('-', ' ');
}
