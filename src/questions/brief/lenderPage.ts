import {
  type BriefGround,
  type BriefSection,
  dealOf,
  moneyFigure,
  nameOf,
  type Sentence,
  sentence,
  shareFigure,
} from './briefGround.ts';
import { aheadSentence, balanceSentence, defaultSentence, swapSentence, triggerSentence } from './commonSentences.ts';

const EXPOSURES = 4;
const BEHIND = 3;
const BEARERS = 3;

/** What a lender asks: does it pay, what is at stake, who stands behind. */
export function lenderPage(ground: BriefGround): BriefSection[] {
  return [
    {
      title: 'Does it pay',
      sentences: [
        ...defaultSentence(ground),
        ...swapSentence(ground),
        ...triggerSentence(ground),
        ...balanceSentence(ground),
        ...aheadSentence(ground, 'debt', 'debt outside the web is'),
      ],
    },
    { title: 'Who has what at stake', sentences: exposureSentences(ground) },
    { title: 'Who stands behind it, and who bears the loss', sentences: [...behind(ground), ...bearers(ground)] },
  ];
}

/** The largest sums that others have at stake with the party, with the loss that the run expects of each. */
export function exposureSentences({ book, about, run }: BriefGround): Sentence[] {
  return run.exposures
    .map((exposure, i) => ({ exposure, at: `run/exposures.${i}` }))
    .filter(
      ({ exposure: e }) => e.counterparty === about && e.amount > 0 && (e.kind === 'loan' || e.kind === 'contract'),
    )
    .slice(0, EXPOSURES)
    .map(({ exposure: e, at }) => {
      const hasLoss = e.expected_loss !== null && e.expected_loss > 0;
      const lost =
        e.expected_loss === null
          ? ''
          : hasLoss
            ? '; {loss} of it is lost in the mean'
            : '; on no path was any of it lost';
      return sentence(
        e.kind === 'loan'
          ? `${nameOf(book, e.holder)} has lent or must lend {amount} under ${dealOf(book, e.of)}${lost}.`
          : `${nameOf(book, e.holder)} is to be paid {amount} for what it will deliver under ${dealOf(book, e.of)}${lost}.`,
        {
          amount: moneyFigure(e.amount, `${at}.amount`),
          ...(hasLoss ? { loss: moneyFigure(e.expected_loss ?? 0, `${at}.expected_loss`) } : {}),
        },
        { paths: [`deals.${e.of}`], answers: ['run'] },
      );
    });
}

function behind({ book, about, run }: BriefGround): Sentence[] {
  const found = run.exposures
    .map((exposure, i) => ({ exposure, at: `run/exposures.${i}` }))
    .filter(({ exposure: e }) => e.counterparty === about && e.kind === 'guarantee' && e.headline > 0)
    .slice(0, BEHIND)
    .map(({ exposure: e, at }) =>
      sentence(
        e.amount > 0
          ? `${nameOf(book, e.holder)} stands behind {headline} of payments under ${dealOf(book, e.of)}, {amount} of it binding.`
          : `${nameOf(book, e.holder)} would stand behind {headline} of payments over their whole term under ${dealOf(book, e.of)}; nothing of it binds.`,
        {
          headline: moneyFigure(e.headline, `${at}.headline`),
          ...(e.amount > 0 ? { amount: moneyFigure(e.amount, `${at}.amount`) } : {}),
        },
        { paths: [`deals.${e.of}`] },
      ),
    );
  const party = run.parties[about];
  const rescue =
    party !== undefined && party.rescued_probability > 0
      ? [
          sentence(
            'Its partners rescue it in {share} of simulated worlds at some time of the run.',
            { share: shareFigure(party.rescued_probability, `run/parties.${about}.rescued_probability`) },
            { answers: ['run'] },
          ),
        ]
      : [];
  const none = sentence('Nobody in the book guarantees what it owes.', {}, { answers: ['show'] });
  return [...(found.length === 0 ? [none] : found), ...rescue];
}

function bearers({ book, about, run }: BriefGround): Sentence[] {
  return run.losses_by_holder
    .map((holder, i) => ({
      ...holder,
      at: `run/losses_by_holder.${i}`,
      share: holder.from.find((f) => f.party === about)?.share ?? 0,
    }))
    .filter(({ share, loss }) => share * loss.mean > 0)
    .sort((a, b) => b.share * b.loss.mean - a.share * a.loss.mean)
    .slice(0, BEARERS)
    .map(({ holder, share, loss, at }) =>
      sentence(
        `Of the {loss} that ${nameOf(book, holder)} lose in the mean over the run, {share} comes from its failures.`,
        {
          loss: moneyFigure(loss.mean, `${at}.loss.mean`, loss.standard_error),
          share: shareFigure(share, `${at}.from`),
        },
        { answers: ['run'] },
      ),
    );
}
