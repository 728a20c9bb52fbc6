import type { LabProgram, Plan } from '../../plan/plan.ts';
import type { Recorded } from '../../run/recorded.ts';
import { gainColumns } from '../gains/gainColumns.ts';

/** The world in which builders give announcements no weight; contracts are as they are. */
export const NOT_BELIEVED = 'glut.not-believed';

/** The world in which a lab's commitments have another size; at 1 it is the book as it stands. */
export const scaledWorld = (lab: string, scale: number): string => (scale === 1 ? '' : `glut.${lab}.scale.${scale}`);

/** What of a lab's contracts may be repriced: nothing, what is written, everything by reopening, everything by an index. */
export const OPENNESS = ['bound', 'as_signed', 'reopened', 'indexed'] as const;
export type Openness = (typeof OPENNESS)[number];

/** The worlds in which a lab's contracts are bound or open, announcements believed or not. */
export function opennessWorld(lab: string, open: Openness, isBelieved: boolean): string {
  if (open === 'as_signed') return isBelieved ? '' : NOT_BELIEVED;
  return `glut.${lab}.${open}${isBelieved ? '' : '.not-believed'}`;
}

/** Named sums of the worlds. */
export const glutName = (...parts: readonly (string | number)[]): string => ['glut', ...parts].join('.');

/** The lab of a party, or none. */
export function labOf(plan: Plan, id: string): LabProgram | undefined {
  return plan.labs.find((lab) => plan.accounts[lab.account]?.id === id);
}

/** Kept columns of the market that every world is read for. */
export function marketNames(plan: Plan): string[] {
  return Array.from({ length: plan.hasMarket ? plan.quarters : 0 }, (_, q) => [
    `market.price.${q}`,
    `market.ratio.${q}`,
    `market.capacity.${q}`,
  ]).flat();
}

/** Running cost, what labs hold under contract and of their own, and what channels call forth of them, by quarter. */
export function marketColumns(plan: Plan): Recorded[] {
  return [
    { name: glutName('running'), columns: [plan.market.columns.runningCost!], every: 'horizon' },
    {
      name: glutName('held'),
      columns: plan.labs.flatMap(({ columns }) => [columns.contracted!, columns.owned!]),
      every: 'quarter',
    },
    { name: glutName('called'), columns: calledColumns(plan), every: 'quarter' },
  ];
}

/** Capacity that channels called forth as builders look one lead time ahead: what is to be delivered then, and equipment that stands. */
function calledColumns(plan: Plan): number[] {
  const labs = new Set(plan.labs.map((lab) => lab.account));
  return plan.channels
    .filter((channel) => labs.has(channel.constants.lab!))
    .flatMap((channel) => channel.vendors.flatMap((vendor) => [vendor.ahead, vendor.delivered]));
}

/** What `labBenefit` reads of a world for some labs. */
export function benefitColumns(plan: Plan, labs: readonly string[]): Recorded[] {
  return [
    ...gainColumns(plan, new Set(labs)),
    { name: glutName('passThrough'), columns: [plan.market.columns.passThrough!], every: 'horizon' },
    ...labs.map(
      (id): Recorded => ({
        name: glutName('inference', id),
        columns: [labOf(plan, id)!.columns.inferenceNeed!],
        every: 'quarter',
        isDiscounted: true,
      }),
    ),
  ];
}

/** What `flexibleShares` reads of the book's own world for a lab. */
export function flexibleColumns(plan: Plan, id: string): Recorded[] {
  const lab = labOf(plan, id)!;
  return [
    { name: glutName('spot', id), columns: [lab.columns.spot!], every: 'run' },
    { name: glutName('own', id), columns: [lab.columns.owned!], every: 'run' },
    ...Array.from(lab.contracts, (i) => plan.terms[i]!).flatMap(({ ref, columns }): Recorded[] => [
      { name: glutName('delivered', ref), columns: [columns.delivered!], every: 'run' },
      { name: glutName('indexed', ref), columns: [columns.indexed!], every: 'horizon' },
      { name: glutName('renegotiable', ref), columns: [columns.renegotiable!], every: 'horizon' },
    ]),
  ];
}

const BOUGHT_TERMS: ReadonlySet<string> = new Set(['capacity', 'supply', 'lease']);
const BOUGHT_ROLES: ReadonlySet<string> = new Set(['spot', 'chips', 'build']);

/** What each party pays for compute, equipment and sites, so that it can be said who buys most. */
export function purchaseColumns(plan: Plan): Recorded[] {
  const kinds = new Map(plan.terms.map((term) => [term.ref, term.kind]));
  return plan.parties.map(({ id, account }) => ({
    name: glutName('bought', id),
    columns: plan.rows
      .filter(
        (row) =>
          row.payer === account &&
          (row.ref === ''
            ? BOUGHT_ROLES.has(row.role)
            : row.role === 'payment' && BOUGHT_TERMS.has(kinds.get(row.ref) ?? '')),
      )
      .map((row) => row.column),
    every: 'run',
    isDiscounted: true,
  }));
}
