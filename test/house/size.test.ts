import { describe, expect, it } from 'vitest';
import { sizeBreaches } from '../../scripts/lint-size.mjs';

const lines = (count: number): string => '  let a = 1;\n'.repeat(count);

describe('the size rule', () => {
  it('finds a file over 400 lines', () => {
    expect(sizeBreaches('a.ts', lines(400))).toEqual([]);
    expect(sizeBreaches('a.ts', lines(401))).toEqual(['a.ts: 401 lines (at most 400)']);
  });

  it('finds a function over 60 lines, with its name', () => {
    expect(sizeBreaches('a.ts', `function short() {\n${lines(58)}}\n`)).toEqual([]);
    expect(sizeBreaches('a.ts', `function long() {\n${lines(59)}}\n`)).toEqual(['a.ts:1 long: 61 lines (at most 60)']);
    expect(sizeBreaches('a.ts', `\nconst arrow = () => {\n${lines(59)}};\n`)).toEqual([
      'a.ts:2 arrow: 61 lines (at most 60)',
    ]);
  });

  it('does not count a chapter of tests as a function', () => {
    expect(sizeBreaches('a.test.ts', `describe('x', () => {\n${lines(100)}});\n`)).toEqual([]);
  });

  it('lets a kernel or a table stay whole if its first line says why', () => {
    const long = `function long() {\n${lines(100)}}\n`;
    expect(sizeBreaches('a.ts', `// kernel: one lane loop, split it and it slows\n${long}`)).toEqual([]);
    expect(sizeBreaches('a.ts', `// kernel: fast\n${long}`)).toHaveLength(1);
    expect(sizeBreaches('a.ts', `// a kernel\n${long}`)).toHaveLength(1);
  });
});
