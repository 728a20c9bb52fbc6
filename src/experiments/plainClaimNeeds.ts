import type { Book } from '../book/book.ts';
import type { Plan } from '../plan/plan.ts';
import type { Needs } from '../questions/run/runNeeds.ts';
import { recordedNames } from '../run/recorded.ts';
import { claimsAsked } from './claimMeasures.ts';
import { unionOfWorlds } from './unionOfWorlds.ts';

/** What a run of the book as it stands keeps besides, so that claims of which every path tells by itself need no run of their own. */
export function plainClaimNeeds(book: Book, plan: Plan, needs: Needs): Needs {
  const plain = claimsAsked(book, plan, undefined).filter(({ isPlain }) => isPlain);
  const [world] = unionOfWorlds(plain.flatMap(({ of }) => of.flatMap(({ figure }) => figure?.worlds ?? [])));
  if (world === undefined) return needs;
  const told = new Set(needs.told);
  const known = new Set([...needs.exact, ...needs.told]);
  const names = [...(world.names ?? []), ...recordedNames(plan, world.recorded)];
  return {
    ...needs,
    // What is read path by path must not become a summary.
    exact: [...needs.exact, ...names.filter((name) => !known.has(name) || told.has(name))],
    told: needs.told.filter((name) => !names.includes(name)),
    recorded: [...(needs.recorded ?? []), ...world.recorded],
  };
}
