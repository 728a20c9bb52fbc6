import type { Diagnostic } from '../../base/diagnostic.ts';
import { isValidDate, parseQuarter, quarterEndDate, quarterStartDate } from '../../base/quarter.ts';
import { fault } from '../fault.ts';
import { lastDayOf } from '../visibleOn.ts';
import type { Check, CheckedBook } from './checkedBook.ts';

/** Every date is a day of the calendar. */
export const checkCalendar: Check = (book) =>
  book.references.flatMap(({ to, name, at, path }) =>
    to !== 'date' || isValidDate(name) || parseQuarter(name) !== null || !/^\d{4}-\d{2}-\d{2}$/.test(name)
      ? []
      : [
          fault(
            'book.bad-date',
            at,
            `${name} is no day of the calendar`,
            'write a day that exists, such as 2027-01-31',
            path,
          ),
        ],
  );

/** What ends does so after it began, and the book stands before its horizon. */
export const checkOrder: Check = (book) => [
  ...horizonFaults(book),
  ...Object.entries(book.deals).flatMap(([id, deal]) =>
    Object.entries(deal.terms).flatMap(([termId, term]) => {
      const start = 'start' in term ? term.start : 'from' in term && term.from !== undefined ? term.from : deal.date;
      const ends = (['until', 'maturity', 'expiry'] as const).flatMap((key) =>
        key in term ? [[key, (term as Record<string, unknown>)[key]] as const] : [],
      );
      return ends.flatMap(([key, end]) =>
        typeof end === 'string'
          ? orderFault(book, ['deals', id, 'terms', termId, key], start, end, `the term begins on ${start}`)
          : [],
      );
    }),
  ),
  ...amendmentFaults(book),
  ...windowFaults(book),
];

function firstDayOf(text: string): string | undefined {
  if (isValidDate(text)) return text;
  const quarter = parseQuarter(text);
  return quarter === null ? undefined : quarterStartDate(quarter);
}

function orderFault(
  book: CheckedBook,
  keys: readonly string[],
  earlier: string,
  later: string,
  says: string,
): Diagnostic[] {
  const first = firstDayOf(earlier);
  const last = lastDayOf(later);
  if (first === undefined || last === undefined || first <= last) return [];
  return [
    book.fault(
      'book.ends-before-start',
      keys,
      `\`${keys[keys.length - 1]}\` is ${later}, but ${says}`,
      'correct one of the two dates',
    ),
  ];
}

function horizonFaults(book: CheckedBook): Diagnostic[] {
  const head = book.content.book;
  if (head === undefined) return [];
  const quarter = parseQuarter(head.horizon.end);
  const end = quarter === null ? head.horizon.end : quarterEndDate(quarter);
  if (!isValidDate(end)) return [];
  if (end <= book.asOf)
    return [
      book.fault(
        'book.as-of-outside',
        ['book', 'horizon', 'end'],
        `the book stands on ${book.asOf}, and its horizon ends ${head.horizon.end}: there is nothing left to simulate`,
        'choose an earlier day, or move `horizon: {end: …}`',
      ),
    ];
  const years = Number(end.slice(0, 4)) - Number(book.asOf.slice(0, 4));
  if (years <= 50) return [];
  return [
    book.fault(
      'book.horizon-far',
      ['book', 'horizon', 'end'],
      `the horizon ends ${years} years after the day on which the book stands; at most 50 are simulated`,
      'choose an earlier `horizon: {end: …}`',
    ),
  ];
}

function amendmentFaults(book: CheckedBook): Diagnostic[] {
  return Object.entries(book.deals).flatMap(([id, deal]) =>
    Object.entries(deal.amendments ?? {}).flatMap(([amendment, { date }]) =>
      orderFault(
        book,
        ['deals', id, 'amendments', amendment, 'date'],
        deal.date,
        date,
        `the deal that it amends is of ${deal.date}`,
      ),
    ),
  );
}

function windowFaults(book: CheckedBook): Diagnostic[] {
  return Object.entries(book.content.milestones ?? {}).flatMap(([id, { window }]) => {
    if (window === undefined) return [];
    const at = (key: string): string[] => ['milestones', id, 'window', key];
    return [
      ...orderFault(book, at('likely'), window.earliest, window.likely, `\`earliest\` is ${window.earliest}`),
      ...orderFault(book, at('latest'), window.likely, window.latest, `\`likely\` is ${window.likely}`),
    ];
  });
}
