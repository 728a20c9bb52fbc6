import { yearOfQuarter } from '../base/quarter.ts';
import type { Plan } from '../plan/plan.ts';

/** What a run keeps of every path: one double each, under a name made of dots. */
export interface KeptTable {
  readonly names: readonly string[];
  readonly index: ReadonlyMap<string, number>;
}

const tables = new WeakMap<Plan, KeptTable>();

/** Names of everything that is kept, in the order of the columns. */
export function keptTable(plan: Plan): KeptTable {
  const known = tables.get(plan);
  if (known !== undefined) return known;
  const names: string[] = [];
  const years: number[] = [];
  for (let q = 0; q < plan.quarters; q++) {
    const year = yearOfQuarter(plan.firstQuarter + q);
    if (years.at(-1) !== year) years.push(year);
  }
  for (const party of plan.parties) {
    names.push(`${party.id}.default`, `${party.id}.cause`, `${party.id}.rescued`, `${party.id}.outside_lost`);
    for (const year of years) {
      for (const what of [
        'cash',
        'debt',
        'value',
        'revenue',
        'bought',
        'sold',
        'raised',
        'unmet',
        'due',
        'operating',
        'committed',
      ]) {
        names.push(`${party.id}.${what}.${year}`);
      }
    }
  }
  if (plan.hasMarket) {
    for (let q = 0; q < plan.quarters; q++)
      names.push(`market.price.${q}`, `market.capacity.${q}`, `market.utilisation.${q}`, `market.ratio.${q}`);
  }
  for (const deal of Object.keys(plan.dealTitles)) names.push(`deal.${deal}.paid`);
  for (const claim of plan.claims) names.push(`claim.${plan.terms[claim.term].ref}.lost`);
  for (const term of plan.terms) if (term.kind === 'guarantee') names.push(`guarantee.${term.ref}.called`);
  const table = { names, index: new Map(names.map((n, i) => [n, i])) };
  tables.set(plan, table);
  return table;
}

/** The named columns alone, in the order of the names; throws on a name that the engine does not keep. */
export function keptTableOf(plan: Plan, names: readonly string[]): KeptTable {
  const { index } = keptTable(plan);
  for (const name of names) if (!index.has(name)) throw new Error(`nothing is kept under ${name}`);
  return { names, index: new Map(names.map((name, k) => [name, k])) };
}
