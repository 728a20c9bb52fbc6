import { describe, expect, it } from 'vitest';
import {
  printCount,
  printFactor,
  printMoney,
  printMoneyRange,
  printNumber,
  printPercent,
  printProbability,
} from './number.ts';

describe('money', () => {
  it('keeps three digits that count and the suffix of its size', () => {
    expect(printMoney(1.41e12, 'USD')).toBe('$1.41T');
    expect(printMoney(22.4e9, 'USD')).toBe('$22.4B');
    expect(printMoney(300e9, 'USD')).toBe('$300B');
    expect(printMoney(999.6e9, 'USD')).toBe('$1.00T');
    expect(printMoney(1234, 'EUR')).toBe('€1.23K');
    expect(printMoney(12_345e12, 'USD')).toBe('$12300T');
    expect(printMoney(0, 'USD')).toBe('$0');
    expect(printMoney(0.125, 'USD')).toBe('$0.125');
  });
  it('writes a minus sign, not a hyphen, and no minus before nothing', () => {
    expect(printMoney(-4.2e9, 'USD')).toBe('\u2212$4.20B');
    expect(printMoney(-0, 'USD')).toBe('$0');
  });
  it('prints no digit that the standard error does not support', () => {
    expect(printMoney(123.4e9, 'USD', { standardError: 12e9 })).toBe('$120B');
    expect(printMoney(123.4e9, 'USD', { standardError: 0.2e9 })).toBe('$123B');
    expect(printMoney(1.234e9, 'USD', { standardError: 0.2e9 })).toBe('$1.2B');
    expect(printMoney(3e9, 'USD', { standardError: 50e9 })).toBe('$3B');
  });
  it('gives a range where there is one', () => {
    expect(printMoneyRange(300e9, [250e9, 350e9], 'USD')).toBe('$300B ($250B to $350B)');
    expect(printMoneyRange(300e9, null, 'USD')).toBe('$300B');
    expect(printMoneyRange(null, null, 'USD')).toBe('–');
  });
});

describe('shares and probabilities', () => {
  it('prints percent with a space, two digits under ten', () => {
    expect(printPercent(0.16)).toBe('16 %');
    expect(printPercent(0.045)).toBe('4.5 %');
    expect(printPercent(1)).toBe('100 %');
    expect(printPercent(-0.123)).toBe('\u221212 %');
    expect(printPercent(0.1634, { standardError: 0.0004, digits: 4 })).toBe('16.34 %');
  });
  it('never says never', () => {
    expect(printProbability(0, 10_000)).toBe('under 0.03 %');
    expect(printProbability(0, 500)).toBe('under 0.6 %');
    expect(printProbability(1, 10_000)).toBe('over 99.97 %');
  });
  it('prints a probability to its standard error', () => {
    expect(printProbability(0.16, 10_000)).toBe('16 %');
    expect(printProbability(0.163, 100)).toBe('16 %');
    expect(printProbability(0.5, 10)).toBe('50 %');
  });
});

it('prints factors, numbers and counts', () => {
  expect(printFactor(340, 100)).toBe('3.4×');
  expect(printFactor(1, 0)).toBe('–');
  expect(printNumber(3.554)).toBe('3.55');
  expect(printCount(1234567)).toBe('1\u00a0234\u00a0567');
});
