import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Milestone } from '../schema/party.ts';
import { type Check, type CheckedBook, certainValue } from './checkedBook.ts';

/** Milestones say when they are reached, in one way; events say what was contracted. */
export const checkMilestones: Check = (book) => [
  ...Object.entries(book.content.milestones ?? {}).flatMap(([id, milestone]) => milestoneFaults(book, id, milestone)),
  ...eventFaults(book),
];

function milestoneFaults(book: CheckedBook, id: string, milestone: Milestone): Diagnostic[] {
  const keys = ['milestones', id];
  const without = (at: string[], message: string, help: string) =>
    book.fault('book.milestone-without-condition', at, message, help);
  const twice = (at: string[], message: string, help: string) =>
    book.fault('book.milestone-said-twice', at, message, help);
  const faults: Diagnostic[] = [];
  const ways = (['date', 'window', 'when'] as const).filter((key) => milestone[key] !== undefined);
  // In a book as it was known earlier, what the condition spoke of may not exist yet; then it is not reached.
  if (ways.length === 0 && book.isWhole)
    faults.push(
      without(keys, `nothing says when \`${id}\` is reached`, 'give a `date`, a `window` or a condition under `when`'),
    );
  if (ways.length > 1)
    faults.push(
      twice(
        [...keys, ways[1] as string],
        `\`${id}\` has ${ways.map((key) => `\`${key}\``).join(' and ')}`,
        'keep one of them',
      ),
    );
  if (milestone.when === undefined) return faults;
  const conditions = Object.keys(milestone.when);
  const when = [...keys, 'when'];
  if (conditions.length === 0)
    faults.push(
      without(
        when,
        `\`when\` of \`${id}\` is empty`,
        'name one of: delivered, value_above, price_above, revenue_above',
      ),
    );
  if (conditions.length > 1)
    faults.push(
      twice(
        when,
        `\`when\` of \`${id}\` has ${conditions.join(' and ')}`,
        'keep one of them; make a second milestone for the other',
      ),
    );
  const { delivered } = milestone.when;
  if (delivered !== undefined && delivered.share === undefined && delivered.amount === undefined)
    faults.push(
      without(
        [...when, 'delivered'],
        `\`delivered\` of \`${id}\` does not say how much`,
        'give a `share` or an `amount`',
      ),
    );
  return faults;
}

function eventFaults(book: CheckedBook): Diagnostic[] {
  return Object.entries(book.content.events ?? {}).flatMap(([id, event]) => {
    if (event.pooled === false || certainValue(event.contracted, book.asOf) !== 0) return [];
    const message = `nothing was contracted in \`${id}\`, so that no reaction per unit can be estimated from it`;
    return [
      book.fault(
        'book.event-without-contract',
        ['events', id, 'contracted'],
        message,
        'give the change of contracted revenue, or say `pooled: false`',
      ),
    ];
  });
}
