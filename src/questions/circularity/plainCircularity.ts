import type { Diagnostic } from '../../base/diagnostic.ts';
import type { PlainTable } from '../../book/plainTable.ts';
import { mostOnRoute, returnRoutes } from '../../mechanisms/flows/returnRoutes.ts';
import { type StaticPayment, staticFlows } from '../../mechanisms/flows/staticFlows.ts';
import type { TimedFlows } from '../../mechanisms/flows/timedFlows.ts';
import type { Finding } from '../answer.ts';
import type { CircularityResult, PartyCircularity } from './circularitySchema.ts';
import { CIRCULARITY_REFERENCES, CIRCULARITY_UNITS } from './circularityWords.ts';
import { moneyWords } from './moneyWords.ts';
import { amountsOf, isSponsor, returnsOf, sumsOf, type TracedMoney } from './partyReturns.ts';
import { returnEnds } from './returnEnds.ts';
import { returnSentence } from './returnSentence.ts';
import { webCirculation } from './webCirculation.ts';

/** Columns of a table of payments, and of the parties with what comes to them from outside. */
export const FLOW_COLUMNS = {
  from: { is: 'id' },
  to: { is: 'id' },
  amount: { is: 'amount' },
  purpose: { is: 'id' },
} as const;
export const NODE_COLUMNS = {
  id: { is: 'id', isUnique: true },
  outside_in: { is: 'amount', isOptional: true },
} as const;

type FlowTable = PlainTable<typeof FLOW_COLUMNS>;
type NodeTable = PlainTable<typeof NODE_COLUMNS>;

const PURPOSES = ['purchase', 'finance', 'service'] as const;
const WINDOW = { from: 0, to: 0 };
const ROUTES = 10;
const CURRENCY = '';

/** Payments and parties out of two tables; null where they do not go together, with every fault. */
export function plainFlows(
  flows: FlowTable,
  nodes: NodeTable,
  diagnostics: Diagnostic[],
): { ids: readonly string[]; payments: readonly StaticPayment[]; outsideIn: Float64Array } | null {
  const ids = nodes.columns.id;
  const placeOf = new Map(ids.map((id, i) => [id, i]));
  const payments: StaticPayment[] = [];
  const before = diagnostics.length;
  for (let row = 0; row < flows.rowCount; row++) {
    const known = (column: 'from' | 'to'): number => {
      const id = flows.columns[column][row]!;
      const place = placeOf.get(id);
      if (place !== undefined) return place;
      const message = `${JSON.stringify(id)} is no party of ${nodes.name}`;
      diagnostics.push(flows.fault('table.unknown-id', row, column, message, `Add a row for it to ${nodes.name}.`));
      return -1;
    };
    const [from, to] = [known('from'), known('to')];
    const written = flows.columns.purpose[row]!;
    const purpose = PURPOSES.find((p) => p === written);
    if (purpose === undefined) {
      const message = `expected purchase, finance or service, found ${JSON.stringify(written)}`;
      diagnostics.push(flows.fault('table.out-of-range', row, 'purpose', message, 'Say what the payment is for.'));
    } else if (from >= 0 && to >= 0) payments.push({ from, to, amount: flows.columns.amount[row]!, purpose });
  }
  if (diagnostics.length > before) return null;
  return { ids, payments, outsideIn: nodes.columns.outside_in.map((x) => (Number.isNaN(x) ? 0 : x)) };
}

/**
 * The same question about payments of one period, given as tables.
 *
 * Definition: as `circularity`, with T_i = max(outside in + receipts, payments) of each party.
 * Verified by: plainCircularity.test.ts (10, 30, 20 by hand).
 */
export function plainCircularity(
  ids: readonly string[],
  payments: readonly StaticPayment[],
  outsideIn: Float64Array,
  asked: readonly string[] | null,
): Finding<CircularityResult> {
  const flows = staticFlows(ids.length, payments, outsideIn);
  const traced: TracedMoney = { flows, parties: ids.length, revenue: null };
  const sponsors = ids.flatMap((id, v) => ((asked?.includes(id) ?? isSponsor(flows, v, 0)) ? [v] : []));
  const same = (node: number): number => node;
  const web = webCirculation(flows, ids.length, WINDOW, same);
  const routes = sponsors
    .flatMap((v) =>
      returnRoutes(flows, v, 1e-6 * sumsOf(traced, v, WINDOW).financedOut)
        .slice(0, ROUTES)
        .map(({ parties, proRata }) => ({
          for: ids[v]!,
          parties: [v, ...parties, v].map((i) => ids[i]!),
          pro_rata: proRata,
          most: mostOnRoute(flows, v, parties),
        })),
    )
    .sort((a, b) => b.pro_rata - a.pro_rata);
  return {
    question: 'circularity',
    result: {
      from: null,
      to: null,
      parties: Object.fromEntries(sponsors.map((v) => [ids[v]!, plainParty(ids, traced, flows, payments, v)])),
      routes,
      circulations: web.circles.map((c) => ({ parties: c.parties.map((i) => ids[i]!), amount: c.amount })),
      web: { flows: web.flows, circulating: web.circulating },
      web_share: { low: web.low, high: web.high },
      lookthrough: { claims: [], dependence: [] },
    },
    units: CIRCULARITY_UNITS,
    method: { docs: 'docs/models/circularity.md', references: CIRCULARITY_REFERENCES },
    limits: [
      'Money has no name: which unit paid for what is a convention. The bounds hold for every convention, even mixing is one.',
      'All payments are of one period: what is paid may come from what is received in it.',
    ],
    restsOn: [],
    warnings: [],
  };
}

function plainParty(
  ids: readonly string[],
  traced: TracedMoney,
  flows: TimedFlows,
  payments: readonly StaticPayment[],
  v: number,
): PartyCircularity {
  const { all, direct, mixed } = returnsOf(flows, v, WINDOW);
  const sums = sumsOf(traced, v, WINDOW);
  const ends = returnEnds(flows, v, mixed, 0, (node) => node);
  const nameOf = (i: number): string => ids[i]!;
  const given = sums.financedOut;
  return {
    name: ids[v]!,
    income: sums.income,
    revenue: null,
    financed_out: given,
    financed_before: null,
    with_past: null,
    ...amountsOf(all, sums),
    direct: { low: direct.low, pro_rata: direct.proRata, high: direct.high },
    through_web: {
      low: Math.max(0, all.low - direct.low),
      pro_rata: Math.max(0, all.proRata - direct.proRata),
      high: Math.max(0, all.high - direct.high),
    },
    by_year: [],
    ends: ends
      .filter((e) => e.amount > 1e-3 * given)
      .map((e) => ({ how: e.how, party: ids[e.party]!, amount: e.amount })),
    announced: null,
    sentence: returnSentence({
      name: ids[v]!,
      period: '',
      given,
      granted: 0,
      sums,
      ways: all,
      ends,
      nameOf,
      currency: CURRENCY,
    }),
    audit: plainAudit(ids, payments, v),
    simulated: null,
    causal: null,
  };
}

function plainAudit(ids: readonly string[], payments: readonly StaticPayment[], v: number): PartyCircularity['audit'] {
  const given = new Map<number, number>();
  const bought = new Map<number, number>();
  const financed = new Set(payments.filter((p) => p.from === v && p.purpose === 'finance').map((p) => p.to));
  const between = payments.filter(
    (p) =>
      (p.from === v && p.purpose === 'finance') || (p.to === v && p.purpose === 'purchase' && financed.has(p.from)),
  );
  for (const p of between) {
    const [sums, other] = p.from === v ? [given, p.to] : [bought, p.from];
    sums.set(other, (sums.get(other) ?? 0) + p.amount);
  }
  let ceiling = 0;
  const parts = [...given].map(([other, sum]) => {
    const back = bought.get(other) ?? 0;
    ceiling += Math.min(sum, back);
    return `min(${moneyWords(sum, CURRENCY)} to ${ids[other]}, ${moneyWords(back, CURRENCY)} from it)`;
  });
  return {
    flows: between.map((p) => ({
      from: ids[p.from]!,
      to: ids[p.to]!,
      purpose: p.purpose,
      deals: [],
      amount: p.amount,
    })),
    ceiling,
    equation: parts.length === 0 ? '0' : `${parts.join(' + ')} = ${moneyWords(ceiling, CURRENCY)}`,
  };
}
