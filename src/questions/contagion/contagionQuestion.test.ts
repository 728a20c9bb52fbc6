import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { readPlainTable } from '../../book/plainTable.ts';
import { readBook } from '../../book/readBook.ts';
import { show } from '../show/show.ts';
import { bookContagion, contagionParties } from './bookContagion.ts';
import type { ContagionResult } from './contagionSchema.ts';
import { type ContagionOptions, plainContagion, USUAL_CONTAGION } from './plainContagion.ts';
import {
  CONTAGION_NODE_COLUMNS,
  EDGE_COLUMNS,
  GUARANTEE_COLUMNS,
  HOLDING_COLUMNS,
  plainNetwork,
} from './plainNetwork.ts';
import { readShock, type Shock } from './shocks.ts';

interface Texts {
  readonly edges: string;
  readonly nodes: string;
  readonly guarantees?: string;
  readonly holdings?: string;
}

function networkOf({ edges, nodes, guarantees, holdings }: Texts) {
  const diagnostics: Diagnostic[] = [];
  const table = <const C extends Parameters<typeof readPlainTable>[1]['columns']>(
    name: string,
    rows: string,
    columns: C,
  ) => readPlainTable<C>(rows.replaceAll(' ', '\n'), { name, columns }, diagnostics);
  const network = plainNetwork(
    {
      edges: table('edges', `debtor,creditor,amount,seniority ${edges}`, EDGE_COLUMNS)!,
      nodes: table('nodes', nodes, CONTAGION_NODE_COLUMNS)!,
      guarantees:
        guarantees === undefined
          ? null
          : table('guarantees', `guarantor,debtor,creditor,cover ${guarantees}`, GUARANTEE_COLUMNS),
      holdings: holdings === undefined ? null : table('holdings', `owner,owned,fraction ${holdings}`, HOLDING_COLUMNS),
    },
    diagnostics,
  );
  return { network, diagnostics };
}

function ask(texts: Texts, options: Partial<ContagionOptions> & { readonly shock?: string } = {}): ContagionResult {
  const { network } = networkOf(texts);
  const shocks = options.shock === undefined ? [] : [readShock(options.shock, network!.ids) as Shock];
  return plainContagion(network!, { ...USUAL_CONTAGION, ...options, shocks }).result;
}

const EN1 = { edges: '1,2,20, 1,3,10, 2,1,5, 2,3,24, 3,1,10,', nodes: 'id,outside_assets 1,10 2,10 3,10' };
const of = (result: ContagionResult, key: 'payment' | 'net_worth' | 'equity' | 'equity_loss'): number[] =>
  Object.values(result.parties).map((party) => party[key]);

function near(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, i) => {
    expect(Math.abs(value - wanted[i]!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted[i]!)));
  });
}

describe('obligations in tables', () => {
  test('EN1: payments, net worths, rounds and who infected whom', () => {
    const result = ask(EN1);
    near(of(result, 'payment'), [270 / 11, 290 / 11, 10]);
    near(of(result, 'net_worth'), [-60 / 11, -29 / 11, 30]);
    expect(Object.values(result.parties).map((p) => [p.defaulted, p.round, p.infected_by])).toEqual([
      [true, 0, []],
      [true, 1, ['1']],
      [false, null, []],
    ]);
    expect(result.parties['3']!.losses.map((loss) => [loss.from, loss.round])).toEqual([
      ['2', 2],
      ['1', 1],
    ]);
    expect(result.solutions).toBe('one');
  });

  test('EN3: both ends are told, and that there are several', () => {
    const result = ask({ edges: 'a,b,1, b,a,1,', nodes: 'id,outside_assets a,0 b,0' });
    expect(result.solutions).toBe('several');
    expect(Object.values(result.parties).map((p) => [p.payment, p.least?.payment])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect([result.total.defaulted, result.total.defaulted_in_least]).toEqual([0, 2]);
  });

  test('EN4: debts outside beside or before those inside', () => {
    const edges = '1,2,4, 2,3,3, 3,1,2,';
    const beside = ask({ edges, nodes: 'id,outside_assets,outside_liabilities 1,18,17 2,18,18 3,9,8' });
    near(of(beside, 'payment'), [20, 21, 10]);
    const junior = '1,2,4,2 2,3,3,2 3,1,2,2';
    const before = ask({ edges: junior, nodes: 'id,outside_assets,outside_liabilities 1,18,17 2,18,18 3,9,8' });
    near(
      of(before, 'payment').map((paid, i) => paid - [17, 18, 8][i]!),
      [3, 3, 2],
    );
  });

  test('RV2, RV3b, RV4: costs of default', () => {
    const RV2 = { edges: '1,2,30, 2,1,5, 2,3,20, 3,1,10,', nodes: 'id,outside_assets 1,10 2,5 3,5' };
    const model = 'rogers-veraart' as const;
    near(of(ask(RV2), 'payment'), [25, 25, 10]);
    near(of(ask(RV2, { model, alpha: 0.4 }), 'payment'), [18, 20, 10]);
    near(of(ask(RV2, { model, alpha: 0.5, beta: 0.5 }), 'payment'), [205 / 19, 150 / 19, 10]);
    const two = ask(
      { edges: 'a,b,2.2, b,a,2.2,', nodes: 'id,outside_assets a,1 b,1' },
      { model, alpha: 0.5, beta: 0.5 },
    );
    near(of(two, 'payment'), [2.2, 2.2]);
    near(
      Object.values(two.parties).map((p) => p.least!.payment),
      [1, 1],
    );
    const ring = ask(
      {
        edges: '1,2,2, 2,3,3, 3,4,2, 4,5,3, 5,6,2, 6,1,3,',
        nodes: 'id,outside_assets 1,0 2,.8 3,0 4,.8 5,0 6,.8',
      },
      { model, alpha: 0.5, beta: 0.5 },
    );
    near(of(ring, 'payment'), [4 / 15, 8 / 15, 4 / 15, 8 / 15, 4 / 15, 8 / 15]);
    expect(Object.values(ring.parties).map((p) => p.round)).toEqual([1, 0, 1, 0, 1, 0]);
    expect(ring.parties['1']!.infected_by).toEqual(['6']);
  });

  test('ELS1 and ELS3: seniority and cross-holdings', () => {
    const classes = ask({
      edges: '1,2,20,1 1,3,10,1 2,1,5,1 2,3,40,1 3,1,10,1 1,3,15,2 2,3,24,2 3,1,10,2',
      nodes: 'id,outside_assets 1,0 2,50 3,10',
      holdings: '2,1,10% 3,2,15%',
    });
    near(of(classes, 'payment'), [25, 45 + 65 / 3, 20]);
    near(of(classes, 'net_worth'), [-20, -7 / 3, 60]);
    const held = ask({ edges: '', nodes: 'id,outside_assets 1,10 2,4', holdings: '2,1,.5 1,2,.4' });
    near(of(held, 'equity'), [14.5, 11.25]);
  });

  test('GUA0 and GUA1: guarantees, and the guarantor infected by the debtor', () => {
    const first = ask({
      edges: 'D,L,100, G,X,20,',
      nodes: 'id,outside_assets D,30 L,0 G,40 X,0',
      guarantees: 'G,D,L,80%',
    });
    near(of(first, 'net_worth'), [-70, 30 + (56 * 40) / 76, -36, (20 * 40) / 76]);
    expect(first.parties.G).toMatchObject({ due: 76, payment: 40, round: 1, infected_by: ['D'] });
    expect(first.parties.G!.losses[0]).toMatchObject({ from: 'D', mechanism: 'guarantee' });
    const all = ask({ edges: 'B,C,10, G,X,3,', nodes: 'id,outside_assets B,4 C,0 G,5 X,0', guarantees: 'G,B,,1' });
    near(of(all, 'net_worth'), [-6, 22 / 3, -4, 5 / 3]);
  });

  test('DR1, DR3, DR4: DebtRank in both forms', () => {
    const DR1 = { edges: '2,1,1, 1,2,10, 3,2,3, 1,3,3, 2,3,2,', nodes: 'id,equity,weight 1,2,10 2,5,100 3,2,30' };
    const ranks = (result: ContagionResult) => Object.values(result.parties).map((p) => p.debtrank!);
    const linear = ask(DR1, { model: 'debtrank', shock: 'all=10%' });
    near(ranks(linear), [130 / 140, 35 / 140, 105 / 140]);
    near([linear.total.additional_stress!], [122 / 140]);
    expect(linear.systemic.map((s) => s.party)).toEqual(['1', '3', '2']);
    const hit = ask(DR1, { model: 'debtrank-single-hit', shock: 'all=10%' });
    near(ranks(hit), [130 / 140, 35 / 140, 93 / 140]);
    near([hit.total.additional_stress!], [22.5 / 140]);
    const ring = { edges: '2,1,.5, 3,2,.5, 1,3,.5,', nodes: 'id,equity 1,1 2,1 3,1' };
    near(of(ask(ring, { model: 'debtrank', shock: '1=50%' }), 'equity_loss'), [4 / 7, 1 / 7, 2 / 7]);
    near(of(ask(ring, { model: 'debtrank-single-hit', shock: '1=.5' }), 'equity_loss'), [0.5625, 0.125, 0.25]);
    const larger = { edges: ring.edges, nodes: 'id,equity 1,2 2,1 3,4' };
    const last = ask(larger, { model: 'debtrank', shock: '1=1' });
    near(of(last, 'equity'), [62 / 63, 61 / 63, 236 / 63]);
    expect(last.parties['3']!.infected_by).toEqual(['1']);
    near(
      Object.values(ask(larger, { model: 'debtrank-single-hit', shock: '1=1' }).parties).map((p) => p.distress),
      [0.5078125, 0.03125, 0.0625],
    );
  });

  test('network valuation with the clearing valuation clears, and with the linear one is DebtRank', () => {
    near(of(ask(EN1, { model: 'neva' }), 'payment'), [270 / 11, 290 / 11, 10]);
    const ring = { edges: '2,1,.5, 3,2,.5, 1,3,.5,', nodes: 'id,equity 1,2 2,1 3,4' };
    const marked = ask(ring, { model: 'neva', valuation: 'debtrank', shock: '1=1' });
    const wanted = [62 / 63, 61 / 63, 236 / 63];
    of(marked, 'equity').forEach((equity, i) => {
      expect(equity).toBeCloseTo(wanted[i]!, 12);
    });
    expect(marked.valuation).toBe('debtrank');
  });

  test('a shock to outside assets is taken before anybody pays', () => {
    const chain = { edges: 'a,b,10, b,c,8,', nodes: 'id,outside_assets a,10 b,0 c,1' };
    expect(ask(chain).total.defaulted).toBe(0);
    const result = ask(chain, { shock: 'a=50%' });
    expect(Object.values(result.parties).map((p) => p.round)).toEqual([0, 1, null]);
    near(of(result, 'payment'), [5, 5, 0]);
    near(of(result, 'equity_loss'), [0, 2, 3]);
    expect(result.parties.c!.indirect_loss).toBe(3);
  });

  test('a shock larger than what there is to lose is cut to it, and says so', () => {
    const { network } = networkOf(EN1);
    const shocks = [readShock('1=12', network!.ids) as Shock];
    const { result, warnings } = plainContagion(network!, { ...USUAL_CONTAGION, shocks });
    expect(warnings.map((w) => w.code)).toEqual(['contagion.shock-capped']);
    expect(result.parties['1']!.by_round[0]).toEqual({ round: 0, amount: 10 });
  });

  test('what is lost foots: outside assets are paid out, kept as equity, or eaten by default', () => {
    const cell = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 12, maxLength: 12 }), fc.integer({ min: 0, max: 100 }), (x, cut) => {
        const edges = `a,b,${x[0]}, b,c,${x[1]}, c,a,${x[2]}, a,c,${x[3]}, c,b,${x[4]}, b,a,${x[5]},`;
        const nodes = `id,outside_assets,outside_liabilities a,${x[6]},${x[7]} b,${x[8]},${x[9]} c,${x[10]},${x[11]}`;
        const result = ask({ edges, nodes }, { shock: `all=${cut}%` });
        const told = Object.values(result.parties);
        const assets = ((x[6]! + x[8]! + x[10]!) * (100 - cut)) / 100;
        const outside = told.reduce((sum, p, i) => sum + x[7 + 2 * i]! * p.recovery_rate, 0);
        const equity = told.reduce((sum, p) => sum + p.equity, 0);
        expect(outside + equity).toBeCloseTo(assets, 9);
        for (const p of told) {
          expect(p.payment + p.shortfall).toBeCloseTo(p.due, 9);
          expect(p.least!.payment).toBeLessThanOrEqual(p.payment + 1e-9);
          expect(p.direct_loss + p.indirect_loss).toBeCloseTo(
            p.losses.reduce((sum, loss) => sum + loss.amount, 0),
            9,
          );
        }
      }),
    );
  });

  test.each([
    [{ edges: '1,9,1,', nodes: 'id,outside_assets 1,1' }, 'table.unknown-id', 'edges', 2, 3],
    [{ edges: '1,1,1,', nodes: 'id,outside_assets 1,1' }, 'table.inconsistent', 'edges', 2, 3],
    [
      { edges: '1,2,1,', nodes: 'id,outside_assets 1,1 2,1', guarantees: '2,1,,90% 2,1,,1' },
      'table.inconsistent',
      'guarantees',
      2,
      3,
    ],
    [
      { edges: '1,2,1,', nodes: 'id,outside_assets 1,1 2,1 3,1 4,1', guarantees: '3,1,2,90% 4,1,2,20%' },
      'table.inconsistent',
      'guarantees',
      3,
      7,
    ],
    [
      { edges: '', nodes: 'id,outside_assets 1,1 2,1', holdings: '1,2,1 2,1,1' },
      'table.inconsistent',
      'holdings',
      2,
      5,
    ],
  ])('%j is refused where it stands', (texts, code, file, line, column) => {
    const { network, diagnostics } = networkOf(texts);
    expect(network).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code, place: { file, line, column } });
  });

  test('a shock that cannot be read says why', () => {
    for (const text of ['x', 'a=', 'a=-1', 'a=110%', 'b=1', 'all=NaN'])
      expect(typeof readShock(text, ['a'])).toBe('string');
    expect(readShock('a=10%', ['a'])).toEqual({ party: 0, amount: 0.1, isShare: true });
    expect(readShock('a=b=5B', ['a=b'])).toEqual({ party: 0, amount: 5e9, isShare: false });
  });
});

describe('a book', () => {
  const bookOf = (name: string) =>
    readBook([{ name: 'book.yaml', text: readFileSync(`books/small/${name}/book.yaml`, 'utf8') }]).book!;
  const failing = (name: string, party: string, recovery = 0.4) => {
    const book = bookOf(name);
    const failed = [contagionParties(book).indexOf(party)];
    return { book, result: bookContagion(book, { model: 'debtrank', failed, shocks: [], recovery }).result };
  };

  test('a partner loses its claim after recovery and the margin on its backlog, in round 1', () => {
    const { book, result } = failing('two-party', 'lab');
    const { exposures } = show(book).result;
    const bound = (kind: string) => exposures.filter((e) => e.kind === kind).reduce((sum, e) => sum + e.amount, 0);
    const { cloud } = result.parties;
    const by = Object.fromEntries(cloud!.losses.map((loss) => [loss.mechanism, loss]));
    expect(by.claim!.amount).toBeCloseTo(0.6 * bound('loan'), 0);
    expect(by.backlog!.amount / bound('contract')).toBeCloseTo(0.65, 2);
    expect(by.claim!.round).toBe(1);
    expect(cloud!.equity_loss).toBeCloseTo(cloud!.direct_loss, 0);
    expect(cloud!.infected_by).toEqual(['lab']);
    expect(result.failed).toEqual(['lab']);
  });

  test('with nothing recovered more is lost, with all of it nothing of a claim', () => {
    const loss = (recovery: number) =>
      failing('two-party', 'lab', recovery).result.parties.cloud!.losses.find((l) => l.mechanism === 'claim')?.amount ??
      0;
    expect(loss(0)).toBeGreaterThan(loss(0.4));
    expect(loss(1)).toBe(0);
  });

  test('a guarantee reaches its guarantor, a stake its holder, in later rounds', () => {
    const { result } = failing('guarantee-chain', 'tenant');
    const told = Object.values(result.parties).flatMap((p) => p.losses.map((loss) => loss.mechanism));
    expect(told).toContain('guarantee');
    expect(Object.values(result.parties).some((p) => p.indirect_loss > 0)).toBe(true);
    const stakes = failing('loop', 'vendor').result.parties.holder!;
    expect(stakes.losses[0]).toMatchObject({ mechanism: 'stake', from: 'vendor', round: 1 });
  });
});
