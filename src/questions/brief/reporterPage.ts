import { type BriefGround, type BriefSection, moneyFigure, nameOf, type Sentence, sentence } from './briefGround.ts';
import { balanceSentence, dealSentences, defaultSentence, promisesSentence, swapSentence } from './commonSentences.ts';

const DEALS = 5;

/** What a reporter asks: what was said, what binds, what was paid, and what the numbers allow one to say. */
export function reporterPage(ground: BriefGround): BriefSection[] {
  return [
    {
      title: 'What was announced, what binds, what was paid',
      sentences: [
        ...promisesSentence(ground, 'commitments'),
        ...promisesSentence(ground, 'sales'),
        ...finance(ground),
        ...balanceSentence(ground),
      ],
    },
    { title: 'The largest deals', sentences: dealSentences(ground, DEALS) },
    {
      title: 'What may become of it',
      sentences: [...defaultSentence(ground), ...swapSentence(ground), ...expected(ground)],
    },
  ];
}

function finance({ book, about, show }: BriefGround): Sentence[] {
  const party = show.parties[about];
  if (party === undefined || !(party.finance_given.headline + party.finance_received.headline > 0)) return [];
  const name = nameOf(book, about);
  return [
    sentence(
      `As finance ${name} has promised others {given} and been promised {received}.`,
      {
        given: moneyFigure(party.finance_given.headline, `show/parties.${about}.finance_given.headline`),
        received: moneyFigure(party.finance_received.headline, `show/parties.${about}.finance_received.headline`),
      },
      { answers: ['show'] },
    ),
  ];
}

function expected({ about, run }: BriefGround): Sentence[] {
  const paid = run.commitments.by_buyer[about]?.expected_paid ?? null;
  if (paid === null) return [];
  return [
    sentence(
      'Of its purchases {mean} is paid in the mean, between {low} and {high} in nine worlds of ten.',
      {
        mean: moneyFigure(paid.mean, `run/commitments.by_buyer.${about}.expected_paid.mean`, paid.standard_error),
        low: moneyFigure(paid.p5, `run/commitments.by_buyer.${about}.expected_paid.p5`),
        high: moneyFigure(paid.p95, `run/commitments.by_buyer.${about}.expected_paid.p95`),
      },
      { answers: ['run'] },
    ),
  ];
}
