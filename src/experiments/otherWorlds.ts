import { type DealGains, meanOf } from '../questions/gains/dealGain.ts';
import { gainColumns } from '../questions/gains/gainColumns.ts';
import { grantColumns } from '../questions/gains/grantedShares.ts';
import { type Contract, contractOf } from '../questions/leverage/contractOf.ts';
import { nextBestVendor } from '../questions/leverage/nextBest.ts';
import {
  gainsWithoutTransfers,
  type OtherWorld,
  type OtherWorlds,
  servedBy,
} from '../questions/leverage/otherWorlds.ts';
import type { Asking } from './asking.ts';
import { planServedBy, planWithoutTransfers } from './dealElsewhere.ts';
import { type RecordedWorld, recordWorlds } from './recordWorlds.ts';

/** A world to be run for a deal, and where what it says goes. */
interface Wanted {
  readonly world: RecordedWorld;
  readonly tell: (world: OtherWorld) => void;
}

/**
 * The worlds of each deal that sells something in which the next-best vendor serves, and in which nothing passes beside the
 * price; null after an interruption.
 *
 * Cost: two runs a deal at most, of the paths asked for. Verified by: dealElsewhere.test.ts.
 */
export async function otherWorlds(asking: Asking, gains: DealGains): Promise<OtherWorlds | null> {
  const served: Record<string, NonNullable<ReturnType<typeof servedBy>>> = {};
  const withoutTransfers: Record<string, NonNullable<ReturnType<typeof gainsWithoutTransfers>>> = {};
  const wanted = Object.keys(gains.deals).flatMap((deal): Wanted[] => {
    const contract = contractOf(asking.book, gains, deal);
    if (contract === null || contract.expected <= 0) return [];
    return [
      ...servedWorld(asking, gains, deal, contract, (told) => {
        served[deal] = told;
      }),
      ...transferlessWorld(gains, deal, contract, (told) => {
        withoutTransfers[deal] = told;
      }),
    ];
  });
  const read = await recordWorlds(
    wanted.map(({ world }) => world),
    asking,
  );
  if (read === null) return null;
  for (const [w, { world, tell }] of wanted.entries()) {
    const reader = read[w];
    if (reader !== undefined) tell({ plan: world.plan, read: reader });
  }
  return { served, withoutTransfers };
}

function servedWorld(
  { book }: Asking,
  gains: DealGains,
  deal: string,
  contract: Contract,
  keep: (told: NonNullable<ReturnType<typeof servedBy>>) => void,
): Wanted[] {
  const nextBest = nextBestVendor(book, contract);
  const longRunCost = meanOf(gains.base('gains.longRunCost')).gain;
  if (nextBest === null) return [];
  const plan = planServedBy(gains.plan, deal, contract, nextBest, longRunCost);
  const parties = new Set([contract.seller, contract.buyer, nextBest.seller]);
  return [
    {
      world: { id: `${deal} by ${nextBest.seller}`, plan, recorded: gainColumns(plan, parties) },
      tell: (world) => {
        const told = servedBy(gains, deal, contract, nextBest, world);
        if (told !== null) keep(told);
      },
    },
  ];
}

function transferlessWorld(
  gains: DealGains,
  deal: string,
  contract: Contract,
  keep: (told: NonNullable<ReturnType<typeof gainsWithoutTransfers>>) => void,
): Wanted[] {
  const plan = planWithoutTransfers(gains.plan, deal, contract);
  if (plan === null) return [];
  const parties = new Set([contract.seller, contract.buyer]);
  return [
    {
      world: {
        id: `${deal} at its price`,
        plan,
        recorded: [...gainColumns(plan, parties), ...grantColumns(plan, deal)],
      },
      tell: (world) => {
        const told = gainsWithoutTransfers(gains, deal, contract, world);
        if (told !== null) keep(told);
      },
    },
  ];
}
