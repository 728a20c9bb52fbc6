import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addMonths,
  addYears,
  compareDates,
  dayNumber,
  daysBetween,
  firstQuarterEndingAfter,
  isValidDate,
  parseQuarter,
  printQuarter,
  quarterEndDate,
  quarterNumber,
  quarterOfDate,
  quarterStartDate,
  yearOfQuarter,
} from './quarter.ts';

test('a run starts in the first quarter that ends after what is known', () => {
  expect(printQuarter(firstQuarterEndingAfter('2025-11-30'))).toBe('2025-Q4');
  expect(printQuarter(firstQuarterEndingAfter('2026-06-30'))).toBe('2026-Q3');
  expect(printQuarter(firstQuarterEndingAfter('2026-06-29'))).toBe('2026-Q2');
  expect(printQuarter(firstQuarterEndingAfter('2025-12-31'))).toBe('2026-Q1');
});

test('quarters are read, printed and counted', () => {
  expect(parseQuarter('2027-Q2')).toBe(4 * 2027 + 1);
  expect([parseQuarter('2027-Q5'), parseQuarter('2027Q1'), parseQuarter('27-Q1')]).toEqual([null, null, null]);
  const quarter = parseQuarter('2027-Q4')!;
  expect(printQuarter(quarter + 1)).toBe('2028-Q1');
  expect([yearOfQuarter(quarter), quarterNumber(quarter)]).toEqual([2027, 4]);
  expect([quarterStartDate(quarter), quarterEndDate(quarter)]).toEqual(['2027-10-01', '2027-12-31']);
  expect(quarterEndDate(parseQuarter('2028-Q1')!)).toBe('2028-03-31');
});

test('the calendar knows its months and leap years', () => {
  for (const date of ['2024-02-29', '2000-02-29', '2025-04-30', '2025-12-31'])
    expect(isValidDate(date), date).toBe(true);
  for (const date of [
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '',
  ])
    expect(isValidDate(date), date).toBe(false);
  expect(compareDates('2025-09-30', '2025-10-01')).toBeLessThan(0);
  expect(compareDates('2025-10-01', '2025-09-30')).toBeGreaterThan(0);
  expect(compareDates('2025-01-01', '2025-01-01')).toBe(0);
  expect([addYears('2024-02-29', 1), addYears('2024-02-29', 4)]).toEqual(['2025-02-28', '2028-02-29']);
  expect([addMonths('2025-11-30', 3), addMonths('2025-01-31', -2)]).toEqual(['2026-02-28', '2024-11-30']);
  expect(() => quarterOfDate('2025-02-30')).toThrow(RangeError);
});

test('every month ends on the day on which the host says it ends', () => {
  for (const year of [1900, 2000, 2024, 2025]) {
    for (let month = 1; month <= 12; month++) {
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
      const written = (day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      expect([isValidDate(written(days)), isValidDate(written(days + 1))], written(days)).toEqual([true, false]);
    }
  }
});

test('every date lies in its quarter, and agrees with the calendar of the host', () => {
  const days = fc.integer({ min: 0, max: 200 * 365 });
  fc.assert(
    fc.property(days, days, (a, b) => {
      const dateOf = (n: number) => new Date(Date.UTC(1950, 0, 1 + n)).toISOString().slice(0, 10);
      const [first, second] = [dateOf(a), dateOf(b)];
      const quarter = quarterOfDate(first);
      expect(isValidDate(first)).toBe(true);
      expect(quarterStartDate(quarter) <= first && first <= quarterEndDate(quarter)).toBe(true);
      expect(daysBetween(first, second)).toBe(b - a);
      expect(parseQuarter(printQuarter(quarter))).toBe(quarter);
      expect(quarterOfDate(quarterEndDate(quarter))).toBe(quarter);
      expect(daysBetween(quarterEndDate(quarter), quarterStartDate(quarter + 1))).toBe(1);
      expect(quarterEndDate(firstQuarterEndingAfter(first)) > first).toBe(true);
    }),
  );
  expect(dayNumber('0000-03-01')).toBe(0);
});
