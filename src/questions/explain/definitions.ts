import { fits } from './figurePath.ts';

export type QuestionName = 'show' | 'run';

/** What a figure of an answer is, and the page that defines it. */
export interface Definition {
  readonly says: string;
  /** The equation, in the words of the page. */
  readonly equation: string;
  readonly docs: string;
}

type Row = readonly [pattern: string, says: string, equation: string, docs: string];

const SHOW = 'docs/models/show.md';
const RUN = 'docs/models/answers-of-run.md';

const LAYER_ROWS = (prefix: string, what: string): Row[] => [
  [
    `${prefix}.headline`,
    `${what}: as announced, "up to"`,
    'the written headline of the deal, else the sum of its terms',
    `${SHOW}#four-layers`,
  ],
  [
    `${prefix}.net`,
    `${what}: without what is counted twice`,
    'headline × (1 − share that other deals deliver)',
    `${SHOW}#four-layers`,
  ],
  [
    `${prefix}.firm`,
    `${what}: binding when it was signed`,
    'headline × the firm share of the term, else of the deal, else by status',
    `${SHOW}#four-layers`,
  ],
  [
    `${prefix}.expected`,
    `${what}: firm, and what is expected of the rest`,
    'firm + ½ π × max(0, net − firm), π by status',
    `${SHOW}#four-layers`,
  ],
  [
    `${prefix}.paid`,
    `${what}: paid to date`,
    'as written, else what fell due by schedule before the book’s day',
    `${SHOW}#four-layers`,
  ],
];

const SHOW_ROWS: readonly Row[] = [
  ...LAYER_ROWS('total', 'all purchases'),
  ...LAYER_ROWS('finance', 'equity and loans'),
  ...LAYER_ROWS('contingent', 'guarantees and backstops'),
  ...LAYER_ROWS('commitments.by_year.*', 'purchases that fall due in the year'),
  ...LAYER_ROWS('commitments.by_buyer.*.by_year.*', 'purchases of the buyer that fall due in the year'),
  ...LAYER_ROWS('commitments.by_buyer.*', 'purchases of the buyer'),
  ...LAYER_ROWS('parties.*.commitments', 'what the party has promised to buy'),
  ...LAYER_ROWS('parties.*.sales', 'what others have promised to buy from the party'),
  ...LAYER_ROWS('parties.*.finance_given', 'equity and loans that the party has promised'),
  ...LAYER_ROWS('parties.*.finance_received', 'equity and loans promised to the party'),
  ...LAYER_ROWS('deals.*.terms.*', 'the term'),
  [
    'deals.*.terms.*.*',
    'a field of the term, at its central value, or what follows from two others',
    'as written; amount, price and total are linked by amount × price × delivered years',
    `${SHOW}#four-layers`,
  ],
  ...LAYER_ROWS('deals.*.*', 'this part of the deal'),
  ...LAYER_ROWS('deals.*', 'the deal'),
  ['commitments', 'what has been promised to be bought', 'the sum of the terms, in layers', `${SHOW}#four-layers`],
  ['total.factors', 'how many times one layer holds the next', 'the ratio of the two layers', `${SHOW}#four-layers`],
  [
    'parties.*.cash',
    'cash and securities',
    'the latest figure that was known on the book’s day',
    `${SHOW}#uncertain-figures`,
  ],
  [
    'parties.*.debt',
    'debt owed outside the web',
    'the latest figure that was known on the book’s day',
    `${SHOW}#uncertain-figures`,
  ],
  [
    'parties.*.value',
    'what the party is worth',
    'share price × shares outstanding, else the latest valuation',
    `${SHOW}#uncertain-figures`,
  ],
  [
    'exposures.*.headline',
    'what a holder stands to lose if all that was announced is signed',
    'headline less paid',
    `${SHOW}#exposures`,
  ],
  [
    'exposures',
    'what a holder stands to lose if a counterparty fails, before recovery',
    'firm less paid; drawn loans; cover; share × value',
    `${SHOW}#exposures`,
  ],
  ['stakes', 'who holds how much of an issuer', 'shares held ÷ shares outstanding', `${SHOW}#exposures`],
  [
    'evidence',
    'what the figures rest on',
    'headline of purchases, and number of figures, by grade and by who said it',
    `${SHOW}#what-it-rests-on`,
  ],
  [
    'set_aside',
    'deals in talks and deals that ended',
    'the sum of their headlines; they count nowhere else',
    `${SHOW}#four-layers`,
  ],
];

const RUN_ROWS: readonly Row[] = [
  [
    'parties.*.default_probability_1y_stand_alone',
    'probability that the party cannot pay in full within a year, where nobody is rescued',
    'paths with a first default in quarters 1–4 ÷ paths, no rescues',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.default_probability_stand_alone',
    'probability that the party cannot pay in full within five years, where nobody is rescued',
    'paths with a first default in quarters 1–20 ÷ paths, no rescues',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.default_probability_1y',
    'probability that the party cannot pay in full within a year',
    'paths with a first default in quarters 1–4 ÷ paths',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.default_probability',
    'probability that the party cannot pay in full within five years, with support',
    'paths with a first default in quarters 1–20 ÷ paths',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.rescued_probability',
    'probability that its partners rescue the party',
    'paths on which it was rescued ÷ paths',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.defaults',
    'defaults of the party that were seen',
    'paths with a first default in quarters 1–20',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.cds_implied',
    'default probability that the quoted credit default swap implies',
    '1 − exp(−s/(1 − R)·t)',
    `${RUN}#defaults`,
  ],
  [
    'parties.*.default_triggers',
    'what set the party’s defaults off',
    'defaults with the cause ÷ defaults within five years',
    `${RUN}#defaults`,
  ],
  ['parties.*.cash', 'cash at the end of the year', 'cash before + receipts − payments', `${RUN}#parties`],
  [
    'parties.*.debt',
    'debt outside the web and loans under deals, at the end of the year',
    'debt before + drawn − repaid',
    `${RUN}#parties`,
  ],
  [
    'parties.*.market_value',
    'market value at the end of the year',
    'core + news + shares in others, solved jointly',
    `${RUN}#parties`,
  ],
  [
    'deals.*.performed',
    'share of what the terms come to that is paid',
    'expected paid ÷ sum of the terms',
    `${RUN}#deals`,
  ],
  [
    'deals.*.expected_paid',
    'what is paid under the deal',
    'paid to date + goods, services, loans and equity paid in the run',
    `${RUN}#deals`,
  ],
  [
    'deals.*.loss',
    'what creditors under the deal do not recover',
    'claims − paid by estates − paid by guarantors',
    `${RUN}#deals`,
  ],
  [
    'commitments.*.*.expected_paid',
    'what is paid of the commitments',
    'paid to date + paid in the run',
    `${RUN}#commitments`,
  ],
  [
    'commitments.total.expected_paid',
    'what is paid of all commitments',
    'paid to date + paid in the run',
    `${RUN}#commitments`,
  ],
  ...LAYER_ROWS('commitments.total', 'all purchases'),
  ...LAYER_ROWS('commitments.*.*', 'the purchases'),
  [
    'commitments',
    'what has been promised to be bought, and what is paid',
    'the sum of the terms, in layers',
    `${RUN}#commitments`,
  ],
  [
    'deals.*.headline',
    'the deal: as announced, "up to"',
    'the written headline, else the sum of its terms',
    `${SHOW}#four-layers`,
  ],
  ['funding_gap.*.*.due', 'what falls due under deals in the year', 'paid + unmet', `${RUN}#funding-gap`],
  [
    'funding_gap.*.*.operating',
    'own cash before what deals make due',
    'Δcash + paid − committed − raised',
    `${RUN}#funding-gap`,
  ],
  [
    'funding_gap',
    'what the labs need beyond own cash and committed money',
    'Σ over labs of max(0, due − operating − committed)',
    `${RUN}#funding-gap`,
  ],
  [
    'measures.lab_default',
    'probability that at least one lab defaults within five years',
    'paths with a default of a lab ÷ paths',
    `${RUN}#drivers`,
  ],
  [
    'measures.funding_gap',
    'the labs’ funding gap over the whole run',
    'Σ over labs and years of max(0, due − operating − committed)',
    `${RUN}#funding-gap`,
  ],
  ['measures', 'a figure that the run comes down to', 'its mean and quantiles over the paths', `${RUN}#drivers`],
  [
    'market.hourly',
    'the price an hour of one rented unit',
    'price ÷ 8,760 h × kW of the unit ÷ kW of a unit of capacity',
    `${RUN}#market`,
  ],
  [
    'market.price',
    'the price at which capacity is let',
    'Σ needs of the labs + A·(p/p̄)^(−ε) = capacity',
    `${RUN}#market`,
  ],
  [
    'market.long_run_cost',
    'price at which a new builder breaks even',
    'c_LR = Σ capex·4·((1 + r)^¼ − (1 − 1/(4·life))·e^(−ageing/4)) + running cost',
    `${RUN}#market`,
  ],
  ['market.price_to_cost', 'price as a multiple of long-run cost', 'p ÷ c_LR', `${RUN}#market`],
  ['market.capacity', 'capacity that stands', 'before + delivered − retired, after ageing', `${RUN}#market`],
  ['market.utilisation', 'share of capacity that is used', '1 − idle ÷ capacity', `${RUN}#market`],
  [
    'exposures.*.expected_loss',
    'what the holder loses on average over the run',
    'mean over the paths of what was not recovered, or called',
    `${RUN}#exposures-and-losses`,
  ],
  [
    'exposures',
    'what a holder stands to lose if a counterparty fails, before recovery',
    'firm less paid; drawn loans; cover; share × value',
    `${SHOW}#exposures`,
  ],
  [
    'losses_by_holder',
    'what defaults cost a holder',
    'unrecovered claims + its class’s share of unrecovered debt + calls on its guarantees',
    `${RUN}#exposures-and-losses`,
  ],
  ['drivers', 'an input that moves a measure', 'Spearman’s rank correlation over the paths', `${RUN}#drivers`],
  ['evidence', 'parts of what moves the measures, by grade', 'Σ of the inputs’ shares', `${RUN}#drivers`],
  [
    'comparison',
    'a scenario against the book as it stands',
    'mean over the paths of the difference on the same path',
    `${RUN}#comparison`,
  ],
  [
    'central',
    'the one path with all inputs at their medians and all shocks off',
    'cash = cash before + received − paid',
    `${RUN}#central-case`,
  ],
  [
    'conservation',
    'largest error of conservation of money',
    'max |Δcash − receipts + payments| ÷ gross payments of the quarter',
    `${RUN}#conservation`,
  ],
  ['digest', 'fingerprint of the result', 'SHA-256 of the result without this field', `${RUN}#conservation`],
];

/** What the figure at a path is, an interval as its figure; null where the pages define nothing there. */
export function definitionOf(question: QuestionName, steps: readonly string[]): Definition | null {
  const rows = question === 'show' ? SHOW_ROWS : RUN_ROWS;
  const plain = steps.map((step) => step.replace(/_interval$/, ''));
  const row = rows.find(([pattern]) => fits(pattern, plain));
  return row === undefined ? null : { says: row[1], equation: row[2], docs: row[3] };
}
