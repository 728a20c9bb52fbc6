import {
  type BriefGround,
  type BriefSection,
  chanceFigure,
  countFigure,
  moneyFigure,
  nameOf,
  type Sentence,
  sentence,
  shareFigure,
} from './briefGround.ts';
import { balanceSentence, defaultSentence } from './commonSentences.ts';

const FIRST = 3;
const LOSERS = 4;
const HOLDERS = 3;

/** What a supervisor asks: how important is it, whom would its failure hurt, which lenders bear the web's failures. */
export function supervisorPage(ground: BriefGround): BriefSection[] {
  return [
    {
      title: 'How important it is',
      sentences: [...ranking(ground), ...defaultSentence(ground), ...balanceSentence(ground)],
    },
    { title: 'If it failed today', sentences: failure(ground) },
    { title: 'Who bears what failures cost', sentences: holders(ground) },
  ];
}

function ranking({ book, about, contagion }: BriefGround): Sentence[] {
  if (contagion === undefined) return [];
  const place = contagion.systemic.findIndex((s) => s.party === about);
  const own = contagion.systemic[place];
  if (own === undefined) return [];
  const first = contagion.systemic.slice(0, FIRST).map((s) => nameOf(book, s.party));
  return [
    sentence(
      `By the stress that its failure adds to others it stands at place {place} of {all}; they would lose {loss} of equity. First stand ${first.join(', ')}.`,
      {
        place: countFigure(place + 1, `contagion/systemic.${place}`),
        all: countFigure(contagion.systemic.length, 'contagion/systemic'),
        loss: moneyFigure(own.loss, `contagion/systemic.${place}.loss`),
      },
      { answers: ['contagion'] },
    ),
  ];
}

function failure({ book, about, contagion }: BriefGround): Sentence[] {
  if (contagion === undefined) return [];
  const failing = contagion.total.defaulted - contagion.failed.length;
  return [
    ...(failing > 0
      ? [
          sentence(
            failing === 1
              ? 'The equity of {count} more party would be used up.'
              : 'The equity of {count} more parties would be used up.',
            { count: countFigure(failing, 'contagion/total.defaulted') },
            { answers: ['contagion'] },
          ),
        ]
      : []),
    ...Object.entries(contagion.parties)
      .filter(([id, party]) => id !== about && party.equity_loss > 0)
      .sort(([, a], [, b]) => b.equity_loss - a.equity_loss)
      .slice(0, LOSERS)
      .map(([id, party]) =>
        sentence(
          `${nameOf(book, id)} would lose {loss}, {share} of its equity, {direct} of it directly.`,
          {
            loss: moneyFigure(party.equity_loss, `contagion/parties.${id}.equity_loss`),
            share: shareFigure(party.distress, `contagion/parties.${id}.distress`),
            direct: moneyFigure(party.direct_loss, `contagion/parties.${id}.direct_loss`),
          },
          { answers: ['contagion'] },
        ),
      ),
  ];
}

function holders({ book, run }: BriefGround): Sentence[] {
  return run.losses_by_holder.slice(0, HOLDERS).map((holder, i) =>
    sentence(
      `Over the run ${nameOf(book, holder.holder)} lose {loss} in the mean and anything at all in {chance} of simulated worlds.`,
      {
        loss: moneyFigure(holder.loss.mean, `run/losses_by_holder.${i}.loss.mean`, holder.loss.standard_error),
        chance: chanceFigure(holder.loss_probability, `run/losses_by_holder.${i}.loss_probability`),
      },
      { answers: ['run'] },
    ),
  );
}
