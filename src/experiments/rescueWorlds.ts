import type { Patch, Plan } from '../plan/plan.ts';
import { watchDistress } from '../plan/watchDistress.ts';
import { gainColumns } from '../questions/gains/gainColumns.ts';
import { distressColumns } from '../questions/rescue/distressColumns.ts';
import { AS_DRAWN } from '../run/patches.ts';
import type { RecordedWorld } from './recordWorlds.ts';

/** Quarters from the start of the run to the distress that is forced where nobody says when. */
const QUARTERS_AHEAD = 6;
/** Quarters over which a party that is made to fail can raise nothing outside. */
const CLOSED_QUARTERS = 4;

/** A party made to fail, and the quarter of the run in which it is. */
export interface ForcedDistress {
  readonly party: number;
  readonly quarter: number;
}

/** The quarter of the run in which a party is made to fail unless somebody says another. */
export function standingQuarter(plan: Plan): number {
  return Math.max(0, Math.min(QUARTERS_AHEAD, plan.quarters - 2));
}

/** The plan without what news does to values: what a partner would lose holds no multiple. */
function withoutNews(plan: Plan): Plan {
  const patches = plan.channels
    .filter((channel) => channel.kind === 'news')
    .map((channel): Patch => ({ quarter: AS_DRAWN, column: channel.columns.alive, operation: 'set', value: 0 }));
  return { ...plan, patches: [...plan.patches, ...patches] };
}

/** The plan in which a party can raise nothing outside for a year and cannot pay unless it is carried. */
function withFailure(plan: Plan, { party, quarter }: ForcedDistress): Plan {
  const { forced, fundingShock } = plan.parties[party].columns;
  const patches: Patch[] = [
    { quarter, column: forced, operation: 'set', value: 1 },
    { quarter, column: fundingShock, operation: 'set', value: 0 },
    { quarter: quarter + CLOSED_QUARTERS, column: fundingShock, operation: 'set', value: 1 },
  ];
  return { ...plan, patches: [...plan.patches, ...patches] };
}

const SUPPORT: ReadonlySet<string> = new Set(['guarantee', 'backstop']);

/** The plan in which outsiders hold all shares that parties of the book hold of each other, and nobody guarantees anybody. */
export function untied(plan: Plan): Plan {
  const outside = plan.accounts.findIndex((account) => account.id === 'world-shareholders');
  const issuers = plan.issuers.map((issuer) => ({
    ...issuer,
    holders: issuer.holders.map((holder) => ({ ...holder, account: outside, party: -1 })),
  }));
  const patches = plan.terms
    .filter((term) => SUPPORT.has(term.kind) && (term.columns.alive ?? -1) >= 0)
    .map((term): Patch => ({ quarter: AS_DRAWN, column: term.columns.alive, operation: 'set', value: 0 }));
  return { ...plan, issuers, patches: [...plan.patches, ...patches] };
}

/** The worlds of one party's rescue, on the same draws: it fails, outsiders carry it, it fails in a web without ties. */
export interface RescueWorlds {
  readonly fails: RecordedWorld;
  readonly carried: RecordedWorld;
  readonly untied: RecordedWorld;
}

/** The worlds in which the rescue of a party is asked about; with `forced`, in which it is made to fail. */
export function rescueWorlds(base: Plan, party: number, forced: number | null, hasWealth: boolean): RescueWorlds {
  const id = base.parties[party].id;
  const told = forced === null ? id : `${id} in ${forced}`;
  const plan = changed(base, party, forced);
  const others = new Set(base.parties.filter((_, i) => i !== party).map((p) => p.id));
  const world = (is: string, of: Plan, isCarried: boolean): RecordedWorld => {
    const watched = watchDistress(of, party, isCarried);
    const wealth = hasWealth && is !== 'untied' ? gainColumns(watched, others) : [];
    return { id: `rescue ${is} ${told}`, plan: watched, recorded: [...distressColumns(watched), ...wealth] };
  };
  return {
    fails: world('fails', plan, false),
    carried: world('carried', plan, true),
    untied: world('untied', untied(plan), false),
  };
}

/** The world in which a party fails, with what is written down of it, of a plan that may be changed otherwise. */
export function failingWorld(base: Plan, party: number, quarter: number, id: string): RecordedWorld {
  const plan = watchDistress(changed(base, party, quarter), party, false);
  return { id, plan, recorded: distressColumns(plan) };
}

function changed(base: Plan, party: number, forced: number | null): Plan {
  const plan = withoutNews(base);
  return forced === null ? plan : withFailure(plan, { party, quarter: forced });
}
