import type { GlutParty, GlutResult, GlutWorld } from '../questions/glut/glutSchema.ts';

/** A world in a few words. */
export function worldWords({ world, scale }: Pick<GlutWorld, 'world' | 'scale'>): string {
  if (world === 'as_signed') return 'as signed';
  if (world === 'not_believed') return 'as signed, not believed';
  return scale === 0 ? 'none' : `${scale}×`;
}

/** The parties whose value moves most in either comparison, most first; the order of the book among equals. */
export function movedMost({ parties }: GlutResult, most: number): GlutParty[] {
  const size = ({ change_in_value: c }: GlutParty): number =>
    Math.max(Math.abs(c.commitments.mean), Math.abs(c.credibility.mean));
  return Object.values(parties)
    .filter((p) => size(p) > 0)
    .sort((a, b) => size(b) - size(a))
    .slice(0, most);
}
