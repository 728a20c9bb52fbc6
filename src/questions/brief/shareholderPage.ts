import type { Book } from '../../book/book.ts';
import type { Payer } from '../backlog/backlogSchema.ts';
import {
  type BriefGround,
  type BriefSection,
  moneyFigure,
  nameOf,
  type Sentence,
  sentence,
  shareFigure,
} from './briefGround.ts';
import { aheadSentence, defaultSentence, promisesSentence } from './commonSentences.ts';

const STAKES = 3;
const MONEY = { customers: 'the customers', investors: 'the investors and lenders', cash: 'the cash' } as const;

/** What a shareholder asks: what the shares may become, what the backlog is worth, how much revenue is its own money. */
export function shareholderPage(ground: BriefGround): BriefSection[] {
  return [
    {
      title: 'What it may be worth',
      sentences: [
        ...worth(ground),
        ...aheadSentence(ground, 'market_value', 'value is'),
        ...defaultSentence(ground),
        ...stakes(ground),
      ],
    },
    { title: 'What its backlog amounts to', sentences: [...promisesSentence(ground, 'sales'), ...backlog(ground)] },
    { title: 'How much of its revenue is its own money', sentences: circular(ground) },
  ];
}

function worth({ book, about, show }: BriefGround): Sentence[] {
  const value = show.parties[about]?.value ?? null;
  if (value === null) return [];
  const kind = book.content.parties[about]?.listed === undefined ? 'private' : 'listed';
  return [
    sentence(
      kind === 'listed' ? 'The market values it at {value}.' : 'It was last valued at {value}.',
      { value: moneyFigure(value, `show/parties.${about}.value`) },
      { paths: [`parties.${about}.${kind}`] },
    ),
  ];
}

function stakes({ book, about, show }: BriefGround): Sentence[] {
  return Object.entries(show.parties[about]?.stakes ?? {})
    .flatMap(([issuer, { fraction, amount }]) =>
      fraction === null || amount === null ? [] : [{ issuer, fraction, amount }],
    )
    .sort((a, b) => b.amount - a.amount)
    .slice(0, STAKES)
    .map(({ issuer, fraction, amount }) =>
      sentence(
        `It holds {fraction} of ${nameOf(book, issuer)}, {amount} at today’s value.`,
        {
          fraction: shareFigure(fraction, `show/parties.${about}.stakes.${issuer}.fraction`),
          amount: moneyFigure(amount, `show/parties.${about}.stakes.${issuer}.amount`),
        },
        { paths: [`stakes.${issuer}.holders.${about}`] },
      ),
    );
}

function backlog({ book, about, backlog: found }: BriefGround): Sentence[] {
  const seller = found?.sellers[about];
  if (seller === undefined) return [];
  const at = (step: string): number | null => seller.bridge.find((row) => row.step === step)?.amount ?? null;
  const from = (step: string): string => `backlog/sellers.${about}.bridge.${step}`;
  const [reported, expected, value, left] = [
    at('reported'),
    at('expected_paid'),
    at('present_value'),
    at('margin_after_capital'),
  ];
  const told: Sentence[] = [];
  if (reported !== null)
    told.push(
      sentence(
        'It reports a backlog of {reported}.',
        { reported: moneyFigure(reported, from('reported')) },
        { paths: [`parties.${about}.backlog`], answers: ['backlog'] },
      ),
    );
  if (expected !== null && value !== null && left !== null)
    told.push(
      sentence(
        'Under contracts of the book {expected} is expected to be paid, worth {value} today; {left} is left after the cost of serving it and the capital still to be spent.',
        {
          expected: moneyFigure(expected, from('expected_paid')),
          value: moneyFigure(value, from('present_value')),
          left: moneyFigure(left, from('margin_after_capital')),
        },
        { answers: ['backlog'] },
      ),
    );
  return [...told, ...payer(seller.payers, book, about)];
}

function payer(payers: readonly Payer[], book: Book, about: string): Sentence[] {
  const first = payers[0];
  if (first === undefined) return [];
  return [
    sentence(
      `Looked through to where the money comes in, the largest part, {share}, comes from ${MONEY[first.money]} of ${nameOf(book, first.party)}.`,
      { share: shareFigure(first.share, `backlog/sellers.${about}.payers.0.share`) },
      { answers: ['backlog'] },
    ),
  ];
}

function circular({ about, circularity: found }: BriefGround): Sentence[] {
  const party = found?.parties[about];
  if (party === undefined)
    return [sentence('It finances nobody in the web who buys from it.', {}, { answers: ['circularity'] })];
  const at = `circularity/parties.${about}`;
  if (party.high.amount === 0)
    return [
      sentence(
        'In the central case it puts {out} into the web, and none of it comes back as purchases, however it is traced.',
        { out: moneyFigure(party.financed_out, `${at}.financed_out`) },
        { answers: ['circularity'] },
      ),
    ];
  return [
    sentence(
      'In the central case it puts {out} into the web and {mixed} comes back as purchases if money mixes evenly; at least {low}, at most {high} if it does not.',
      {
        out: moneyFigure(party.financed_out, `${at}.financed_out`),
        mixed: moneyFigure(party.pro_rata.amount, `${at}.pro_rata.amount`),
        low: moneyFigure(party.low.amount, `${at}.low.amount`),
        high: moneyFigure(party.high.amount, `${at}.high.amount`),
      },
      { answers: ['circularity'] },
    ),
    ...(party.high.share_of_revenue === null
      ? []
      : [
          sentence(
            'That is at most {share} of all that it sells.',
            { share: shareFigure(party.high.share_of_revenue, `${at}.high.share_of_revenue`) },
            { answers: ['circularity'] },
          ),
        ]),
  ];
}
