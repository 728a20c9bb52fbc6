import type { WrittenGame } from '../../book/schema/game.ts';
import type { VotingRule } from '../../mechanisms/control/votingPower.ts';

/** A voting game: players by name, and rules that a decision must all meet. */
export interface VotingGame {
  readonly names: readonly string[];
  readonly rules: readonly VotingRule[];
}

const MOST_PLAYERS = 2000;

/** Reads `[39; 7x5, 1x10]`: the quota, then weights, `7x5` for five players of weight 7. What is wrong, in words, else. */
export function parseGame(text: string): VotingGame | string {
  const inner = /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1];
  const [quotaText, listed, ...more] = (inner ?? '').split(';');
  const usage = 'write a game such as "[39; 7x5, 1x10]": the quota, then the weights, 7x5 for five players of weight 7';
  if (quotaText === undefined || listed === undefined || more.length > 0) return usage;
  const quota = numberIn(quotaText);
  if (quota === null || quota <= 0) return `the quota is ${JSON.stringify(quotaText.trim())}; ${usage}`;
  const weights: number[] = [];
  for (const part of listed.split(',')) {
    const [weightText, countText = '1', ...rest] = part.split(/[x×*]/);
    const [weight, count] = [numberIn(weightText ?? ''), numberIn(countText)];
    if (weight === null || count === null || rest.length > 0 || !Number.isInteger(count) || count < 1)
      return `${JSON.stringify(part.trim())} is no weight; ${usage}`;
    if (weights.length + count > MOST_PLAYERS) return `there are more than ${MOST_PLAYERS} players`;
    for (let k = 0; k < count; k++) weights.push(weight);
  }
  return { names: weights.map((_, i) => `player ${i + 1}`), rules: [wholeRule(quota, weights)] };
}

/** The game of a file: its own rule, further rules, vetoes and blocking groups. */
export function gameOf({ quota, players, rules = [], vetoes = [], blocking = [] }: WrittenGame): VotingGame {
  const names = Object.keys(players);
  const consents = (group: readonly string[], least: number): VotingRule => ({
    quota: least,
    weights: names.map((name) => (group.includes(name) ? 1 : 0)),
  });
  return {
    names,
    rules: [
      wholeRule(
        quota,
        names.map((name) => players[name]!),
      ),
      ...rules.map((rule) =>
        wholeRule(
          rule.quota,
          names.map((name) => (rule.weights === undefined ? 1 : (rule.weights[name] ?? 0))),
        ),
      ),
      ...(vetoes.length === 0 ? [] : [consents([...new Set(vetoes)], new Set(vetoes).size)]),
      ...blocking.map(({ of, count }) => consents(of, Math.max(1, new Set(of).size - count + 1))),
    ],
  };
}

/** A rule in whole numbers: quota and weights times the same power of ten. */
function wholeRule(quota: number, weights: readonly number[]): VotingRule {
  let scale = 1;
  const isWhole = (x: number): boolean => Math.abs(x * scale - Math.round(x * scale)) < 1e-6;
  while (scale < 1e6 && ![quota, ...weights].every(isWhole)) scale *= 10;
  return { quota: Math.ceil(quota * scale - 1e-6), weights: weights.map((w) => Math.round(w * scale)) };
}

function numberIn(text: string): number | null {
  const trimmed = text.trim();
  return /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}
