/** A calendar quarter as one whole number: year × 4 + (quarter − 1), so that the next quarter is one more. */
export type Quarter = number;

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const QUARTER = /^(\d{4})-Q([1-4])$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days a month has. */
function daysOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1]!;
}

function readDate(text: string): CalendarDate | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return null;
  return { year, month, day };
}

function knownDate(text: string): CalendarDate {
  const date = readDate(text);
  if (date === null) throw new RangeError(`not a date: ${text}`);
  return date;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function writeDate(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Whether the text is a day of the calendar, written 2025-11-30. */
export function isValidDate(text: string): boolean {
  return readDate(text) !== null;
}

/** Negative, zero or positive as the first date is before, on or after the second. */
export function compareDates(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The quarter written 2027-Q2, or null when the text is no such thing. */
export function parseQuarter(text: string): Quarter | null {
  const match = QUARTER.exec(text);
  return match === null ? null : quarterOf(Number(match[1]), Number(match[2]));
}

/** The quarter of a year by its number 1 to 4. */
export function quarterOf(year: number, number: number): Quarter {
  return 4 * year + number - 1;
}

/** The quarter as text: 2027-Q2. */
export function printQuarter(quarter: Quarter): string {
  return `${pad(yearOfQuarter(quarter), 4)}-Q${quarterNumber(quarter)}`;
}

/** The calendar year of a quarter. */
export function yearOfQuarter(quarter: Quarter): number {
  return Math.floor(quarter / 4);
}

/** The place of a quarter in its year, 1 to 4. */
export function quarterNumber(quarter: Quarter): number {
  return quarter - 4 * Math.floor(quarter / 4) + 1;
}

/** The quarter in which a date lies. */
export function quarterOfDate(date: string): Quarter {
  const { year, month } = knownDate(date);
  return quarterOf(year, Math.floor((month - 1) / 3) + 1);
}

/** The last day of a quarter. */
export function quarterEndDate(quarter: Quarter): string {
  const year = yearOfQuarter(quarter);
  const month = 3 * quarterNumber(quarter);
  return writeDate(year, month, daysOfMonth(year, month));
}

/** The first day of a quarter. */
export function quarterStartDate(quarter: Quarter): string {
  return writeDate(yearOfQuarter(quarter), 3 * quarterNumber(quarter) - 2, 1);
}

/**
 * The first quarter that ends after the date: where a run begins that knows the world up to that date.
 *
 * 2025-11-30 gives 2025-Q4; 2026-06-30, itself the end of a quarter, gives 2026-Q3.
 */
export function firstQuarterEndingAfter(date: string): Quarter {
  const quarter = quarterOfDate(date);
  return quarterEndDate(quarter) === date ? quarter + 1 : quarter;
}

/** The same day some whole years later; 29 February becomes 28 in a common year. */
export function addYears(date: string, years: number): string {
  const { year, month, day } = knownDate(date);
  return writeDate(year + years, month, Math.min(day, daysOfMonth(year + years, month)));
}

/** The same day some whole months later, or the last day of that month when it is shorter. */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = knownDate(date);
  const index = 12 * year + month - 1 + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - 12 * newYear + 1;
  return writeDate(newYear, newMonth, Math.min(day, daysOfMonth(newYear, newMonth)));
}

/**
 * Days since 1 March of the year 0, counted in the Gregorian calendar.
 *
 * Years are taken to begin in March, so that the leap day is the last of a year and months follow one formula.
 */
export function dayNumber(date: string): number {
  const { year, month, day } = knownDate(date);
  const shifted = month > 2 ? month - 3 : month + 9;
  const y = month > 2 ? year : year - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leaps + Math.floor((153 * shifted + 2) / 5) + day - 1;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
