import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Claim, Check as FigureCheck } from '../schema/book.ts';
import type { Check, CheckedBook } from './checkedBook.ts';

/** The questions that a claim may put; each is a command that answers. */
export const QUESTIONS = [
  'run',
  'show',
  'circularity',
  'leverage',
  'control',
  'settlement',
  'contagion',
  'financing',
  'backlog',
  'allocation',
  'loop',
  'glut',
  'rescue',
  'position',
  'inputs',
] as const;

const PATH = /^[A-Za-z_][\w-]*(\.[\w-]+|\[\d+\]|\[\w+=[\w.-]+\])*$/;
const TEST = /^(<|<=|>|>=|=|≤|≥)\s*[$€£¥]?-?[\d.]+(e-?\d+)?\s*[KMBT%]?$/;

/** Claims and checks name a place of an answer, and a test that can be decided. */
export const checkClaims: Check = (book) => [
  ...Object.entries(book.content.claims ?? {}).flatMap(([id, claim]) => claimFaults(book, id, claim)),
  ...Object.entries(book.content.checks ?? {}).flatMap(([id, check]) => figureFaults(book, id, check)),
];

function claimFaults(book: CheckedBook, id: string, claim: Claim): Diagnostic[] {
  const keys = ['claims', id];
  const faults: Diagnostic[] = [];
  if (!(QUESTIONS as readonly string[]).includes(claim.question)) {
    const nearest = book.nearest(claim.question, QUESTIONS);
    faults.push(
      book.fault(
        'book.unknown-question',
        [...keys, 'question'],
        `there is no question \`${claim.question}\``,
        nearest === null ? `the questions are: ${QUESTIONS.join(', ')}` : `did you mean \`${nearest}\`?`,
      ),
    );
  }
  const measures = Array.isArray(claim.measure) ? claim.measure : [claim.measure];
  for (const [i, measure] of measures.entries()) {
    const at = Array.isArray(claim.measure) ? [...keys, 'measure', i] : [...keys, 'measure'];
    faults.push(...pathFault(book, at, typeof measure === 'string' ? measure : measure.path));
    if (typeof measure !== 'string') faults.push(...testFault(book, at, measure.test));
  }
  return [...faults, ...testFault(book, [...keys, 'test'], claim.test)];
}

function pathFault(book: CheckedBook, keys: readonly (string | number)[], path: string): Diagnostic[] {
  if (path.length <= 300 && PATH.test(path)) return [];
  return [
    book.fault(
      'book.bad-measure',
      keys,
      `${JSON.stringify(path.slice(0, 80))} is no path into an answer`,
      'write names with dots between them, such as parties.openai.default_probability',
    ),
  ];
}

function testFault(book: CheckedBook, keys: readonly (string | number)[], test: string | undefined): Diagnostic[] {
  if (test === undefined || (test.length <= 40 && TEST.test(test.trim()))) return [];
  return [
    book.fault(
      'book.bad-test',
      keys,
      `${JSON.stringify(test.slice(0, 80))} is no comparison`,
      'write a sign and a number, such as "> 0.5" or "<= 20%"',
    ),
  ];
}

function figureFaults(book: CheckedBook, id: string, check: FigureCheck): Diagnostic[] {
  const keys = ['checks', id];
  const faults = [
    ...pathFault(book, [...keys, 'figure'], check.figure),
    ...(check.per === undefined ? [] : pathFault(book, [...keys, 'per'], check.per)),
  ];
  if (check.at_least === undefined && check.at_most === undefined && check.equals === undefined)
    faults.push(
      book.fault(
        'book.check-without-test',
        keys,
        `the check \`${id}\` expects nothing`,
        'add `equals`, `at_least` or `at_most`',
      ),
    );
  return faults;
}
