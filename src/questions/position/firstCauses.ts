import type { Plan } from '../../plan/plan.ts';
import { DEFAULT_CAUSES } from '../../run/phases/clear.ts';
import type { RunColumns } from '../../run/runColumns.ts';
import type { Holding } from './holding.ts';
import type { PathLosses } from './holdingLosses.ts';

/** Where a loss began: a party, and what brought it down, or a fall in value of one that stands. */
export interface Root {
  readonly party: string;
  readonly cause: string;
}

const FALL = 'fall in value';
const BY_COUNTERPARTY = DEFAULT_CAUSES.indexOf('counterparty default') + 1;

/**
 * Where the loss of a holding began on a path.
 *
 * Definition: the party of the holding, if something else than a counterparty brought it down; else the first of those who owed it
 * something and failed no later, and so on back. Shares of a party that stands lose by a fall in value.
 */
export function rootOf(run: RunColumns): (holding: Holding, path: number) => Root {
  const payers = payersOf(run.plan);
  const failed = (id: string, path: number): number => run.values(`${id}.default`)[path]!;
  const back = (id: string, path: number, seen: ReadonlySet<string>): Root => {
    const cause = run.values(`${id}.cause`)[path]!;
    if (cause === BY_COUNTERPARTY) {
      let first: string | null = null;
      for (const payer of payers.get(id) ?? []) {
        if (seen.has(payer) || failed(payer, path) === 0 || failed(payer, path) > failed(id, path)) continue;
        if (first === null || failed(payer, path) < failed(first, path)) first = payer;
      }
      if (first !== null) return back(first, path, new Set([...seen, first]));
    }
    return { party: id, cause: DEFAULT_CAUSES[cause - 1] ?? FALL };
  };
  return ({ party, kind, until }, path) => {
    const at = failed(party, path);
    const isStanding = at === 0 || (kind === 'shares' && until !== null && at > until + 1);
    return isStanding ? { party, cause: FALL } : back(party, path, new Set([party]));
  };
}

/** Who owes a party something under deals, by party, in the order of the plan. */
function payersOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const payers = new Map<string, Set<string>>();
  for (const row of plan.rows) {
    const payer = plan.accounts[row.payer]!;
    const payee = plan.accounts[row.payee]!;
    if (row.ref === '' || payer.isWorld || payee.isWorld) continue;
    const of = payers.get(payee.id) ?? new Set();
    of.add(payer.id);
    payers.set(payee.id, of);
  }
  return new Map([...payers].map(([id, of]) => [id, [...of]]));
}

/** Where losses began: shares of the losing paths and of all that is lost, the largest first. */
export interface FirstCause extends Root {
  readonly share_of_losing_paths: number;
  readonly share_of_loss: number;
}

/** Over several holdings a path's loss counts to where the earliest of its losses began, whole. */
export function firstCauses(run: RunColumns, parts: readonly { holding: Holding; lost: PathLosses }[]): FirstCause[] {
  const root = rootOf(run);
  const found = new Map<string, { root: Root; paths: number; loss: number }>();
  let [paths, all] = [0, 0];
  for (let p = 0; p < run.paths; p++) {
    let first: { holding: Holding; lost: PathLosses } | null = null;
    let loss = 0;
    for (const part of parts) {
      if (!(part.lost.loss[p]! > 0)) continue;
      loss += part.lost.loss[p]!;
      if (first === null || part.lost.quarter[p]! < first.lost.quarter[p]!) first = part;
    }
    if (first === null) continue;
    const at = root(first.holding, p);
    const key = `${at.party}.${at.cause}`;
    const before = found.get(key) ?? { root: at, paths: 0, loss: 0 };
    found.set(key, { root: at, paths: before.paths + 1, loss: before.loss + loss });
    paths += 1;
    all += loss;
  }
  return [...found.values()]
    .map(({ root: at, paths: n, loss }) => ({ ...at, share_of_losing_paths: n / paths, share_of_loss: loss / all }))
    .sort((a, b) => b.share_of_loss - a.share_of_loss);
}
