import type { ExposureKind } from '../../questions/show/exposures.ts';

/** What a holder is to a counterparty, between their names. */
export const EXPOSURE_WORDS: Readonly<Record<ExposureKind, string>> = {
  contract: 'is to be paid by',
  loan: 'has lent to',
  commitment: 'must still fund',
  guarantee: 'guarantees for',
  backstop: 'must take from',
  residual_value_guarantee: 'guarantees value to',
  stake: 'holds shares of',
  warrant: 'has a warrant on',
};
