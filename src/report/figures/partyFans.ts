import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney } from '../number.ts';
import { fan } from './fan.ts';
import type { LinesFigure, Tone } from './figureSpec.ts';

export type PartySeries = 'cash' | 'debt';

const TITLES: Readonly<Record<PartySeries, string>> = { cash: 'Cash', debt: 'Debt' };
const TONES: Readonly<Record<PartySeries, Tone>> = { cash: 'accent', debt: 'contrast' };

/** A small fan for each party that has any of it, those with most at stake first. */
export function partyFans(run: RunResult, what: PartySeries, currency: string): LinesFigure[] {
  const size = (id: string): number => Math.max(0, ...(run.parties[id]?.[what].map((r) => Math.abs(r.p95)) ?? []));
  return Object.keys(run.parties)
    .filter((id) => size(id) > 0)
    .sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1))
    .map((id): LinesFigure => {
      const rows = run.parties[id]![what];
      const [first, last] = [rows[0], rows.at(-1)];
      const name = run.names[id] ?? id;
      return {
        ...fan(rows, TONES[what]),
        id: `${what}-${id}`,
        title: name,
        subtitle: `${TITLES[what]}, ${currency}, at the end of the year`,
        description:
          first === undefined || last === undefined
            ? ''
            : `${TITLES[what]} at the end of ${last.year}: median ${printMoney(last.p50, currency)}, 5 to 95 percent ${printMoney(last.p5, currency)} to ${printMoney(last.p95, currency)}; at the end of ${first.year} the median is ${printMoney(first.p50, currency)}.`,
        unit: { is: 'money', currency },
      };
    });
}
