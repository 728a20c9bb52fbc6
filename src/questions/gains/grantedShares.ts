import type { Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import type { TermProgram } from '../../terms/term.ts';

/** A term under which an issuer gives its own shares, with what was paid for them and what they were worth. */
export interface Granted {
  readonly term: TermProgram;
  readonly issuer: number;
  readonly holder: number;
  /** Today's value of the shares when they were given, path by path. */
  readonly worth: Float64Array;
  /** Today's value of what was paid for them, path by path. */
  readonly paid: Float64Array;
}

interface Grant {
  readonly term: TermProgram;
  readonly issuer: number;
  readonly holder: number;
}

/** Terms that give shares, of one deal where it is named: issuer and holder, by account. */
function grants(plan: Plan, deal?: string): Grant[] {
  return plan.terms.flatMap((term) => {
    if (deal !== undefined && term.deal !== deal) return [];
    if (term.kind === 'equity') return [{ term, issuer: term.creditor, holder: term.debtor }];
    if (term.kind !== 'warrant') return [];
    const exercise = plan.rows.find((row) => row.column === term.rows.exercise);
    return exercise === undefined ? [] : [{ term, issuer: exercise.payee, holder: exercise.payer }];
  });
}

/** What must be recorded in the book's own world so that `grantedShares` can say what shares were worth when given. */
export function grantColumns(plan: Plan, deal?: string): Recorded[] {
  const all = grants(plan, deal);
  const issuers = plan.parties.filter((p) => all.some((g) => g.issuer === p.account));
  return [
    { name: 'gains.kernel', columns: [plan.market.columns.marketVolatility], every: 'quarter', isDiscounted: true },
    { name: 'gains.rate', columns: [plan.market.columns.riskFree], every: 'quarter' },
    { name: 'gains.volatility', columns: [plan.market.columns.marketVolatility], every: 'quarter' },
    ...issuers.flatMap(({ id, columns }): Recorded[] => [
      { name: `gains.value.${id}`, columns: [columns.value], every: 'quarter' },
      { name: `gains.shares.${id}`, columns: [columns.shares], every: 'quarter' },
    ]),
    ...all.flatMap(({ term }): Recorded[] => [
      { name: `gains.granted.${term.ref}`, columns: [countColumn(term)], every: 'quarter' },
      { name: `gains.asked.${term.ref}`, columns: [priceColumn(term)].filter((c) => c >= 0), every: 'horizon' },
    ]),
  ];
}

/** Cumulative: shares received on a warrant, money paid for equity. */
function countColumn(term: TermProgram): number {
  return term.kind === 'warrant' ? term.columns.exercised : term.columns.invested;
}

function priceColumn(term: TermProgram): number {
  if (term.kind === 'warrant') return term.columns.strikeNow;
  if (term.columns.price >= 0) return term.columns.price;
  return term.columns.valuation;
}

/**
 * Own shares that each term gave, at the price of the quarter in which it gave them.
 *
 * Definition: Σ_q m_q·ΔN_q·M_q/N_q; equity at the price of the day is worth what is paid for it, at a fixed price or
 * valuation that times the day's price over it.
 * Units: money today. Assumes: the price after dilution, M/N at the end of the quarter. Verified by: dealGains.test.ts.
 */
export function grantedShares(plan: Plan, read: (name: string) => Float64Array, deal?: string): Granted[] {
  return grants(plan, deal).map((grant) => {
    const { term, issuer } = grant;
    const id = plan.accounts[issuer].id;
    const first = read('gains.kernel.0');
    const worth = new Float64Array(first.length);
    const paid = new Float64Array(first.length);
    const asked = read(`gains.asked.${term.ref}`);
    for (let q = 0; q < plan.quarters; q++) {
      const kernel = read(`gains.kernel.${q}`);
      // The kernel is told by an input that no quarter changes and that is never nothing.
      const volatility = read(`gains.volatility.${q}`);
      const value = read(`gains.value.${id}.${q}`);
      const shares = read(`gains.shares.${id}.${q}`);
      const now = read(`gains.granted.${term.ref}.${q}`);
      const before = q === 0 ? null : read(`gains.granted.${term.ref}.${q - 1}`);
      for (let l = 0; l < worth.length; l++) {
        const step = now[l] - (before === null ? 0 : before[l]);
        if (step <= 0 || shares[l] <= 0) continue;
        const m = kernel[l] / volatility[l];
        const price = value[l] / shares[l];
        if (term.kind === 'warrant') {
          worth[l] += m * step * price;
          paid[l] += m * step * asked[l];
        } else {
          worth[l] += m * step * timesPaid(term, price, value[l], asked[l]);
          paid[l] += m * step;
        }
      }
    }
    return { ...grant, worth, paid };
  });
}

/** Worth of equity over what is paid for it. */
function timesPaid(term: TermProgram, price: number, value: number, asked: number): number {
  if (asked <= 0 || term.columns.granted >= 0) return 1;
  return term.columns.price >= 0 ? price / asked : value / asked;
}
