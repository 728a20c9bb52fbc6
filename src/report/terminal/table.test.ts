import { describe, expect, it } from 'vitest';
import { PLAIN_INK } from './ink.ts';
import { bar, beside, cut, printTable, withoutInk, wrap } from './table.ts';

const page = (width: number) => ({ ink: PLAIN_INK, width });
const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

describe('a table', () => {
  it('aligns its columns, figures to the right', () => {
    const lines = printTable(
      page(80),
      [{ title: 'who' }, { title: 'sum', align: 'right' }],
      [
        ['a', '$1B'],
        ['bcd', '$22.4B'],
      ],
    );
    expect(lines).toEqual(['who     sum', 'a       $1B', 'bcd  $22.4B']);
  });
  it('cuts the column that gives way to fit the page', () => {
    const rows = [['a very long title of a deal', '$22.4B']];
    const lines = printTable(
      page(24),
      [
        { title: 'deal', gives: true },
        { title: 'sum', align: 'right' },
      ],
      rows,
    );
    expect(lines[1]).toBe('a very long tit…  $22.4B');
    expect(lines.every((line) => line.length <= 24)).toBe(true);
  });
  it('measures text before it is coloured', () => {
    const [, first] = printTable(
      { ink: PLAIN_INK, width: 80 },
      [{ title: 'x' }, { title: 'y' }],
      [[{ text: 'ab', style: red }, 'c']],
    );
    expect(withoutInk(first!)).toBe('ab  c');
  });
  it('lets nothing of its text move the cursor', () => {
    const lines = printTable(page(80), [{ title: '' }], [['a\u001b[2Jb\u0007\r\n\u202ec']]);
    expect([...lines.join('')].filter((c) => c < ' ' || c === '\u202e')).toEqual([]);
  });
});

it('draws bars to an eighth', () => {
  expect([bar(0, 4), bar(1, 4), bar(0.5, 4), bar(0.28125, 4), bar(2, 3)]).toEqual(['', '████', '██', '█▏', '███']);
});

it('cuts, wraps and sets side by side', () => {
  expect(cut('abcdef', 4)).toBe('abc…');
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(beside(page(60), ['a', 'b'], ['c'], 5)).toEqual(['a    c', 'b']);
  expect(beside(page(30), ['a'], ['c'], 5)).toEqual(['a', '', 'c']);
});
