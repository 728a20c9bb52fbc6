// table: mostly the list of columns and constants of a warrant, and one lane loop a step.
import { exp, log } from '../../base/elementary.ts';
import type { Lanes, TermBuilder, TermProgram, TermSteps } from '../term.ts';
import type { WarrantTerm } from './schema.ts';

/** A strike under this share of the price is exercised as soon as it vests; a higher one is held to expiry. */
const NEGLIGIBLE_STRIKE = 0.02;
/** What a change of control does to tranches that have not vested, and how a tranche came to its end, as numbers. */
const ON_CHANGE = { lapses: 1, vests: 2 } as const;
const DONE = { exercised: 1, lapsed: 2 } as const;

/** Compiles a warrant: each tranche has conditions that must all be met once, and is exercised once. */
export function compileWarrant(term: WarrantTerm, b: TermBuilder): TermProgram {
  const issuer = b.account(term.issuer);
  const holder = b.account(term.holder);
  const all = b.central(term.shares, 0);
  const tranches = Object.entries(term.tranches ?? { all: { vested: true, share: undefined, shares: undefined } });
  const open = tranches.filter(([, t]) => t.share === undefined && t.shares === undefined).length;
  const given = tranches.reduce((sum, [, t]) => sum + trancheShare(t, b, all), 0);
  const columns: Record<string, number> = {};
  // Without a clause a change of control does nothing to the warrant.
  const onChange = term.change_of_control === undefined ? 0 : ON_CHANGE[term.change_of_control];
  const constants: Record<string, number> = { tranches: tranches.length, expiry: b.quarterOf(term.expiry), issuer };
  for (const [i, [id, t]] of tranches.entries()) {
    constants[`share${i}`] =
      t.share === undefined && t.shares === undefined ? Math.max(0, 1 - given) / open : trancheShare(t, b, all);
    columns[`done${i}`] = b.state(`tranches.${id}.exercised`, 'flag, 2 once lapsed');
    columns[`milestone${i}`] = t.milestone === undefined ? -1 : b.milestone(t.milestone);
    columns[`hurdle${i}`] = t.hurdle === undefined ? -1 : b.input(t.hurdle, `tranches.${id}.hurdle`);
    columns[`touched${i}`] = t.hurdle === undefined ? -1 : b.state(`tranches.${id}.touched`, 'flag');
    columns[`bridge${i}`] = t.hurdle === undefined ? -1 : b.process(`tranches.${id}.touch`);
    columns[`delivered${i}`] = t.delivered === undefined ? -1 : b.input(t.delivered, `tranches.${id}.delivered`);
    columns[`spend${i}`] = t.spend === undefined ? -1 : b.input(t.spend, `tranches.${id}.spend`);
  }
  const volume = term.volume;
  const exercise = b.row('exercise', holder, issuer, 'finance', 2);
  b.publish('paid', exercise);
  return {
    kind: 'warrant',
    ref: b.ref,
    deal: b.deal,
    columns: {
      ...columns,
      shares: b.input(term.shares, 'shares'),
      strike: b.input(term.strike, 'strike', 0),
      reset: term.reset === undefined ? -1 : b.input(term.reset, 'reset'),
      strikeNow: b.state('strike_now', 'currency per share'),
      wasReset: b.state('was_reset', 'flag'),
      changed: term.change_of_control === undefined ? -1 : b.state('control_changed', 'flag'),
      controller: term.change_of_control === undefined ? -1 : b.state('controller_at_start', 'holder, from 1'),
      alive: b.state('alive', 'flag', 1),
      exercising: b.state('exercising', 'shares'),
      exercised: b.state('exercised', 'shares'),
      lastPrice: b.state('last_price', 'currency per share'),
      spent: b.state('spent', 'currency'),
      value: b.value(issuer),
      outstanding: b.shares(issuer),
      holding: b.holding(issuer, holder),
      issuerCore: b.stakeInput(issuer),
      holderCore: b.stakeInput(holder),
      volumeDelivered: volume === undefined ? -1 : b.published(volume, 'delivered'),
      volumeAmount: volume === undefined ? -1 : b.published(volume, 'amount'),
      volumePaid: volume === undefined ? -1 : b.published(volume, 'paid'),
      volatility: b.published(`party:${term.issuer}`, 'volatility'),
    },
    rows: { exercise },
    schedules: {},
    constants: { ...constants, onChange },
    debtor: -1,
    creditor: -1,
    seniority: 2,
  };
}

function trancheShare(t: { share?: unknown; shares?: unknown }, b: TermBuilder, all: number): number {
  const tranche = t as NonNullable<WarrantTerm['tranches']>[string];
  if (tranche.share !== undefined) return b.central(tranche.share, 0);
  return tranche.shares === undefined || all === 0 ? 0 : b.central(tranche.shares, 0) / all;
}

/**
 * Whether the share price touched a level between two quarter-ends.
 *
 * Definition: certain if either end is above; else with probability exp(−8·ln(H/S₀)·ln(H/S₁)/σ²), the Brownian bridge
 * of a quarter (definitions D6). `uniform` decides.
 */
export function hasTouched(hurdle: number, before: number, now: number, volatility: number, uniform: number): boolean {
  if (now >= hurdle || before >= hurdle) return true;
  if (before <= 0 || now <= 0 || volatility <= 0) return false;
  return uniform < exp((-8 * log(hurdle / before) * log(hurdle / now)) / (volatility * volatility));
}

/** Columns of one tranche; looked up once a term, not once a lane. */
interface Tranche {
  readonly done: number;
  readonly hurdle: number;
  readonly touched: number;
  readonly bridge: number;
  readonly milestone: number;
  readonly delivered: number;
  readonly spend: number;
  readonly share: number;
}

const tranches = new WeakMap<TermProgram, readonly Tranche[]>();

function tranchesOf(term: TermProgram): readonly Tranche[] {
  const known = tranches.get(term);
  if (known !== undefined) return known;
  const made = Array.from({ length: term.constants.tranches }, (_, i) => ({
    done: term.columns[`done${i}`],
    hurdle: term.columns[`hurdle${i}`],
    touched: term.columns[`touched${i}`],
    bridge: term.columns[`bridge${i}`],
    milestone: term.columns[`milestone${i}`],
    delivered: term.columns[`delivered${i}`],
    spend: term.columns[`spend${i}`],
    share: term.constants[`share${i}`],
  }));
  tranches.set(term, made);
  return made;
}

function isVested(
  term: TermProgram,
  lanes: Lanes,
  l: number,
  tranche: Tranche,
  quarter: number,
  price: number,
): boolean {
  const { data, width } = lanes;
  const c = term.columns;
  const at = (column: number): number => data[column * width + l];
  if (term.constants.onChange === ON_CHANGE.vests && at(c.changed) !== 0) return true;
  if (tranche.hurdle >= 0) {
    const sigma = c.volatility >= 0 ? at(c.volatility) : 0;
    if (
      at(tranche.touched) === 0 &&
      hasTouched(at(tranche.hurdle), at(c.lastPrice), price, sigma, at(tranche.bridge))
    ) {
      data[tranche.touched * width + l] = 1;
    }
    if (at(tranche.touched) === 0) return false;
  }
  if (tranche.milestone >= 0 && at(tranche.milestone) > quarter) return false;
  if (tranche.delivered >= 0) {
    if (c.volumeDelivered < 0 || c.volumeAmount < 0) return false;
    if (at(c.volumeDelivered) < at(tranche.delivered) * at(c.volumeAmount) * (1 - 1e-9)) return false;
  }
  return tranche.spend < 0 || at(c.spent) >= at(tranche.spend);
}

/** The strike falls to its reset once the share has stood at or under that at a quarter-end, for good. */
function strikeNow(term: TermProgram, lanes: Lanes, l: number, price: number): number {
  const { data, width } = lanes;
  const c = term.columns;
  const written = data[c.strike * width + l];
  const reset = c.reset < 0 ? written : Math.min(written, data[c.reset * width + l]);
  if (c.reset >= 0 && price <= reset) data[c.wasReset * width + l] = 1;
  const strike = data[c.wasReset * width + l] === 0 ? written : reset;
  data[c.strikeNow * width + l] = strike;
  return strike;
}

function due(term: TermProgram, lanes: Lanes, quarter: number): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const k = term.constants;
  const list = tranchesOf(term);
  const row = term.rows.exercise * width;
  const exercisingAt = c.exercising * width;
  const outstandingAt = c.outstanding * width;
  const aliveAt = c.alive * width;
  const valueAt = c.value * width;
  const lastPriceAt = c.lastPrice * width;
  const sharesAt = c.shares * width;
  const changedAt = c.changed * width;
  for (let l = from; l < to; l++) {
    data[row + l] = 0;
    data[exercisingAt + l] = 0;
    const outstanding = data[outstandingAt + l];
    if (data[aliveAt + l] === 0 || quarter > k.expiry || outstanding <= 0) continue;
    const price = data[valueAt + l] / outstanding;
    if (data[lastPriceAt + l] === 0) data[lastPriceAt + l] = price;
    const strike = strikeNow(term, lanes, l, price);
    const lapses = k.onChange === ON_CHANGE.lapses && data[changedAt + l] !== 0;
    let count = 0;
    for (const tranche of list) {
      if (data[tranche.done * width + l] !== 0) continue;
      if (!isVested(term, lanes, l, tranche, quarter, price)) {
        if (lapses) data[tranche.done * width + l] = DONE.lapsed;
        continue;
      }
      const isTime = strike < NEGLIGIBLE_STRIKE * price || quarter === k.expiry;
      if (!isTime || price <= strike) continue;
      data[tranche.done * width + l] = DONE.exercised;
      count += tranche.share * data[sharesAt + l];
    }
    data[lastPriceAt + l] = price;
    data[exercisingAt + l] = count;
    data[row + l] = count * strike;
  }
}

/** Exercise: N ← N + m, the issuer receives strike·m (definitions D3); the price of a share falls with the dilution. */
function settle(term: TermProgram, lanes: Lanes): void {
  const { data, width, from, to } = lanes;
  const c = term.columns;
  const spentAt = c.spent * width;
  const volumePaidAt = c.volumePaid * width;
  const exercisingAt = c.exercising * width;
  const exerciseAt = term.rows.exercise * width;
  const strikeAt = c.strikeNow * width;
  const exercisedAt = c.exercised * width;
  const outstandingAt = c.outstanding * width;
  const holdingAt = c.holding * width;
  const issuerCoreAt = c.issuerCore * width;
  const holderCoreAt = c.holderCore * width;
  for (let l = from; l < to; l++) {
    if (c.volumePaid >= 0) data[spentAt + l] += data[volumePaidAt + l];
    const asked = data[exercisingAt + l];
    if (asked <= 0) continue;
    const paid = data[exerciseAt + l];
    const strike = data[strikeAt + l];
    // Whoever cannot pay all of the strike gets the shares that it paid for.
    const count = strike > 0 ? Math.min(asked, paid / strike) : asked;
    data[exercisedAt + l] += count;
    data[outstandingAt + l] += count;
    data[holdingAt + l] += count;
    data[issuerCoreAt + l] += paid;
    data[holderCoreAt + l] -= paid;
  }
}

/** The issuer has failed and has new owners: the right ends with the old shares, unless it vests on a change of control. */
function end(term: TermProgram, lanes: Lanes, lane: number): void {
  if (term.constants.onChange === ON_CHANGE.vests) lanes.data[term.columns.changed * lanes.width + lane] = 1;
  else lanes.data[term.columns.alive * lanes.width + lane] = 0;
}

export const warrantSteps: TermSteps = { due, settle, end };
