import type { ObligationNetworkInput } from '../../src/mechanisms/clearing/obligationNetwork.ts';

/** Uniform numbers in [0, 1) from a seed: a plain 32-bit mixing generator, so that every test sees the same webs. */
export function uniforms(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface WebShape {
  readonly parties: number;
  readonly links: number;
  readonly classes?: number;
  /** Outside assets are uniform between 0 and this. */
  readonly richness?: number;
  readonly owesOutside?: boolean;
  readonly guarantees?: number;
  readonly holdings?: number;
}

/** A random web of the given shape. */
export function randomWeb(shape: WebShape, seed: number): ObligationNetworkInput {
  const draw = uniforms(seed);
  const { parties, links, classes = 1, richness = 5 } = shape;
  const party = (): number => Math.floor(draw() * parties);
  const other = (than: number): number => (than + 1 + Math.floor(draw() * (parties - 1))) % parties;
  const outsideAssets = Array.from({ length: parties }, () => draw() * richness);
  const debtor = Array.from({ length: links }, party);
  const obligations = {
    debtor,
    creditor: debtor.map(other),
    amount: debtor.map(() => draw() * 10),
    seniority: debtor.map(() => 1 + Math.floor(draw() * classes)),
  };
  const outside = Array.from({ length: shape.owesOutside ? parties : 0 }, (_, i) => i);
  const guaranteed = Array.from({ length: shape.guarantees ?? 0 }, () => Math.floor(draw() * links));
  return {
    outsideAssets,
    obligations,
    outsideObligations: {
      debtor: outside,
      amount: outside.map(() => draw() * 4),
      seniority: outside.map(() => 1 + Math.floor(draw() * classes)),
    },
    guarantees: [...new Set(guaranteed)].flatMap((obligation) => {
      const from = debtor[obligation]!;
      const guarantor = other(from);
      const seniority = 1 + Math.floor(draw() * classes);
      if (guarantor === obligations.creditor[obligation]) return [];
      return [{ guarantor, debtor: from, obligation, cover: draw(), seniority }];
    }),
    holdings: Array.from({ length: shape.holdings ?? 0 }, () => {
      const owned = party();
      return { owner: other(owned), owned, fraction: (0.8 * draw()) / (shape.holdings ?? 1) };
    }),
  };
}
