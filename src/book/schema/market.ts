import { z } from 'zod';
import { evidenceShape } from '../../base/evidence.ts';
import { quantity, yearly } from '../../base/quantity.ts';
import { buildSchema, capacityAmount, fraction, quarters, rate, unitPrice } from '../../terms/fields.ts';

/** The market for capacity: who wants it, what it costs, how fast it can be built. */
export const marketSchema = z.strictObject({
  ...evidenceShape,
  good: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('What is traded, as a sentence names it, such as polysilicon (default: compute).'),
  unit: z
    .strictObject({
      capacity: z.string().describe('Unit of capacity, such as GW.'),
      price: z.string().describe('Unit of price, such as USD per GW-year.'),
      price_units_per_capacity_year: z
        .number()
        .positive()
        .optional()
        .describe('How many priced units one unit of capacity gives a year (default 1; 1e6 for $/kg and kt).'),
      hourly: z
        .strictObject({
          name: z.string().describe('What is rented by the hour, such as GPU.'),
          kilowatts: quantity({ unit: 'kW', meaning: 'Power of one rented unit, all in', min: 0 }),
        })
        .optional()
        .describe('For printing prices by the hour.'),
    })
    .describe('What capacity and price are measured in.'),
  capacity: capacityAmount('Capacity in all at the start'),
  demand: capacityAmount('Demand of everyone but the labs of the book, at the reference price, at the start'),
  reference_price: unitPrice('Reference price p̄ at which that demand is stated').optional(),
  elasticity: quantity({
    unit: 'ratio',
    meaning: 'Price elasticity of that demand',
    min: 0.01,
    max: 10,
    default: '0.8 to 1.8',
  }).optional(),
  growth: yearly({ unit: 'fraction a year', meaning: 'Median growth of that demand', min: -1, max: 5 }),
  growth_persistence: fraction('Persistence of the growth deviation a year', 0.75).optional(),
  growth_sd: rate('Stationary standard deviation of the growth deviation', 0.12).optional(),
  regime_enter: fraction('Probability a year that growth falls into the disappointment regime', 0.07).optional(),
  regime_leave: fraction('Probability a quarter that it leaves it', 0.1).optional(),
  regime_depth: rate('Growth in that regime, as a deviation', -0.3).optional(),
  long_run_growth: rate('Growth to which the medians fall after the fifth year', 0.1).optional(),
  appetite_sd: rate('Standard deviation of investors’ appetite for private labs a year', 0.2).optional(),
  market_loading: fraction('Correlation of growth innovations and appetite with the market', '0.3 to 0.6').optional(),
  running_cost: unitPrice('Running cost of a unit of capacity a year').optional(),
  build: buildSchema.optional().describe('What a unit of capacity costs to build and how long it lasts.'),
  lead: quarters('Quarters from order to delivery', 6).optional(),
  cost_of_capital: rate('Cost of capital of builders', 0.1).optional(),
  ageing: rate('Loss of output of an old vintage a year', 0.03).optional(),
  speed_limit: rate(
    'Most capacity that can be ordered in a quarter, as a share of what stands',
    '7% to 14%',
  ).optional(),
  credibility: fraction('Weight that builders give to announced commitments', 0.5).optional(),
  order_response: fraction('Share of the expected shortage that is ordered each quarter', 0.5).optional(),
  sublet_haircut: fraction('Haircut on sub-let capacity', 0.2).optional(),
  pass_through: fraction(
    'Share of cheaper compute that passes to the prices labs charge, as rivals get it too',
    0.5,
  ).optional(),
  price_cap: quantity({
    unit: 'ratio',
    meaning: 'Highest price, as a multiple of long-run cost',
    min: 1,
    max: 100,
    default: 4,
  }).optional(),
  pipeline: z
    .record(
      z.string().regex(/^\d{4}-Q[1-4]$/, 'a key must be a quarter such as 2026-Q3'),
      capacityAmount('Capacity under way at the start that arrives in this quarter'),
    )
    .meta({ keys: 'quarter' })
    .optional()
    .describe('Capacity under way at the start, by the quarter in which it arrives.'),
  risk_free: rate('Risk-free rate', 0.04).optional(),
  equity_premium: rate('Equity risk premium', 0.045).optional(),
  market_volatility: quantity({
    unit: 'fraction a year',
    meaning: 'Volatility of the market a year',
    min: 0.01,
    default: 0.16,
  }).optional(),
});
export type Market = z.output<typeof marketSchema>;
