import type { Book } from '../../book/book.ts';
import type { DealGains } from '../gains/dealGain.ts';
import { contractOf } from './contractOf.ts';
import { independentLoss } from './exclusion.ts';
import type { DealLeverage } from './leverageSchema.ts';
import { platformDeal } from './platformDeal.ts';

/**
 * What each signer of a deal gains where it is performed as announced, without fear of being left out and with it.
 *
 * Definition: gain = E[wealth as announced − wealth where the deal is struck out]; exclusion loss X̂ = E[1{the lab leads}·m·sales·margin
 * after tax] of the equipment that the signer sells that lab, as announced; the sum of both (definitions D6, estimate (b)).
 * Units: money today. Assumes: a signer that supplies the lab under no deal has no such loss, and no sum.
 * Verified by: leverage.test.ts.
 */
export function signersOf(
  book: Book,
  announced: Readonly<Record<string, DealGains>>,
  deal: string,
): DealLeverage['signers'] {
  const gains = announced[deal];
  if (gains === undefined) return {};
  return Object.fromEntries(
    Object.entries(gains.deals[deal]?.byParty ?? {}).map(([signer, { gain, standard_error }]) => {
      const loss = exclusionLossOf(book, announced, gains, deal, signer);
      return [
        signer,
        {
          gain,
          standard_error,
          exclusion_loss: loss,
          gain_with_exclusion_loss: loss === null ? null : gain + loss,
        },
      ];
    }),
  );
}

function exclusionLossOf(
  book: Book,
  announced: Readonly<Record<string, DealGains>>,
  { plan }: DealGains,
  deal: string,
  signer: string,
): number | null {
  const platform = platformDeal(book, plan, deal, signer);
  const gains = platform === null ? undefined : announced[platform];
  if (platform === null || gains === undefined) return null;
  const contract = contractOf(book, gains, platform);
  return contract === null ? null : (independentLoss(book, gains, platform, contract).lead?.amount ?? null);
}
