import { isUncertain, medianOf, quantileOf } from '../../base/distribution.ts';
import type { Grade } from '../../base/evidence.ts';
import { type Quantity, type Statement, statementAt } from '../../base/quantity.ts';
import type { Book } from '../../book/book.ts';
import type { Deal } from '../../book/schema/deal.ts';

/** Something that the later book states and the earlier could not know. */
export interface LaterFact {
  readonly path: string;
  /** The day that it is about. */
  readonly date: string;
  /** The day on which it became public. */
  readonly known: string;
  readonly observed: number;
  /** Where the fact itself is a range. */
  readonly interval: readonly [number, number] | null;
  /** What was known of the same path before; null where nothing was. */
  readonly lastKnown: number | null;
  readonly sources: readonly string[];
  readonly grade: Grade;
  /** Why it is no observation that a prediction can be held against; null where it is one. */
  readonly reason: string | null;
}

/** Paths under which a book states what it supposes of the future, or compares with. */
const NOT_PREDICTED: readonly (readonly [RegExp, string])[] = [
  [
    /^parties\.[^.]+\.reported\.(backlog|backlog_share|commitments)/,
    'a run tells the backlog of the book’s own contracts, not all that a party reports',
  ],
  [/^parties\.[^.]+\.reported\.cash_flow/, 'guided or reported for a fiscal year; compared in the calibration tables'],
  [/^parties\.[^.]+\.cds/, 'a price of credit, for comparison only'],
  [/^settlements\./, 'a settlement is asked about, not run'],
];
const INPUT = 'an input of the book about the future or about terms, which a run takes and does not predict';

/** Whether nothing was known of a path before: its party, deal or issuer did not stand in the earlier book. */
function isNew(earlier: Book, path: string): boolean {
  const [section = '', id = ''] = path.split('.');
  const entries = (earlier.content as unknown as Record<string, Record<string, unknown> | undefined>)[section];
  return section !== 'market' && entries?.[id] === undefined;
}

/**
 * What became public after the day of the earlier book and stands in the later one: dated values, deals that came to an
 * end one way or the other, milestones that were reached, and what else was told and cannot be held against a run.
 */
export function laterFacts(earlier: Book, later: Book, isPredicted: (path: string) => boolean): LaterFact[] {
  return [
    ...statedValues(earlier, later, isPredicted),
    ...dealFacts(earlier, later, isPredicted),
    ...milestoneFacts(earlier, later, isPredicted),
    ...eventFacts(earlier, later),
  ];
}

function statedValues(earlier: Book, later: Book, isPredicted: (path: string) => boolean): LaterFact[] {
  const facts: LaterFact[] = [];
  for (const section of ['parties', 'stakes', 'market'] as const) {
    for (const { path, quantity } of quantitiesIn(later.content[section], section)) {
      const before = quantityAt(earlier, path);
      for (const statement of quantity.statements) {
        if (statement.date === null || before?.statements.some((s) => s.date === statement.date)) continue;
        const known = statement.evidence.known ?? statement.date;
        if (known <= earlier.asOf && !isNew(earlier, path)) continue;
        facts.push(valueFact(earlier, later, path, statement, known, before, isPredicted(path)));
      }
    }
  }
  return facts;
}

function valueFact(
  earlier: Book,
  later: Book,
  path: string,
  statement: Statement,
  known: string,
  before: Quantity | null,
  isPredicted: boolean,
): LaterFact {
  const d = statement.distribution;
  const date = statement.date ?? known;
  const evidence = later.evidenceFor(`${path}.${date}`);
  const sources =
    evidence.source === undefined ? [] : typeof evidence.source === 'string' ? [evidence.source] : [...evidence.source];
  const grade = later.gradeFor(`${path}.${date}`);
  const known0 = before === null ? null : statementAt(before, earlier.asOf);
  return {
    path,
    date,
    known,
    observed: medianOf(d),
    interval: isUncertain(d) ? [quantileOf(d, 0.05), quantileOf(d, 0.95)] : null,
    lastKnown: known0 === null ? null : inTheSameUnit(path, medianOf(known0.distribution), medianOf(d)),
    sources,
    grade,
    reason: isNew(earlier, path)
      ? 'the book did not know the party on the earlier day'
      : !isPredicted
        ? (NOT_PREDICTED.find(([pattern]) => pattern.test(path))?.[1] ?? INPUT)
        : evidence.said_by === 'modeller' || grade === 'D'
          ? 'a judgement of whoever wrote the book, not an observation'
          : null,
  };
}

/** Statuses in which it is decided whether what was not firm came to pass. */
const DECIDED: Readonly<Partial<Record<Deal['status'], number>>> = { completed: 1, lapsed: 0, terminated: 0 };

function dealFacts(earlier: Book, later: Book, isPredicted: (path: string) => boolean): LaterFact[] {
  return Object.entries(later.content.deals ?? {}).flatMap(([id, deal]): LaterFact[] => {
    const before = earlier.content.deals?.[id];
    const told = (path: string, date: string, known: string, observed: number, reason: string | null): LaterFact => {
      const { source } = later.evidenceFor(path);
      const sources = source === undefined ? [] : typeof source === 'string' ? [source] : [...source];
      return {
        path,
        date,
        known,
        observed,
        interval: null,
        lastKnown: null,
        sources,
        grade: later.gradeFor(path),
        reason,
      };
    };
    if (before === undefined)
      return [told(`deals.${id}`, deal.date, deal.date, 1, 'signed later: a run draws no new deals of the book')];
    const amendments = Object.entries(deal.amendments ?? {}).filter(([key]) => before.amendments?.[key] === undefined);
    return amendments.map(([key, amendment]) => {
      const path = `deals.${id}.amendments.${key}`;
      const { date, status } = amendment;
      const known = amendment.known ?? date;
      const observed = status === undefined ? undefined : DECIDED[status];
      if (observed === undefined)
        return told(path, date, known, 1, 'terms rewritten by agreement: a run draws no new terms');
      return told(
        `deals.${id}.status`,
        date,
        known,
        observed,
        isPredicted(`deals.${id}.status`) ? null : 'nothing of the deal was left to chance',
      );
    });
  });
}

function milestoneFacts(earlier: Book, later: Book, isPredicted: (path: string) => boolean): LaterFact[] {
  return Object.entries(later.content.milestones ?? {}).flatMap(([id, milestone]): LaterFact[] => {
    const path = `milestones.${id}.date`;
    const { date } = milestone;
    if (date === undefined || date > later.asOf) return [];
    const before = earlier.content.milestones?.[id];
    if (before?.date === date || date <= earlier.asOf) return [];
    const { source } = later.evidenceFor(path);
    return [
      {
        path,
        date,
        known: milestone.known ?? date,
        observed: 1,
        interval: null,
        lastKnown: null,
        sources: source === undefined ? [] : typeof source === 'string' ? [source] : [...source],
        grade: later.gradeFor(path),
        reason: isPredicted(path) ? null : 'the book gave it no date or condition on the earlier day',
      },
    ];
  });
}

function eventFacts(earlier: Book, later: Book): LaterFact[] {
  return Object.entries(later.content.events ?? {}).flatMap(([id, event]): LaterFact[] => {
    if (earlier.content.events?.[id] !== undefined) return [];
    const path = `events.${id}`;
    const { source } = later.evidenceFor(path);
    const change = event.value_change.statements[0];
    return [
      {
        path,
        date: event.date,
        known: event.known ?? event.date,
        observed: change === undefined ? 0 : medianOf(change.distribution),
        interval: null,
        lastKnown: null,
        sources: source === undefined ? [] : typeof source === 'string' ? [source] : [...source],
        grade: later.gradeFor(path),
        reason: 'the move of one day; a run tells what stands at the end of quarters',
      },
    ];
  });
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && (value as { is?: unknown }).is === 'quantity';
}

function* quantitiesIn(value: unknown, path: string): Generator<{ path: string; quantity: Quantity }> {
  if (typeof value !== 'object' || value === null) return;
  if (isQuantity(value)) {
    yield { path, quantity: value };
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* quantitiesIn(inner, `${path}.${key}`);
}

function quantityAt(book: Book, path: string): Quantity | null {
  let value: unknown = book.content;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return isQuantity(value) ? value : null;
}

/** A stake that was a fraction and is told as a number of shares, or the other way round, has no last value to compare with. */
function inTheSameUnit(path: string, before: number, observed: number): number | null {
  return path.startsWith('stakes.') && before > 1 !== observed > 1 ? null : before;
}
