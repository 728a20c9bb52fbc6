// table: one line a column or payment of a party, so that it reads like the chart of accounts it is.
import type { Quantity } from '../base/quantity.ts';
import { yearOfQuarter } from '../base/quarter.ts';
import { HOLDER_CLASSES, type Party } from '../book/schema/party.ts';
import type { DebtClass, PartyProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Columns and payments of every party of the book: business outside the web, debt, funding, value. */
export function compileParties(context: PlanContext): PartyProgram[] {
  return Object.entries(context.content.parties).map(([id, party]) => compileParty(context, id, party));
}

function compileParty(context: PlanContext, id: string, party: Party): PartyProgram {
  const account = accountOf(context, id);
  const at = (role: string, unit = 'currency', initial = 0): number =>
    accountColumn(context, account, role, unit, initial);
  const path = `parties.${id}`;
  const input = (q: Quantity | undefined, key: string, unit: string, standing: number | string = 0): number =>
    context.inputs.input(q, `${path}.${key}`, unit, standing);
  const isListed = party.listed !== undefined;
  const isPrivate = party.private !== undefined;
  const cash = at('cash');
  context.columns.copy(cash, input(party.cash, 'cash', 'currency', 0));
  const debt = at('debt');
  if (party.debt !== undefined) context.columns.copy(debt, input(party.debt.amount, 'debt.amount', 'currency'));
  const debtAtStart = at('debt_at_start');
  context.columns.copy(debtAtStart, debt);
  const debtRate = at('debt_rate', 'fraction a year');
  context.columns.copy(debtRate, input(party.debt?.rate, 'debt.rate', 'fraction a year', '4% to 8%'));
  return {
    account,
    id,
    kind: party.kind,
    isLab: party.demand !== undefined,
    isListed,
    isPrivate,
    hasFunding: party.funding !== undefined,
    borrowsOnValue: party.kind === 'investor' || party.kind === 'person' || party.kind === 'foundation',
    mayBeRescued: party.rescue === true,
    columns: {
      cash,
      debt,
      debtRate,
      debtAtStart,
      maturing: at('maturing'),
      securedDebt: party.funding?.seniority === 'secured' ? at('secured_debt') : -1,
      securedMaturing: party.funding?.seniority === 'secured' ? at('secured_maturing') : -1,
      securedMissed: party.funding?.seniority === 'secured' ? at('outside_missed_secured_dues') : -1,
      cashBefore: at('cash_before'),
      channelDebt: at('channel_debt'),
      claim: at('outside_claim'),
      missed: at('outside_missed_dues'),
      installment: at('outside_installment'),
      installmentsLeft: at('outside_installments_left', 'quarters'),
      lost: at('outside_lost'),
      status: at('status', 'quarter of default'),
      revenue: at('revenue'),
      recurring: at('recurring'),
      ebitda: at('ebitda'),
      webIncome: at('web_income'),
      losses: at('losses_carried_forward'),
      book: at('book_value'),
      out: at('out'),
      into: at('into'),
      raised0: at('equity_raised_0'),
      raised1: at('equity_raised_1'),
      raised2: at('equity_raised_2'),
      raised3: at('equity_raised_3'),
      estateOpens: at('estate_opens', 'flag'),
      estates: at('estates_opened', 'count'),
      cause: at('cause_of_default', 'code'),
      forced: at('forced_default', 'flag'),
      fundingShock: at('funding_shock', 'ratio', 1),
      stakes: at('stakes'),
      slack: at('slack'),
      leverage: at('share_of_debt_limit', 'ratio'),
      debtRoom: at('debt_room'),
      debtOwed: at('debt_owed'),
      holdingFactor: at('holding_factor', 'ratio', 1),
      shortage: at('shortage'),
      ...businessColumns(context, account, party, path),
      ...fundingColumns(context, party, path),
      ...valueColumns(context, account, party, path),
    },
    rows: businessRows(context, account),
    growth:
      party.operations === undefined
        ? null
        : context.inputs.yearly(party.operations.growth, `${path}.operations.growth`, 'fraction a year', {
            interpolates: false,
            standing: '0% to 8%',
          }),
    debt: debtClasses(context, account, party),
    maturities: maturities(context, party),
    processes: {
      idiosyncratic: context.columns.process(`${path}.idiosyncratic`, 'normal'),
    },
  };
}

function businessColumns(context: PlanContext, account: number, party: Party, path: string): Record<string, number> {
  const operations = party.operations;
  const input = (q: Quantity | undefined, key: string, unit: string, standing: number | string): number =>
    context.inputs.input(q, `${path}.operations.${key}`, unit, standing);
  const level = accountColumn(context, account, 'operations_revenue', 'currency a year');
  if (operations !== undefined) context.columns.copy(level, input(operations.revenue, 'revenue', 'currency a year', 0));
  return {
    operations: level,
    margin: operations === undefined ? -1 : input(operations.margin, 'margin', 'fraction', '10% to 25%'),
    capexShare: operations === undefined ? -1 : input(operations.capex, 'capex', 'fraction', 0),
    tax: input(operations?.tax, 'tax', 'fraction', 0.15),
    payout: operations?.payout === undefined ? -1 : input(operations.payout, 'payout', 'fraction', 0),
    webMargin: input(operations?.web_margin, 'web_margin', 'fraction', '55% to 75%'),
    averageLife: context.inputs.input(party.debt?.average_life, `${path}.debt.average_life`, 'years', 6),
  };
}

function fundingColumns(context: PlanContext, party: Party, path: string): Record<string, number> {
  const f = party.funding;
  if (f === undefined) return { buffer: -1, ebitdaMultiple: -1, valueFraction: -1, equityFraction: -1, line: -1 };
  const input = (q: Quantity | undefined, key: string, unit: string, standing: number | string): number =>
    context.inputs.input(q, `${path}.funding.${key}`, unit, standing);
  return {
    buffer: input(f.buffer, 'buffer', 'currency', 0),
    ebitdaMultiple: input(f.ebitda_multiple, 'ebitda_multiple', 'ratio', 3.5),
    valueFraction: input(f.value_fraction, 'value_fraction', 'fraction', 0.3),
    equityFraction: input(f.equity_fraction, 'equity_fraction', 'fraction', 0.05),
    line: input(f.line, 'line', 'currency', 0),
  };
}

function valueColumns(context: PlanContext, account: number, party: Party, path: string): Record<string, number> {
  const at = (role: string, unit = 'currency', initial = 0): number =>
    accountColumn(context, account, role, unit, initial);
  const value = at('value');
  const shares = at('shares', 'shares', 1e9);
  const shared = {
    value,
    shares,
    core: at('core'),
    news: at('news'),
    newsFlow: at('news_flow'),
    backlog: at('backlog'),
    delivered: at('delivered_revenue'),
    trade: at('stake_trade'),
    survival: at('payment_probability', 'fraction a year', 1),
  };
  const listed = party.listed;
  const priv = party.private;
  if (listed !== undefined) {
    const price = context.inputs.input(listed.price, `${path}.listed.price`, 'currency per share');
    const count = context.inputs.input(listed.shares, `${path}.listed.shares`, 'shares');
    context.columns.copy(shares, count);
    const start = context.columns.derive(`${path}.listed.value`, 'currency', {
      scale: 1,
      numerators: [price, count],
      denominators: [],
    });
    context.columns.copy(value, start);
    return {
      ...shared,
      start,
      volatility: context.inputs.input(listed.volatility, `${path}.listed.volatility`, 'fraction a year', '30% to 55%'),
      beta: context.inputs.input(listed.beta, `${path}.listed.beta`, 'ratio', 1.2),
      elasticity: -1,
      outsideWealth: -1,
    };
  }
  if (priv !== undefined) {
    const start = context.inputs.input(priv.valuation, `${path}.private.valuation`, 'currency');
    context.columns.copy(value, start);
    return {
      ...shared,
      start,
      volatility: context.inputs.input(priv.volatility, `${path}.private.volatility`, 'fraction a year', '40% to 70%'),
      beta: context.inputs.input(priv.beta, `${path}.private.beta`, 'ratio', 1.6),
      elasticity: context.inputs.input(priv.elasticity, `${path}.private.elasticity`, 'ratio', '0.45 to 0.75'),
      outsideWealth: -1,
    };
  }
  return {
    ...shared,
    start: -1,
    volatility: -1,
    beta: -1,
    elasticity: -1,
    outsideWealth: context.inputs.input(party.asset_value, `${path}.asset_value`, 'currency', 0),
  };
}

function businessRows(context: PlanContext, account: number): Record<string, number> {
  const world = accountOf(context, 'world');
  const suppliers = accountOf(context, 'world-suppliers');
  const shareholders = accountOf(context, 'world-shareholders');
  const row = (role: string, payer: number, payee: number, purpose: 'purchase' | 'finance' | 'service'): number =>
    context.columns.row({ payer, payee, purpose, seniority: 2, role });
  return {
    sales: row('sales', world, account, 'purchase'),
    costs: row('costs', account, suppliers, 'purchase'),
    capex: row('capex', account, suppliers, 'purchase'),
    webCosts: row('web_costs', account, suppliers, 'purchase'),
    tax: row('tax', account, accountOf(context, 'world-tax'), 'service'),
    payout: row('payout', account, shareholders, 'finance'),
    equity: row('equity', shareholders, account, 'finance'),
  };
}

const CLASS_ACCOUNT: Record<(typeof HOLDER_CLASSES)[number], string> = {
  bank: 'world-bank',
  private_credit: 'world-private-credit',
  insurer: 'world-insurer',
  bond_fund: 'world-bond-fund',
  other: 'world-other',
};

function debtClasses(context: PlanContext, account: number, party: Party): DebtClass[] {
  if (party.debt === undefined && party.funding === undefined) return [];
  const holders = party.debt?.holders;
  const shares = HOLDER_CLASSES.map((c) => ({ c, share: context.inputs.central(holders?.[c], 0) })).filter(
    (h) => h.share > 0,
  );
  const list = shares.length === 0 ? [{ c: 'other' as const, share: 1 }] : shares;
  const sum = list.reduce((total, h) => total + h.share, 0);
  const shareholders = accountOf(context, 'world-shareholders');
  return list.map(({ c, share }) => {
    const holder = accountOf(context, CLASS_ACCOUNT[c]);
    return {
      account: holder,
      share: share / sum,
      draw: context.columns.row({ payer: holder, payee: account, purpose: 'finance', seniority: 2, role: 'debt_draw' }),
      service: context.columns.row({
        payer: account,
        payee: holder,
        purpose: 'service',
        seniority: 2,
        role: 'debt_service',
      }),
      securedService:
        party.funding?.seniority !== 'secured'
          ? -1
          : context.columns.row({
              payer: account,
              payee: holder,
              purpose: 'service',
              seniority: 1,
              role: 'secured_debt_service',
            }),
      estate: context.columns.row({
        payer: shareholders,
        payee: holder,
        purpose: 'service',
        seniority: 2,
        role: `estate:${context.accounts[account].id}`,
      }),
    };
  });
}

/** Shares of the starting debt that fall due in each quarter and that stand at its start, where the author wrote maturities. */
function maturities(context: PlanContext, party: Party): PartyProgram['maturities'] {
  const written = party.debt?.maturities;
  if (written === undefined) return null;
  const due = new Float64Array(context.quarters);
  const left = new Float64Array(context.quarters);
  const amount = context.inputs.central(party.debt?.amount, 0);
  if (amount <= 0) return null;
  let stands = 1;
  for (let q = 0; q < context.quarters; q++) {
    const year = yearOfQuarter(context.firstQuarter + q);
    left[q] = stands;
    due[q] = Math.min(stands, context.inputs.central(written[String(year)], 0) / 4 / amount);
    stands -= due[q] as number;
  }
  return { due, left };
}
