import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { readPlainTable } from '../../book/plainTable.ts';
import { answerWithoutBook } from '../answer.ts';
import { CONTAGION_NODE_COLUMNS, EDGE_COLUMNS, plainNetwork } from '../contagion/plainNetwork.ts';
import { readShock, type Shock } from '../contagion/shocks.ts';
import { LOSS_COLUMNS, type PlainPartner, plainLosses } from './plainLosses.ts';
import { plainRescue } from './plainRescue.ts';
import type { PlainRescueResult } from './plainRescueSchema.ts';
import { rescueAnswerSchema } from './rescueSchema.ts';
import { webRescue } from './webRescue.ts';

function read(text: string): { partners: readonly PlainPartner[] | null; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const table = readPlainTable(text, { name: 'losses.csv', columns: LOSS_COLUMNS }, diagnostics);
  return { partners: table === null ? null : plainLosses(table, diagnostics), diagnostics };
}

function ask(text: string, need: number): PlainRescueResult {
  const { partners, diagnostics } = read(text);
  const answer = answerWithoutBook(
    plainRescue({ need, partners: partners ?? [], party: null, web: null }),
    diagnostics,
  );
  expect(rescueAnswerSchema.safeParse(answer).error).toBeUndefined();
  return answer.result as PlainRescueResult;
}

function askWeb(
  edges: string,
  nodes: string,
  party: string,
  { alpha = 1, beta = 1, shock = [] }: { alpha?: number; beta?: number; shock?: string[] } = {},
): PlainRescueResult {
  const diagnostics: Diagnostic[] = [];
  const network = plainNetwork(
    {
      edges: readPlainTable(edges, { name: 'edges.csv', columns: EDGE_COLUMNS }, diagnostics)!,
      nodes: readPlainTable(nodes, { name: 'nodes.csv', columns: CONTAGION_NODE_COLUMNS }, diagnostics)!,
      guarantees: null,
      holdings: null,
    },
    diagnostics,
  )!;
  const shocks = shock.map((words) => readShock(words, network.ids) as Shock);
  const found = webRescue(network, { party: network.ids.indexOf(party), alpha, beta, shocks });
  const answer = answerWithoutBook(plainRescue(found), diagnostics);
  expect(rescueAnswerSchema.safeParse(answer).error).toBeUndefined();
  return answer.result as PlainRescueResult;
}

const tables = fc.record({
  rows: fc.array(
    fc.record({
      loss: fc.integer({ min: 0, max: 40 }),
      liquid: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  need: fc.integer({ min: 1, max: 100 }),
});

/** All orders of so many players. */
function ordersOf(players: readonly number[]): number[][] {
  if (players.length === 0) return [[]];
  return players.flatMap((first) => ordersOf(players.filter((p) => p !== first)).map((rest) => [first, ...rest]));
}

describe('a rescue from a table of losses', () => {
  it('agrees with all coalitions and all orders of its rows', () => {
    fc.assert(
      fc.property(tables, ({ rows, need }) => {
        const text = `party,loss,liquid\n${rows.map((r, i) => `p${i},${r.loss},${r.liquid ?? ''}`).join('\n')}\n`;
        const result = ask(text, need);
        const offers = rows.map((r) => (r.liquid === null ? r.loss : Math.min(r.loss, r.liquid)));
        const ids = rows.map((_, i) => `p${i}`);
        const raised = (some: readonly string[]): number =>
          offers.reduce((sum, x, i) => (some.includes(ids[i]!) ? sum + x : sum), 0);
        const sets = Array.from({ length: 1 << ids.length }, (_, set) => ids.filter((_id, i) => (set >> i) & 1));
        const enough = sets.filter((set) => raised(set) >= need);
        expect(result.loss_of_all).toBe(rows.reduce((sum, r) => sum + r.loss, 0));
        expect(result.index).toBeCloseTo(result.loss_of_all / need, 12);
        expect(result.feasible).toBe(enough.length > 0);
        expect(result.rescued_by.one_alone).toBe(enough.some((set) => set.length === 1));
        expect(result.coalition.is_enough).toBe(result.feasible);
        if (!result.feasible) {
          expect([result.shares, result.nobody_pays_too, result.holdouts_survived, result.coalition.size]).toEqual([
            null,
            null,
            null,
            null,
          ]);
          return;
        }
        expect(result.coalition.size).toBe(Math.min(...enough.map((set) => set.length)));
        expect(raised(result.coalition.parties)).toBeGreaterThanOrEqual(need);
        expect(result.nobody_pays_too).toBe(!result.rescued_by.one_alone);
        expect(result.pivotal).toEqual(ids.filter((id) => raised(ids.filter((other) => other !== id)) < need));
        const orders = ordersOf(ids.map((_, i) => i));
        for (const [i, id] of ids.entries()) {
          const share = result.shares![id];
          const joined = orders.reduce((sum, order) => {
            const before = raised(order.slice(0, order.indexOf(i)).map((k) => ids[k]!));
            return sum + Math.min(need, before + offers[i]!) - Math.min(need, before);
          }, 0);
          if (offers[i] === 0) expect(share).toBeUndefined();
          else expect(share!.shapley).toBeCloseTo(joined / orders.length, 9);
        }
        for (const rule of ['proportional', 'equal', 'shapley'] as const)
          expect(Object.values(result.shares!).reduce((sum, share) => sum + share[rule]!, 0)).toBeCloseTo(need, 9);
      }),
      { numRuns: 120 },
    );
  });

  it('tells faults by row and column', () => {
    const places = (text: string): (string | undefined)[] =>
      read(text).diagnostics.map((d) => `${d.code} ${d.place?.path ?? ''}`);
    expect(places('party,loss\na,1\na,2\n')).toEqual(['table.duplicate-id row 3, column party']);
    expect(places('party,loss\na,-1\nb,much\nc,\n')).toEqual([
      'table.out-of-range row 2, column loss',
      'table.not-a-number row 3, column loss',
      'table.missing-value row 4, column loss',
    ]);
    expect(places('party,liquid\na,1\n')).toEqual(['table.missing-column row 1']);
    expect(places('party,loss\n')).toHaveLength(1);
    expect(read('party,loss,liquid\na,4B,1e3\nb,2,\n').partners).toMatchObject([
      { loss: 4e9, liquid: 1000 },
      { loss: 2, liquid: Number.POSITIVE_INFINITY },
    ]);
  });

  it('leaves the Shapley split out beyond twenty payers, and says so', () => {
    const rows = Array.from({ length: 21 }, (_, i) => `p${i},3`).join('\n');
    const { partners } = read(`party,loss\n${rows}\n`);
    const finding = plainRescue({ need: 42, partners: partners!, party: null, web: null });
    expect(finding.warnings.map((w) => w.code)).toEqual(['rescue.no-shapley']);
    expect(finding.result.shares!.p0).toMatchObject({ proportional: 2, equal: 2, shapley: null, low: 0, high: 3 });
    expect(finding.result.holdouts_survived).toBe(7);
    expect(plainRescue({ need: 64, partners: partners!, party: null, web: null }).warnings).toEqual([]);
  });
});

describe('a rescue from a web of obligations', () => {
  const edges = 'debtor,creditor,amount\nfirst,second,30\nsecond,first,5\nsecond,third,20\nthird,first,10\n';
  const nodes = 'id,outside_assets\nfirst,10\nsecond,5\nthird,5\n';

  it('Rogers and Veraart (2013): the third bank gains 165/19 by giving 5, with costs of default alone', () => {
    const { need, loss, rescued_by: by, web } = askWeb(edges, nodes, 'first', { alpha: 0.5, beta: 0.5 });
    const third = loss.third!;
    expect(need).toBeCloseTo(5, 12);
    expect([third.wealth_if_rescued, third.liquid, third.offer]).toEqual([15, 5, 5]);
    expect(third.wealth_if_fails).toBeCloseTo(25 / 19, 12);
    expect(third.total - need).toBeCloseTo(165 / 19, 12);
    expect(by.one_alone).toBe(true);
    expect(web!.fail_too).toEqual(['second']);
    const free = askWeb(edges, nodes, 'first');
    expect(free.need).toBeCloseTo(5, 12);
    expect(free.loss.third).toBeUndefined();
    expect(free.web).toMatchObject({ fail_too: [], default_costs_saved: 0 });
  });

  it('who pays what it owes needs nothing, until a shock takes it', () => {
    const sound = 'id,outside_assets,outside_liabilities\na,10,\nb,2,3\n';
    const web = 'debtor,creditor,amount\na,b,6\n';
    expect(askWeb(web, sound, 'a')).toMatchObject({ need: 0, index: null, loss: {}, feasible: true, pivotal: [] });
    // It keeps 1 of 10 and lacks 5; b has 2 + 6 − 3 if it is paid, and 2 + 1 − 3 if not.
    expect(askWeb(web, sound, 'a', { shock: ['a=90%'] })).toMatchObject({
      need: 5,
      loss: { b: { total: 5, liquid: 2, offer: 2, wealth_if_rescued: 5, wealth_if_fails: 0 } },
      index: 1,
      feasible: false,
      coalition: { parties: ['b'], is_enough: false, size: null },
    });
  });

  it('pays by seniority, and tells what creditors outside the web lose', () => {
    // a has 4 for 3 owed to b first, and 5 owed outside after; with it filled, the need is 4 and b loses nothing.
    const nodesOf = 'id,outside_assets,outside_liabilities,seniority_of_outside\na,4,5,2\nb,0,,\n';
    expect(askWeb('debtor,creditor,amount,seniority\na,b,3,1\n', nodesOf, 'a')).toMatchObject({
      need: 4,
      loss: {},
      loss_of_all: 0,
      feasible: false,
      web: { loss_outside: 4, default_costs_saved: 0 },
    });
    // Half of what it has is lost: 2 are left for 3, so b loses 1 and creditors outside all 5.
    expect(askWeb('debtor,creditor,amount,seniority\na,b,3,1\n', nodesOf, 'a', { alpha: 0.5 })).toMatchObject({
      need: 4,
      loss: { b: { total: 1, liquid: 0, offer: 0 } },
      web: { loss_outside: 5, default_costs_saved: 2 },
    });
  });
});
