import { describe, expect, it } from 'vitest';
import { bookFolder } from '../../test/bookFolder.ts';
import { medianOf } from '../base/distribution.ts';
import type { Book } from '../book/book.ts';
import { planBook } from '../plan/planBook.ts';
import { bookInputs } from '../questions/claims/bookInputs.ts';
import type { ToldFlip } from '../questions/claims/claimsSchema.ts';
import { askClaims } from './askClaims.ts';
import { inProcessRunner } from './runner.ts';

const RATE = 'channels.funding.rate';
const MULTIPLE = 'channels.value.multiple';
const BOUND = 0.018;

/** A loop of which the gain is a product, and a claim on it. */
const loopBook = (sets: readonly string[] = []): Book =>
  bookFolder('small/loop', {
    overlays: [
      {
        name: 'claims.yaml',
        text: `
claims:
  returns-enough:
    says: A turn returns more than it should.
    source: example
    question: loop
    measure: {path: gain, kind: structural, test: "> ${BOUND}"}
    flips: [${RATE}, ${MULTIPLE}, parties.vendor.operations.growth]
`,
      },
    ],
    sets,
  });

const runner = inProcessRunner();
async function flipsOf(book: Book, vectors: number): Promise<readonly ToldFlip[]> {
  const asking = { book, diagnostics: [], openRunner: async () => runner, paths: 1, seed: 1 };
  const { result } = await askClaims(asking, { vectors, flipVectors: vectors, noisePaths: 2, isExact: true });
  return result?.claims[0]?.flips ?? [];
}

const median = (book: Book, path: string): number =>
  medianOf(bookInputs(book, planBook(book)).get(path)?.distribution ?? { kind: 'point', value: Number.NaN });
/** By hand: 1/(1 − .3 − .4) for orders on debt and own money, .6 of them here, 2^(−3/4) left after a turn, .4 held. */
const PER_RATE_AND_MULTIPLE = (1 / (1 - 0.3 - 0.4)) * 0.6 * 2 ** (-3 / 4) * 0.4;

describe('a turn known in closed form', () => {
  it('lies in the interval of the one that is solved, which is the narrower the more draws there are', async () => {
    const book = loopBook();
    const widths: number[] = [];
    for (const vectors of [40, 400]) {
      const [rate, multiple, growth] = await flipsOf(book, vectors);
      // The claim passes in half of the draws where it is just met at the median of the other factor.
      for (const [flip, other] of [
        [rate, MULTIPLE],
        [multiple, RATE],
      ] as const) {
        const at = BOUND / (PER_RATE_AND_MULTIPLE * median(book, other));
        const [low, high] = flip?.interval ?? [Number.NaN, Number.NaN];
        expect(low, flip?.input).toBeLessThanOrEqual(at);
        expect(high, flip?.input).toBeGreaterThanOrEqual(at);
        expect(Math.abs((flip?.at ?? 0) / at - 1), flip?.input).toBeLessThan(vectors === 40 ? 0.2 : 0.06);
        expect(flip?.counted).toBe(5 * vectors);
      }
      widths.push((rate?.interval?.[1] ?? 0) - (rate?.interval?.[0] ?? 0));
      expect(growth?.at).toBeNull();
      expect(growth?.reason).toContain('no effect beyond chance');
    }
    expect(widths[1]).toBeLessThan(widths[0] as number);
  }, 60_000);

  it('says so where what stands now lies within its error, and only there', async () => {
    const at = BOUND / (PER_RATE_AND_MULTIPLE * median(loopBook(), MULTIPLE));
    const [near] = await flipsOf(loopBook([`${RATE}=${at * 1.005}`]), 40);
    expect(near?.is_within_error).toBe(true);
    const [far] = await flipsOf(loopBook([`${RATE}=${at * 2}`]), 40);
    expect(far?.is_within_error).toBe(false);
    expect(far?.at).not.toBeNull();
  }, 60_000);
});
