import { describe, expect, it } from 'vitest';
import { arithmeticBreaches } from '../../scripts/lint-arithmetic.mjs';

const breachesOf = (text: string): string[] => arithmeticBreaches(new Map([['planted.ts', text]]));

const breaches: [text: string, what: string][] = [
  ['export const a = Math.log(2);', 'Math.log'],
  ['export const a = Math.random();', 'Math.random'],
  ['export const a = Math.pow(2, 3);', 'Math.pow'],
  ['export const a = Math.hypot(2, 3);', 'Math.hypot'],
  ['export const m = Math;', 'Math other than as Math.member'],
  ['const { exp } = Math; export { exp };', 'Math other than as Math.member'],
  ["export const a = Math['exp'](1);", 'Math other than as Math.member'],
  ['export const a = 2 ** 3;', '** (use pow of base/elementary.ts)'],
  ['let a = 2; a **= 3; export { a };', '** (use pow of base/elementary.ts)'],
  ["export const a = 'a'.localeCompare('b');", 'localeCompare'],
  ['export const a = (1).toLocaleString();', 'toLocaleString'],
  ["export const a = (1)['toLocaleString']();", 'toLocaleString'],
  ['export const a = new Intl.NumberFormat();', 'Intl'],
  ['export const a = Date.now();', 'Date'],
  ['export const a = new Date();', 'Date'],
  ['export const a = performance.now();', 'performance'],
  ['setTimeout(() => undefined, 1);', 'setTimeout'],
  ['export const a = process.env;', 'process'],
  ['export const a = { process };', 'process'],
  ['export const a = Buffer.alloc(1);', 'Buffer'],
  ['export const a = crypto.randomUUID();', 'crypto'],
  ['export const a = globalThis.crypto;', 'globalThis'],
  ["export const a = fetch('x');", 'fetch'],
];

describe('the arithmetic rule', () => {
  it.each(breaches)('%s', (text, what) => {
    const found = breachesOf(text).map((breach) => breach.replace(/^planted\.ts:\d+:\d+ /, ''));
    expect(found).toContain(what);
  });

  it('says where', () => {
    expect(breachesOf('export const a = 1;\nexport const b = Math.sin(a);')).toEqual(['planted.ts:2:18 Math.sin']);
  });

  it.each([
    'export const a = Math.sqrt(2) + Math.abs(-1) + Math.PI;',
    'export const f = (process: number) => process + 1;',
    'export interface Draw { readonly process: number; Date: string }\nexport const g = (d: Draw) => d.process;',
    'export const a = { process: 1, document: 2 };',
    'const performance = 1; export const a = performance;',
    '// Math.log and 2 ** 3 in a comment, "Date" in a text\nexport const a = "Math.random() ** Date";',
  ])('leaves alone: %s', (text) => {
    expect(breachesOf(text)).toEqual([]);
  });
});
