import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { readPlainTable } from '../../book/plainTable.ts';
import { answerWithoutBook } from '../answer.ts';
import { allocationAnswerSchema, type UsesResult } from './allocationSchema.ts';
import { plainAllocation } from './plainAllocation.ts';
import { plainUses, USE_COLUMNS } from './plainUses.ts';

function ask(text: string, capacity: number, asked: { cost?: number; added?: number } = {}) {
  const diagnostics: Diagnostic[] = [];
  const table = readPlainTable(text, { name: 'uses.csv', columns: USE_COLUMNS }, diagnostics);
  const uses = table === null ? null : plainUses(table, capacity, diagnostics);
  if (uses === null) return { result: null as unknown as UsesResult, diagnostics };
  const answer = answerWithoutBook(
    plainAllocation({ uses, capacity, cost: asked.cost ?? null, added: asked.added ?? null }),
    diagnostics,
  );
  expect(allocationAnswerSchema.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
  return { result: answer.result as UsesResult, diagnostics };
}

const LOAD = `use,return,cap,entry,today
paid,90,50,,30
free,80,30,,40
agents,,20,70,
training,60,40,,
`;

describe('uses of one capacity in a table', () => {
  it('Cormen, Leiserson, Rivest and Stein (2009), section 16.2: 240 for 50, the next unit 4', () => {
    const { result } = ask('use,return,cap\nthird,4,30\nsecond,5,20\nfirst,6,10\n', 50);
    expect([result.value, result.shadow_price, result.idle]).toEqual([240, 4, 0]);
    expect(result.uses.map((use) => use.best)).toEqual([20, 20, 10]);
    expect([result.regime, result.abundance_capacity, result.gain_resplit, result.gain_expand]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('water over levels 1 and 4 stands at 5, one more unit bringing a fifth', () => {
    const { result } = ask('use,return,level\na,1,1\nb,1,4\n', 5, { cost: 0.1 });
    expect(result.uses.map((use) => use.best)).toEqual([expect.closeTo(4, 12), expect.closeTo(1, 12)]);
    expect(result.shadow_price).toBeCloseTo(0.2, 12);
    // At a tenth water stands at 10: 9 and 6.
    expect([result.regime, result.abundance_capacity]).toEqual(['scarce', expect.closeTo(15, 12)]);
  });

  it('a new split and more of it, by hand, in money and per unit of what the capacity costs', () => {
    const { result } = ask(LOAD, 70, { cost: 65, added: 20 });
    expect([result.value, result.shadow_price, result.regime, result.abundance_capacity]).toEqual([
      50 * 90 + 20 * 80,
      80,
      'scarce',
      100,
    ]);
    // Of the 40 that free use has, ten lie idle.
    const today = 30 * 90 + 30 * 80;
    expect(result.gain_resplit).toEqual({ value: 6100 - today, cost: 70 * 65, per_dollar: (6100 - today) / (70 * 65) });
    const more = 10 * 80 + 10 * 70 - 20 * 65;
    expect(result.gain_expand).toEqual({ added: 20, value: more, cost: 1300, per_dollar: more / 1300 });
    expect(result.latent_order).toEqual([
      { use: 'agents', entry: 70, enters_at_capacity: 80, cap: 20, has_entered: false },
    ]);
    expect(ask(LOAD, 80.5).result.latent_order[0]!.has_entered).toBe(true);
  });

  it('what no use can take lies idle, and what takes any amount never ends', () => {
    expect(ask('use,return,cap\na,2,3\n', 5, { cost: 1 }).result).toMatchObject({
      idle: 2,
      shadow_price: 0,
      last_unit_brings: 2,
      regime: 'abundant',
    });
    const open = ask('use,return,cap,entry\na,2,,\nb,,1,1\n', 5, { cost: 1 }).result;
    expect([open.abundance_capacity, open.latent_order[0]!.enters_at_capacity]).toEqual(['unbounded', null]);
  });

  it.each([
    ['use,return,cap\na,6,10\na,7,3\n', 'table.inconsistent', [3, 3]],
    ['use,return,level,cap\na,6,1,5\na,1.1,,3\n', 'table.inconsistent', [3, 3]],
    ['use,return,cap\nb,,4\n', 'table.missing-value', [2, 3]],
    ['use,cap\nb,4\n', 'table.missing-value', [2, 1]],
    ['use,return,entry\nb,4,4\n', 'table.inconsistent', [2, 5]],
    ['use,return,level\nb,4,0\n', 'table.out-of-range', [2, 5]],
    ['use,return,cap\nc,1,\nc,.5,2\n', 'table.inconsistent', [3, 1]],
    ['use,return,cap,entry\nc,1,3,\nc,,2,1\n', 'table.inconsistent', [3, 1]],
    ['use,return,today\na,1,4\nb,1,7\n', 'table.inconsistent', [3, 5]],
    ['use,return,cap,today\na,2,4,1\na,1,4,1\n', 'table.inconsistent', [3, 7]],
    ['use,return,cap\na,many,4\n', 'table.not-a-number', [2, 3]],
    ['use,return,cap\n', 'table.empty', [2, 1]],
  ])('tells what is wrong with %j at its row and column', (text, code, at) => {
    const { diagnostics } = ask(text, 10);
    expect(diagnostics.map((d) => [d.code, d.place?.line, d.place?.column])).toEqual([[code, ...at]]);
  });
});
