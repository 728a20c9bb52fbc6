import { exp } from '../base/elementary.ts';
import { STATIC_QUARTER, streamKey } from '../base/random.ts';
import type { Plan } from '../plan/plan.ts';
import type { TermProgram } from '../terms/term.ts';
import type { Block } from './block.ts';
import { drawInputs, drawUniforms } from './draws.ts';
import { AS_DRAWN, applyPatches } from './patches.ts';

/** Puts a block at the end of the quarter before the run: initial values, drawn inputs, and what follows from them. */
export function startBlock(block: Block): void {
  const { plan, data, width } = block;
  for (let c = 0; c < plan.initial.length; c++) data.fill(plan.initial[c], c * width, (c + 1) * width);
  drawInputs(block);
  applyPatches(plan, block, AS_DRAWN);
  applyDerived(block);
  startMarket(block);
  startStakes(block);
  startMilestones(block);
}

function applyDerived(block: Block): void {
  const { plan, data, width } = block;
  for (const d of plan.derived) {
    const at = d.column * width;
    if (d.scale === 1 && d.numerators.length === 1 && d.denominators.length === 0) {
      data.copyWithin(at, d.numerators[0] * width, (d.numerators[0] + 1) * width);
      continue;
    }
    data.fill(d.scale, at, at + width);
    for (const n of d.numerators) for (let l = 0; l < width; l++) data[at + l] *= data[n * width + l];
    for (const n of d.denominators) for (let l = 0; l < width; l++) data[at + l] /= data[n * width + l];
    for (let l = 0; l < width; l++) if (!Number.isFinite(data[at + l])) data[at + l] = 0;
  }
}

/** Long-run cost, the price at which an order breaks even under retirement and ageing (definitions D2), and who owns what. */
function startMarket(block: Block): void {
  const { plan, data, width } = block;
  const m = plan.market;
  const c = m.columns;
  const at = (column: number, l: number): number => data[column * width + l];
  // Without a market price and long-run cost are both 1: whatever is let again brings what it brought.
  if (!plan.hasMarket) return;
  for (let l = 0; l < width; l++) {
    const grown = Math.sqrt(Math.sqrt(1 + at(c.costOfCapital, l)));
    const aged = exp(-at(c.ageing, l) / 4);
    const chips = at(c.chips, l) * 4 * (grown - (1 - 1 / m.chipLifeQuarters) * aged);
    const shell = at(c.shell, l) * 4 * (grown - (1 - 1 / m.shellLifeQuarters) * aged);
    // Capex is in currency per capacity; the price is per priced unit of a capacity-year.
    const cost = (chips + shell) / m.priceUnits + at(c.runningCost, l);
    data[c.longRunCost * width + l] = Math.max(1e-9 * at(c.referencePrice, l), cost);
    data[c.refreshCost * width + l] = chips / m.priceUnits + at(c.runningCost, l);
    data[c.expectedPrice * width + l] = data[c.longRunCost * width + l];
  }
  const rest = plan.owners[plan.owners.length - 1];
  for (let l = 0; l < width; l++) {
    let named = 0;
    for (const owner of plan.owners) if (owner !== rest) named += data[owner.columns.owned * width + l];
    data[rest.columns.owned * width + l] = Math.max(0, at(c.rest, l) - named);
  }
  startPipeline(block);
}

/** Orders under way at the start: written by quarter for the market, and what contracts due within the lead time need. */
function startPipeline(block: Block): void {
  const { plan, data, width } = block;
  const { lead } = plan.market;
  for (const [o, owner] of plan.owners.entries()) {
    const begun = contractsBegunBy(plan, o);
    for (let l = 0; l < width; l++) {
      let standing = data[owner.columns.owned * width + l];
      for (let q = 0; q < lead; q++) {
        let contracted = 0;
        for (const term of begun) {
          const share = q < plan.quarters ? term.schedules.shape[q] : 0;
          const { firm, expectedF } = term.constants;
          contracted += share * data[term.columns.amount * width + l] * (firm + (1 - firm) * expectedF);
        }
        const order = Math.max(0, contracted - standing);
        data[owner.slots[q % owner.slots.length] * width + l] += order;
        data[owner.columns.underway * width + l] += order;
        standing += order;
      }
    }
  }
  const rest = plan.owners[plan.owners.length - 1];
  for (let q = 0; q < Math.min(lead, plan.pipeline.length); q++) {
    const column = plan.pipeline[q];
    if (column < 0) continue;
    for (let l = 0; l < width; l++) {
      const written = data[column * width + l];
      let named = 0;
      for (const owner of plan.owners)
        if (owner !== rest) named += data[owner.slots[q % owner.slots.length] * width + l];
      const order = Math.max(0, written - named);
      data[rest.slots[q % rest.slots.length] * width + l] += order;
      data[rest.columns.underway * width + l] += order;
    }
  }
}

/** Contracts for which an owner has begun to build: its own, unless the plan says that another had begun (`begunBy`). */
function contractsBegunBy(plan: Plan, owner: number): TermProgram[] {
  const isOwn = (i: number): boolean => plan.owners[owner].contracts.includes(i);
  return plan.terms.filter((term, i) => {
    const { begunBy } = term.constants;
    return begunBy === undefined ? isOwn(i) : begunBy === owner;
  });
}

/** Outside shareholders hold what nobody else does; the part of value that is not stakes is what remains (definitions D4). */
function startStakes(block: Block): void {
  const { plan, data, width } = block;
  for (const issuer of plan.issuers) {
    for (let l = 0; l < width; l++) {
      let held = 0;
      for (const holder of issuer.holders) held += data[holder.column * width + l];
      if (held > data[issuer.shares * width + l]) data[issuer.shares * width + l] = held;
      data[issuer.outside * width + l] = data[issuer.shares * width + l] - held;
    }
  }
  for (const issuer of plan.issuers) {
    for (const holder of issuer.holders) {
      if (holder.party < 0) continue;
      const stakes = plan.parties[holder.party].columns.stakes * width;
      for (let l = 0; l < width; l++) {
        data[stakes + l] +=
          (data[holder.column * width + l] / data[issuer.shares * width + l]) * data[issuer.value * width + l];
      }
    }
  }
  for (const party of plan.parties) {
    const c = party.columns;
    for (let l = 0; l < width; l++) {
      const cash = data[c.cash * width + l] - data[c.debt * width + l];
      const stakes = data[c.stakes * width + l];
      if (party.isListed)
        startListed(data, c.core * width + l, c.holdingFactor * width + l, data[c.value * width + l], stakes);
      else if (party.isPrivate) data[c.core * width + l] = data[c.value * width + l] - stakes - cash;
      else {
        data[c.core * width + l] = data[c.outsideWealth * width + l];
        data[c.value * width + l] = data[c.core * width + l] + cash + stakes;
      }
    }
  }
}

/** A holding company worth less than what it holds trades at a discount, which stays the same share of its holdings. */
function startListed(data: Float64Array, core: number, factor: number, value: number, stakes: number): void {
  data[core] = Math.max(0, value - stakes);
  if (value < stakes) data[factor] = value / stakes;
}

/** A milestone with a window happens in a quarter drawn from a triangle on it, or never. */
function startMilestones(block: Block): void {
  const { plan, data, width, seed } = block;
  const uniform = block.scratch[0];
  for (const m of plan.milestones) {
    const at = m.column * width;
    if (m.kind === 'date') data.fill(m.earliest, at, at + width);
    if (m.kind !== 'window') continue;
    if (block.isCentral) {
      data.fill(m.never > 0.5 ? Number.MAX_SAFE_INTEGER : m.likely, at, at + width);
      continue;
    }
    drawUniforms(block, uniform, 0, streamKey(seed, `milestones.${m.id}`), STATIC_QUARTER);
    for (let l = 0; l < width; l++) {
      const u = uniform[l];
      data[at + l] =
        u < m.never
          ? Number.MAX_SAFE_INTEGER
          : triangularQuarter(m.earliest, m.likely, m.latest, (u - m.never) / (1 - m.never));
    }
  }
}

function triangularQuarter(low: number, mode: number, high: number, u: number): number {
  const width = high - low;
  if (width <= 0) return low;
  const peak = (mode - low) / width;
  const x = u < peak ? low + Math.sqrt(u * width * (mode - low)) : high - Math.sqrt((1 - u) * width * (high - mode));
  return Math.round(x);
}
