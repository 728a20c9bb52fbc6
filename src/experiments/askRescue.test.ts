import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { type SmallBook, smallBook } from '../../test/engineBook.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { watchDistress } from '../plan/watchDistress.ts';
import { rescueColumns, rescueFigures } from '../questions/rescue/rescueMeasured.ts';
import { rescueAnswerSchema } from '../questions/rescue/rescueSchema.ts';
import { simulateBlock } from '../run/simulate.ts';
import { askRescue, type RescueOptions } from './askRescue.ts';
import { recordWorlds } from './recordWorlds.ts';
import { rescueWorlds } from './rescueWorlds.ts';
import { inProcessRunner } from './runner.ts';

// Grows at the risk-free rate of 4 %, without chance: e^0.01 in the quarter before the distress.
const LEVEL = { volatility: 0, beta: 0 };
const GROWN = Math.exp(0.01);
const loan = (lender: string, borrower: string, principal: number, maturity: string) => ({
  type: 'loan',
  lender,
  borrower,
  principal,
  drawn: principal,
  rate: 0,
  amortisation: 'bullet',
  maturity,
});
const deal = (between: string[], terms: object) => ({ between, date: '2025-01-15', status: 'signed', firm: 1, terms });

/** X owes 100 in the second quarter and has 44 by then; a lends and holds, b guarantees what c lends, d owns half of a. */
const parts: SmallBook = {
  end: '2027-Q2',
  parties: {
    x: {
      name: 'X',
      kind: 'cloud',
      cash: 40,
      rescue: true,
      listed: { price: 1, shares: 100, ...LEVEL },
      operations: { revenue: 8, growth: 0, margin: 1, tax: 0 },
    },
    a: { name: 'A', kind: 'cloud', cash: 30, listed: { price: 10, shares: 50, ...LEVEL } },
    b: { name: 'B', kind: 'chipmaker', cash: 21 },
    c: { name: 'C', kind: 'lender', cash: 500 },
    d: { name: 'D', kind: 'person', cash: 1 },
  },
  stakes: { x: { holders: { a: 0.4 } }, a: { holders: { d: 0.5 } } },
  deals: {
    due: deal(['x', 'c'], { bank: loan('world-bank', 'x', 100, '2026-06-30') }),
    lent: deal(['x', 'a'], { loan: loan('a', 'x', 60, '2035-12-31') }),
    covered: deal(['x', 'b', 'c'], {
      loan: loan('c', 'x', 50, '2035-12-31'),
      guarantee: { type: 'guarantee', guarantor: 'b', of: 'covered.loan', cover: 0.8 },
    }),
  },
};

const asked = (book: Book, paths: number) => {
  const runner = inProcessRunner();
  return { book, diagnostics: [], openRunner: async () => runner, paths, seed: 1 };
};

const answered = async (book: Book, paths: number, options: RescueOptions = {}) => {
  const { result, error } = await askRescue(asked(book, paths), options);
  expect(error).toBeNull();
  return result!;
};

describe('a rescue by hand', () => {
  it('counts every loss once, and who is needed', async () => {
    const { x } = (await answered(smallBook(parts), 40)).parties;
    expect(x!.distress).toEqual({ kind: 'seen', quarter: '2026-Q2', paths: 40, seen: 40 });
    expect(x!.need!.mean).toBeCloseTo(56, 9);
    expect(x!.need_four_quarters!.mean).toBeCloseTo(56, 9);
    expect(x!.recovery).toBeCloseTo(48 / 166, 9);
    // Alone it fails on every path; carried it does not, and with support it does not.
    expect(x!.default_probability).toMatchObject({ stand_alone: 1, supported: 0, saved: 1 });
    expect(x!.p_rescued_given_distress!.for_good).toBe(1);
    // 44 of the 100 are paid; the estate has six years of earnings of 8 for 56 + 60 + 50.
    const lost = 1 - 48 / 166;
    const { a, b, c, d } = x!.loss;
    expect([a!.direct_claim, a!.stake, a!.total]).toEqual([
      expect.closeTo(60 * lost, 9),
      expect.closeTo(40 * GROWN, 9),
      expect.closeTo(60 * lost + 40 * GROWN, 9),
    ]);
    expect([b!.guarantee, b!.total]).toEqual([expect.closeTo(40 * lost, 9), expect.closeTo(40 * lost, 9)]);
    expect([c!.direct_claim, c!.total]).toEqual([expect.closeTo(10 * lost, 9), expect.closeTo(10 * lost, 9)]);
    expect([d!.second_round, d!.may_pay, d!.offer]).toEqual([
      expect.closeTo((60 * lost + 40 * GROWN) / 2, 9),
      false,
      0,
    ]);
    expect([a!.offer, b!.offer, c!.offer]).toEqual([30, 21, expect.closeTo(10 * lost, 9)]);
    // 58.1 is offered for 56: everybody is needed.
    expect(x!.p_rescued_given_distress).toMatchObject({ one_alone: 0, without_largest: 0, all: 1 });
    expect(x!.pivotal.map((p) => p.party)).toEqual(['a', 'b', 'c']);
    expect(x!.holdouts_survived.mean).toBe(0);
    expect(x!.nobody_pays_too).toBe(1);
    expect(x!.coalition.parties).toEqual(['a', 'b', 'c']);
    const paid = Object.values(x!.shares!);
    for (const rule of ['proportional', 'equal', 'shapley'] as const)
      expect(paid.reduce((sum, s) => sum + s[rule]!, 0)).toBeCloseTo(56, 9);
    expect(x!.shares_over).toEqual({ paths: 40, need: expect.closeTo(56, 9) });
    // The estate has less than is claimed: nothing is left to keep.
    expect(x!.if_owners_keep_rest).toMatchObject({ loss_of_all: x!.loss_of_all, all: 1, without_largest: 0 });
    // Without cross-holdings and guarantees c loses its loan whole, and has the money: a guarantee moves losses, no more.
    expect(x!.untied_web).toMatchObject({ one_alone: 0, without_largest: 0, all: 1 });
    expect(x!.p_rescued_given_distress!.rise_against_untied_web).toBe(0);
  });

  it('comes near what the two branches make of it', async () => {
    const { x } = (await answered(smallBook(parts), 400)).parties;
    expect(x!.no_second_distress).toBe(1);
    // The guarantee pays on the loan's own schedule, after the run: b and c lose together what the loan loses.
    for (const ids of [['a'], ['b', 'c']]) {
      const forks = ids.map((id) => x!.fork![id]!);
      const of = (key: 'closed_form' | 'fork' | 'standard_error'): number => forks.reduce((sum, f) => sum + f[key], 0);
      // Loans at no interest are worth less than their face until they are repaid.
      expect(Math.abs(of('fork') - of('closed_form'))).toBeLessThan(0.1 * of('closed_form') + 3 * of('standard_error'));
    }
    // The mark of a listed party does not follow its claims: the run passes on to d what a loses in shares, no more.
    const { fork } = x!.fork!.d!;
    expect(Math.abs(fork - x!.loss.a!.stake / 2)).toBeLessThan(0.15 * fork);
    expect(x!.fork!.d!.closed_form).toBeGreaterThan(fork);
    // d is a person: those who may be asked are a, b and c.
    const asked = ['a', 'b', 'c'].map((id) => x!.fork![id] ?? { closed_form: 0, fork: 0 });
    const { closed_form, fork: together } = x!.fork_of_payers!;
    expect(closed_form).toBeCloseTo(
      asked.reduce((sum, f) => sum + f.closed_form, 0),
      9,
    );
    expect(together).toBeCloseTo(
      asked.reduce((sum, f) => sum + f.fork, 0),
      9,
    );
  });

  it('is what a claim is told of the same paths, all together and one by one', async () => {
    // What a fears for its shares is more on some paths than on others, and x lacks more: not always enough.
    const a = { ...parts.parties.a, cash: 200 };
    const b = { ...parts.parties.b, cash: 8 };
    const x = { ...parts.parties.x, cash: 0, listed: { price: 1, shares: 100, volatility: 0.5, beta: 0 } };
    const book = smallBook({ ...parts, parties: { ...parts.parties, a, b, x } });
    const plan = planBook(book);
    const { fails, carried, untied } = rescueWorlds(plan, 0, null, false);
    const read = await recordWorlds([fails, carried, untied], asked(book, 40));
    const worlds = [fails, carried, untied].map(({ plan: of }, i) => ({ plan: of, read: read![i]! }));
    const measured = { fails: worlds[0]!, carried: worlds[1]!, untied: worlds[2]! };
    const [figure, column] = [rescueFigures(measured), rescueColumns(measured)];
    const { p_rescued_given_distress: told, distress } = (await answered(book, 40)).parties.x!;
    for (const key of ['one_alone', 'without_largest', 'all', 'rise_against_untied_web', 'for_good'] as const) {
      const path = `parties.x.p_rescued_given_distress.${key}`;
      expect(figure(path)).toBe(told![key]);
      const defined = column(path)!.filter((value) => !Number.isNaN(value));
      expect(defined.length).toBe(distress.paths);
      expect(defined.reduce((sum, value) => sum + value, 0) / defined.length).toBeCloseTo(told![key]!, 12);
    }
    expect(told!.all).toBeGreaterThan(0);
    expect(told!.all).toBeLessThan(1);
    expect([figure('parties.x.need'), column('parties.x.need')]).toEqual([undefined, undefined]);
  });

  it('rescues nobody where losses are small, and gives what is owed in place of money', async () => {
    const poor = { ...parts.parties, a: { ...parts.parties.a, cash: 0 }, b: { ...parts.parties.b, cash: 0 } };
    const { x } = (await answered(smallBook({ ...parts, parties: poor }), 40)).parties;
    expect(x!.feasible).toBe(0);
    // a is owed 24 over the next year and more: it can wait for it.
    const rent = deal(['x', 'a'], {
      loan: { ...loan('a', 'x', 96, '2027-12-31'), amortisation: 'linear' },
    });
    const owed = await answered(smallBook({ ...parts, parties: poor, deals: { ...parts.deals, rent } }), 40);
    expect(owed.parties.x!.loss.a!.liquid).toBeGreaterThan(24);
  });

  it('leaves owners the rest of an estate that has more than is claimed, beside', async () => {
    const operations = { revenue: 40, growth: 0, margin: 1, tax: 0 };
    const earning = { ...parts.parties.x, operations };
    const { x } = (await answered(smallBook({ ...parts, parties: { ...parts.parties, x: earning } }), 10)).parties;
    // Six years of earnings of 40 for what is left of the 100, 60 and 50: all are paid in full, only shares are lost.
    const rest = 6 * 40 - (x!.need!.mean + 60 + 50);
    expect(rest).toBeGreaterThan(0);
    expect(x!.loss.a!.direct_claim).toBeCloseTo(0, 9);
    expect(x!.loss.a!.total).toBeCloseTo(40 * GROWN, 9);
    // Half of what a loses its owner d loses too.
    expect(x!.if_owners_keep_rest!.loss_of_all).toBeCloseTo(1.5 * 0.4 * (100 * GROWN - rest), 9);
    expect(x!.loss_of_all).toBeCloseTo(1.5 * 40 * GROWN, 9);
  });

  it('tells the party asked about at the top', async () => {
    // y owes 100 too, and c something beside; z, marked too, has no partner.
    const y = { ...parts.parties.x, name: 'Y' };
    const deals = {
      ...parts.deals,
      other: deal(['y', 'c'], {
        bank: loan('world-bank', 'y', 100, '2026-06-30'),
        loan: loan('c', 'y', 90, '2035-12-31'),
      }),
    };
    const book = smallBook({ ...parts, parties: { ...parts.parties, y, z: { ...y, name: 'Z' } }, deals });
    const first = await answered(book, 40);
    expect(first.about).toEqual({ party: 'x', name: 'X' });
    const { name: _, ...figures } = first.parties.x!;
    expect(first).toMatchObject(figures);
    const second = await answered(book, 40, { about: 'y' });
    expect(second.about).toEqual({ party: 'y', name: 'Y' });
    expect([second.need, second.parties]).toEqual([first.parties.y!.need, first.parties]);
    const lender = await askRescue(asked(book, 4), { about: 'c' });
    expect(lender.error).toMatchObject({ code: 'rescue.cannot-ask', message: expect.stringContaining('name x, y,') });
    const { error } = await askRescue(asked(book, 4), { about: 'z' });
    expect(error!.message).toContain('z has no firm of this book for a creditor or shareholder');
    expect((await askRescue(asked(book, 4), { about: 'x', fail: 'y' })).error!.code).toBe('rescue.cannot-fail');
    expect(rescueAnswerSchema.shape.result.parse(second)).toEqual(second);
  });

  it('makes a party fail that would not, and holds to the quarter', async () => {
    const rich = { ...parts.parties, x: { ...parts.parties.x, cash: 400 } };
    const { parties, sweep } = await answered(smallBook({ ...parts, parties: rich }), 40, {
      fail: 'x',
      at: '2026-Q1',
      sweep: 'commitments',
    });
    expect(parties.x!.distress).toMatchObject({ kind: 'forced', seen: 0, paths: 0 });
    expect(parties.x!.need).toBeNull();
    expect(parties.x!.as_seen).toBeNull();
    // Who would fail later anyway is told as that too, the same as where nobody makes it fail.
    const { x: made } = (await answered(smallBook(parts), 40, { fail: 'x', at: '2026-Q1' })).parties;
    const { x: seen } = (await answered(smallBook(parts), 40)).parties;
    const { rise_against_untied_web: _, ...ways } = seen!.p_rescued_given_distress!;
    expect([made!.distress.kind, made!.as_seen]).toEqual(['forced', { paths: 40, ...ways }]);
    expect(seen!.as_seen).toBeNull();
    expect(sweep!.points.map((p) => p.deal)).toEqual([null, 'due', 'lent', 'covered']);
    const refused = await askRescue(asked(smallBook(parts), 4), { fail: 'x', at: '2050-Q1' });
    expect(refused.error!.code).toBe('rescue.cannot-fail');
    for (const at of ['banana', '2027-Q7', '2026-02-30']) {
      const { error } = await askRescue(asked(smallBook(parts), 4), { fail: 'x', at });
      expect([error!.code, error!.message]).toEqual(['rescue.no-quarter', expect.stringContaining('2027-Q2')]);
    }
    expect((await askRescue(asked(smallBook(parts), 4), { at: '2026-Q1' })).error!.code).toBe('rescue.cannot-fail');
  });
});

describe('writing down a distress', () => {
  it('changes nothing else, to the bit', () => {
    const plan = planBook(bookFolder('small/guarantee-chain'));
    const options = { seed: 1, firstPath: 0, lanes: 64 };
    const plain = simulateBlock({ ...plan, rescues: [] }, options);
    const watched = plan.parties.reduce((of, _, party) => watchDistress(of, party, false), plan);
    expect(watched.distress.length).toBe(plan.parties.length);
    expect(simulateBlock(watched, options).kept).toEqual(plain.kept);
    expect([...plain.kept].some((x) => x !== 0)).toBe(true);
  });
});
