import { NO_FIGURE, printMoney, printNumber, printPercent } from '../number.ts';
import type { FigureUnit, Value } from './figureSpec.ts';

/** A figure as it is printed in its unit, without the `per …` that the subtitle tells. */
export function printIn(unit: FigureUnit, value: Value): string {
  if (value === null) return NO_FIGURE;
  switch (unit.is) {
    case 'money':
      return printMoney(value, unit.currency);
    case 'fraction':
      return printPercent(value);
    case 'quantity':
      return printNumber(value);
  }
}

/** A tick of an axis: with no more digits than it takes to tell it exactly. */
export function printTick(unit: FigureUnit, value: number): string {
  const scaled = unit.is === 'fraction' ? value * 100 : value;
  let digits = 1;
  while (digits < 4 && Math.abs(Number(scaled.toPrecision(digits)) - scaled) > Math.abs(scaled) * 1e-9) digits += 1;
  switch (unit.is) {
    case 'money':
      return printMoney(value, unit.currency, { digits });
    case 'fraction':
      return printPercent(value, { digits });
    case 'quantity':
      return printNumber(value, { digits });
  }
}
