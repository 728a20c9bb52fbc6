import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../../test/bookFolder.ts';
import { smallBook } from '../../../test/engineBook.ts';
import type { Book } from '../../book/book.ts';
import { shapleyValue } from '../../mechanisms/bargaining/shapleyValue.ts';
import { control, type GainOfDeal } from './control.ts';
import { type ControlResult, controlAnswerSchema, type HolderPower } from './controlSchema.ts';

const gain = (joint: number, byParty: Record<string, number> = {}): GainOfDeal => ({
  joint: { gain: joint, standard_error: 0 },
  byParty: Object.fromEntries(Object.entries(byParty).map(([id, own]) => [id, { gain: own }])),
});

const answer = (book: Book, gains: Record<string, GainOfDeal> = {}): ControlResult => control({ book, gains }).result;

const holder = (result: ControlResult, issuer: string, id: string): HolderPower => result.issuers[issuer]!.holders[id]!;

const deal = (between: string[], more: object = {}): object => ({
  between,
  date: '2025-10-01',
  status: 'signed',
  terms: {
    sale: {
      type: 'supply',
      buyer: between[0],
      seller: between[1],
      total: '1B',
      start: '2026-01-01',
      years: 1,
      own: true,
    },
  },
  ...more,
});

describe('companies whose votes and value part', () => {
  const result = answer(bookFolder('small/dual-class'));
  const percent = (x: number, digits = 1): string => (100 * x).toFixed(digits);

  it('have the shares of value and of votes that were published', () => {
    const meta = holder(result, 'meta', 'zuckerberg');
    expect([percent(meta.economic), percent(meta.votes)]).toEqual(['13.6', '61.0']);
    const alphabet = holder(result, 'alphabet', 'alphabet-class-b');
    expect([percent(alphabet.economic), percent(alphabet.votes)]).toEqual(['7.0', '59.4']);
    const ford = holder(result, 'ford', 'ford-family');
    expect([percent(ford.economic, 2), percent(ford.votes)]).toEqual(['1.78', '40.0']);
    const berkshire = holder(result, 'berkshire', 'berkshire-class-a');
    expect([percent(berkshire.economic), percent(berkshire.votes)]).toEqual(['37.0', '79.6']);
    expect(percent(holder(result, 'snap', 'snap-founders').votes)).toBe('88.5');
  });

  it('are decided by whoever has most votes, and by 40 % only in part', () => {
    for (const [issuer, id] of [
      ['meta', 'zuckerberg'],
      ['alphabet', 'alphabet-class-b'],
      ['berkshire', 'berkshire-class-a'],
      ['volkswagen', 'porsche-se'],
    ] as const)
      expect(holder(result, issuer, id)).toMatchObject({ shapley_shubik: 1, banzhaf: 1, control: 1 });
    expect(holder(result, 'ford', 'ford-family').shapley_shubik).toBeCloseTo(0.4 / 0.6, 4);
    expect(holder(result, 'ford', 'ford-family').as_block.shapley_shubik).toBe(0);
    expect(holder(result, 'volkswagen', 'lower-saxony').veto.length).toBe(1);
  });

  it('have the chain of Samsung: .58 % of Electronics by the path, and the family decides Cheil', () => {
    const path = 0.4612 * 0.1934 * 0.0655;
    expect(holder(result, 'samsung-electronics', 'samsung-family').economic).toBeGreaterThan(path);
    expect(percent(path, 2)).toBe('0.58');
    expect(holder(result, 'cheil', 'samsung-family').ultimate_control).toBeGreaterThan(0.8);
  });

  it('have OpenAI: the foundation with 26 % names the whole board, by shares alone each side would have a third', () => {
    const foundation = holder(result, 'openai', 'openai-foundation');
    expect(foundation).toMatchObject({ economic: 0.26, board_share: 1, control: 1 });
    for (const id of ['openai-foundation', 'microsoft', 'world-shareholders'])
      expect(holder(result, 'openai', id).as_block.shapley_shubik).toBeCloseTo(1 / 3, 12);
    expect(holder(result, 'openai', 'microsoft').control).toBe(0);
    // One of eight directors who are alike.
    expect(holder(result, 'openai', 'altman').ultimate_control).toBeCloseTo(1 / 8, 12);
    expect(holder(result, 'openai', 'openai-foundation').ultimate_control).toBeCloseTo(7 / 8, 12);
  });
});

describe('the deals game', () => {
  const parties = {
    lab: { name: 'Lab', kind: 'other' },
    chief: { name: 'Chief', kind: 'person', replaceable: '40%' },
    left: { name: 'Left', kind: 'other' },
    right: { name: 'Right', kind: 'other' },
    owner: { name: 'Owner', kind: 'other' },
  };
  const book = (more: object = {}, stakes: object = { lab: { holders: { owner: 0.3 } } }): Book =>
    smallBook({
      parties: { ...parties, ...more },
      stakes: stakes as Record<string, object>,
      deals: {
        both: deal(['left', 'right'], { needs: ['left', 'chief', { any: ['right', 'owner'] }] }),
        letter: deal(['left', 'right'], { status: 'intent', needs: ['left', 'right'] }),
        poor: deal(['left', 'right']),
        silent: deal(['left', 'right']),
      },
    });
  const gains = {
    both: gain(60, { left: 20, right: 40 }),
    letter: gain(30, { left: 45, right: -15 }),
    poor: gain(-5, { left: -5 }),
  };

  it('is the value over all coalitions, substitutes and replaceable persons included', () => {
    const result = answer(book(), gains);
    // Players: left, chief, right, owner; a bit each.
    const meets = (s: number, chiefNeeded: boolean): boolean =>
      (s & 1) > 0 && (!chiefNeeded || (s & 2) > 0) && (s & 12) > 0;
    const worth = Array.from(
      { length: 16 },
      (_, s) => 60 * ((meets(s, true) ? 0.6 : 0) + (meets(s, false) ? 0.4 : 0)) + ((s & 5) === 5 ? 30 : 0),
    );
    const value = shapleyValue(4, worth).map((x) => x / 90);
    ['left', 'chief', 'right', 'owner'].forEach((id, i) => {
      expect(result.influence[id]!.share).toBeCloseTo(value[i]!, 12);
    });
    const binding = shapleyValue(
      4,
      worth.map((w, s) => w - ((s & 5) === 5 ? 30 : 0)),
    );
    expect(result.influence.right!.without_letters).toBeCloseTo(binding[2]! / 60, 12);
    expect(result.economic.left!.share).toBeCloseTo(65 / 90, 12);
    expect(result.wedge.chief!.share).toBe(result.influence.chief!.share);
    expect(result.left_out.map((d) => [d.deal, d.because])).toEqual([
      ['poor', 'gain_not_positive'],
      ['silent', 'nothing_left'],
    ]);
  });

  it('shares out the whole: influence and economic sum to 1, wedges to 0', () => {
    const result = answer(book(), gains);
    const sum = (of: Record<string, { share: number }>): number =>
      Object.values(of).reduce((all, own) => all + own.share, 0);
    expect(sum(result.influence)).toBeCloseTo(1, 12);
    expect(sum(result.economic)).toBeCloseTo(1, 12);
    expect(sum(result.wedge)).toBeCloseTo(0, 12);
    controlAnswerSchema.shape.result.parse(result);
  });

  it('tells how a person’s influence moves when its consent is not needed', () => {
    const result = answer(book(), gains);
    expect(result.dropped).toHaveLength(1);
    expect(result.dropped[0]!.share).toBeCloseTo(0, 12);
    expect(result.dropped[0]!.change).toBeCloseTo(-result.influence.chief!.share, 12);
  });

  it('replaces a company by those who decide it, and draws its decider where holders are dispersed', () => {
    const stakes = {
      left: { holders: { owner: 0.4 } },
      right: { holders: {}, board: { seats: 3, appointed_by: { chief: 2, owner: 1 } } },
    };
    const result = answer(book({}, stakes), { letter: gain(30, { left: 30 }) });
    // right is the chief's; left is the owner's with .4/.6, else its own.
    expect(result.influence.chief!.irreplaceable).toBeCloseTo(1 / 2, 12);
    expect(result.influence.owner!.irreplaceable).toBeCloseTo(1 / 3, 9);
    expect(result.influence.left!.irreplaceable).toBeCloseTo(1 / 6, 9);
    expect(result.economic.owner!.share).toBeCloseTo(0.4, 12);
    expect(result.economic.left!.share).toBeCloseTo(0.6, 12);
  });

  it('finds the chance of being replaced at which the person and the largest owner are equal', () => {
    const stakes = { lab: { holders: { owner: 0.3 }, board: { seats: 3, appointed_by: { chief: 3 } } } };
    const needs = ['lab', 'chief', { any: ['right', 'owner'] }];
    const at = (replaceable: number): ControlResult =>
      answer(
        smallBook({
          parties: { ...parties, chief: { ...parties.chief, replaceable } },
          stakes,
          deals: { both: deal(['lab', 'right'], { needs }) },
        }),
        { both: gain(60, { lab: 60 }) },
      );
    const compared = at(0.4).parties.lab!.persons.chief!;
    expect(compared.largest_owner).toBe('owner');
    const even = compared.break_even_replaceable!;
    expect(even).toBeGreaterThan(0.4);
    expect(even).toBeLessThan(1);
    expect(Math.abs(at(even).parties.lab!.persons.chief!.influence_less_largest_owner)).toBeLessThan(1e-9);
    expect(compared.probability_above).toBe(1);
    expect(at(1).influence.chief?.share ?? 0).toBe(0);
  });
});
