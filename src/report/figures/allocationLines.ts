import type { LabAllocation } from '../../questions/allocation/allocationSchema.ts';
import { printMoney } from '../number.ts';
import { fan } from './fan.ts';
import type { LinesFigure } from './figureSpec.ts';

/** What compute is worth to a lab at the margin, year by year, against its price and its long-run cost. */
export function allocationLines(id: string, lab: LabAllocation, currency: string, capacity: string): LinesFigure {
  const made = fan(lab.shadow_price);
  const first = lab.shadow_price[0];
  const last = lab.shadow_price.at(-1);
  return {
    ...made,
    lines: [
      ...made.lines,
      { label: 'price, median', values: lab.price.map((row) => row.p50), tone: 'strong' },
      {
        label: 'long-run cost, median',
        values: lab.long_run_cost.map((row) => row.p50),
        tone: 'contrast',
        isDashed: true,
      },
    ],
    id: `shadow-price-${id}`,
    title: `What a ${capacity} is worth to ${lab.name} at the margin`,
    subtitle: `${currency} per ${capacity}-year, at the end of each year; scarce where it lies above long-run cost`,
    description:
      first === undefined || last === undefined
        ? ''
        : `At the end of ${first.year} the median is ${printMoney(first.p50, currency)}, at the end of ${last.year} ${printMoney(last.p50, currency)}.`,
    unit: { is: 'money', currency, per: `${capacity}-year` },
  };
}
