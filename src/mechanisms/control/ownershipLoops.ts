/** Who holds a party: the owners of party j stand from start[j] to start[j + 1]. */
export interface OwnersOf {
  readonly start: Int32Array;
  readonly owner: Int32Array;
  readonly fraction: Float64Array;
}

/** Entries sorted by the party owned. */
export function ownersOf(size: number, owner: Int32Array, owned: Int32Array, fraction: Float64Array): OwnersOf {
  const start = new Int32Array(size + 1);
  for (const j of owned) start[j + 1]! += 1;
  for (let j = 0; j < size; j++) start[j + 1]! += start[j]!;
  const next = start.slice(0, size);
  const sorted = new Int32Array(owner.length);
  const shares = new Float64Array(owner.length);
  owned.forEach((j, k) => {
    const at = next[j]!;
    next[j] = at + 1;
    sorted[at] = owner[k]!;
    shares[at] = fraction[k]!;
  });
  return { start, owner: sorted, fraction: shares };
}

/**
 * Groups of parties that hold each other round a loop, those held before those who hold them.
 *
 * Definition: the strongly connected components, in the order in which (I − W)·x = e can be solved one after the other.
 * Source: Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing 1.
 * Cost: parties + entries, without recursion.
 */
export function ownershipLoops(size: number, { start, owner }: OwnersOf): number[][] {
  const number = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  const next = start.slice(0, size);
  const open: number[] = [];
  const loops: number[][] = [];
  let count = 0;
  const enter = (party: number): void => {
    number[party] = low[party] = count++;
    isOpen[party] = 1;
    open.push(party);
  };
  for (let root = 0; root < size; root++) {
    if (number[root]! >= 0) continue;
    const path = [root];
    enter(root);
    while (path.length > 0) {
      const party = path[path.length - 1]!;
      if (next[party]! < start[party + 1]!) {
        const above = owner[next[party]!]!;
        next[party]! += 1;
        if (number[above]! < 0) {
          enter(above);
          path.push(above);
        } else if (isOpen[above] === 1) low[party] = Math.min(low[party]!, number[above]!);
        continue;
      }
      path.pop();
      const below = path[path.length - 1];
      if (below !== undefined) low[below] = Math.min(low[below]!, low[party]!);
      if (low[party] === number[party]) loops.push(closeLoop(open, isOpen, party));
    }
  }
  // Tarjan closes a group once all above it are closed; what is held has to come first.
  return loops.reverse();
}

function closeLoop(open: number[], isOpen: Uint8Array, first: number): number[] {
  const loop: number[] = [];
  for (let party = -1; party !== first; ) {
    party = open.pop()!;
    isOpen[party] = 0;
    loop.push(party);
  }
  return loop.sort((a, b) => a - b);
}
