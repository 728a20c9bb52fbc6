import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Channel, Scenario } from '../schema/book.ts';
import { readPath } from '../setPath.ts';
import { type Check, type CheckedBook, leastOf, percent } from './checkedBook.ts';

/** Scenarios change what exists, and channels say what their kind needs. */
export const checkScenarios: Check = (book) => [
  ...Object.entries(book.content.scenarios ?? {}).flatMap(([id, scenario]) => scenarioFaults(book, id, scenario)),
  ...Object.entries(book.content.channels ?? {}).flatMap(([id, channel]) => channelFaults(book, id, channel)),
];

function scenarioFaults(book: CheckedBook, id: string, scenario: Scenario): Diagnostic[] {
  return scenario.changes.flatMap((change, i) => {
    const keys = ['scenarios', id, 'changes', i];
    const does = (['set', 'without', 'cut', 'scale', 'shock'] as const).filter((key) => change[key] !== undefined);
    const faults: Diagnostic[] = [];
    if (does.length === 0)
      faults.push(
        book.fault(
          'book.empty-change',
          keys,
          `change ${i + 1} of \`${id}\` changes nothing`,
          'add one of: set, without, cut, scale, shock',
        ),
      );
    if (change.shock !== undefined && Object.keys(change.shock).every((key) => key === 'party'))
      faults.push(
        book.fault(
          'book.empty-change',
          [...keys, 'shock'],
          'this shock does nothing',
          'add one of: revenue, growth, default, renegotiate, compute_price, appetite, debt_room',
        ),
      );
    const { shock } = change;
    if (
      shock !== undefined &&
      shock.party === undefined &&
      (shock.revenue ?? shock.growth ?? shock.default ?? shock.renegotiate) !== undefined
    )
      faults.push(
        book.fault(
          'book.shock-without-party',
          [...keys, 'shock'],
          'this shock does not say which party it hits',
          'add `party:`',
        ),
      );
    for (const path of Object.keys(change.set ?? {})) {
      const reading = readPath(book.tree, path, book.nearest);
      if (!('reason' in reading)) continue;
      const help =
        reading.nearest === null ? 'name a place of the book by ids and years' : `did you mean ${reading.nearest}?`;
      faults.push(
        book.fault(
          'book.unknown-path',
          [...keys, 'set', path],
          `no such place in the book: \`${path}\` (${reading.reason})`,
          help,
        ),
      );
    }
    return faults;
  });
}

const NEEDS: Readonly<Record<Channel['kind'], readonly (keyof Channel)[]>> = {
  news: ['vendor'],
  funding: ['holder', 'issuer', 'rate'],
  commitment: ['issuer'],
};

function channelFaults(book: CheckedBook, id: string, channel: Channel): Diagnostic[] {
  const missing = NEEDS[channel.kind].filter((key) => channel[key] === undefined);
  const faults = missing.map((key) =>
    book.fault(
      'book.missing-key',
      ['channels', id],
      `a channel of kind \`${channel.kind}\` needs a \`${key}\``,
      `add \`${key}:\` here`,
    ),
  );
  const sum = Object.values(channel.vendors ?? {}).reduce((total, share) => total + leastOf(share, book.asOf), 0);
  if (sum > 1 + 1e-9)
    faults.push(
      book.fault(
        'book.shares-exceed-whole',
        ['channels', id, 'vendors'],
        `the vendors’ shares sum to ${percent(sum)}`,
        'let them sum to at most 100 %',
      ),
    );
  return faults;
}
