import type { Finding } from '../answer.ts';
import type { LoopResult } from './loopSchema.ts';

export const LOOP_METHOD: Finding<LoopResult>['method'] = {
  docs: 'docs/models/loop.md',
  references: [
    'O. Diekmann, J. A. P. Heesterbeek and J. A. J. Metz (1990), On the definition and the computation of the basic reproduction ratio R₀, Journal of Mathematical Biology 28',
    'R. DerSimonian and N. Laird (1986), Meta-analysis in clinical trials, Controlled Clinical Trials 7',
    'J. P. T. Higgins, S. G. Thompson and D. J. Spiegelhalter (2009), A re-evaluation of random-effects meta-analysis, Journal of the Royal Statistical Society A 172(1)',
    'H. Caswell (2001), Matrix Population Models, 2nd edition, Sinauer',
  ],
};

export const LOOP_LIMITS: readonly string[] = [
  'How much of a gain in value reaches a lab was never published: rates of funding are assumptions, and the gain moves in proportion to them.',
  'The multiple of a new deal is predicted from a handful of share-price moves on the days of deals; other news of the same day is in them.',
  'A lab is taken to pay for certain, and nothing is capped: no debt room, no capacity that is short. So the gain is from above.',
  'That a lab’s own value rises because it commits more is not in the loop: no event of the book measures it. `lab_value_needed` says how much would do.',
  'A turn counts what is left of a move one quarter later; in a run a holder borrows only on wealth above its highest so far.',
];

const SPREADS = ['value', 'mean', 'sd', 'standard_error', 'p5', 'p25', 'p50', 'p75', 'p95'];

export const LOOP_UNITS: Readonly<Record<string, string>> = {
  '/gain/*': 'ratio',
  '/financial_gain/*': 'ratio',
  '/p_above_one': 'fraction',
  '/p_above_one_interval/*': 'fraction',
  ...Object.fromEntries(SPREADS.map((k) => [`/multiplier/${k}`, 'ratio'])),
  '/multiplier/unbounded_probability': 'fraction',
  '/multiplier/unbounded_probability_interval/*': 'fraction',
  '/turn_quarters': 'quarters',
  '/after_turns/*/turns': 'count',
  '/after_turns/*/total': 'ratio',
  '/next_generation/*/*': 'ratio',
  '/damping/*': 'ratio',
  '/through_vendor_value/gain/*': 'ratio',
  '/through_vendor_value/p_above_tenth': 'fraction',
  '/through_vendor_value/p_above_tenth_interval/*': 'fraction',
  '/loops/*/gain/*': 'ratio',
  '/loops/*/rate': 'fraction',
  '/loops/*/rate_at_gain_one': 'fraction',
  '/loops/*/feasible_rate': 'fraction',
  '/loops/*/gain_at_feasible_rate': 'ratio',
  '/loops/*/lab_value_needed': 'ratio',
  '/cycles/*/gain/*': 'ratio',
  '/cycles/*/steps/*/weight': 'ratio',
  '/elasticity/*/elasticity': 'ratio',
  ...Object.fromEntries(['now', 'p5', 'p95', 'at', 'most'].map((k) => [`/thresholds/*/${k}`, 'ratio'])),
  '/thresholds/*/p_above': 'fraction',
  '/thresholds/*/p_above_interval/*': 'fraction',
  ...Object.fromEntries(
    ['pooled', 'by_regime/*'].flatMap((of) => [
      [`/multiples/${of}/events`, 'count'],
      ...['mean', 'standard_error', 'between_sd', 'mean_interval/*', 'predicted_range/*'].map((k) => [
        `/multiples/${of}/${k}`,
        'ratio',
      ]),
    ]),
  ),
  '/multiples/events/*/multiple': 'ratio',
  '/multiples/events/*/standard_error': 'ratio',
  '/draws': 'count',
  '/engine/paths': 'count',
  '/engine/added': 'currency',
  '/engine/induced_by_engine': 'ratio',
  '/engine/standard_error': 'ratio',
  '/engine/predicted': 'ratio',
  '/engine/predicted_without_fading': 'ratio',
  '/engine/difference': 'ratio',
  '/engine/by_channel/*/induced': 'ratio',
};
