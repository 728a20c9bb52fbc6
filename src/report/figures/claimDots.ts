import type { ClaimsResult } from '../../questions/claims/claimsSchema.ts';
import { claimTitle, claimWords, shareText } from '../claimSentences.ts';
import type { DotsFigure } from './figureSpec.ts';

/** In how many simulated worlds each claim holds, with its interval. */
export function claimDots({ claims }: ClaimsResult): DotsFigure {
  const told = claims.filter((claim) => claim.probability !== null);
  return {
    kind: 'dots',
    id: 'claims',
    title: 'In how many simulated worlds each claim holds',
    subtitle: 'share of worlds with its 95 % interval; holds from 90 % on, fails up to 10 %',
    description: told.map((claim) => `${claimTitle(claim)}: ${shareText(claim)}.`).join(' '),
    unit: { is: 'fraction' },
    categories: told.map(claimWords),
    series: [
      {
        label: 'share of worlds',
        tone: 'strong',
        shape: 'disc',
        values: told.map(({ probability, probability_interval: interval }) => ({
          value: probability,
          low: interval?.[0] ?? null,
          high: interval?.[1] ?? null,
        })),
      },
    ],
  };
}
