import type { Book } from '../../book/book.ts';
import { type TradedGood, tradedGood } from '../../book/tradedGood.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney, printNumber, printPercent } from '../number.ts';
import { fan } from './fan.ts';
import type { LinesFigure } from './figureSpec.ts';

type Market = RunResult['market'];

/** Price of what is traded, its multiple of long-run cost, capacity and utilisation, quarter by quarter; none without a market. */
export function marketFans(book: Book, market: Market, currency: string): LinesFigure[] {
  const unit = book.content.market?.unit;
  const traded = tradedGood(book);
  if (unit === undefined || traded === null || market.price.length === 0) return [];
  return [
    priceFan(market, currency, traded),
    costFan(market, traded.good),
    capacityFan(market, unit.capacity),
    utilisationFan(market),
  ];
}

function priceFan(market: Market, currency: string, { good, priceUnit, per }: TradedGood): LinesFigure {
  const { price, hourly: rented } = market;
  const last = price.at(-1);
  const [p, h] = [price[0], rented?.price[0]];
  const made = fan(price);
  const costs = market.long_run_cost.map((row) => row.p50);
  const cost = market.long_run_cost[0];
  const hasRight = rented !== null && p !== undefined && h !== undefined && p.p50 > 0;
  return {
    ...made,
    lines: [...made.lines, { label: 'long-run cost, median', values: costs, tone: 'contrast', isDashed: true }],
    id: 'market-price',
    title: `Price of ${good}`,
    subtitle: `${priceUnit}${hasRight ? `; right: ${currency} per ${rented.name}-hour` : ''}`,
    description:
      last === undefined || cost === undefined
        ? ''
        : `In ${last.quarter} the median is ${printMoney(last.p50, currency)} per ${per}, with nine paths in ten between ${printMoney(last.p5, currency)} and ${printMoney(last.p95, currency)}. A new builder breaks even at ${printMoney(cost.p50, currency)}, the median of the paths.`,
    unit: { is: 'money', currency, per },
    ...(hasRight
      ? {
          right: { label: `per ${rented.name}-hour`, factor: h.p50 / p.p50, unit: { is: 'money', currency } as const },
          note: `A ${rented.name} is taken to draw ${printNumber(rented.kilowatts, { digits: 2 })} kW with its share of server, network and cooling.`,
        }
      : {}),
  };
}

function costFan(market: Market, good: string): LinesFigure {
  const rows = market.price_to_cost;
  const last = rows.at(-1);
  const made = fan(rows);
  return {
    ...made,
    lines: [...made.lines, { label: 'long-run cost', values: rows.map(() => 1), tone: 'contrast', isDashed: true }],
    id: 'price-to-cost',
    title: `Price of ${good} against its long-run cost`,
    subtitle: 'Price as a multiple of the long-run cost of a new builder; under 1, building does not pay',
    description:
      last === undefined
        ? ''
        : `In ${last.quarter} the median price is ${printNumber(last.p50)} times long-run cost, with nine paths in ten between ${printNumber(last.p5)} and ${printNumber(last.p95)}.`,
    unit: { is: 'quantity', name: 'times' },
  };
}

function capacityFan(market: Market, capacity: string): LinesFigure {
  const last = market.capacity.at(-1);
  return {
    ...fan(market.capacity),
    id: 'capacity',
    title: 'Capacity that stands',
    subtitle: capacity,
    description: last === undefined ? '' : `In ${last.quarter} the median is ${printNumber(last.p50)} ${capacity}.`,
    unit: { is: 'quantity', name: capacity },
  };
}

function utilisationFan(market: Market): LinesFigure {
  const last = market.utilisation.at(-1);
  return {
    ...fan(market.utilisation),
    id: 'utilisation',
    title: 'Utilisation',
    subtitle: 'Share of the capacity that is in use',
    description: last === undefined ? '' : `In ${last.quarter} the median is ${printPercent(last.p50)}.`,
    unit: { is: 'fraction' },
  };
}
