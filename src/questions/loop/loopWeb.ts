import { pow } from '../../base/elementary.ts';
import type { Quantity } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Channel } from '../../book/schema/book.ts';
import type { IntegratedOwnership } from '../../mechanisms/control/integratedOwnership.ts';
import { type TurnNetwork, turnNetwork } from '../../mechanisms/feedback/turnNetwork.ts';
import { pooledMultiple, predictedMultiple } from '../../plan/newsMultiple.ts';
import type { Reader } from '../settlement/drawInputs.ts';
import { performedPart } from './performedPart.ts';
import { type TrancheFinance, trancheFinance } from './trancheFinance.ts';
import { webHoldings } from './webHoldings.ts';

/** What a step of a loop turns into what. */
export type StepKind = 'share' | 'news' | 'ownership' | 'funding' | 'tranche' | 'performance' | 'leverage';

/** One step of a loop of a book. */
export interface LoopStep {
  readonly id: string;
  readonly kind: StepKind;
  /** Parties at both its ends. */
  readonly from: string;
  readonly to: string;
  readonly nodes: readonly [number, number];
  /** Path of the input that sets it. */
  readonly input: string;
  /** Most that the input can be; none where it is open. */
  readonly most: number;
  /** The input, and what the weight is per unit of it. */
  readonly value: (read: LoopReader) => number;
  readonly factor: (read: LoopReader) => number;
  /** The input if commitments brought no operating cash, where that makes a difference. */
  readonly financial?: (read: LoopReader) => number;
}

/** Reads the inputs of one draw, with what follows from many of them computed once. */
export interface LoopReader {
  readonly read: Reader;
  readonly holdings: () => IntegratedOwnership;
}

/** The steps of a book through which commitments call forth commitments. */
export interface LoopWeb {
  readonly network: TurnNetwork;
  readonly steps: readonly LoopStep[];
  /** The lab of each place where a turn begins, and the channel by which it commits. */
  readonly labs: readonly { readonly lab: string; readonly channel: string }[];
}

/** A reader of one draw. */
export function loopReader(book: Book, read: Reader): LoopReader {
  let holdings: IntegratedOwnership | null = null;
  return {
    read,
    holdings: () => {
      holdings ??= webHoldings(book, read);
      return holdings;
    },
  };
}

/** Least part of a marginal commitment that new money has to pay, as in a run. */
const LEAST_OWN_MONEY = 0.05;

/**
 * The loop of a book: commitments of labs, orders at vendors, their value, the wealth of their holders, money for labs.
 *
 * Definition: Γ = L·Φ·(I − W)⁻¹·μ·2^(−3/h) along commitment → order (share) → value (μ, decay over one quarter) → wealth
 * ((I − W)⁻¹) → funding (rate) → commitment (L = 1/(1 − d − o)), and order → tranches → funding (definitions D8).
 * Units: money per money. Verified by: loop.test.ts.
 */
export function loopWeb(book: Book, central: LoopReader): LoopWeb {
  const nodes: string[] = [];
  const node = (name: string): number => {
    const at = nodes.indexOf(name);
    return at >= 0 ? at : nodes.push(name) - 1;
  };
  const channels = Object.entries(book.content.channels ?? {});
  const commitments = channels.filter(([, c]) => c.kind === 'commitment');
  const steps: LoopStep[] = [];
  for (const [id, channel] of commitments) steps.push(...commitmentSteps(id, channel, node));
  const vendors = new Set(commitments.flatMap(([, c]) => Object.keys(c.vendors ?? {})));
  for (const [id, channel] of channels)
    if (channel.kind === 'news') steps.push(...newsSteps(book, id, channel, commitments, node));
  const labs = new Set(commitments.map(([, c]) => c.issuer as string));
  for (const [id, channel] of channels) {
    if (channel.kind !== 'funding' || !labs.has(channel.issuer as string)) continue;
    steps.push(...fundingSteps(book, id, channel, vendors, central, node));
  }
  for (const tranches of trancheFinance(book, central.read))
    if (labs.has(tranches.issuer)) steps.push(...trancheSteps(book, tranches, commitments, node));
  const turns = commitments.map(([id]) => node(`commitments:${id}`));
  const edges = steps.map((s) => ({ from: s.nodes[0], to: s.nodes[1] }));
  return {
    network: turnNetwork(nodes.length, edges, turns),
    steps,
    labs: commitments.map(([channel, c]) => ({ lab: c.issuer as string, channel })),
  };
}

type NodeOf = (name: string) => number;
type Named = readonly [string, Channel];

const one = (): number => 1;

function commitmentSteps(id: string, channel: Channel, node: NodeOf): LoopStep[] {
  const lab = channel.issuer as string;
  const path = `channels.${id}`;
  const leverageAt = (read: Reader, own: number): number =>
    1 / Math.max(LEAST_OWN_MONEY, 1 - read(channel.debt_share, 0.3) - own);
  const leverage: LoopStep = {
    id: path,
    kind: 'leverage',
    from: lab,
    to: lab,
    nodes: [node(`funding:${lab}`), node(`commitments:${id}`)],
    input: `${path}.debt_share`,
    most: 1 / LEAST_OWN_MONEY,
    value: ({ read }) => leverageAt(read, read(channel.own_share, 0.2)),
    factor: one,
    financial: ({ read }) => leverageAt(read, 0),
  };
  const shares = Object.entries(channel.vendors ?? {}).map(
    ([vendor, share]): LoopStep => ({
      id: `${path}.vendors.${vendor}`,
      kind: 'share',
      from: lab,
      to: vendor,
      nodes: [node(`commitments:${id}`), node(`orders:${id}:${vendor}`)],
      input: `${path}.vendors.${vendor}`,
      most: 1,
      value: ({ read }) => read(share as Quantity, 0),
      factor: one,
    }),
  );
  return [leverage, ...shares];
}

/** What the lab commits moves the vendor's value: μ per unit, of which 2^(−3/h) is left after the quarter of a turn. */
function newsSteps(book: Book, id: string, channel: Channel, commitments: readonly Named[], node: NodeOf): LoopStep[] {
  const vendor = channel.vendor as string;
  const path = `channels.${id}.multiple`;
  const multiple = channel.multiple ?? estimated(book, path, channel.borrows === true);
  return commitments
    .filter(([, c]) => c.vendors?.[vendor] !== undefined)
    .map(
      ([by]): LoopStep => ({
        id: commitments.length === 1 ? `channels.${id}` : `channels.${id}.by.${by}`,
        kind: 'news',
        from: vendor,
        to: vendor,
        nodes: [node(`orders:${by}:${vendor}`), node(`value:${vendor}`)],
        input: path,
        most: Number.POSITIVE_INFINITY,
        value: ({ read }) => read(multiple, 0),
        factor: ({ read }) => pow(2, -3 / Math.max(0.1, read(channel.half_life, 2))),
      }),
    );
}

/** The multiple that a run draws where a book writes none, under the name by which the run draws it. */
function estimated(book: Book, path: string, borrows: boolean): Quantity {
  const distribution = predictedMultiple(pooledMultiple(book, borrows));
  return { is: 'quantity', statements: [{ date: null, distribution, evidence: {}, text: '' }], unit: 'ratio', path };
}

/** A gain of vendors' value reaches the holder through what it owns; where it funds itself, only what it owns of others counts. */
function fundingSteps(
  book: Book,
  id: string,
  channel: Channel,
  vendors: ReadonlySet<string>,
  central: LoopReader,
  node: NodeOf,
): LoopStep[] {
  const ids = Object.keys(book.content.parties);
  const [holder, issuer] = [channel.holder as string, channel.issuer as string];
  const h = ids.indexOf(holder);
  const reach = (reader: LoopReader, vendor: string): number => {
    const through = reader.holdings().column(ids.indexOf(vendor))?.[h] ?? 0;
    return holder === issuer && holder === vendor ? through - 1 : through;
  };
  const path = `channels.${id}`;
  const owns = ids
    .filter((vendor) => vendors.has(vendor) && reach(central, vendor) > 0)
    .map(
      (vendor): LoopStep => ({
        id: `${path}.holds.${vendor}`,
        kind: 'ownership',
        from: vendor,
        to: holder,
        nodes: [node(`value:${vendor}`), node(`wealth:${id}`)],
        input: `stakes.${vendor}.holders.${holder}`,
        most: 1,
        value: (reader) => reach(reader, vendor),
        factor: one,
      }),
    );
  const funds: LoopStep = {
    id: path,
    kind: 'funding',
    from: holder,
    to: issuer,
    nodes: [node(`wealth:${id}`), node(`funding:${issuer}`)],
    input: `${path}.rate`,
    most: 1,
    value: ({ read }) => read(channel.rate, 0),
    factor: one,
  };
  return [...owns, funds];
}

function trancheSteps(book: Book, tranches: TrancheFinance, commitments: readonly Named[], node: NodeOf): LoopStep[] {
  const { ref, path, deal, term, investor, issuer, perUnit } = tranches;
  const due = commitments
    .filter(([, c]) => c.issuer === issuer)
    .flatMap(([by, c]) =>
      Object.keys(c.vendors ?? {})
        .filter((vendor) => (perUnit.get(vendor) ?? 0) > 0)
        .map(
          (vendor): LoopStep => ({
            id: `${ref}.for.${vendor}`,
            kind: 'tranche',
            from: vendor,
            to: investor,
            nodes: [node(`orders:${by}:${vendor}`), node(`tranches:${ref}`)],
            input: `${path}.amount`,
            most: Number.POSITIVE_INFINITY,
            value: () => perUnit.get(vendor) ?? 0,
            factor: one,
          }),
        ),
    );
  if (due.length === 0) return [];
  const performed: LoopStep = {
    id: ref,
    kind: 'performance',
    from: investor,
    to: issuer,
    nodes: [node(`tranches:${ref}`), node(`funding:${issuer}`)],
    input: `deals.${ref.slice(0, ref.indexOf('.'))}.performance`,
    most: 1,
    value: ({ read }) => performedPart(book, path, deal, term, read),
    factor: one,
  };
  return [...due, performed];
}
