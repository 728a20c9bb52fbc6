import { expect, it } from 'vitest';
import { csvText } from './csv.ts';

it('quotes what holds a comma, a quote or a line break', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['x, y', 'say "so"'],
        ['two\nlines', null],
      ],
    ),
  ).toBe('a,b\n"x, y","say ""so"""\n"two\nlines",\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '|calc', '\uff1d1', '\r=1'])(
  'takes the sting out of %j',
  (text) => {
    const line = csvText(['a'], [[text]])
      .split('\n')
      .slice(1)
      .join('\n');
    expect(line.replace(/^"/, '')[0]).toBe("'");
  },
);

it('leaves numbers numbers, to the last bit', () => {
  expect(csvText(['a'], [[-1.5], [0.1 + 0.2], [true]])).toBe('a\n-1.5\n0.30000000000000004\ntrue\n');
  expect(() => csvText(['a'], [[Number.NaN]])).toThrow(RangeError);
});
