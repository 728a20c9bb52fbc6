import type { Book } from '../../book/book.ts';
import type { Finding } from '../answer.ts';
import type { PathEvent, PathResult } from './pathSchema.ts';

/** What happened on one path of a run, told in order. */
export function pathFinding(
  book: Book,
  path: number,
  scenario: string | null,
  events: readonly PathEvent[],
): Finding<PathResult> {
  const { parties, milestones } = book.content;
  return {
    question: 'path',
    result: {
      path,
      scenario,
      names: Object.fromEntries(Object.entries(parties).map(([id, p]) => [id, p.name])),
      milestones: Object.fromEntries(Object.entries(milestones ?? {}).map(([id, m]) => [id, m.says])),
      events: [...events],
    },
    units: { '/events/*/amount': 'currency' },
    method: { docs: 'docs/models/scenarios.md', references: [] },
    limits: [
      'One path is one draw of everything that is uncertain: it shows how things hang together, not what is likely.',
    ],
    restsOn: [],
    warnings: [],
  };
}
