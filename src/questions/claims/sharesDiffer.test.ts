import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../base/random.ts';
import { sharesDiffer } from './sharesDiffer.ts';

const VECTORS = 100;
const passes = (of: (v: number) => boolean, counts: (v: number) => boolean = () => true) => ({
  passed: Float64Array.from({ length: VECTORS }, (_, v) => (of(v) ? 1 : 0)),
  counted: Float64Array.from({ length: VECTORS }, (_, v) => (counts(v) ? 1 : 0)),
});

describe('two worlds on the same draws', () => {
  it('differ by chance about as seldom as a normal draw lies beyond three', () => {
    let alarms = 0;
    for (let k = 0; k < 2000; k++) {
      const of = (side: number) => passes((v) => uniformAt({ k0: k, k1: side }, v, 0) < 0.5);
      if (sharesDiffer(of(1), of(2))) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(14);
  });

  it('differ where few vectors change and all the same way, though their shares alone would not', () => {
    const before = passes((v) => v < 45);
    expect(
      sharesDiffer(
        before,
        passes((v) => v < 54),
      ),
    ).toBe(true);
    expect(
      sharesDiffer(
        before,
        passes((v) => v < 53),
      ),
    ).toBe(false);
    expect(
      sharesDiffer(
        passes((v) => v < 54),
        before,
      ),
    ).toBe(true);
    // As many one way as the other.
    expect(
      sharesDiffer(
        before,
        passes((v) => v >= 10 && v < 55),
      ),
    ).toBe(false);
  });

  it('are compared only where both are defined', () => {
    const before = passes((v) => v < 45);
    expect(
      sharesDiffer(
        before,
        passes(
          (v) => v < 60,
          (v) => v < 50,
        ),
      ),
    ).toBe(false);
    expect(sharesDiffer(before, before)).toBe(false);
  });
});
