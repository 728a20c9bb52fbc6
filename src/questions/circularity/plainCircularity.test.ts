import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { readPlainTable } from '../../book/plainTable.ts';
import { answerWithoutBook } from '../answer.ts';
import { type CircularityResult, circularityAnswerSchema } from './circularitySchema.ts';
import { FLOW_COLUMNS, NODE_COLUMNS, plainCircularity, plainFlows } from './plainCircularity.ts';

const FLOWS = 'from,to,amount,purpose\nV,L,10,finance\nL,C,30,purchase\nC,V,25,purchase\n';
const NODES = 'id,outside_in\nV,0\nL,30\nC,20\n';

function asked(flowText: string, nodeText: string, party: string | null = null) {
  const diagnostics: Diagnostic[] = [];
  const flows = readPlainTable(flowText, { name: 'flows.csv', columns: FLOW_COLUMNS }, diagnostics);
  const nodes = readPlainTable(nodeText, { name: 'nodes.csv', columns: NODE_COLUMNS }, diagnostics);
  const read = flows === null || nodes === null ? null : plainFlows(flows, nodes, diagnostics);
  if (read === null) return { result: null, diagnostics };
  const finding = plainCircularity(read.ids, read.payments, read.outsideIn, party === null ? null : [party]);
  const answer = JSON.parse(JSON.stringify(answerWithoutBook(finding, diagnostics)));
  expect(circularityAnswerSchema.safeParse(answer).error).toBeUndefined();
  return { result: finding.result as CircularityResult, diagnostics };
}

describe('payments of one period', () => {
  it('low 0, pro rata 3.75, high 10, and shares of the 25 that the web pays', () => {
    const { V } = asked(FLOWS, NODES, 'V').result!.parties;
    expect(V!.low).toEqual({ amount: 0, share: 0, share_of_revenue: null });
    expect(V!.pro_rata.amount).toBeCloseTo(3.75, 14);
    expect(V!.pro_rata.share).toBeCloseTo(0.15, 14);
    expect(V!.high).toEqual({ amount: 10, share: 0.4, share_of_revenue: null });
    expect([V!.income, V!.financed_out]).toEqual([25, 10]);
  });
  it('end somewhere: 3.75 at home, 2.5 kept by L, 3.75 by C', () => {
    const { V } = asked(FLOWS, NODES).result!.parties;
    expect(V!.ends.map((e) => [e.how, e.party])).toEqual([
      ['returned', 'C'],
      ['kept', 'C'],
      ['kept', 'L'],
    ]);
    expect(V!.ends.map((e) => e.amount).map((x) => Math.round(1e9 * x) / 1e9)).toEqual([3.75, 3.75, 2.5]);
  });
  it('run in a circle of 10: 30 of the 65 that are paid', () => {
    const { circulations, web } = asked(FLOWS, NODES).result!;
    expect(circulations).toEqual([{ parties: ['V', 'L', 'C'], amount: 10 }]);
    expect(web).toEqual({ flows: 65, circulating: 30 });
  });
  it('of a closed ring are circular to the last unit, those of a chain not at all', () => {
    const nodes = 'id,outside_in\na,0\nb,0\nc,0\n';
    const rows = (last: string): string =>
      `from,to,amount,purpose\na,b,5,finance\nb,c,5,service\nc,${last},5,purchase\n`;
    expect(asked(rows('a'), nodes).result!.web_share).toEqual({ low: 1, high: 1 });
    const chain = asked(rows('d'), `${nodes}d,0\n`).result!;
    expect(chain.web_share).toEqual({ low: 0, high: 0 });
    expect(chain.parties.a!.high.amount).toBe(0);
  });
});

it('faults are told with their row and column', () => {
  const { result, diagnostics } = asked(`${FLOWS}L,X,1,gift\n`, NODES);
  expect(result).toBeNull();
  expect(diagnostics.map((d) => [d.code, d.place?.line])).toEqual([
    ['table.unknown-id', 5],
    ['table.out-of-range', 5],
  ]);
});
