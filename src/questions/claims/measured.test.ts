import { describe, expect, it } from 'vitest';
import { definedShare, figureByVector, passesOf } from './claimFigures.ts';
import { measuresOf, measureTest } from './measured.ts';

const tested = (test: string, values: readonly number[], perVector = 1) => {
  const read = measureTest(test);
  if (read === null) throw new Error(`${test} is no test`);
  return {
    measure: {
      path: 'x',
      name: null,
      kind: perVector === 1 ? ('expectation' as const) : ('pathwise' as const),
      test: read,
    },
    values: Float64Array.from(values),
    perVector,
    unit: 'fraction',
  };
};

describe('tests of measures', () => {
  it('read signs, amounts and percents', () => {
    expect(measureTest('> 0.5')?.passes(0.5)).toBe(false);
    expect(measureTest('>= 50%')?.passes(0.5)).toBe(true);
    expect(measureTest('≤ $3B')?.passes(3e9)).toBe(true);
    expect(measureTest('< -2.5M')?.passes(-2.6e6)).toBe(true);
    expect(measureTest('= 0')?.passes(0)).toBe(true);
    expect(measureTest('about 3')).toBeNull();
    expect(measureTest('> 1.2.3')).toBeNull();
  });

  it('are those of the claim where a measure has none of its own', () => {
    const claim = { says: 'S', question: 'run', test: '> 1', measure: ['a.b', { path: 'c', test: '< 2' }] };
    expect(measuresOf(claim).measures.map(({ path, kind, test }) => [path, kind, test.text])).toEqual([
      ['a.b', 'expectation', '> 1'],
      ['c', 'expectation', '< 2'],
    ]);
    expect(measuresOf({ says: 'S', question: 'run', measure: 'a' }).untested).toEqual(['a']);
  });
});

describe('what passes', () => {
  it('passes where all measures do, path by path where one is told so', () => {
    const measured = [tested('> 0', [1, -1]), tested('< 1', [0, 2, 0, 0, 0, Number.NaN], 3)];
    const { passed, counted } = passesOf(measured);
    expect([...passed]).toEqual([2, 0]);
    expect([...counted]).toEqual([3, 2]);
    expect([...figureByVector(tested('< 1', [0, 2, 1, Number.NaN, 4, 6], 3))]).toEqual([1, 5]);
    expect(definedShare(tested('< 1', [0, Number.NaN]))).toBe(0.5);
  });
});
