import { exp, log } from '../../base/elementary.ts';
import { normalCdf } from '../../base/normal.ts';
import type { CalledVendor, ChannelProgram, PartyProgram, Plan } from '../../plan/plan.ts';
import type { Block } from '../block.ts';
import { planIndex } from '../planIndex.ts';

const SWEEPS = 60;
const AT_REST = 1e-13;
const LOWEST_PROBABILITY = 1e-6;
const ROUNDING = 1e-9;

/** Values the parties: what is not stakes grows with the market, news of contracted revenue moves it, stakes are added (definitions D4). */
export function mark(plan: Plan, block: Block, quarter: number): void {
  const { isPayer, loans } = planIndex(plan);
  for (const [i, party] of plan.parties.entries()) if (isPayer[i]) paymentProbability(plan, block, party, loans[i]);
  backlogNews(plan, block, quarter);
  moveNews(plan, block);
  for (const party of plan.parties) moveCore(plan, block, party);
  solveStakes(plan, block);
}

/**
 * Probability a year that a party pays: q = N(DD), DD = (ln(V/D) + r_f − σ_V²/2)/σ_V, V = M + D, σ_V = σ·M/V.
 *
 * D is all that it owes, outside and under loans of the book, and the dues of four quarters that nothing covers.
 */
function paymentProbability(plan: Plan, block: Block, party: PartyProgram, loans: readonly number[]): void {
  const { data, width, from, to } = block;
  const c = party.columns;
  if (c.volatility < 0) return;
  const valueAt = c.value * width;
  const slackAt = c.slack * width;
  const outAt = c.out * width;
  const bufferAt = c.buffer * width;
  const debtAt = c.debt * width;
  const channelDebtAt = c.channelDebt * width;
  const survivalAt = c.survival * width;
  const volatilityAt = c.volatility * width;
  const riskFreeAt = plan.market.columns.riskFree * width;
  for (let l = from; l < to; l++) {
    const value = Math.max(0, data[valueAt + l]);
    // Lowest cash that it saw ahead after what it could raise: below nothing are dues of four quarters without money.
    const missing = c.buffer < 0 ? 0 : -data[slackAt + l] - data[bufferAt + l];
    const unfunded = missing > ROUNDING * data[outAt + l] ? missing : 0;
    let debt = data[debtAt + l] + data[channelDebtAt + l] + unfunded;
    for (const outstanding of loans) debt += data[outstanding * width + l];
    if (debt <= 0) {
      data[survivalAt + l] = 1;
      continue;
    }
    if (value <= 0) {
      data[survivalAt + l] = LOWEST_PROBABILITY;
      continue;
    }
    const whole = value + debt;
    const sigma = (data[volatilityAt + l] * value) / whole;
    const distance = (log(whole / debt) + data[riskFreeAt + l] - 0.5 * sigma * sigma) / sigma;
    data[survivalAt + l] = Math.max(LOWEST_PROBABILITY, normalCdf(distance));
  }
}

/** News = change of contracted revenue weighted with payment probability, scheduled delivery taken out. */
function backlogNews(plan: Plan, block: Block, quarter: number): void {
  const { data, width, from, to, scratch } = block;
  const survival = scratch[6];
  for (const party of plan.parties) {
    const c = party.columns;
    data.fill(0, c.newsFlow * width + from, c.newsFlow * width + to);
  }
  const index = planIndex(plan);
  for (const [i, party] of plan.parties.entries()) {
    const c = party.columns;
    const sales = index.sells[i];
    const called = index.called[i];
    if ((sales.length === 0 && called.length === 0) || !party.isListed) continue;
    const now = scratch[7];
    const delivered = scratch[8];
    now.fill(0, from, to);
    delivered.fill(0, from, to);
    for (const { term, steps, payer } of sales) {
      const survivalAt = (payer?.columns.survival ?? 0) * width;
      const paymentAt = term.rows.payment * width;
      for (let l = from; l < to; l++) {
        const q = payer === null ? 1 : data[survivalAt + l];
        survival[l] = Math.sqrt(Math.sqrt(q));
        delivered[l] += data[paymentAt + l];
      }
      steps.backlog?.(term, block, quarter, survival, now);
    }
    for (const { channel, vendor, payer } of called) calledBacklog(plan, block, channel, vendor, payer, now, delivered);
    const backlogAt = c.backlog * width;
    const newsFlowAt = c.newsFlow * width;
    for (let l = from; l < to; l++) {
      const before = data[backlogAt + l];
      if (quarter > 0) data[newsFlowAt + l] += now[l] - (before - Math.min(before, delivered[l]));
      data[backlogAt + l] = now[l];
    }
  }
}

/**
 * What channels called forth and is not paid yet, each quarter's payment weighted with the payer's survival s until then.
 *
 * Definition: S is paid at 1/L a quarter and P comes into force at 1/lead, so a unit of S is worth
 * v = (s/L)/(1 − s(1 − 1/L)) and a unit of P (s/lead)·v/(1 − s(1 − 1/lead)); both are 1 for a sure payer.
 */
function calledBacklog(
  plan: Plan,
  block: Block,
  channel: ChannelProgram,
  vendor: CalledVendor,
  payer: PartyProgram | null,
  now: Float64Array,
  delivered: Float64Array,
): void {
  const { data, width, from, to } = block;
  const { lead } = plan.market;
  const survivalAt = (payer?.columns.survival ?? 0) * width;
  const quartersAt = channel.columns.quarters * width;
  const standingAt = vendor.standing * width;
  const pendingAt = vendor.pending * width;
  const rowAt = vendor.row * width;
  for (let l = from; l < to; l++) {
    const s = payer === null ? 1 : Math.sqrt(Math.sqrt(data[survivalAt + l]));
    const life = Math.max(1, data[quartersAt + l]);
    const standing = s / life / (1 - s * (1 - 1 / life));
    const pending = ((s / lead) * standing) / (1 - s * (1 - 1 / lead));
    now[l] += data[standingAt + l] * standing + data[pendingAt + l] * pending;
    delivered[l] += data[rowAt + l];
  }
}

/** n ← n·2^(−3/h) + μ·news: the effect of news on a vendor's value decays with its half-life in months. */
function moveNews(plan: Plan, block: Block): void {
  const { data, width, from, to } = block;
  for (const channel of plan.channels) {
    if (channel.kind !== 'news') continue;
    const c = channel.columns;
    const halfLifeAt = c.halfLife * width;
    const multipleAt = c.multiple * width;
    const flowAt = c.flow * width;
    const aliveAt = c.alive * width;
    const newsAt = c.news * width;
    for (let l = from; l < to; l++) {
      const kept = exp((-3 / Math.max(0.1, data[halfLifeAt + l])) * Math.LN2);
      const gained = data[multipleAt + l] * data[flowAt + l] * data[aliveAt + l];
      data[newsAt + l] = data[newsAt + l] * kept + gained;
    }
  }
}

/**
 * core ← core·exp((r_f + β·ERP − σ²/2)/4 + (β·σ_m·z + sd_idio·ε)/2) + equity raised − price of stakes bought …
 *
 * A private lab's core is its enterprise value V₀(R/R₀)^η × appetite, computed from its state; other private parties move like listed ones.
 */
function moveCore(plan: Plan, block: Block, party: PartyProgram): void {
  const { data, width, from, to } = block;
  const c = party.columns;
  const m = plan.market.columns;
  if (c.start < 0) return;
  const z = plan.market.processes.market * width;
  const epsilon = party.processes.idiosyncratic * width;
  const lab = planIndex(plan).labOf[plan.parties.indexOf(party)];
  const tradeAt = c.trade * width;
  const betaAt = c.beta * width;
  const volatilityAt = c.volatility * width;
  const marketVolatilityAt = m.marketVolatility * width;
  const riskFreeAt = m.riskFree * width;
  const premiumAt = m.premium * width;
  const coreAt = c.core * width;
  const holdingFactorAt = c.holdingFactor * width;
  for (let l = from; l < to; l++) {
    const trade = data[tradeAt + l];
    if (party.isPrivate && lab !== null) continue;
    const beta = data[betaAt + l];
    const sigma = data[volatilityAt + l];
    const common = beta * data[marketVolatilityAt + l];
    const idio = Math.sqrt(Math.max(0, sigma * sigma - common * common));
    const drift = data[riskFreeAt + l] + beta * data[premiumAt + l] - 0.5 * sigma * sigma;
    const move = drift / 4 + (common * data[z + l] + idio * data[epsilon + l]) / 2;
    data[coreAt + l] = data[coreAt + l] * exp(move) + (party.isPrivate ? 0 : trade * data[holdingFactorAt + l]);
  }
}

/** M = core + news + W·M, solved jointly: one pass where nobody holds itself through others, else until a lane rests. */
function solveStakes(plan: Plan, block: Block): void {
  const { data, width, from, to, scratch } = block;
  const base = baseValues(plan, block);
  const index = planIndex(plan);
  const rests = scratch[9];
  const stakes = scratch[10];
  const moved = scratch[11];
  rests.fill(0, from, to);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    moved.fill(0, from, to);
    for (const i of index.valueOrder) {
      const c = plan.parties[i].columns;
      const held = c.stakes * width;
      const at = c.value * width;
      const factor = c.holdingFactor * width;
      stakes.fill(0, from, to);
      for (const h of index.holds[i]) addStake(block, h.column * width, h.shares * width, h.value * width, stakes);
      const own = base[i];
      for (let l = from; l < to; l++) {
        if (rests[l] === 1) continue;
        const value = Math.max(0, own[l] + data[factor + l] * stakes[l]);
        if (Math.abs(value - data[at + l]) > AT_REST * (1 + value)) moved[l] = 1;
        data[held + l] = stakes[l];
        data[at + l] = value;
      }
    }
    if (!index.isCircular) break;
    // A lane that has come to rest is frozen, so that its neighbours cannot matter.
    let isMoving = false;
    for (let l = from; l < to; l++) {
      if (moved[l] === 0) rests[l] = 1;
      else isMoving = true;
    }
    if (!isMoving) break;
  }
  for (const party of plan.parties) data.fill(0, party.columns.trade * width + from, party.columns.trade * width + to);
}

function addStake(block: Block, holding: number, shares: number, value: number, stakes: Float64Array): void {
  const { data, from, to } = block;
  for (let l = from; l < to; l++) {
    const n = data[shares + l];
    if (n > 0) stakes[l] += (data[holding + l] / n) * data[value + l];
  }
}

const bases = new WeakMap<Plan, Map<number, Float64Array[]>>();

function baseScratch(plan: Plan, width: number): Float64Array[] {
  let byWidth = bases.get(plan);
  if (byWidth === undefined) {
    byWidth = new Map();
    bases.set(plan, byWidth);
  }
  let made = byWidth.get(width);
  if (made === undefined) {
    made = plan.parties.map(() => new Float64Array(width));
    byWidth.set(width, made);
  }
  return made;
}

/** Value of each party before its stakes. */
function baseValues(plan: Plan, block: Block): Float64Array[] {
  const { data, width, from, to } = block;
  const base = baseScratch(plan, width);
  for (const [i, party] of plan.parties.entries()) {
    const c = party.columns;
    const lab = planIndex(plan).labOf[i];
    const cashAt = c.cash * width;
    const debtAt = c.debt * width;
    const channelDebtAt = c.channelDebt * width;
    const coreAt = c.core * width;
    const newsAt = c.news * width;
    const unconstrainedAt = (lab?.columns.unconstrained ?? 0) * width;
    const startAt = (lab?.columns.start ?? 0) * width;
    const revenueShockAt = (lab?.columns.revenueShock ?? 0) * width;
    const elasticityAt = c.elasticity * width;
    const appetiteAt = plan.market.columns.appetite * width;
    // What a private builder has put into capacity since the start, less wear: a value of the start knows nothing of it.
    const bookAt = c.book * width;
    for (let l = from; l < to; l++) {
      const netCash = data[cashAt + l] - data[debtAt + l] - data[channelDebtAt + l];
      if (party.isListed) base[i][l] = data[coreAt + l] + data[newsAt + l];
      else if (party.isPrivate && lab !== null) {
        const growth = data[unconstrainedAt + l] / data[startAt + l];
        const ratio = growth > 0 ? Math.max(1e-6, growth * data[revenueShockAt + l]) : 1e-6;
        const follows = exp(data[elasticityAt + l] * log(ratio) + data[appetiteAt + l]);
        base[i][l] = data[coreAt + l] * follows + netCash;
      } else base[i][l] = data[coreAt + l] + netCash + (party.isPrivate ? data[bookAt + l] : 0);
    }
  }
  return base;
}
