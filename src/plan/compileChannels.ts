import type { Channel } from '../book/schema/book.ts';
import { holdingColumn } from './compileStakes.ts';
import { estimateMultiple } from './newsMultiple.ts';
import type { ChannelProgram, OwnerProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Channels: news moves a vendor's value, a gain of wealth becomes funding, funding becomes new commitments. */
export function compileChannels(context: PlanContext, owners: readonly OwnerProgram[]): ChannelProgram[] {
  const served = new Set<number>();
  return Object.entries(context.content.channels ?? {}).map(([id, channel]): ChannelProgram => {
    const path = `channels.${id}`;
    const alive = context.columns.column(`${path}:alive`, 'flag', 1);
    const input: ChannelInput = (role, unit, standing) =>
      context.inputs.input(channel[role], `${path}.${role}`, unit, standing);
    if (channel.kind === 'news') return newsChannel(context, id, channel, alive, input);
    if (channel.kind === 'funding') return fundingChannel(context, id, channel, alive, input, served);
    return commitmentChannel(context, id, channel, alive, input, owners);
  });
}

type ChannelInput = (
  role: 'rate' | 'debt_share' | 'own_share' | 'years' | 'half_life' | 'multiple',
  unit: string,
  standing: number | string,
) => number;

function newsChannel(
  context: PlanContext,
  id: string,
  channel: Channel,
  alive: number,
  input: ChannelInput,
): ChannelProgram {
  const vendor = accountOf(context, channel.vendor as string);
  const multiple =
    channel.multiple === undefined
      ? estimateMultiple(context, `channels.${id}.multiple`, channel.borrows === true)
      : input('multiple', 'ratio', 0);
  return {
    id,
    kind: 'news',
    columns: {
      alive,
      multiple,
      halfLife: input('half_life', 'months', 2),
      news: accountColumn(context, vendor, 'news'),
      flow: accountColumn(context, vendor, 'news_flow'),
    },
    rows: {},
    constants: { vendor },
    vendors: [],
  };
}

/**
 * Where holder and issuer are one, it borrows on what it holds of others; else the holder borrows and buys new shares.
 * All channels of a holder add to one debt: the first of them (not in `served` yet) carries its interest.
 */
function fundingChannel(
  context: PlanContext,
  id: string,
  channel: Channel,
  alive: number,
  input: ChannelInput,
  served: Set<number>,
): ChannelProgram {
  const holder = accountOf(context, channel.holder as string);
  const issuer = accountOf(context, channel.issuer as string);
  const at = (role: string): number => context.columns.column(`channels.${id}:${role}`, 'currency');
  const isOwn = holder === issuer;
  const isFirst = !served.has(holder);
  served.add(holder);
  return {
    id,
    kind: 'funding',
    columns: {
      alive,
      rate: input('rate', 'fraction', 0),
      highestWealth: at('highest_wealth'),
      pending: at('pending'),
      wealth: accountColumn(context, holder, isOwn ? 'stakes' : 'value'),
      debt: accountColumn(context, holder, 'channel_debt'),
      rolled: isFirst ? accountColumn(context, holder, 'channel_interest_rolled') : -1,
      holding: isOwn ? -1 : holdingColumn(context, issuer, holder),
      issuerShares: accountColumn(context, issuer, 'shares', 'shares', 1e9),
      issuerValue: accountColumn(context, issuer, 'value'),
      issuerTrade: accountColumn(context, issuer, 'stake_trade'),
      holderTrade: accountColumn(context, holder, 'stake_trade'),
      raisedTotal: accountColumn(context, issuer, 'channel_raised'),
      issuerStatus: accountColumn(context, issuer, 'status', 'quarter of default'),
    },
    rows: fundingRows(context, id, holder, issuer, isFirst),
    constants: { holder, issuer, party: partyIndex(context, channel.holder as string) },
    vendors: [],
  };
}

/** What the holder borrows and pays on, and the interest on the debt of all its channels. */
function fundingRows(
  context: PlanContext,
  id: string,
  holder: number,
  issuer: number,
  isFirst: boolean,
): Record<string, number> {
  return {
    borrow: context.columns.row({
      payer: accountOf(context, 'world-bank'),
      payee: holder,
      purpose: 'finance',
      seniority: 2,
      role: `channel_borrowing:${id}`,
    }),
    invest:
      holder === issuer
        ? -1
        : context.columns.row({
            payer: holder,
            payee: issuer,
            purpose: 'finance',
            seniority: 2,
            role: `channel:${id}`,
          }),
    interest: isFirst
      ? context.columns.row({
          payer: holder,
          payee: accountOf(context, 'world-bank'),
          purpose: 'service',
          seniority: 2,
          role: 'channel_interest',
        })
      : -1,
  };
}

function commitmentChannel(
  context: PlanContext,
  id: string,
  channel: Channel,
  alive: number,
  input: ChannelInput,
  owners: readonly OwnerProgram[],
): ChannelProgram {
  const lab = accountOf(context, channel.issuer as string);
  return {
    id,
    kind: 'commitment',
    columns: {
      alive,
      debtShare: input('debt_share', 'fraction', 0.3),
      ownShare: input('own_share', 'fraction', 0.2),
      quarters: input('years', 'quarters', 20),
      raised: accountColumn(context, lab, 'channel_raised'),
      status: accountColumn(context, lab, 'status', 'quarter of default'),
    },
    rows: {},
    constants: { lab, party: partyIndex(context, channel.issuer as string), labOwner: ownerOf(owners, lab) },
    vendors: Object.entries(channel.vendors ?? {}).map(([vendorId, share]) => {
      const vendor = accountOf(context, vendorId);
      const isEquipment = context.content.parties[vendorId]?.kind === 'chipmaker';
      const at = (role: string, unit: string): number =>
        context.columns.column(`channels.${id}:${vendorId}:${role}`, unit);
      return {
        account: vendor,
        share: context.inputs.central(share, 0),
        isEquipment,
        owner: ownerOf(owners, isEquipment ? lab : vendor),
        row: context.columns.row({
          payer: lab,
          payee: vendor,
          purpose: 'purchase',
          seniority: 2,
          role: `${isEquipment ? 'channel_equipment' : 'channel_purchase'}:${id}`,
        }),
        standing: at('standing', 'currency'),
        pending: at('pending', 'currency'),
        served: at('served', 'capacity'),
        delivered: at('delivered', 'capacity'),
        ahead: at('ahead', 'capacity'),
      };
    }),
  };
}

function ownerOf(owners: readonly OwnerProgram[], account: number): number {
  return owners.findIndex((owner) => owner.account === account);
}

function partyIndex(context: PlanContext, id: string): number {
  return Object.keys(context.content.parties).indexOf(id);
}
