import type { MeasuredWorld } from '../questions/claims/measured.ts';

/** The worlds that several figures need, each once, with all that is read of it by any of them; in the order of asking. */
export function unionOfWorlds(worlds: readonly MeasuredWorld[]): MeasuredWorld[] {
  const byId = new Map<string, MeasuredWorld>();
  for (const world of worlds) {
    const known = byId.get(world.id);
    if (known === undefined) {
      byId.set(world.id, { ...world, names: [...new Set(world.names)], recorded: distinct(world.recorded) });
      continue;
    }
    byId.set(world.id, {
      ...known,
      part: Math.max(known.part ?? 1, world.part ?? 1),
      names: [...new Set([...(known.names ?? []), ...(world.names ?? [])])],
      recorded: distinct([...known.recorded, ...world.recorded]),
    });
  }
  return [...byId.values()];
}

function distinct(recorded: MeasuredWorld['recorded']): MeasuredWorld['recorded'] {
  return [...new Map(recorded.map((one) => [one.name, one])).values()];
}
