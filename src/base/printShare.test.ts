import { expect, it } from 'vitest';
import { printShare } from './printShare.ts';

it('says none and all only where it is none and all', () => {
  expect([0, 0.0004, 0.0099, 0.01, 0.664, 0.99, 0.9901, 0.9999, 1].map(printShare)).toEqual([
    '0 %',
    'under 1 %',
    'under 1 %',
    '1 %',
    '66 %',
    '99 %',
    'over 99 %',
    'over 99 %',
    '100 %',
  ]);
});
