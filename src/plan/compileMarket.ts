// table: one line an input or state of the market (definitions D2), in the order in which the page names them.
import type { Quantity } from '../base/quantity.ts';
import type { Market } from '../book/schema/market.ts';
import type { MarketProgram } from './plan.ts';
import type { PlanContext } from './planContext.ts';

/** The market's inputs and state (definitions D2); a book without a market gets one in which nothing is traded. */
export function compileMarket(context: PlanContext): MarketProgram {
  const market = context.content.market;
  const input = (q: Quantity | undefined, key: string, unit: string, standing: number | string): number =>
    context.inputs.input(q, `market.${key}`, unit, standing);
  const state = (role: string, unit: string, initial = 0): number =>
    context.columns.column(`market:${role}`, unit, initial);
  const runningCost = input(market?.running_cost, 'running_cost', 'currency per capacity-year', 0);
  const chips = input(market?.build?.chips, 'build.chips', 'currency per capacity', 0);
  const shell = input(market?.build?.shell, 'build.shell', 'currency per capacity', 0);
  const longRun = input(market?.long_run_growth, 'long_run_growth', 'fraction a year', 0.1);
  const referencePrice = input(market?.reference_price, 'reference_price', 'currency per capacity-year', 1);
  const price = state('price', 'currency per capacity-year');
  context.columns.copy(price, referencePrice);
  const others = state('demand_of_others', 'capacity');
  context.columns.copy(others, input(market?.demand, 'demand', 'capacity', 0));
  return {
    columns: {
      price,
      referencePrice,
      others,
      runningCost,
      chips,
      shell,
      longRunCost: state('long_run_cost', 'currency per capacity-year', 1),
      refreshCost: state('refresh_cost', 'currency per capacity-year', 1),
      capacity: state('capacity', 'capacity'),
      utilisation: state('utilisation', 'fraction', 1),
      expectedPrice: state('expected_price', 'currency per capacity-year'),
      rest: input(market?.capacity, 'capacity', 'capacity', 0),
      ration: state('ration', 'fraction', 1),
      spotSales: state('spot_sales', 'capacity'),
      freeTotal: state('free_capacity', 'capacity'),
      elasticity: input(market?.elasticity, 'elasticity', 'ratio', '0.8 to 1.8'),
      persistence: input(market?.growth_persistence, 'growth_persistence', 'fraction', 0.75),
      growthSd: input(market?.growth_sd, 'growth_sd', 'fraction a year', 0.12),
      enter: input(market?.regime_enter, 'regime_enter', 'fraction', 0.07),
      leave: input(market?.regime_leave, 'regime_leave', 'fraction', 0.1),
      depth: input(market?.regime_depth, 'regime_depth', 'fraction a year', -0.3),
      loading: input(market?.market_loading, 'market_loading', 'fraction', '0.3 to 0.6'),
      appetiteSd: input(market?.appetite_sd, 'appetite_sd', 'fraction a year', 0.2),
      costOfCapital: input(market?.cost_of_capital, 'cost_of_capital', 'fraction a year', 0.1),
      ageing: input(market?.ageing, 'ageing', 'fraction a year', 0.03),
      speedLimit: input(market?.speed_limit, 'speed_limit', 'fraction', '7% to 14%'),
      credibility: input(market?.credibility, 'credibility', 'fraction', 0.5),
      response: input(market?.order_response, 'order_response', 'fraction', 0.5),
      sublet: input(market?.sublet_haircut, 'sublet_haircut', 'fraction', 0.2),
      priceCap: input(market?.price_cap, 'price_cap', 'ratio', 4),
      riskFree: input(market?.risk_free, 'risk_free', 'fraction a year', 0.04),
      premium: input(market?.equity_premium, 'equity_premium', 'fraction a year', 0.045),
      marketVolatility: input(market?.market_volatility, 'market_volatility', 'fraction a year', 0.16),
      deviation: state('growth_deviation', 'fraction a year'),
      regime: state('regime', 'flag'),
      appetite: state('appetite', 'log'),
      trailing0: state('trailing_growth_0', 'log'),
      trailing1: state('trailing_growth_1', 'log'),
      trailing2: state('trailing_growth_2', 'log'),
      trailing3: state('trailing_growth_3', 'log'),
      performanceFactor: state('performance_factor', 'standard normal'),
      passThrough: input(market?.pass_through, 'pass_through', 'fraction', 0.5),
    },
    growth: context.inputs.yearly(market?.growth, 'market.growth', 'fraction a year', {
      interpolates: false,
      standing: 0.1,
      fadesTo: longRun,
    }),
    processes: {
      market: context.columns.process('market', 'normal'),
      growth: context.columns.process('market.growth', 'normal'),
      regime: context.columns.process('market.regime', 'uniform'),
      appetite: context.columns.process('market.appetite', 'normal'),
    },
    lead: Math.max(1, Math.round(context.inputs.central(market?.lead, 6))),
    priceUnits: market?.unit.price_units_per_capacity_year ?? 1,
    chipLifeQuarters: lifeQuarters(context, market, 'chip_life', 5.5),
    shellLifeQuarters: lifeQuarters(context, market, 'shell_life', 20),
  };
}

function lifeQuarters(
  context: PlanContext,
  market: Market | undefined,
  key: 'chip_life' | 'shell_life',
  standing: number,
): number {
  return Math.max(1, 4 * context.inputs.central(market?.build?.[key], standing));
}
