import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInterval, parseScalar, writeInterval, writeQuantity } from './quantityText.ts';

const USD = { currency: 'USD' };

test('reads the spellings of the book format', () => {
  const readings: [string | number, number][] = [
    ['22.4B', 22400000000],
    ['$300B', 300000000000],
    ['27%', 0.27],
    ['16 %', 0.16],
    ['4.5', 4.5],
    ['-3', -3],
    ['+3', 3],
    ['-$1.5M', -1500000],
    ['1e9', 1000000000],
    ['1.2E-3', 0.0012],
    ['.5', 0.5],
    ['0.1K', 100],
    ['1.41T', 1410000000000],
    ['  7 ', 7],
    [12.5, 12.5],
    [0, 0],
  ];
  for (const [text, value] of readings) {
    const read = parseScalar(text, USD);
    expect(read.ok && read.value, String(text)).toBe(value);
  }
  expect(parseScalar('27%', USD)).toEqual({ ok: true, value: 0.27, isPercent: true, currency: null });
  expect(parseScalar('$3', {})).toEqual({ ok: true, value: 3, isPercent: false, currency: 'USD' });
  expect(parseScalar('€3', { currency: 'EUR' }).ok).toBe(true);
});

test('a suffix gives the double nearest to the decimal number', () => {
  // 1.1 × 1e9 in floating point is 1100000000.0000002.
  expect(parseScalar('1.1B', {})).toMatchObject({ value: 1100000000 });
  expect(parseScalar('0.07%', {})).toMatchObject({ value: 0.0007 });
});

test('ambiguous spellings are refused with the right one suggested', () => {
  const refusals: [string, string | undefined][] = [
    ['22.4bn', '22.4B'],
    ['22.4 bn', '22.4B'],
    ['5b', '5B'],
    ['5mn', '5M'],
    ['5m', '5M'],
    ['$5 billion', '$5B'],
    ['5 Million', '5M'],
    ['5tn', '5T'],
    ['5k', '5K'],
    ['5 B', '5B'],
    ['1,4B', '1.4B'],
    ['1,400B', '1400B or 1.400B'],
    ['1,400,000', '1400000'],
    ['1.400.000', '1400000'],
    ['1.400,50', '1400.50'],
    ['1_000', '1000'],
    ['1 000 000', '1000000'],
    ['5 percent', '5%'],
    ['$-3B', '-$3B'],
    ['USD 300B', '300B'],
    ['300B USD', '300B'],
    ['250B-350B', '250B to 350B'],
    ['between 2 and 3', '2 to 3'],
    ['EUR 300B', undefined],
    ['300 CHF', undefined],
    ['€300B', undefined],
    ['€1,4bn', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['-inf', undefined],
    ['1e999', undefined],
    ['1e3B', undefined],
    ['~5B', undefined],
    ['5B+', undefined],
    ['5x', undefined],
    ['$5%', undefined],
    ['=1+1', undefined],
    ['0x10', undefined],
    ['1.2.3', undefined],
    ['', undefined],
  ];
  for (const [text, suggestion] of refusals) {
    const read = parseScalar(text, USD);
    expect(read.ok, text).toBe(false);
    if (read.ok) continue;
    expect(read.suggestion, text).toBe(suggestion);
    expect(read.reason.length, text).toBeGreaterThan(8);
    for (const spelling of suggestion === undefined || / to /.test(suggestion) ? [] : suggestion.split(' or ')) {
      expect(parseScalar(spelling, USD).ok, `suggested ${spelling}`).toBe(true);
    }
  }
  expect(parseScalar(Number.NaN, USD).ok).toBe(false);
  expect(parseScalar(Number.POSITIVE_INFINITY, USD).ok).toBe(false);
});

test('text of any length is refused with a short message', () => {
  for (const text of ['1'.repeat(1e6), ' 1'.repeat(1e5), '-'.repeat(1e5)]) {
    for (const read of [parseScalar(text, USD), parseInterval(`${text} to 3`, USD)]) {
      expect(!read.ok && read.found.length < 100 && /too long/.test(read.reason)).toBe(true);
    }
  }
});

test('reads intervals and refuses those whose suffix is in doubt', () => {
  expect(parseInterval('250B to 350B', USD)).toMatchObject({ ok: true, low: 250e9, high: 350e9, isPercent: false });
  expect(parseInterval('$500M to $2B', USD)).toMatchObject({ low: 5e8, high: 2e9, currency: 'USD' });
  expect(parseInterval('20% to 30%')).toMatchObject({ low: 0.2, high: 0.3, isPercent: true });
  expect(parseInterval('-4 to 6')).toMatchObject({ low: -4, high: 6 });
  expect(parseInterval('0 to 350B')).toMatchObject({ low: 0, high: 350e9 });
  const refusals: [string, string | undefined][] = [
    ['250 to 350B', '250B to 350B'],
    ['20 to 30%', '20% to 30%'],
    ['20% to 30', '20% to 30%'],
    ['350B to 250B', '250B to 350B'],
    ['250bn to 350bn', '250B to 350B'],
    ['250B to €350B', undefined],
    ['250B', undefined],
    ['1 to 2 to 3', undefined],
  ];
  for (const [text, suggestion] of refusals) {
    const read = parseInterval(text, USD);
    expect(read.ok, text).toBe(false);
    if (!read.ok) expect(read.suggestion, text).toBe(suggestion);
  }
});

test('writes as an author would', () => {
  expect(writeQuantity(22.4e9)).toBe('22.4B');
  expect(writeQuantity(1.41e12)).toBe('1.41T');
  expect(writeQuantity(-300000)).toBe('-300K');
  expect(writeQuantity(1500e12)).toBe('1500T');
  expect(writeQuantity(999.5)).toBe('999.5');
  expect(writeQuantity(0.05)).toBe('0.05');
  expect(writeQuantity(0.27, 'percent')).toBe('27%');
  expect(writeQuantity(0.0007, 'percent')).toBe('0.07%');
  expect(writeInterval(250e9, 350e9)).toBe('250B to 350B');
});

test('law: reading what was written gives the same number', () => {
  const anyNumber = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1e16, max: 1e16, noNaN: true }),
    fc.integer(),
  );
  fc.assert(
    fc.property(anyNumber, (x) => {
      for (const unit of ['plain', 'percent'] as const) {
        const read = parseScalar(writeQuantity(x, unit), USD);
        expect(read.ok && Object.is(read.value, x), writeQuantity(x, unit)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

test('law: no text makes the reader throw or give something other than a finite number', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-$€ ]?[\d.,]{1,8} ?[a-zA-Z%]{0,3}$/)), (text) => {
      const read = parseScalar(text, USD);
      if (read.ok) expect(Number.isFinite(read.value)).toBe(true);
      parseInterval(`${text} to ${text}`, USD);
    }),
    { numRuns: 1000 },
  );
});
