import { expect, it } from 'vitest';
import { TABLE_CODES } from '../../src/book/tableCodes.ts';
import { textOf } from './page.ts';

it('docs/reference/library.md tells every fault of a table as its source does', () => {
  const rows = textOf('docs/reference/library.md')
    .split('\n')
    .filter((line) => line.startsWith('| `table.'));
  expect(rows).toEqual(
    Object.entries(TABLE_CODES).map(([code, { severity, meaning }]) => `| \`${code}\` | ${severity} | ${meaning} |`),
  );
});
