import type { Channel } from '../book/schema/book.ts';
import { holdingColumn } from './compileStakes.ts';
import { estimateMultiple } from './newsMultiple.ts';
import type { ChannelProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Channels: news moves a vendor's value, a gain of wealth becomes funding, funding becomes new commitments. */
export function compileChannels(context: PlanContext): ChannelProgram[] {
  return Object.entries(context.content.channels ?? {}).map(([id, channel]): ChannelProgram => {
    const path = `channels.${id}`;
    const alive = context.columns.column(`${path}:alive`, 'flag', 1);
    const input: ChannelInput = (role, unit, standing) =>
      context.inputs.input(channel[role], `${path}.${role}`, unit, standing);
    if (channel.kind === 'news') return newsChannel(context, id, channel, alive, input);
    if (channel.kind === 'funding') return fundingChannel(context, id, channel, alive, input);
    return commitmentChannel(context, id, channel, alive, input);
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

/** Where holder and issuer are one, it borrows on what it holds of others; else the holder borrows and buys new shares. */
function fundingChannel(
  context: PlanContext,
  id: string,
  channel: Channel,
  alive: number,
  input: ChannelInput,
): ChannelProgram {
  const holder = accountOf(context, channel.holder as string);
  const issuer = accountOf(context, channel.issuer as string);
  const at = (role: string): number => context.columns.column(`channels.${id}:${role}`, 'currency');
  const isOwn = holder === issuer;
  return {
    id,
    kind: 'funding',
    columns: {
      alive,
      rate: input('rate', 'fraction', 0),
      lastWealth: at('last_wealth'),
      pending: at('pending'),
      wealth: accountColumn(context, holder, isOwn ? 'stakes' : 'value'),
      debt: accountColumn(context, holder, 'channel_debt'),
      holding: isOwn ? -1 : holdingColumn(context, issuer, holder),
      issuerShares: accountColumn(context, issuer, 'shares', 'shares', 1e9),
      issuerValue: accountColumn(context, issuer, 'value'),
      issuerTrade: accountColumn(context, issuer, 'stake_trade'),
      holderTrade: accountColumn(context, holder, 'stake_trade'),
      raisedTotal: accountColumn(context, issuer, 'channel_raised'),
      issuerStatus: accountColumn(context, issuer, 'status', 'quarter of default'),
    },
    rows: {
      borrow: context.columns.row({
        payer: accountOf(context, 'world-bank'),
        payee: holder,
        purpose: 'finance',
        seniority: 2,
        role: `channel_borrowing:${id}`,
      }),
      invest: isOwn
        ? -1
        : context.columns.row({
            payer: holder,
            payee: issuer,
            purpose: 'finance',
            seniority: 2,
            role: `channel:${id}`,
          }),
    },
    constants: { holder, issuer },
    vendors: [],
  };
}

function commitmentChannel(
  context: PlanContext,
  id: string,
  channel: Channel,
  alive: number,
  input: ChannelInput,
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
    constants: { lab },
    vendors: Object.entries(channel.vendors ?? {}).map(([vendorId, share]) => {
      const vendor = accountOf(context, vendorId);
      return {
        account: vendor,
        share: context.inputs.central(share, 0),
        row: context.columns.row({
          payer: lab,
          payee: vendor,
          purpose: 'purchase',
          seniority: 2,
          role: `channel:${id}`,
        }),
        active: context.columns.column(`channels.${id}:${vendorId}:active`, 'currency a quarter'),
        pending: context.columns.column(`channels.${id}:${vendorId}:pending`, 'currency'),
      };
    }),
  };
}
