import type { Book } from '../book/book.ts';
import type { Patch, Plan } from '../plan/plan.ts';
import { gainColumns } from '../questions/gains/gainColumns.ts';
import {
  benefitColumns,
  flexibleColumns,
  labOf,
  marketColumns,
  marketNames,
  NOT_BELIEVED,
  type Openness,
  opennessWorld,
  purchaseColumns,
  scaledWorld,
} from '../questions/glut/glutNeeds.ts';
import { AS_DRAWN } from '../run/patches.ts';
import type { RecordedWorld } from './recordWorlds.ts';
import { sizeInputs } from './sizeInputs.ts';

/** The worlds that `glut` compares for one lab, all on the same draws; the book as it stands is the first. */
export function glutWorlds(book: Book, plan: Plan, about: string, scales: readonly number[]): RecordedWorld[] {
  if (!plan.hasMarket || labOf(plan, about) === undefined) return [];
  const names = marketNames(plan);
  const labs = plan.labs.map((lab) => plan.accounts[lab.account]!.id);
  const whole = [...gainColumns(plan), ...benefitColumns(plan, labs), ...marketColumns(plan)];
  const ofLab = [...benefitColumns(plan, [about]), ...marketColumns(plan)];
  return [
    {
      id: '',
      plan,
      names,
      recorded: distinct([...whole, ...labs.flatMap((id) => flexibleColumns(plan, id)), ...purchaseColumns(plan)]),
    },
    { id: NOT_BELIEVED, plan: notBelieved(plan), names, recorded: distinct(whole) },
    ...scales
      .filter((scale) => scale !== 1)
      .map((scale) => ({
        id: scaledWorld(about, scale),
        plan: withCommitmentsScaled(book, plan, about, scale),
        names,
        recorded: distinct(scale === 0 ? whole : ofLab),
      })),
    ...opennessWorlds(plan, about, distinct(ofLab)),
  ];
}

/** The worlds in which a lab's contracts are bound, all reopened or all indexed, with announcements believed and not. */
export function opennessWorlds(plan: Plan, about: string, recorded: RecordedWorld['recorded']): RecordedWorld[] {
  return (['bound', 'reopened', 'indexed'] as const).flatMap((open) =>
    [true, false].map((isBelieved) => ({
      id: opennessWorld(about, open, isBelieved),
      plan: withOpenness(isBelieved ? plan : notBelieved(plan), about, open),
      names: marketNames(plan),
      recorded,
    })),
  );
}

function distinct(recorded: RecordedWorld['recorded']): RecordedWorld['recorded'] {
  return [...new Map(recorded.map((one) => [one.name, one])).values()];
}

/** Builders give announced commitments no weight; contracts stay as they are. */
export function notBelieved(plan: Plan): Plan {
  const column = plan.market.columns.credibility!;
  return patched(plan, [{ quarter: AS_DRAWN, column, operation: 'set', value: 0 }]);
}

/**
 * A lab's capacity contracts, the equipment that serves them and its own, and what it has announced, all times one factor.
 *
 * Assumes: what is delivered by the day of the book is scaled too; rent of sites, shares and loans stay as they are. At 0 a
 * warrant that vests with what is struck out is struck out with it.
 */
export function withCommitmentsScaled(book: Book, plan: Plan, about: string, scale: number): Plan {
  const terms = plan.terms.filter(({ deal, ref }) => isBoughtBy(book, about, deal, ref.slice(deal.length + 1)));
  const patches = terms.flatMap((term) =>
    sizeInputs(plan, term).map(
      (input): Patch => ({
        quarter: AS_DRAWN,
        column: input.column,
        operation: 'multiply',
        value: scale,
      }),
    ),
  );
  const delivered = new Set(terms.map((term) => term.columns.delivered));
  const ended = [
    ...terms,
    ...plan.terms.filter((t) => t.kind === 'warrant' && delivered.has(t.columns.volumeDelivered)),
  ];
  for (const { columns } of scale === 0 ? ended : [])
    patches.push({ quarter: AS_DRAWN, column: columns.alive!, operation: 'set', value: 0 });
  const account = labOf(plan, about)?.account;
  const labs = plan.labs.map((lab) =>
    lab.account === account ? { ...lab, announced: lab.announced.map((x) => x * scale) } : lab,
  );
  return patched({ ...plan, labs }, patches);
}

/** Whether a term is capacity that a lab buys, equipment of its own, or equipment for capacity that it buys. */
function isBoughtBy(book: Book, lab: string, deal: string, name: string): boolean {
  const term = book.content.deals?.[deal]?.terms[name];
  if (term?.type === 'capacity') return term.buyer === lab;
  if (term?.type !== 'supply') return false;
  if (term.own === true) return term.buyer === lab;
  return (term.equips ?? []).some((reference) => {
    const dot = reference.indexOf('.');
    return isBoughtBy(book, lab, reference.slice(0, dot), reference.slice(dot + 1));
  });
}

/** A lab's capacity contracts with nothing of their price open, with all that is not indexed open to being reopened, or all indexed. */
export function withOpenness(plan: Plan, about: string, open: Exclude<Openness, 'as_signed'>): Plan {
  const patches: Patch[] = [];
  const set = (column: number | undefined, value: number): void => {
    patches.push({ quarter: AS_DRAWN, column: column!, operation: 'set', value });
  };
  for (const i of labOf(plan, about)?.contracts ?? []) {
    const { indexed, renegotiable } = plan.terms[i]!.columns;
    if (open !== 'reopened') set(indexed, open === 'indexed' ? 1 : 0);
    set(renegotiable, open === 'reopened' ? 1 : 0);
  }
  return patched(plan, patches);
}

function patched(plan: Plan, patches: readonly Patch[]): Plan {
  return patches.length === 0 ? plan : { ...plan, patches: [...plan.patches, ...patches] };
}
