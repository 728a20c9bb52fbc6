/** Who consents: a player, or a body that decides by its own votes. */
export type Voice = { readonly player: number } | { readonly body: number };

/** A board or a meeting: it consents once the votes in favour reach the quota. */
export interface Body {
  readonly members: readonly { readonly voice: Voice; readonly weight: number }[];
  /** Votes spread over so many holders that none of them counts alone. */
  readonly dispersed: number;
  readonly quota: number;
}

/** A decision that passes if each need is met by one of its voices. */
export interface DecisionGame {
  /** How many equal players stand behind each player number. */
  readonly copies: readonly number[];
  readonly bodies: readonly Body[];
  readonly needs: readonly (readonly Voice[])[];
}

/** Power over a decision: of each player (all its copies together) and of the dispersed voters of each body. */
export interface DecisionPower {
  readonly players: Float64Array;
  readonly dispersed: Float64Array;
}

/** States of the players beyond which they are not all gone through. */
export const MOST_STATES = 1 << 19;

/** By state of the players: from which part of the dispersed voters on it passes, and in which body they then decide. */
interface Passing {
  readonly game: DecisionGame;
  readonly time: Float64Array;
  readonly decidedIn: Int32Array;
  readonly strides: readonly number[];
  readonly states: number;
  readonly all: number;
}

/**
 * The Shapley–Shubik index of a decision composed of bodies within bodies, with dispersed voters.
 *
 * Definition: players arrive at times uniform on (0,1); at time t a share t of the dispersed votes is in favour. φᵢ is the
 * probability that the decision passes when i arrives, = Σ_S ∫ t^|S|(1−t)^(n−1−|S|) dt from T(S∪i) to T(S), T(S) the time
 * from which it passes with S in favour. Bodies that hold each other take the least consent that supports itself.
 * Units: fractions that sum to 1, unless it passes or fails whoever is in favour. Assumes: votes and needs are monotone.
 * Cost: states of the players × bodies; at most 2¹⁹ states.
 * Source: Shapley (1962), Simple games; Milnor and Shapley (1978), Values of large games II: oceanic games, eq. 2;
 * Owen (1972), Multilinear extensions of games (composition, and copies by binomials).
 * Verified by: decisionGame.test.ts (published games; all orders; oceans as limits; composition; laws).
 */
export function decisionPower(game: DecisionGame): DecisionPower {
  const passing = passingOf(game);
  const players = new Float64Array(game.copies.length);
  const dispersed = new Float64Array(game.bodies.length);
  eachState(passing, (state, counts, size, ways) => {
    const time = Math.min(1, passing.time[state]!);
    game.copies.forEach((copies, player) => {
      const count = counts[player]!;
      if (count === copies) return;
      const earlier = Math.min(1, passing.time[state + passing.strides[player]!]!);
      // Of the ways to choose this state, those that leave out one copy; any of the copies may be the one.
      if (earlier < time) players[player]! += ways * (copies - count) * orderTime(size, passing.all, earlier, time);
    });
    const body = passing.decidedIn[state]!;
    if (body >= 0 && passing.time[state]! <= 1) dispersed[body]! += ways * likelihood(size, passing.all, time);
  });
  return { players, dispersed };
}

/**
 * The absolute Banzhaf index: the chance to turn the decision if all others are for or against it with even odds.
 *
 * Definition: the share of the states of the others in which it fails without and passes with the player, half of all dispersed
 * votes being in favour. For a player with copies: the sum over them.
 * Source: Banzhaf (1965); Dubey and Shapley (1979), Mathematical properties of the Banzhaf power index, section 9 (oceans).
 * Verified by: decisionGame.test.ts.
 */
export function decisionSwings(game: DecisionGame): Float64Array {
  const passing = passingOf(game);
  const swings = new Float64Array(game.copies.length);
  let others = 1;
  for (let i = 1; i < passing.all; i++) others *= 2;
  eachState(passing, (state, counts, _size, ways) => {
    if (passing.time[state]! <= 0.5) return;
    game.copies.forEach((copies, player) => {
      const count = counts[player]!;
      if (count < copies && passing.time[state + passing.strides[player]!]! <= 0.5)
        swings[player]! += (ways * (copies - count)) / others;
    });
  });
  return swings;
}

function passingOf(game: DecisionGame): Passing {
  const strides: number[] = [];
  let states = 1;
  let all = 0;
  for (const copies of game.copies) {
    strides.push(states);
    states *= copies + 1;
    all += copies;
  }
  if (states > MOST_STATES) throw new RangeError(`${states} states of the players are too many`);
  const passing = { game, time: new Float64Array(states), decidedIn: new Int32Array(states), strides, states, all };
  const bodyTime = new Float64Array(game.bodies.length);
  const bodyDecided = new Int32Array(game.bodies.length);
  eachState(passing, (state, counts) => {
    consent(game, counts, bodyTime, bodyDecided);
    let time = 0;
    let decided = -1;
    for (const need of game.needs) {
      let first = Number.POSITIVE_INFINITY;
      let by = -1;
      for (const voice of need) {
        const at =
          'player' in voice ? (counts[voice.player]! > 0 ? 0 : Number.POSITIVE_INFINITY) : bodyTime[voice.body]!;
        if (at >= first) continue;
        first = at;
        by = 'player' in voice ? -1 : bodyDecided[voice.body]!;
      }
      if (first > time) {
        time = first;
        decided = by;
      }
    }
    passing.time[state] = time;
    passing.decidedIn[state] = time > 0 ? decided : -1;
  });
  return passing;
}

/** From which time on each body consents, by passing from nobody's consent to the least that supports itself. */
function consent(game: DecisionGame, counts: readonly number[], time: Float64Array, decided: Int32Array): void {
  time.fill(Number.POSITIVE_INFINITY);
  decided.fill(-1);
  for (let moved = true; moved; ) {
    moved = false;
    for (let b = 0; b < game.bodies.length; b++) {
      const { at, by } = consentOf(game.bodies[b]!, b, counts, time, decided);
      if (at >= time[b]!) continue;
      time[b] = at;
      decided[b] = by;
      moved = true;
    }
  }
}

function consentOf(
  body: Body,
  own: number,
  counts: readonly number[],
  time: Float64Array,
  decided: Int32Array,
): { at: number; by: number } {
  let votes = 0;
  const waiting: { at: number; weight: number; by: number }[] = [];
  for (const { voice, weight } of body.members) {
    if ('player' in voice) votes += weight * counts[voice.player]!;
    else if (time[voice.body]! <= 1) waiting.push({ at: time[voice.body]!, weight, by: decided[voice.body]! });
  }
  waiting.sort((a, b) => a.at - b.at);
  let now = 0;
  let by = -1;
  for (let k = 0; ; k++) {
    if (votes + body.dispersed * now >= body.quota) return { at: now, by };
    const next = waiting[k];
    const reached =
      body.dispersed > 0 ? Math.max(now, (body.quota - votes) / body.dispersed) : Number.POSITIVE_INFINITY;
    if (next === undefined || reached < next.at) {
      return reached <= 1 ? { at: reached, by: own } : { at: Number.POSITIVE_INFINITY, by: -1 };
    }
    votes += next.weight;
    now = next.at;
    by = next.by;
  }
}

/** Goes through all states of the players: how many copies of each are in favour, and in how many ways. */
function eachState(
  { game, states, strides }: Passing,
  visit: (state: number, counts: readonly number[], size: number, ways: number) => void,
): void {
  const counts = game.copies.map(() => 0);
  for (let state = 0; state < states; state++) {
    let size = 0;
    let ways = 1;
    game.copies.forEach((copies, player) => {
      const count = Math.floor(state / strides[player]!) % (copies + 1);
      counts[player] = count;
      size += count;
      ways *= binomial(copies, count);
    });
    visit(state, counts, size, ways);
  }
}

/** ∫ t^size (1−t)^(all−1−size) dt between two times, as a sum of binomial probabilities. */
function orderTime(size: number, all: number, from: number, to: number): number {
  const whole = 1 / (all * binomial(all - 1, size));
  return whole * (tail(size, all, to) - tail(size, all, from));
}

/** Probability that more than `size` of `all` have arrived by a time. */
function tail(size: number, all: number, time: number): number {
  if (time <= 0) return 0;
  if (time >= 1) return 1;
  let sum = 0;
  for (let k = size + 1; k <= all; k++) sum += binomial(all, k) * likelihood(k, all, time);
  return sum;
}

function likelihood(size: number, all: number, time: number): number {
  return power(time, size) * power(1 - time, all - size);
}

function power(base: number, exponent: number): number {
  let value = 1;
  for (let i = 0; i < exponent; i++) value *= base;
  return value;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 0; i < k; i++) value = (value * (n - i)) / (i + 1);
  return value;
}
