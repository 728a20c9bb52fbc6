import type { CheckResult, ChecksResult } from '../../questions/check/bookChecks.ts';
import { printMoney, printNumber, printPercent } from '../number.ts';
import { heading, type Page } from './ink.ts';
import { printTable } from './table.ts';

/** How the figures of one check are printed: as money, in percent, or as plain numbers. */
function printerOf(check: CheckResult, currency: string): (value: number | null) => string {
  const figures = [check.value, check.at_least, check.at_most].filter((x) => x !== null).map(Math.abs);
  const largest = Math.max(...figures, 0);
  if (largest >= 1e6) return (value) => printMoney(value, currency);
  if (largest <= 2) return (value) => printPercent(value, { digits: 3 });
  return (value) => printNumber(value, { digits: 4 });
}

function expectation(check: CheckResult, print: (value: number | null) => string): string {
  const [least, most] = [print(check.at_least), print(check.at_most)];
  if (check.at_least === null) return `at most ${most}`;
  if (check.at_most === null) return `at least ${least}`;
  return least === most ? `about ${least}` : `${least} to ${most}`;
}

/** How the book's own checks came out: those that failed in full, the rest in one line each. */
export function checkLines(result: ChecksResult, currency: string, page: Page): string[] {
  const entries = Object.entries(result.checks);
  if (entries.length === 0) return [];
  const marks = { passed: page.ink.green('✓'), failed: page.ink.red('✗'), skipped: page.ink.dim('–') } as const;
  const rows = entries.map(([id, check]) => {
    const print = printerOf(check, currency);
    return [
      {
        text: check.status === 'failed' ? '✗' : check.status === 'passed' ? '✓' : '–',
        style: () => marks[check.status],
      },
      check.status === 'failed' ? { text: id, style: page.ink.red } : id,
      check.status === 'skipped' ? '' : print(check.value),
      check.reason ?? expectation(check, print),
      { text: check.says, style: page.ink.dim },
    ];
  });
  return [
    heading(page, 'Checks of the book', `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`),
    ...printTable(
      page,
      [
        { title: '' },
        { title: '' },
        { title: 'is', align: 'right' },
        { title: 'should be' },
        { title: '', gives: true },
      ],
      rows,
    ),
  ];
}
