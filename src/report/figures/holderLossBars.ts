import type { RunResult } from '../../questions/run/runSchema.ts';
import { printMoney } from '../number.ts';
import { partyName } from '../terminal/partyName.ts';
import type { BarsFigure } from './figureSpec.ts';

const CLASSES: Readonly<Record<string, string>> = {
  bank: 'Banks',
  private_credit: 'Private credit',
  insurer: 'Insurers',
  bond_fund: 'Bond funds',
  other: 'Other lenders',
};

/** Name of who bears a loss: a class of lenders, a party, or another part of the outside world. */
export function holderName(run: RunResult, holder: string): string {
  const name = run.names[holder];
  return CLASSES[holder] ?? partyName(name === undefined ? {} : { [holder]: { name } }, holder);
}

/** Holders that lose at least one unit of the currency on average: less is what rounding leaves. */
export function bearers(run: RunResult): RunResult['losses_by_holder'] {
  return run.losses_by_holder.filter((h) => h.loss.mean >= 1);
}

/** Who bears what defaults cost, on average over all paths. */
export function holderLossBars(run: RunResult, currency: string): BarsFigure {
  const rows = bearers(run);
  const first = rows[0];
  return {
    kind: 'bars',
    id: 'losses',
    title: 'Who bears the losses',
    subtitle: `${currency}; expected loss over the run, mean of all paths`,
    description:
      first === undefined
        ? 'Nobody loses anything on any path.'
        : `The largest expected loss falls on ${holderName(run, first.holder)}: ${printMoney(first.loss.mean, currency, { standardError: first.loss.standard_error })}.`,
    note: 'Claims that were not recovered and guarantees that were called. What shareholders lose stands apart.',
    unit: { is: 'money', currency },
    stands: false,
    categories: rows.map((r) => holderName(run, r.holder)),
    layers: [{ label: 'expected loss', tone: 'accent', values: rows.map((r) => r.loss.mean) }],
    points: null,
  };
}
