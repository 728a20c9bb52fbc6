import {
  type BriefGround,
  chanceFigure,
  countFigure,
  dealOf,
  moneyFigure,
  nameOf,
  type Sentence,
  sentence,
  shareFigure,
  spreadFigure,
  statedMedian,
  yearFigure,
} from './briefGround.ts';

/** Years ahead at which value and debt are told. */
const YEARS_AHEAD = 3;
/** Defaults from which on a commonest cause is told. */
const ENOUGH = 5;

/** How often the party cannot pay in full, with support and alone. */
export function defaultSentence({ book, about, run }: BriefGround): Sentence[] {
  const party = run.parties[about];
  if (party === undefined) return [];
  const at = `run/parties.${about}`;
  const isSeenEarly = party.default_probability_1y > 0;
  return [
    sentence(
      `${nameOf(book, about)} cannot pay in full within five years in {five} of simulated worlds, and in {alone} if nobody in the web were rescued${isSeenEarly ? '; within one year in {one}' : '; on no path within one year'}.`,
      {
        five: chanceFigure(party.default_probability, `${at}.default_probability`),
        alone: chanceFigure(party.default_probability_stand_alone, `${at}.default_probability_stand_alone`),
        ...(isSeenEarly ? { one: chanceFigure(party.default_probability_1y, `${at}.default_probability_1y`) } : {}),
      },
      { answers: ['run'] },
    ),
  ];
}

/** What the market for default swaps implies, beside which a simulated probability is read. */
export function swapSentence({ about, run }: BriefGround): Sentence[] {
  const swap = run.parties[about]?.cds_implied ?? null;
  if (swap === null) return [];
  const at = `run/parties.${about}.cds_implied`;
  return [
    sentence(
      'Its credit default swap, at {spread} a year, implies {implied} within five years, risk premium included.',
      { spread: spreadFigure(swap.spread, `${at}.spread`), implied: shareFigure(swap['5y'], `${at}.5y`) },
      { paths: [`parties.${about}.cds`], answers: ['run'] },
    ),
  ];
}

/** What most often brings it down, where that was seen often enough to say so. */
export function triggerSentence({ about, run }: BriefGround): Sentence[] {
  const party = run.parties[about];
  const first = party?.default_triggers[0];
  if (party === undefined || first === undefined || party.defaults < ENOUGH) return [];
  const at = `run/parties.${about}`;
  return [
    sentence(
      `Of its {count} defaults {share} were set off by: ${first.cause}.`,
      {
        count: countFigure(party.defaults, `${at}.defaults`),
        share: shareFigure(first.share, `${at}.default_triggers.0.share`),
      },
      { answers: ['run'] },
    ),
  ];
}

/** What stands in its books today. */
export function balanceSentence({ book, about }: BriefGround): Sentence[] {
  const party = book.content.parties[about];
  const [cash, debt] = [statedMedian(book, party?.cash), statedMedian(book, party?.debt?.amount)];
  if (cash === null) return [];
  const paths = [`parties.${about}.cash`, ...(debt === null ? [] : [`parties.${about}.debt.amount`])];
  return [
    sentence(
      debt === null ? 'It holds {cash} in cash.' : 'It holds {cash} in cash and owes {debt} outside the web.',
      {
        cash: moneyFigure(cash, `book/parties.${about}.cash`),
        ...(debt === null ? {} : { debt: moneyFigure(debt, `book/parties.${about}.debt.amount`) }),
      },
      { paths },
    ),
  ];
}

/** Where a balance of the run stands three years on. */
export function aheadSentence(ground: BriefGround, what: 'debt' | 'market_value', words: string): Sentence[] {
  const rows = ground.run.parties[ground.about]?.[what] ?? [];
  const row = rows[Math.min(YEARS_AHEAD, rows.length - 1)];
  if (row === undefined || row.p95 <= 0) return [];
  const at = `run/parties.${ground.about}.${what}.${rows.indexOf(row)}`;
  return [
    sentence(
      `At the end of {year} its ${words} {median} at the median and between {low} and {high} in nine worlds of ten.`,
      {
        year: yearFigure(row.year, `${at}.year`),
        median: moneyFigure(row.p50, `${at}.p50`),
        low: moneyFigure(row.p5, `${at}.p5`),
        high: moneyFigure(row.p95, `${at}.p95`),
      },
      { answers: ['run'] },
    ),
  ];
}

/** What it has promised to buy, or others to buy from it, in the layers that differ. */
export function promisesSentence({ book, about, show }: BriefGround, side: 'commitments' | 'sales'): Sentence[] {
  const layers = show.parties[about]?.[side];
  if (layers === undefined || !(layers.headline > 0)) return [];
  const at = `show/parties.${about}.${side}`;
  const name = nameOf(book, about);
  const words =
    side === 'commitments'
      ? `${name} has announced purchases of {headline}; {firm} of it binds and {paid} has been paid.`
      : `Others have announced purchases from ${name} of {headline}; {firm} of it binds and {paid} has been paid.`;
  return [
    sentence(
      words,
      {
        headline: moneyFigure(layers.headline, `${at}.headline`),
        firm: moneyFigure(layers.firm, `${at}.firm`),
        paid: moneyFigure(layers.paid, `${at}.paid`),
      },
      { answers: ['show'] },
    ),
  ];
}

/** The largest deals of the party that stand, each with its layers and its source. */
export function dealSentences({ book, about, show }: BriefGround, most: number): Sentence[] {
  return Object.entries(show.deals)
    .filter(([, deal]) => deal.between.includes(about) && deal.counted && deal.headline > 0)
    .sort(([, a], [, b]) => b.headline - a.headline)
    .slice(0, most)
    .map(([id, deal]) =>
      sentence(
        `${dealOf(book, id)} (${deal.status}, ${deal.date}): {headline} announced, {firm} binding.`,
        {
          headline: moneyFigure(deal.headline, `show/deals.${id}.headline`),
          firm: moneyFigure(deal.firm, `show/deals.${id}.firm`),
        },
        { paths: [`deals.${id}`] },
      ),
    );
}
