const LONGEST = 64;

/**
 * How many letters must be inserted, deleted, replaced or swapped with a neighbour to turn one name into the other,
 * each place being touched once.
 *
 * From `most` on the exact number no longer matters, and `most` or more is given.
 *
 * Source: the optimal string alignment form of F. Damerau (1964) and V. Levenshtein (1966).
 */
export function editDistance(a: string, b: string, most: number = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
    if (row.every((distance) => distance >= most) && beforeLast.every((distance) => distance >= most)) return most;
  }
  return last[b.length]!;
}

/** A name without case, underscores and hyphens, which authors mix up freely. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[-_ .]/g, '');
}

/**
 * The valid name that the author probably meant, or null when none is near: at most one slip in three letters.
 *
 * Case and hyphens count for nothing; of names equally near the first in the list is taken.
 */
export function nearestName(written: string, valid: Iterable<string>): string | null {
  if (written.length > LONGEST) return null;
  const wanted = folded(written);
  let nearest: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of valid) {
    if (Math.abs(name.length - written.length) > LONGEST || name.length > 2 * LONGEST) continue;
    const candidate = folded(name);
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate, least);
    if (distance < least) {
      least = distance;
      nearest = name;
    }
  }
  return nearest;
}
