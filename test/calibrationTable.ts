import { medianOf } from '../src/base/distribution.ts';
import { statementAt } from '../src/base/quantity.ts';
import { yearOfQuarter } from '../src/base/quarter.ts';
import type { PartyProgram, Plan } from '../src/plan/plan.ts';
import { planBook } from '../src/plan/planBook.ts';
import { simulateBlock } from '../src/run/simulate.ts';
import { bookFolder } from './bookFolder.ts';

/** The shipped book's central case as of a day, beside what the facts say of it. */
export interface Calibration {
  readonly asOf: string;
  /** Compute price over long-run cost, by quarter. */
  readonly price: readonly number[];
  readonly lead: number;
  /** Parties worth over 500 billion at the start, with the quarter of their default (0: none). */
  readonly large: readonly { readonly id: string; readonly status: number }[];
  /** Cash that OpenAI's business takes, by calendar year, and the quarters of it that are simulated. */
  readonly need: ReadonlyMap<number, { readonly amount: number; readonly quarters: number }>;
  readonly cashFlow: readonly { readonly id: string; readonly model: number; readonly reported: number }[];
}

/** Free cash flow of a quarter: all but money raised, lent, invested and paid out, and but principal. */
function freeCashFlow(plan: Plan, states: readonly Float64Array[], party: PartyProgram, quarter: number): number {
  const data = states[quarter]!;
  let flow = data[party.columns.maturing!]!;
  for (const row of plan.rows) {
    if (row.purpose === 'finance') continue;
    if (row.payee === party.account) flow += data[row.column]!;
    if (row.payer === party.account) flow -= data[row.column]!;
  }
  for (const term of plan.terms) {
    if (term.kind !== 'loan' || quarter === 0) continue;
    const outstanding = term.columns.outstanding!;
    const repaid = Math.max(0, states[quarter - 1]![outstanding]! + data[term.rows.draw!]! - data[outstanding]!);
    if (term.debtor === party.account) flow += repaid;
    if (term.creditor === party.account) flow -= repaid;
  }
  return flow;
}

export function calibrationAt(asOf: string): Calibration {
  const book = bookFolder('ai-buildout', { asOf });
  const plan = planBook(book);
  const states: Float64Array[] = [];
  simulateBlock(plan, { seed: 1, firstPath: 0, lanes: 1, isCentral: true }, (block) => {
    states.push(block.data.slice());
  });
  const { price, longRunCost } = plan.market.columns;
  const need = new Map<number, { amount: number; quarters: number }>();
  const openai = plan.parties.find((p) => p.id === 'openai')!;
  for (let q = 0; q < plan.quarters; q++) {
    const year = yearOfQuarter(plan.firstQuarter + q);
    const before = need.get(year) ?? { amount: 0, quarters: 0 };
    need.set(year, { amount: before.amount - freeCashFlow(plan, states, openai, q), quarters: before.quarters + 1 });
  }
  return {
    asOf,
    price: states.map((data) => data[price!]! / data[longRunCost!]!),
    lead: plan.market.lead,
    large: plan.parties
      .filter((p) => states[0]![p.columns.value!]! > 500e9)
      .map((p) => ({ id: p.id, status: states.at(-1)![p.columns.status!]! })),
    need,
    cashFlow: plan.parties.flatMap((party) => {
      const content = book.content.parties[party.id]!;
      const written = content.reported?.cash_flow;
      const reported = written === undefined ? null : statementAt(written, asOf);
      if (reported === null || content.listed === undefined) return [];
      const model = [0, 1, 2, 3].reduce((sum, q) => sum + freeCashFlow(plan, states, party, q), 0);
      return [{ id: party.id, model, reported: medianOf(reported.distribution) }];
    }),
  };
}

/** Whether a first-year cash flow lies within 15 % of the reported one. */
export const isNear = (model: number, reported: number): boolean =>
  Math.abs(model - reported) <= 0.15 * Math.abs(reported);

const billions = (x: number): string => (x / 1e9).toFixed(1).replace('-', '−');

/** Forecasts of cash burn, in billions by year: made in the third quarter of 2025, and in the first of 2026 (The Decoder). */
export const BURN: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  '2025-11-30': { 2026: 17, 2027: 35, 2028: 47, 2029: 8 },
  '2026-06-30': { 2026: 25, 2027: 57, 2028: 85, 2029: 51 },
};

/** The generated part of docs/models/calibration.md. */
export function calibrationText(tables: readonly Calibration[]): string {
  return tables
    .map(({ asOf, price, lead, need, cashFlow }) => {
      const after = price.slice(lead);
      const burn = BURN[asOf]!;
      return [
        `### As of ${asOf}`,
        '',
        `Compute price over long-run cost after the lead time: ${Math.min(...after).toFixed(2)} to ${Math.max(...after).toFixed(2)}.`,
        '',
        '| OpenAI’s cash need, billions | model | forecast |',
        '|---|---:|---:|',
        ...Object.keys(burn).map((y) => {
          const { amount, quarters } = need.get(Number(y))!;
          const forecast = (burn[Number(y)]! * quarters) / 4;
          return `| ${y}${quarters === 4 ? '' : ` (${quarters} quarters)`} | ${billions(amount)} | ${billions(forecast * 1e9)} |`;
        }),
        '',
        '| Cash flow of the first four quarters, billions | model | reported | |',
        '|---|---:|---:|---|',
        ...cashFlow.map(
          ({ id, model, reported }) =>
            `| ${id} | ${billions(model)} | ${billions(reported)} | ${isNear(model, reported) ? 'within 15 %' : 'reason below'} |`,
        ),
      ].join('\n');
    })
    .join('\n\n');
}
