/** Ids of all sources that are named anywhere in a part of a book. */
export function sourcesWithin(part: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(look);
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'source') look(inner);
      else if (typeof inner === 'string') found.add(inner);
      else if (Array.isArray(inner)) for (const id of inner) if (typeof id === 'string') found.add(id);
    }
  };
  look(part);
  return [...found];
}
