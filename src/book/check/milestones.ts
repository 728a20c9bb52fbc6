import type { Diagnostic } from '../../base/diagnostic.ts';
import { type Check, certainValue } from './checkedBook.ts';

/** Milestones say when they are reached, in one way; events say what was contracted. */
export const checkMilestones: Check = (book) => {
  const faults: Diagnostic[] = [];
  for (const [id, milestone] of Object.entries(book.content.milestones ?? {})) {
    const ways = (['date', 'window', 'when'] as const).filter((key) => milestone[key] !== undefined);
    // In a book as it was known earlier, what the condition spoke of may not exist yet; then it is not reached.
    if (ways.length === 0 && book.isWhole)
      faults.push(
        book.fault(
          'book.milestone-without-condition',
          ['milestones', id],
          `nothing says when \`${id}\` is reached`,
          'give a `date`, a `window` or a condition under `when`',
        ),
      );
    if (ways.length > 1)
      faults.push(
        book.fault(
          'book.milestone-said-twice',
          ['milestones', id, ways[1] as string],
          `\`${id}\` has ${ways.map((key) => `\`${key}\``).join(' and ')}`,
          'keep one of them',
        ),
      );
    const conditions = Object.keys(milestone.when ?? {});
    if (milestone.when !== undefined && conditions.length === 0)
      faults.push(
        book.fault(
          'book.milestone-without-condition',
          ['milestones', id, 'when'],
          `\`when\` of \`${id}\` is empty`,
          'name one of: delivered, value_above, price_above, revenue_above',
        ),
      );
    if (conditions.length > 1)
      faults.push(
        book.fault(
          'book.milestone-said-twice',
          ['milestones', id, 'when'],
          `\`when\` of \`${id}\` has ${conditions.join(' and ')}`,
          'keep one of them; make a second milestone for the other',
        ),
      );
    const delivered = milestone.when?.delivered;
    if (delivered !== undefined && delivered.share === undefined && delivered.amount === undefined)
      faults.push(
        book.fault(
          'book.milestone-without-condition',
          ['milestones', id, 'when', 'delivered'],
          `\`delivered\` of \`${id}\` does not say how much`,
          'give a `share` or an `amount`',
        ),
      );
  }
  for (const [id, event] of Object.entries(book.content.events ?? {}))
    if (event.pooled !== false && certainValue(event.contracted, book.asOf) === 0)
      faults.push(
        book.fault(
          'book.event-without-contract',
          ['events', id, 'contracted'],
          `nothing was contracted in \`${id}\`, so that no reaction per unit can be estimated from it`,
          'give the change of contracted revenue, or say `pooled: false`',
        ),
      );
  return faults;
};
