import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { type QuantitySpec, quantity } from '../../base/quantity.ts';

/** What may be said of the market for a private party's old shares, and what stands where nothing is said. */
export const SECONDARY_SPECS = {
  bids: {
    unit: 'fraction',
    meaning:
      'What investors would pay at the last price for new shares in four quarters and for old ones in one sale, as a share of value',
    min: 0,
    max: 1,
    default: '2% to 6%',
  },
  elasticity: {
    unit: 'ratio',
    meaning: 'How bids answer to the price: bids × (p/p₀)^(−ε)',
    min: 0,
    max: 20,
    default: '2 to 4',
  },
  reservation_median: {
    unit: 'ratio',
    meaning: 'Median of what holders would hold out for, as a ratio to the last price',
    min: 0.01,
    max: 10,
    default: 0.8,
  },
  reservation_sd: {
    unit: 'ratio',
    meaning: 'Standard deviation of the logarithm of what holders would hold out for',
    min: 0,
    max: 5,
    default: '0.4 to 0.9',
  },
} as const satisfies Record<string, QuantitySpec>;

export const secondarySchema = z.strictObject({
  ...evidenceShape,
  bids: quantity(SECONDARY_SPECS.bids).optional(),
  elasticity: quantity(SECONDARY_SPECS.elasticity).optional(),
  reservation_median: quantity(SECONDARY_SPECS.reservation_median).optional(),
  reservation_sd: quantity(SECONDARY_SPECS.reservation_sd).optional(),
});
