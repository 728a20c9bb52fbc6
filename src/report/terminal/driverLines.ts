import type { Answer } from '../../questions/answer.ts';
import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney, printNumber, printProbability } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { type Cell, printTable } from './table.ts';

const DRIVERS = 4;
const FIFTH = 5;

/** What a measure of a run is called on the screen. */
export function measureName(measure: string): string {
  if (measure.startsWith('price_')) return `price in ${measure.slice('price_'.length)}`;
  const names: Readonly<Record<string, string>> = {
    funding_gap: 'labs’ funding gap',
    lab_default: 'a lab defaults',
    expected_paid: 'paid in all',
  };
  return names[measure] ?? measure;
}

/** A value of a measure: a probability, or money. */
export function measureText(measure: string, value: number, currency: string, paths: number): string {
  return measure === 'lab_default' ? printProbability(value, paths) : printMoney(value, currency);
}

/** The inputs that move the outcome most: each measure's first, then each one's second, and so on. */
export function driverLines(answer: Answer, result: RunResult, page: Page): string[] {
  const currency = answer.currency ?? 'USD';
  const chosen = inTurns(result.drivers).slice(0, DRIVERS);
  if (chosen.length === 0) return [];
  const order = [...new Set(result.drivers.map((d) => d.measure))];
  const sorted = [...chosen].sort((a, b) => order.indexOf(a.measure) - order.indexOf(b.measure));
  const few = Math.floor((answer.paths ?? 0) / FIFTH);
  const rows = sorted.map((d, i): Cell[] => [
    sorted[i - 1]?.measure === d.measure ? '' : measureName(d.measure),
    inputName(d.input),
    measureText(d.measure, d.if_low, currency, few),
    measureText(d.measure, d.if_high, currency, few),
    { text: printNumber(d.rank_correlation, { digits: 2 }), style: page.ink.dim },
  ]);
  return [
    heading(
      page,
      'What drives the outcome',
      'mean in the lowest and the highest fifth of the input; ρ rank correlation',
    ),
    ...printTable(
      page,
      [
        { title: '' },
        { title: 'input', gives: true },
        { title: 'if low', align: 'right' },
        { title: 'if high', align: 'right' },
        { title: 'ρ', align: 'right' },
      ],
      rows,
    ),
  ];
}

function inputName(path: string): string {
  return path === 'market.shocks' ? 'the stock market’s first two years' : path;
}

function inTurns(drivers: RunResult['drivers']): RunResult['drivers'] {
  const places = new Map<string, number>();
  return drivers
    .map((driver) => {
      const place = places.get(driver.measure) ?? 0;
      places.set(driver.measure, place + 1);
      return { driver, place };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ driver }) => driver);
}
