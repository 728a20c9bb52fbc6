import { holdingColumn } from './compileStakes.ts';
import { estimateMultiple } from './newsMultiple.ts';
import type { ChannelProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Channels: news moves a vendor's value, a gain of wealth becomes funding, funding becomes new commitments. */
export function compileChannels(context: PlanContext): ChannelProgram[] {
  return Object.entries(context.content.channels ?? {}).map(([id, channel]): ChannelProgram => {
    const path = `channels.${id}`;
    const input = (
      role: 'rate' | 'debt_share' | 'own_share' | 'years' | 'half_life' | 'multiple',
      unit: string,
      standing: number | string,
    ): number => context.inputs.input(channel[role], `${path}.${role}`, unit, standing);
    const alive = context.columns.column(`${path}:alive`, 'flag', 1);
    if (channel.kind === 'news') {
      const vendor = accountOf(context, channel.vendor as string);
      const multiple =
        channel.multiple === undefined
          ? estimateMultiple(context, `${path}.multiple`, channel.borrows === true)
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
    if (channel.kind === 'funding') {
      const holder = accountOf(context, channel.holder as string);
      const issuer = accountOf(context, channel.issuer as string);
      const bank = accountOf(context, 'world-bank');
      return {
        id,
        kind: 'funding',
        columns: {
          alive,
          rate: input('rate', 'fraction', 0),
          lastWealth: context.columns.column(`${path}:last_wealth`, 'currency'),
          pending: context.columns.column(`${path}:pending`, 'currency'),
          raised: context.columns.column(`${path}:raised`, 'currency'),
          wealth: accountColumn(context, holder, 'value'),
          cash: accountColumn(context, holder, 'cash'),
          debt: accountColumn(context, holder, 'channel_debt'),
          holding: holdingColumn(context, issuer, holder),
          issuerShares: accountColumn(context, issuer, 'shares', 'shares', 1e9),
          issuerValue: accountColumn(context, issuer, 'value'),
          issuerTrade: accountColumn(context, issuer, 'stake_trade'),
          holderTrade: accountColumn(context, holder, 'stake_trade'),
          raisedTotal: accountColumn(context, issuer, 'channel_raised'),
          issuerStatus: accountColumn(context, issuer, 'status', 'quarter of default'),
        },
        rows: {
          borrow: context.columns.row({
            payer: bank,
            payee: holder,
            purpose: 'finance',
            seniority: 2,
            role: 'pledged_borrowing',
            ref: '',
          }),
          invest: context.columns.row({
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
          active: context.columns.column(`${path}:${vendorId}:active`, 'currency a quarter'),
          pending: context.columns.column(`${path}:${vendorId}:pending`, 'currency'),
        };
      }),
    };
  });
}
