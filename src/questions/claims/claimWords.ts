import { printCount } from '../../base/printCount.ts';
import { printShare } from '../../base/printShare.ts';
import type { CountedAs, ToldClaim } from './claimsSchema.ts';
import type { PassShare } from './passShare.ts';

export const CLAIMS_METHOD = {
  docs: 'docs/models/claims.md',
  references: [
    'E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference',
    'C. Spearman (1904), The proof and measurement of association between two things',
    'M. Ayer et al. (1955), An empirical distribution function for sampling with incomplete information',
    'W. G. Cochran (1977), Sampling Techniques',
    'Q. McNemar (1947), Psychometrika 12, 153–157',
  ],
};

export const CLAIMS_LIMITS: readonly string[] = [
  'A share of simulated worlds is what follows from the contracts, ranges and rules of this book; it is no frequency that anyone has observed.',
  'The claims are worded as effects: nothing here speaks of what anyone intended.',
  'A figure of one draw of the inputs rests on few paths: its own noise blurs the share towards one half.',
  'Conditional flips come from the sample: other inputs moved along. `--flips exact` runs the book again with that input alone changed.',
];

const OWN = 'as `unit` beside it says';

export const CLAIMS_UNITS = {
  '/vectors': 'count',
  '/noise_paths': 'count',
  '/plain_paths': 'count',
  '/claims/*/counted': 'count',
  '/claims/*/vectors': 'count',
  '/claims/*/figure': OWN,
  '/claims/*/range/*': OWN,
  '/claims/*/measures/*/figure': OWN,
  '/claims/*/measures/*/range/*': OWN,
  '/claims/*/drivers/*/rank_correlation': 'correlation',
  '/claims/*/flips/*/at': OWN,
  '/claims/*/flips/*/now': OWN,
  '/claims/*/flips/*/interval/*': OWN,
  '/claims/*/flips/*/counted': 'count',
  '/compared/claims/*/before/probability': 'fraction',
  '/compared/claims/*/after/probability': 'fraction',
  '/compared/claims/*/before/figure': 'as the claim’s',
  '/compared/claims/*/after/figure': 'as the claim’s',
  '/compared/claims/*/inputs/*/before': OWN,
  '/compared/claims/*/inputs/*/after': OWN,
  '/claims/*/probability': 'fraction',
  '/claims/*/standard_error': 'fraction',
  '/claims/*/grade_d_share': 'fraction',
  '/claims/*/measures/*/probability': 'fraction',
  '/claims/*/measures/*/defined_share': 'fraction',
  '/claims/*/drivers/*/if_low': 'fraction',
  '/claims/*/drivers/*/if_high': 'fraction',
} as const;

/** A share of worlds with what they are, and whether the verdict that it alone would give is held back. */
type Weighed = Pick<PassShare, 'probability' | 'definedShare' | 'counted' | 'vectors' | 'verdict'> & {
  readonly isHeldBack: boolean;
  readonly basis: ToldClaim['grade_d_basis'];
  readonly countedAs: CountedAs;
  readonly noisePaths: number;
};

/** A verdict in words that cannot be misread. */
export function claimSentence(weighed: Weighed | null, asOf: string | null): string {
  if (weighed === null) return 'This book does not let it be told on this day.';
  const share = worlds(weighed.probability, weighed.definedShare);
  const given = `given the contracts and ranges that the book states on ${asOf ?? 'its day'} (${countedWords(weighed)})`;
  if (weighed.isHeldBack) {
    const alone = weighed.verdict === 'holds' ? 'it would hold' : 'it would fail';
    const why =
      weighed.basis === 'none stands out'
        ? 'but what moves it cannot be told from chance, and most of what could is assumed and not known'
        : 'but most of what moves it is assumed and not known';
    return `Depends: ${alone}, as it holds in ${share}, ${given}, ${why}.`;
  }
  if (weighed.verdict === 'holds') return `Holds in ${share}, ${given}.`;
  if (weighed.verdict === 'fails')
    return `Fails: it holds in ${weighed.probability > 0 ? 'only ' : ''}${share}, ${given}.`;
  return `Depends: it holds in ${share}, ${given}.`;
}

/** None and all only where every world agrees. Worlds in which the claim says nothing are not counted, and that is said. */
function worlds(share: number, defined: number): string {
  const which = defined < 1 ? ` in which it can be told (${printShare(defined)} of all)` : '';
  if (share === 0) return `none of the simulated worlds${which}`;
  if (share === 1) return `all of the simulated worlds${which}`;
  return `${printShare(share)} of ${defined < 1 ? 'the ' : ''}simulated worlds${which}`;
}

/** What one simulated world is, and how many were counted. */
function countedWords({ countedAs, counted, vectors, noisePaths }: Weighed): string {
  const many = (n: number, one: string): string => `${printCount(n)} ${n === 1 ? one : `${one}s`}`;
  const draws = `${printCount(vectors)} ${vectors === 1 ? 'draw' : 'draws'} of the inputs`;
  if (countedAs === 'path') return many(counted, 'path');
  if (countedAs === 'nested path') return `${many(counted, 'path')} on ${draws}`;
  return countedAs === 'draw' ? draws : `${draws}, each judged by ${many(noisePaths, 'path')}`;
}
