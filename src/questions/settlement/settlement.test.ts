import { describe, expect, it } from 'vitest';
import type { Book } from '../../book/book.ts';
import { readBook } from '../../book/readBook.ts';
import { readWaterfall } from '../../book/readWaterfall.ts';
import { findTexts } from '../../cli/bookTexts.ts';
import { nashSplit } from '../../mechanisms/bargaining/nashSplit.ts';
import { answerOf, answerWithoutBook } from '../answer.ts';
import { plainSettlement } from './plainSettlement.ts';
import { settlement } from './settlement.ts';
import { settlementAnswerSchema } from './settlementSchema.ts';

const bookNamed = (name: string, asOf?: string): Book => {
  const { book, diagnostics } = readBook(findTexts(name, 1 << 23).texts, asOf === undefined ? {} : { asOf });
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  return book!;
};

const sum = (x: readonly number[]): number => x.reduce((all, y) => all + y, 0);

describe.each(['2025-11-30', '2026-06-30'])('the settlement of the shipped book as of %s', (asOf) => {
  const book = bookNamed('ai-buildout', asOf);
  const finding = settlement({ book });
  const { result } = finding;
  const parties = Object.values(result.parties);

  it('has the form of an answer, and foots', () => {
    settlementAnswerSchema.parse(answerOf(book, finding, []));
    expect(sum(parties.map((p) => p.signed.share!))).toBeCloseTo(1, 12);
    const terms = sum(parties.map((p) => p.terms));
    for (const split of ['bargained', 'predicted'] as const)
      expect(sum(parties.map((p) => p[split]!.amount))).toBeCloseTo(result.value! + terms, 3);
    expect(sum(parties.map((p) => p.implied_weight!))).toBeCloseTo(1, 9);
    expect(sum(parties.map((p) => p.weight))).toBeCloseTo(1, 12);
    expect(result.surplus).toBeCloseTo(result.value! + terms - sum(parties.map((p) => p.disagreement.amount)), 3);
  });

  it('tells what the facts say: 26, 27 and 47 %, about ten times the money, a multiple that is on paper', () => {
    const { microsoft, 'openai-foundation': foundation } = result.parties;
    expect([foundation!.signed.share, microsoft!.signed.share]).toEqual([0.26, 0.27]);
    expect(microsoft!.multiple.on_committed).toBeCloseTo(135 / 13, 6);
    expect(microsoft!.multiple.on_invested).toBeCloseTo(135 / 11.6, 6);
    expect(microsoft!.liquid!.amount).toBe(0);
  });

  it('is explained by every point of the line that it tells: bargaining from it with equal weights gives what was signed', () => {
    const signed = parties.map((p) => p.signed.amount);
    const total = sum(signed);
    expect(result.explained_by.length).toBeGreaterThan(5);
    for (const { lost, before } of result.explained_by) {
      const disagreement = Object.values(before).map((share) => share * total * (1 - lost));
      const split = nashSplit({ total, disagreement })!;
      for (const [i, x] of split.entries()) expect(x / total).toBeCloseTo(signed[i]! / total, 9);
    }
  });

  it('shows how the prediction moves with each assumption, and covers it by its range', () => {
    expect(result.assumptions.length).toBeGreaterThan(8);
    expect(result.assumptions.every((a, i, all) => i === 0 || a.moves <= all[i - 1]!.moves)).toBe(true);
    expect(result.assumptions.filter((a) => a.grade === 'D').length).toBeGreaterThan(8);
    for (const p of parties) {
      expect(p.predicted_range!.p5).toBeLessThan(p.predicted!.share!);
      expect(p.predicted_range!.p95).toBeGreaterThan(p.predicted!.share!);
    }
    expect(settlement({ book }).result).toEqual(result);
  });
});

describe('a settlement with caps, coalitions and a waterfall of its own', () => {
  const { result } = settlement({ book: bookNamed('venture-exit') });

  it('tells where Kalai–Smorodinsky and Shapley differ from Nash, and shares out the whole in each', () => {
    const parties = Object.values(result.parties);
    for (const split of ['bargained', 'kalai_smorodinsky', 'shapley'] as const)
      expect(sum(parties.map((p) => p[split]!.amount))).toBeCloseTo(35e6, 3);
    expect(parties[0]!.shapley!.amount).not.toBeCloseTo(parties[0]!.bargained!.amount, -3);
    expect(parties[2]!.kalai_smorodinsky!.amount).not.toBeCloseTo(parties[2]!.bargained!.amount, -3);
  });

  it('pays out by the old waterfall at every break-point: at 35M what is published for these classes', () => {
    const at = settlement({ book: bookNamed('venture-exit'), exits: [18e6, 35e6] }).result.payouts;
    expect(at[0]!.before).toEqual({ common: 0, early: 3e6, late: 15e6 });
    expect(sum(Object.values(at[1]!.before!))).toBeCloseTo(35e6, 3);
    expect(result.payouts.map((row) => row.exit)).toContain(15e6);
    // By the signed shares.
    expect(at[1]!.by_class.founders).toBeCloseTo(0.22 * 35e6, 3);
  });

  it('loses nothing where nobody could lose: without losses and with old shares as signed there is no gain in agreeing', () => {
    const text = findTexts('venture-exit', 1 << 23).texts[0]!.text;
    const plain = text
      .replace(/ {4}losses:\n.*\n/, '')
      .replace('before: 16.4%', 'before: 22%')
      .replace('before: 16.1%', 'before: 17%')
      .replace('before: 67.5%', 'before: 61%');
    const { book } = readBook([{ name: 'book.yaml', text: plain }]);
    const same = settlement({ book: book! }).result;
    expect(same.surplus).toBeCloseTo(0, 6);
    for (const p of Object.values(same.parties)) expect(p.bargained!.amount).toBeCloseTo(p.signed.amount, 3);
    expect(same.smallest_gain_over_disagreement).toBeCloseTo(0, 6);
  });

  it('is empty, in so many words, for a book without one', () => {
    const { result: none } = settlement({ book: bookNamed('two-party') });
    expect(none).toMatchObject({ settlement: null, parties: {}, payouts: [] });
    const early = settlement({ book: bookNamed('ai-buildout', '2025-10-15') });
    expect(early.result.settlement).toBeNull();
  });
});

describe('a waterfall in a file of its own', () => {
  const payouts = (text: string, exits: number[]) => {
    const { waterfall, diagnostics } = readWaterfall({ name: 'tiers.yaml', text });
    expect(diagnostics).toEqual([]);
    const finding = plainSettlement(waterfall!, exits);
    settlementAnswerSchema.parse(answerWithoutBook(finding, []));
    return finding.result.payouts;
  };

  it('pays the published table of participating classes', () => {
    const text = `classes:
  common: {shares: 1M}
  a: {shares: 200K, invested: 0.9M, rank: 2, participating: true, cap: 2}
  b: {shares: 300K, invested: 2.1M, rank: 2, participating: true, cap: 2}
  c: {shares: 1.5M, invested: 15M, rank: 1, participating: true, cap: 2}
`;
    const published = [
      [2.3333, 1.36667, 2.8, 18.5],
      [5.75, 1.8, 3.825, 23.625],
      [9.5556, 1.9111, 4.2, 29.3333],
      [20, 4, 6, 30],
    ];
    for (const [k, row] of payouts(text, [25e6, 35e6, 45e6, 60e6]).entries())
      for (const [i, x] of Object.values(row.by_class).entries()) expect(x / 1e6).toBeCloseTo(published[k]![i]!, 4);
  });

  it('pays a preference or converts, debt first, and options above their strike', () => {
    const text = `classes:
  loan: {debt: 1M}
  common: {shares: 80}
  a: {shares: 20, invested: 1M}
  options: {shares: 10, strike: 50K}
`;
    const [low, high] = payouts(text, [1.5e6, 12e6]);
    expect(low!.by_class).toEqual({ loan: 1e6, common: 0, a: 0.5e6, options: 0 });
    // 110 shares share what is left after the loan and with the strikes: s = (11M + 0.5M)/110.
    const s = (11e6 + 0.5e6) / 110;
    expect(high!.by_class.common).toBeCloseTo(80 * s, 3);
    expect(high!.by_class.options).toBeCloseTo(10 * (s - 50e3), 3);
  });

  it('runs through tiers, entries with one end sharing it', () => {
    const text = `tiers:
  - {to: lender, share: 75%, until: 20M}
  - {to: owner, share: 25%, until: 20M}
  - {to: lender, share: 50%, until: 120M}
  - {to: owner, share: 50%, until: 120M}
  - {to: owner, share: 100%}
`;
    const [a, b] = payouts(text, [60e6, 320e6]);
    expect(a!.by_class).toEqual({ lender: 35e6, owner: 25e6 });
    expect(b!.by_class).toEqual({ lender: 65e6, owner: 255e6 });
  });

  it('is refused where it has faults, with their places', () => {
    const { waterfall, diagnostics } = readWaterfall({ name: 't.yaml', text: 'classes:\n  a: {shars: 3}\n' });
    expect(waterfall).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: 'book.unknown-key', place: { file: 't.yaml', line: 2 } });
    expect(readWaterfall({ name: 't.yaml', text: '[1, 2]' }).diagnostics[0]!.code).toBe('book.not-a-mapping');
    expect(readWaterfall({ name: 't.yaml', text: '{}' }).waterfall).toBeNull();
  });
});
