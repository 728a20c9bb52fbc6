import { firstQuarterEndingAfter, parseQuarter, printQuarter, quarterOfDate } from '../base/quarter.ts';
import type { Book } from '../book/book.ts';
import { createColumnTable } from './columnTable.ts';
import { compileChannels } from './compileChannels.ts';
import { compileClaims, compileRescues } from './compileClaims.ts';
import { compileDeals } from './compileDeals.ts';
import { compileLabs } from './compileLabs.ts';
import { compileMarket } from './compileMarket.ts';
import { compileMilestones } from './compileMilestones.ts';
import { compileOwners } from './compileOwners.ts';
import { compileParties } from './compileParties.ts';
import { compileIssuers, writeStakes } from './compileStakes.ts';
import { correlatedScores } from './correlatedScores.ts';
import { fundingOrder, isInvestment } from './fundingOrder.ts';
import { createInputTable } from './inputTable.ts';
import type { Account, PartyProgram, Patch, PaymentRow, Plan } from './plan.ts';
import { type PlanContext, WORLD_ACCOUNTS } from './planContext.ts';

/** Compiles a book into a plan: names become indices, defaults are filled in and marked, inputs are named. */
export function planBook(book: Book, patch: (context: PlanContext) => readonly Patch[] = () => []): Plan {
  const context = contextOf(book);
  const { content, columns, inputs, accounts } = context;
  for (const account of accounts) columns.column(`${account.id}:cash`, 'currency');
  const market = compileMarket(context);
  const parties = compileParties(context);
  writeStakes(context);
  const { terms, performance } = compileDeals(context, market);
  const owners = compileOwners(context, market, terms);
  const labs = compileLabs(context, market, parties, owners, terms);
  const milestones = compileMilestones(context, terms);
  const channels = compileChannels(context, owners);
  const claims = compileClaims(context, terms, parties);
  const rescues = compileRescues(context, parties, terms, labs);
  const issuers = compileIssuers(context);
  const pipeline = pipelineOf(context, market.lead);
  const patches = patch(context);
  return {
    title: content.book.title,
    currency: content.book.currency,
    asOf: book.asOf,
    digest: book.digest,
    overlays: book.overlays,
    firstQuarter: context.firstQuarter,
    quarters: context.quarters,
    unitsPerCapacityYear: market.priceUnits,
    hasMarket: content.market !== undefined,
    accounts,
    accountCash: Int32Array.from(accounts, (a) => columns.find(`${a.id}:cash`)),
    columnNames: columns.names,
    columnUnits: columns.units,
    initial: Float64Array.from(columns.initial),
    inputs: inputs.inputs,
    noisePaths: 1,
    correlations: correlationsOf(context),
    derived: columns.derived,
    processes: columns.processes,
    performance,
    rows: columns.rows,
    parties,
    fundingOrder: fundingOrder(parties.length, investmentsIn(columns.rows, parties)),
    labs,
    owners,
    pipeline,
    market,
    issuers,
    terms,
    milestones,
    channels,
    claims,
    rescues,
    distress: [],
    patches,
    dealTitles: Object.fromEntries(Object.entries(content.deals ?? {}).map(([id, d]) => [id, d.title ?? id])),
  };
}

function contextOf(book: Book): PlanContext {
  const content = book.content;
  const firstQuarter = firstQuarterEndingAfter(book.asOf);
  const end = content.book.horizon.end;
  const last = parseQuarter(end) ?? quarterOfDate(end);
  const quarters = Math.max(1, last - firstQuarter + 1);
  const accounts: Account[] = [
    ...Object.entries(content.parties).map(([id, p]) => ({ id, name: p.name, kind: p.kind, isWorld: false })),
    ...WORLD_ACCOUNTS,
  ];
  const columns = createColumnTable();
  const inputs = createInputTable(book, columns, firstQuarter, quarters);
  const accountIndex = new Map(accounts.map((a, i) => [a.id, i]));
  return { book, content, firstQuarter, quarters, accounts, accountIndex, columns, inputs };
}

/** Who puts money into whom: shares, draws of loans, and what channels bring. */
function investmentsIn(
  rows: readonly PaymentRow[],
  parties: readonly PartyProgram[],
): { investor: number; funded: number }[] {
  const place = (account: number): number => parties.findIndex((p) => p.account === account);
  return rows.filter(isInvestment).map((row) => ({ investor: place(row.payer), funded: place(row.payee) }));
}

function pipelineOf(context: PlanContext, lead: number): number[] {
  const written = context.content.market?.pipeline ?? {};
  return Array.from({ length: lead }, (_, q) => {
    const quarter = printQuarter(context.firstQuarter + q);
    const amount = written[quarter];
    return amount === undefined ? -1 : context.inputs.input(amount, `market.pipeline.${quarter}`, 'capacity', 0);
  });
}

/** Correlated inputs with their places in the plan. */
function correlationsOf({ book, inputs }: PlanContext): Plan['correlations'] {
  const scores = correlatedScores(book);
  const index = new Map(inputs.inputs.map((input, i) => [input.path, i]));
  const places = scores?.paths.map((path) => index.get(path) ?? -1) ?? [];
  return scores === null || places.every((place) => place < 0) ? [] : [{ ...scores, inputs: places }];
}
