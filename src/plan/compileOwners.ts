import type { TermProgram } from '../terms/term.ts';
import type { MarketProgram, OwnerProgram } from './plan.ts';
import { accountColumn, accountOf, type PlanContext } from './planContext.ts';

/** Everyone who owns capacity: parties with some at the start, sellers of it, labs, and the built-in rest of the market. */
export function compileOwners(
  context: PlanContext,
  market: MarketProgram,
  terms: readonly TermProgram[],
): OwnerProgram[] {
  if (context.content.market === undefined) return [];
  const ids = Object.keys(context.content.parties);
  const owning = ids.filter((id) => isOwner(context, id, terms));
  return [...owning, 'rest-of-market'].map((id) => compileOwner(context, market, terms, id, ids.indexOf(id)));
}

function isOwner(context: PlanContext, id: string, terms: readonly TermProgram[]): boolean {
  const party = context.content.parties[id];
  if (party.capacity !== undefined || party.demand !== undefined) return true;
  const account = accountOf(context, id);
  if (context.columns.find(`${id}:capacity_owned`) >= 0) return true;
  if (context.columns.find(`${id}:capacity_free`) >= 0) return true;
  const channels = Object.values(context.content.channels ?? {});
  if (party.kind !== 'chipmaker' && channels.some((c) => c.kind === 'commitment' && c.vendors?.[id] !== undefined))
    return true;
  return terms.some((t) => t.kind === 'capacity' && t.creditor === account);
}

function compileOwner(
  context: PlanContext,
  market: MarketProgram,
  terms: readonly TermProgram[],
  id: string,
  party: number,
): OwnerProgram {
  const account = accountOf(context, id);
  const at = (role: string, unit = 'capacity', initial = 0): number =>
    accountColumn(context, account, role, unit, initial);
  const owned = at('capacity_owned');
  const content = context.content.parties[id];
  if (content?.capacity !== undefined)
    context.columns.copy(owned, context.inputs.input(content.capacity, `parties.${id}.capacity`, 'capacity', 0));
  const contracts = terms.flatMap((t, i) => (t.kind === 'capacity' && t.creditor === account ? [i] : []));
  const suppliers = accountOf(context, 'world-suppliers');
  const world = accountOf(context, 'world');
  const row = (role: string, payer: number, payee: number): number =>
    context.columns.row({ payer, payee, purpose: 'purchase', seniority: 2, role });
  const costs = buildCosts(
    context,
    market,
    contracts.map((i) => terms[i]),
  );
  return {
    account,
    party,
    isLab: content?.demand !== undefined,
    columns: {
      owned,
      free: at('capacity_free'),
      contracted: at('contracted_out'),
      uncontracted: at('capacity_uncontracted'),
      underway: at('capacity_under_way'),
      arrived: at('capacity_arrived'),
      refreshed: at('capacity_refreshed'),
      restored: at('shells_restored'),
      equipped: at('equipment_ahead', 'currency'),
      kept: at('capacity_kept', 'fraction', 1),
      ordered: at('capacity_ordered'),
      chips: costs.chips,
      shell: costs.shell,
      sold: at('spot_sold'),
    },
    rows: {
      sales: row('market_sales', world, account),
      running: row('running', account, suppliers),
      build: row('build', account, suppliers),
    },
    vendors: vendorsOf(
      context,
      contracts.map((i) => terms[i]),
    ).map(({ vendor, share }) => ({ row: row('chips', account, vendor), share })),
    slots: Int32Array.from({ length: market.lead + 1 }, (_, k) => at(`orders_${k}`)),
    contracts: Int32Array.from(contracts),
    equips: suppliesOf(terms, account, 0),
    ownSupplies: suppliesOf(terms, account, 1),
  };
}

/** Indices of the equipment contracts that an account pays for: its own, or those that equip its contracts. */
function suppliesOf(terms: readonly TermProgram[], account: number, isOwn: 0 | 1): Int32Array {
  return Int32Array.from(
    terms.flatMap((t, i) => (t.kind === 'supply' && t.debtor === account && t.constants.isOwn === isOwn ? [i] : [])),
  );
}

/** Cost of a unit for this owner: as its contracts say, weighted by their size, else as the market says. */
function buildCosts(
  context: PlanContext,
  market: MarketProgram,
  contracts: readonly TermProgram[],
): { chips: number; shell: number } {
  let weight = 0;
  let chips = 0;
  let shell = 0;
  const marketChips = context.inputs.centralOf(market.columns.chips);
  const marketShell = context.inputs.centralOf(market.columns.shell);
  for (const contract of contracts) {
    const amount = Math.max(1e-9, context.inputs.centralOf(contract.columns.amount));
    const build = buildOf(context, contract.ref);
    weight += amount;
    chips += amount * context.inputs.central(build?.chips, marketChips);
    shell += amount * context.inputs.central(build?.shell, marketShell);
  }
  const ratio = (own: number, whole: number): number => (weight > 0 && whole > 0 ? own / weight / whole : 1);
  const scaled = (column: number, scale: number, role: string): number =>
    Math.abs(scale - 1) < 1e-12
      ? column
      : context.columns.derive(`${contracts[0].ref}:${role}`, 'currency per capacity', {
          scale,
          numerators: [column],
          denominators: [],
        });
  return {
    chips: scaled(market.columns.chips, ratio(chips, marketChips), 'owner_chips'),
    shell: scaled(market.columns.shell, ratio(shell, marketShell), 'owner_shell'),
  };
}

function buildOf(context: PlanContext, ref: string) {
  const dot = ref.indexOf('.');
  const term = context.content.deals?.[ref.slice(0, dot)]?.terms[ref.slice(dot + 1)];
  return term?.type === 'capacity' ? term.build : undefined;
}

/** Who sells the chips: the contracts' vendors weighted by their size, the market's, or the chip makers by their share of everyone's spending. */
function vendorsOf(context: PlanContext, contracts: readonly TermProgram[]): { vendor: number; share: number }[] {
  const standing = standingVendors(context);
  const shares = new Map<string, number>();
  let weight = 0;
  for (const contract of contracts) {
    const amount = Math.max(1e-9, context.inputs.centralOf(contract.columns.amount));
    const named = buildOf(context, contract.ref)?.vendors;
    const list =
      named === undefined
        ? standing
        : Object.entries(named).map(([id, q]) => ({ id, share: context.inputs.central(q, 0) }));
    weight += amount;
    for (const v of list) shares.set(v.id, (shares.get(v.id) ?? 0) + amount * v.share);
  }
  const list = weight === 0 ? standing : [...shares].map(([id, share]) => ({ id, share: share / weight }));
  const sum = list.reduce((total, v) => total + v.share, 0);
  const vendors = list
    .filter((v) => v.share > 0)
    .map((v) => ({ vendor: accountOf(context, v.id), share: v.share / Math.max(1, sum) }));
  const rest = 1 - vendors.reduce((total, v) => total + v.share, 0);
  if (rest <= 1e-12) return vendors;
  const suppliers = accountOf(context, 'world-suppliers');
  const named = vendors.find((v) => v.vendor === suppliers);
  if (named === undefined) return [...vendors, { vendor: suppliers, share: rest }];
  return vendors.map((v) => (v === named ? { ...v, share: v.share + rest } : v));
}

function standingVendors(context: PlanContext): { id: string; share: number }[] {
  const named = context.content.market?.build?.vendors;
  if (named !== undefined) return Object.entries(named).map(([id, q]) => ({ id, share: context.inputs.central(q, 0) }));
  return Object.entries(context.content.parties)
    .filter(([, p]) => p.equipment_share !== undefined)
    .map(([id, p]) => ({ id, share: context.inputs.central(p.equipment_share, 0) }));
}
