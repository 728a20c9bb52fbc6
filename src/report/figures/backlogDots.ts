import type { BacklogResult } from '../../questions/backlog/backlogSchema.ts';
import { printMoney } from '../number.ts';
import { stepAmount } from '../terminal/backlogScreen.ts';
import type { DotsFigure, Point } from './figureSpec.ts';

const MOST = 12;

/** Each seller: what is announced, what binds, what is expected to be paid, what it is worth today. */
export function backlogDots(result: BacklogResult, currency: string): DotsFigure {
  const sellers = Object.values(result.sellers)
    .filter((s) => (stepAmount(s.bridge, 'announced') ?? 0) > 0)
    .sort((a, b) => (stepAmount(b.bridge, 'announced') ?? 0) - (stepAmount(a.bridge, 'announced') ?? 0))
    .slice(0, MOST);
  const first = sellers[0];
  const values = (step: 'announced' | 'firm' | 'expected_paid' | 'present_value'): (number | null)[] =>
    sellers.map((s) => stepAmount(s.bridge, step));
  return {
    kind: 'dots',
    id: 'backlog',
    title: 'From what is announced to what it is worth',
    subtitle: `${currency}; contracts of the book, unpaid, by seller`,
    description:
      first === undefined
        ? 'There is no contract.'
        : `The largest is ${first.name}: ${printMoney(stepAmount(first.bridge, 'announced'), currency)} announced, ${printMoney(stepAmount(first.bridge, 'firm'), currency)} binding, ${printMoney(stepAmount(first.bridge, 'present_value'), currency)} worth today.`,
    unit: { is: 'money', currency },
    categories: sellers.map((s) => s.name),
    series: [
      { label: 'announced', tone: 'muted', shape: 'ring', values: points(values('announced')) },
      { label: 'binding', tone: 'strong', shape: 'disc', values: points(values('firm')) },
      { label: 'expected to be paid', tone: 'accent', shape: 'disc', values: points(values('expected_paid')) },
      { label: 'present value', tone: 'contrast', shape: 'diamond', values: points(values('present_value')) },
    ],
  };
}

const points = (values: readonly (number | null)[]): Point[] =>
  values.map((value) => ({ value, low: null, high: null }));
