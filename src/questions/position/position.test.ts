import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { askPosition } from '../../experiments/askPosition.ts';
import { planScenario } from '../../experiments/planScenario.ts';
import { inProcessRunner } from '../../experiments/runner.ts';
import { runWorlds } from '../../experiments/runWorlds.ts';
import { planBook } from '../../plan/planBook.ts';
import { firstCauses } from './firstCauses.ts';
import { type Holding, holdingFaults, holdingsOf } from './holding.ts';
import { holdingLosses } from './holdingLosses.ts';
import { lossFigures } from './lossFigures.ts';
import { positionNeeds } from './positionNeeds.ts';
import type { PositionResult } from './positionSchema.ts';

/** A party that owes 100 in a year and has 30, one that it owes 50 to under a guaranteed loan, and a guarantor. */
const BOOK = `
book: {format: 1, title: Holdings, as_of: 2025-12-31, currency: USD, horizon: {end: 2028-Q4}, source: example, said_by: modeller, rescue: false}
sources: {example: {title: An example, publisher: Nobody, date: 2025-12-31, grade: D, note: invented}}
parties:
  debtor:
    {name: Debtor, kind: other, cash: 30, asset_value: 20, debt: {amount: 100, rate: 0%, maturities: {2026: 100}, holders: {bank: 100%}}, source: example, said_by: modeller, note: invented}
  lender: {name: Lender, kind: other, cash: 200, source: example, said_by: modeller, note: invented}
  guarantor: {name: Guarantor, kind: other, cash: 500, source: example, said_by: modeller, note: invented}
  firm:
    {name: Firm, kind: other, cash: 10, listed: {ticker: FRM, price: $20, shares: 1M, volatility: 40%, beta: 1}, source: example, said_by: modeller, note: invented}
deals:
  loan:
    {between: [debtor, lender], date: 2025-12-01, status: signed, firm: 100%, source: example, said_by: press, note: invented, terms: {
      loan: {type: loan, lender: lender, borrower: debtor, principal: 50, draws: {a: {share: 100%, date: 2026-01-31}}, rate: 0%, maturity: 2027-12-31}}}
  cover:
    {between: [guarantor, lender], date: 2025-12-01, status: signed, firm: 100%, source: example, said_by: press, note: invented, terms: {
      cover: {type: guarantee, guarantor: guarantor, of: loan.loan, cover: 60%, fee: 0%}}}
`;

function bookWith(mine: string, base = BOOK): Book {
  const { book, diagnostics } = readBook([
    { name: 'book.yaml', text: base },
    { name: 'mine.yaml', text: mine },
  ]);
  if (book === null) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  return book;
}

async function ask(book: Book, paths = 16, scenarios: readonly string[] = []) {
  const asking = { book, diagnostics: [], openRunner: async () => inProcessRunner(), paths, seed: 1 };
  return askPosition(asking, scenarios);
}

async function resultOf(book: Book, paths = 16): Promise<PositionResult> {
  const answer = await ask(book, paths);
  if (answer.result === null) throw new Error(answer.error?.message);
  return answer.result;
}

describe('a certain failure, by hand', () => {
  // The debtor has 80 in cash (its 30 and the loan's 50) and cannot pay the 100 that falls due within 2026, a quarter of it each
  // quarter; its other property, worth 20, is sold below that.
  const mine = `mine:
  bond: {kind: bond, on: debtor, amount: 10}
  first: {kind: bond, on: debtor, amount: 10, seniority: secured}
  last: {kind: bond, on: debtor, amount: 10, seniority: subordinated}
  early: {kind: bond, on: debtor, amount: 10, maturity: 2026-01-15}
  part: {kind: loan, on: loan.loan, amount: 5}
  stand: {kind: guarantee, on: loan, amount: 3}
  limit: {kind: limit, on: debtor, amount: 20}
`;

  it('a bond loses the part that the estate leaves unpaid of its class, and nothing once it has been paid back', async () => {
    const { holdings } = await resultOf(bookWith(mine));
    const book = bookWith(mine);
    const plan = planBook(book);
    const needs = positionNeeds(plan, holdingsOf(book, plan).holdings);
    const [world] = await runWorlds([{ id: '', book, plan }], {
      paths: 1,
      seed: 1,
      runner: inProcessRunner(),
      needs: () => needs,
    });
    const run = world!.run;
    const at = run.values('debtor.default')[0]!;
    expect(at).toBeGreaterThan(0);
    const owed = run.values(`position.owed.debtor.2.${at}`)[0]!;
    const lost = run.values(`position.lost.debtor.2.${at}`)[0]!;
    // Three quarters are paid in full and a fifth of the fourth: 20 of that and the loan are claimed.
    expect(owed).toBeCloseTo(70, 6);
    expect(lost).toBeGreaterThan(50);
    expect(lost).toBeLessThan(70);
    expect(holdings.bond!.losses!.expected_loss).toBeCloseTo(10 * (lost / owed), 9);
    expect(holdings.bond!.losses!.loss_probability).toBe(1);
    expect(holdings.first!.losses!.expected_loss).toBe(0);
    expect(holdings.last!.losses!.expected_loss).toBe(10);
    expect(holdings.early!.losses!.expected_loss).toBe(0);
  });

  it('a part of a loan loses what guarantors leave, and they are named with what they pay', async () => {
    const { holdings } = await resultOf(bookWith(mine));
    const { part, stand } = holdings;
    const [guarantor] = part!.pays_instead;
    expect(guarantor).toMatchObject({ party: 'guarantor', as: 'guarantor' });
    // 60 % of what the estate leaves unpaid is called, 40 % stays with the lender: of a tenth of the loan, the same.
    expect(guarantor!.amount / (guarantor!.amount + part!.losses!.expected_loss)).toBeCloseTo(0.6, 6);
    expect(stand!.losses!.expected_loss).toBeCloseTo(Math.min(3, 10 * part!.losses!.expected_loss), 6);
  });

  it('all holdings together are the sum of the parts, and the first cause is the debtor’s own', async () => {
    const { holdings, total, limits, losing_path } = await resultOf(bookWith(mine));
    const sum = Object.values(holdings).reduce((all, h) => all + (h.losses?.expected_loss ?? 0), 0);
    expect(total!.losses.expected_loss).toBeCloseTo(sum, 9);
    expect(total!.first_causes).toHaveLength(1);
    expect(total!.first_causes[0]).toMatchObject({ party: 'debtor', cause: 'debt maturing', share_of_loss: 1 });
    expect(limits.limit).toMatchObject({ used: 48, is_exceeded: true });
    expect(limits.limit!.loss_if_it_fails).toBeCloseTo(sum, 9);
    const told = losing_path!.events.filter((e) => e.kind === 'loss');
    expect(told.reduce((all, e) => all + e.amount!, 0)).toBeCloseTo(losing_path!.loss, 9);
    expect(losing_path!.events[0]!.quarter <= losing_path!.events.at(-1)!.quarter).toBe(true);
  });
});

describe('a failure in the last quarter of the run', () => {
  const short = BOOK.replace('horizon: {end: 2028-Q4}', 'horizon: {end: 2026-Q4}');
  const mine = `mine:
  bond: {kind: bond, on: debtor, amount: 10}
  part: {kind: loan, on: loan.loan, amount: 5}
  stand: {kind: guarantee, on: loan, amount: 3}
`;

  it('leaves no estate to pay anything: a bond, a part of a loan and a guarantee are lost whole', async () => {
    const { holdings } = await resultOf(bookWith(mine, short));
    expect(holdings.bond!.losses!.expected_loss).toBe(10);
    expect(holdings.part!.losses!.expected_loss).toBeCloseTo(5, 9);
    expect(holdings.stand!.losses!.expected_loss).toBe(3);
  });

  it('and nobody pays in the place of a holder who was paid back before', async () => {
    const paid = 'mine: {part: {kind: loan, on: loan.loan, amount: 5, maturity: 2026-05-15}}\n';
    const { holdings } = await resultOf(bookWith(paid));
    expect(holdings.part!.losses!.expected_loss).toBe(0);
    expect(holdings.part!.pays_instead).toEqual([]);
  });
});

describe('shares', () => {
  it('of a listed firm lose as a lognormal price does: mean fall against the closed form of a put', async () => {
    const { holdings } = await resultOf(
      bookWith('mine: {x: {kind: shares, on: firm, shares: 1000, price: 30}}\n'),
      1000,
    );
    const { amount, cost, losses } = holdings.x!;
    expect(amount).toBe(20_000);
    expect(cost).toBe(30_000);
    // Three years of drift 4 % + 4.5 % and volatility 40 %: E max(0, 1 − S/S₀) of a lognormal price by quadrature.
    const [mean, sd] = [(0.085 - 0.08) * 3, 0.4 * Math.sqrt(3)];
    let put = 0;
    for (let i = 0; i < 4000; i++) {
      const z = -8 + (i + 0.5) / 250;
      put += Math.max(0, 1 - Math.exp(mean + sd * z)) * Math.exp((-z * z) / 2);
    }
    put /= 250 * Math.sqrt(2 * Math.PI);
    const error = 3 * losses!.standard_error;
    // The firm has cash of a half per cent of its value, which does not fall with it.
    expect(Math.abs(losses!.expected_loss - amount * put)).toBeLessThan(error + 0.01 * amount);
    expect(losses!.standard_error).toBeLessThan(0.02 * amount);
  });

  it('of a firm that fails are lost whole', async () => {
    const book = bookFolder('ai-buildout', { asOf: '2025-11-30' });
    const plan = planBook(book);
    const holding: Holding = {
      id: 'x',
      kind: 'shares',
      on: 'coreweave',
      party: 'coreweave',
      term: null,
      amount: 7,
      cost: null,
      seniority: 2,
      until: null,
    };
    const [world] = await runWorlds([{ id: '', book, plan }], {
      paths: 64,
      seed: 1,
      runner: inProcessRunner(),
      needs: () => positionNeeds(plan, [holding]),
    });
    const { loss, quarter } = holdingLosses(world!.run, holding);
    const failed = world!.run.values('coreweave.default');
    let seen = 0;
    for (let p = 0; p < 64; p++) {
      if (failed[p]! === 0) continue;
      seen += 1;
      expect(loss[p]).toBe(7);
      expect(quarter[p]).toBe(failed[p]);
    }
    expect(seen).toBeGreaterThan(0);
  });
});

it('a debt of the size of all outside debt loses what the engine says its lenders lost', async () => {
  const book = bookFolder('ai-buildout', { asOf: '2025-11-30' });
  const plan = planBook(book);
  const debt: Holding = {
    id: 'x',
    kind: 'bond',
    on: 'coreweave',
    party: 'coreweave',
    term: null,
    amount: 1,
    cost: null,
    seniority: 2,
    until: null,
  };
  const needs = positionNeeds(plan, [debt]);
  const [world] = await runWorlds([{ id: '', book, plan }], {
    paths: 128,
    seed: 1,
    runner: inProcessRunner(),
    needs: () => ({ ...needs, exact: [...needs.exact, 'coreweave.outside_lost'] }),
  });
  const { loss } = holdingLosses(world!.run, debt);
  const outside = world!.run.values('coreweave.outside_lost');
  for (let p = 0; p < 128; p++) {
    expect(loss[p]).toBeGreaterThanOrEqual(0);
    expect(loss[p]).toBeLessThanOrEqual(1);
    // Where outside lenders lose by a first failure a bond does; a second failure may take more from them.
    if (outside[p] === 0 && loss[p]! > 0) expect(world!.run.values('coreweave.default')[p]).toBe(plan.quarters);
  }
});

describe('a chain of failures', () => {
  it('begins with the one that did not fail through another', async () => {
    const text = readFileSync('books/small/guarantee-chain/book.yaml', 'utf8');
    const book = bookWith('mine: {x: {kind: loan, on: builder, amount: 5M}}\n', text);
    const plan = planBook(book);
    const { holdings } = holdingsOf(book, plan);
    const scenario = planScenario(book, plan, Object.keys(book.content.scenarios ?? {})[0]!);
    const worlds = [{ id: '', book, plan }, ...(scenario.world === null ? [] : [scenario.world])];
    const runs = await runWorlds(worlds, {
      paths: 256,
      seed: 1,
      runner: inProcessRunner(),
      needs: (of) => positionNeeds(of, holdings),
    });
    for (const { run } of runs) {
      const causes = firstCauses(run, [{ holding: holdings[0]!, lost: holdingLosses(run, holdings[0]!) }]);
      for (const { party, cause } of causes) {
        if (cause !== 'counterparty default') continue;
        expect(party).toBe('builder');
      }
      const shares = causes.reduce((sum, c) => sum + c.share_of_loss, 0);
      if (causes.length > 0) expect(shares).toBeCloseTo(1, 9);
    }
  });
});

describe('figures of a hundred losses', () => {
  it('are those by hand', () => {
    const loss = Float64Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : i - 89));
    const { expected_loss, loss_probability, loss_95, loss_99, shortfall_95, shortfall_99 } = lossFigures(loss);
    expect(expected_loss).toBeCloseTo(0.55, 12);
    expect(loss_probability).toBe(0.1);
    // Places (n − 1)·p of the sorted losses: 94.05 and 98.01.
    expect(loss_95).toBeCloseTo(5 + 0.05, 12);
    expect(loss_99).toBeCloseTo(9 + 0.01, 12);
    expect(shortfall_95).toBe(8);
    expect(shortfall_99).toBe(10);
  });
});

describe('a holding that cannot be valued', () => {
  const codes = async (mine: string): Promise<string | undefined> => (await ask(bookWith(mine))).error?.message;

  it('is told at its line, with what to write', async () => {
    expect(await codes('mine: {x: {kind: bond, on: debtor}}\n')).toMatch(/neither `amount` nor `shares`/);
    expect(await codes('mine: {x: {kind: shares, on: debtor, amount: 5}}\n')).toMatch(/no shares with a value/);
    expect(await codes('mine: {x: {kind: shares, on: lender, shares: 5}}\n')).toMatch(/no price a share/);
    const { error } = await ask(bookWith('mine:\n  x: {kind: bond, on: debtor}\n'));
    expect(error!.diagnostics[0]!.place).toMatchObject({ file: 'mine.yaml', line: 2 });
  });

  it('that fell due before the day of the book is a warning at its line, and counts in no total and no limit', async () => {
    const book = bookWith(`mine:
  old: {kind: loan, on: debtor, amount: 7, maturity: 2025-12-30}
  today: {kind: loan, on: debtor, amount: 5, maturity: 2025-12-31}
  limit: {kind: limit, on: debtor, amount: 6}
`);
    const { result, warnings, error } = await ask(book);
    expect(error).toBeNull();
    expect(Object.keys(result!.holdings)).toEqual(['today', 'limit']);
    expect(result!.total!.amount).toBe(5);
    expect(result!.limits.limit).toMatchObject({ used: 5, is_exceeded: false });
    const told = warnings.filter((w) => w.code === 'position.fell-due');
    expect(told).toHaveLength(1);
    expect(told[0]!.place).toMatchObject({ file: 'mine.yaml', line: 2 });
    expect(told[0]!.message).toMatch(/fell due on 2025-12-30, before the day of the book, 2025-12-31/);
    expect(holdingFaults(book).map(({ severity }) => severity)).toEqual(['warning']);
  });

  it('where nothing is held there is nothing to run', async () => {
    const answer = await ask(bookWith('mine: {}\n'));
    expect(answer.result).toMatchObject({ holdings: {}, total: null, losing_path: null });
    expect(answer.paths).toBeNull();
  });
});

it('a scenario that strikes out the deal of a holding leaves nothing to lose under it', async () => {
  const base = `${BOOK}scenarios: {gone: {says: No loan., source: example, changes: [{without: [loan]}]}}\n`;
  const answer = await ask(bookWith('mine: {x: {kind: loan, on: debtor, amount: 5}}\n', base), 8, ['gone']);
  expect(answer.error).toBeNull();
  const { scenarios, losses } = answer.result!.holdings.x!;
  expect(scenarios.gone!.difference).toBeCloseTo(scenarios.gone!.expected_loss - losses!.expected_loss, 9);
});
