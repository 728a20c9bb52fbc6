import { type Quarter, quarterNumber, yearOfQuarter } from '../../base/quarter.ts';

/**
 * The fiscal year, named by the calendar year in which it ends, that holds the middle of a calendar quarter.
 *
 * `end` is the month and day on which it ends, 12-31 where left out. Verified by: backlog.test.ts.
 */
export function fiscalYearOf(quarter: Quarter, end = '12-31'): number {
  const [month, day] = end.split('-').map(Number) as [number, number];
  // The middle of a calendar quarter is the 15th of its second month.
  const middle = 3 * quarterNumber(quarter) - 1;
  const isOver = middle > month || (middle === month && day < 15);
  return yearOfQuarter(quarter) + (isOver ? 1 : 0);
}
