import type { ContagionModel } from './contagionSchema.ts';

/** Units of the answer by place. */
export const CONTAGION_UNITS: Readonly<Record<string, string>> = {
  '/total/additional_stress': 'fraction',
  '/total/spectral_radius': 'ratio',
  '/total/parties': 'parties',
  '/total/claims': 'claims',
  '/total/defaulted': 'parties',
  '/total/defaulted_in_least': 'parties',
  '/total/rounds': 'rounds',
  '/total/due': 'currency',
  '/total/payment': 'currency',
  '/total/shortfall': 'currency',
  '/total/equity_loss': 'currency',
  '/parties/*/recovery_rate': 'fraction',
  '/parties/*/distress': 'fraction',
  '/parties/*/debtrank': 'fraction',
  '/parties/*/round': 'rounds',
  '/parties/*/*': 'currency',
  '/parties/*/losses/*/amount': 'currency',
  '/parties/*/losses/*/round': 'rounds',
  '/parties/*/by_round/*/round': 'rounds',
  '/parties/*/by_round/*/amount': 'currency',
  '/parties/*/least/*': 'currency',
  '/systemic/*/debtrank': 'fraction',
  '/systemic/*/loss': 'currency',
};

const CLEARING = [
  'Eisenberg and Noe (2001), Systemic risk in financial systems, Management Science 47(2)',
  'Elsinger (2009), Financial networks, cross holdings, and limited liability, OeNB Working Paper 156',
];
const LINEAR =
  'Bardoscia, Battiston, Caccioli and Caldarelli (2015), DebtRank: a microscopic foundation for shock propagation, PLoS ONE 10(6)';

/** Who found each model. */
export const REFERENCES: Readonly<Record<ContagionModel, readonly string[]>> = {
  'eisenberg-noe': CLEARING,
  'rogers-veraart': [
    'Rogers and Veraart (2013), Failure and rescue in an interbank network, Management Science 59(4)',
    ...CLEARING,
  ],
  debtrank: [LINEAR],
  'debtrank-single-hit': [
    'Battiston, Puliga, Kaushik, Tasca and Caldarelli (2012), DebtRank: too central to fail?, Scientific Reports 2',
  ],
  neva: [
    'Barucca, Bardoscia, Caccioli, D’Errico, Visentin, Caldarelli and Battiston (2020), Network valuation in financial systems, Mathematical Finance 30(4)',
  ],
};

/** What an answer on plain tables does not say. */
export function limitsOf(model: ContagionModel, isRanked: boolean): string[] {
  const ranking = isRanked
    ? []
    : ['DebtRank was computed for the parties on whom others claim most, because the web is large.'];
  if (model === 'eisenberg-noe' || model === 'rogers-veraart') {
    return [
      'All obligations fall due at once; nobody borrows, sells assets at a loss, or is rescued.',
      'The ranking is by linear DebtRank at equities with all claims at face value, not by clearing.',
      ...ranking,
    ];
  }
  if (model === 'neva') {
    return [
      'Guarantees and holdings are valued like claims.',
      'The ranking is by linear DebtRank, not by this valuation.',
      ...ranking,
    ];
  }
  return [
    'Claims lose value in proportion to equity, which overstates losses on parties that can still pay in full.',
    'A guarantee is an exposure of the guarantor instead of the creditor; that the guarantor may fail too is left out.',
    'Payments are what claims are worth, not cash.',
    ...ranking,
  ];
}

/** What an answer on a book does not say. */
export const BOOK_LIMITS = [
  'Direct losses are before any resale of capacity that the failed buyer had taken; a backlog loses its cash margin, not its revenue.',
  'Later rounds pass losses on in proportion to equity, also to creditors whom a weakened partner would still pay in full: read them as an upper end.',
  'Equity is market value or the latest valuation; where a vehicle has neither, it is what the vehicle claims from others.',
  'Who fails when, what estates pay and who is rescued stands in `interlock run` with a scenario that lets the party fail.',
] as const;

/** What clearing the dues of a book does not say. */
export const BOOK_CLEARING_LIMITS = [
  'Cleared is what falls due in the next four quarters of the central case, at once: order within them, and what falls due later, is left out.',
  'Nobody raises more outside the web than in the central case, sells assets, puts off an order or is rescued; who fails loses what it has and receives outside, not what others of the web owe it.',
  'A share is worth its part of what its issuer has left after its dues, not of its market value; `marked_loss` tells that.',
  'The ranking is by linear DebtRank over market values, not by clearing.',
] as const;
